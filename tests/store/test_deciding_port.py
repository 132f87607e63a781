"""What every record does with the word of a person, the one in memory and the one on the disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.facts import DecisionKind, Field, FieldValue
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.domain.values import Duration, Party
from arkiv.errors import NotFound
from fakes.arrivals import arrival, digest, extraction, finding, reading

END = date(2030, 6, 30)


@pytest.fixture
def contract(record: Record) -> ContractId:
    filed = record.documents.file(arrival(), "kari").contract
    record.documents.save_reading(digest("lease.pdf"), reading("text"), extraction(), "arkiv")
    return filed


def test_a_correction_is_shown_and_stays_beside_the_finding(
    record: Record, contract: ContractId
) -> None:
    decided = record.contracts.decide(
        contract, Field.EXPIRATION_DATE, DecisionKind.CORRECTED, [END], "kari"
    )

    assert (decided.kind, decided.values, decided.actor) == (DecisionKind.CORRECTED, (END,), "kari")
    assert datetime.fromisoformat(decided.at).tzinfo == UTC
    assert record.contracts.decisions(contract) == (decided,)
    summary = record.contracts.summary(contract)
    assert summary is not None and summary.reviewed
    assert summary.facts.expiration_date == END
    assert date(2027, 1, 31) in [f.value for f in record.contracts.findings(contract)]


def test_a_rejected_field_is_shown_as_unknown(record: Record, contract: ContractId) -> None:
    record.contracts.decide(contract, Field.VALUE, DecisionKind.REJECTED, [], "kari")

    summary = record.contracts.summary(contract)
    assert summary is not None and summary.facts.value is None


def test_parties_are_decided_as_a_whole(record: Record, contract: ContractId) -> None:
    parties = [Party("Nord AS", "leier", "923609016"), Party("Sør AS")]

    record.contracts.decide(contract, Field.PARTIES, DecisionKind.CORRECTED, parties, "kari")

    summary = record.contracts.summary(contract)
    assert summary is not None and summary.facts.parties == tuple(parties)
    [entry] = record.contracts.entries()
    assert entry.parties == ("Nord AS", "Sør AS")


def test_each_decision_is_one_event_with_before_and_after(
    record: Record, contract: ContractId
) -> None:
    field = Field.NOTICE_PERIOD
    seq = record.events.last_seq()

    record.contracts.decide(contract, field, DecisionKind.CORRECTED, [Duration(months=3)], "kari")
    record.contracts.decide(contract, field, DecisionKind.REJECTED, [], "ola")
    record.contracts.undecide(contract, field, "kari")

    corrected = {"field": "notice_period", "kind": "corrected", "values": ["P3M"]}
    rejected = {"field": "notice_period", "kind": "rejected", "values": []}
    events = record.events.of(contract)[:3]
    assert [(e.seq, e.kind, e.actor, said(e.before), said(e.after)) for e in reversed(events)] == [
        (seq + 1, EventKind.DECIDED, "kari", None, corrected),
        (seq + 2, EventKind.DECIDED, "ola", corrected, rejected),
        (seq + 3, EventKind.DECIDED, "kari", rejected, None),
    ]
    assert record.events.broken() == ()


def said(spelled: dict[str, object] | None) -> dict[str, object] | None:
    """A decision of the trail without who and when."""
    return spelled and {key: spelled[key] for key in ("field", "kind", "values")}


def test_the_same_word_again_is_no_event(record: Record, contract: ContractId) -> None:
    def decide() -> object:
        return record.contracts.decide(
            contract, Field.TERM, DecisionKind.CONFIRMED, [Duration(years=3)], "kari"
        )

    first, seq = decide(), record.events.last_seq()

    assert decide() == first
    assert record.events.last_seq() == seq


def test_a_decision_taken_back_lets_the_finding_count_again(
    record: Record, contract: ContractId
) -> None:
    record.contracts.decide(contract, Field.TITLE, DecisionKind.CORRECTED, ["Husleie"], "kari")

    assert record.contracts.undecide(contract, Field.TITLE, "kari")
    assert not record.contracts.undecide(contract, Field.TITLE, "kari")

    summary = record.contracts.summary(contract)
    assert summary is not None and not summary.reviewed
    assert summary.title == "Leieavtale Kaigata 12"


def test_several_fields_are_confirmed_in_one_act(record: Record, contract: ContractId) -> None:
    values: dict[Field, list[FieldValue]] = {
        Field.TITLE: ["Leieavtale"],
        Field.EXPIRATION_DATE: [END],
    }

    assert record.contracts.confirm(contract, values, "kari") == 2
    assert record.contracts.confirm(contract, values, "kari") == 0

    decided = record.contracts.decisions(contract)
    assert [(d.field, d.kind, d.values) for d in decided] == [
        (Field.EXPIRATION_DATE, DecisionKind.CONFIRMED, (END,)),
        (Field.TITLE, DecisionKind.CONFIRMED, ("Leieavtale",)),
    ]
    assert [e.kind for e in record.events.of(contract, 2)] == [EventKind.DECIDED] * 2


def test_what_changed_goes_to_the_index(record: Record, contract: ContractId) -> None:
    mark = record.events.last_seq()

    record.contracts.decide(contract, Field.TITLE, DecisionKind.CORRECTED, ["Husleie"], "kari")

    assert [(e.id, e.title) for e in record.contracts.entries(mark)] == [(contract, "Husleie")]


def test_reading_again_with_other_cues_and_findings_never_touches_a_decision(
    record: Record, contract: ContractId
) -> None:
    record.contracts.decide(contract, Field.EXPIRATION_DATE, DecisionKind.CORRECTED, [END], "kari")
    record.contracts.decide(contract, Field.VALUE, DecisionKind.REJECTED, [], "kari")
    record.contracts.decide(
        contract, Field.TITLE, DecisionKind.CONFIRMED, ["Leieavtale Kaigata 12"], "kari"
    )
    decided = record.contracts.decisions(contract)
    others = (
        (),
        (finding(Field.TITLE, "Other"), finding(Field.EXPIRATION_DATE, date(2026, 1, 1))),
    )

    for number, found in enumerate(others):
        read = replace(extraction(), findings=found, cues_version=f"newer-{number}")
        record.documents.requeue([digest("lease.pdf")], "kari")
        record.documents.save_reading(digest("lease.pdf"), reading("other"), read, "arkiv")

        assert record.contracts.decisions(contract) == decided
        summary = record.contracts.summary(contract)
        assert summary is not None
        assert summary.facts.expiration_date == END
        assert summary.facts.value is None
        assert summary.title == "Leieavtale Kaigata 12"


def test_a_decision_needs_its_contract(record: Record) -> None:
    nobody = ContractId(99)

    with pytest.raises(NotFound):
        record.contracts.decide(nobody, Field.TITLE, DecisionKind.REJECTED, [], "kari")
    with pytest.raises(NotFound):
        record.contracts.confirm(nobody, {Field.TITLE: ["x"]}, "kari")
    with pytest.raises(NotFound):
        record.contracts.undecide(nobody, Field.TITLE, "kari")
    assert record.events.last_seq() == 0

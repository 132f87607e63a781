"""What every record tells of what reading left open, in memory and on the disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from arkiv.domain.contracts import Link, LinkKind, LooseEnds
from arkiv.domain.facts import DecisionKind, Field, Finding
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from fakes.arrivals import arrival, digest, extraction, finding, reading

DAY = date(2027, 1, 31)


def filed(record: Record, name: str = "lease.pdf") -> ContractId:
    return record.documents.file(arrival(name), "kari").contract


def read(
    record: Record,
    text: str = "text",
    *findings: Finding,
    tracked: bool = False,
    warnings: tuple[str, ...] = (),
) -> None:
    found = extraction(*findings or (finding(Field.TITLE, "Lease"),), warnings=warnings)
    said = replace(reading(text), tracked_changes=tracked)
    record.documents.save_reading(digest("lease.pdf"), said, found, "intake")


def guessed(field: Field, confidence: float, rank: int = 0) -> Finding:
    return replace(finding(field, DAY, rank), confidence=confidence)


def test_a_document_waits_until_it_is_read_or_has_failed(record: Record) -> None:
    contract = filed(record)
    assert record.contracts.loose_ends() == {contract: LooseEnds(waiting=True)}

    record.documents.save_failure(digest("lease.pdf"), Fault(FaultCode.DAMAGED), None, "intake")
    assert record.contracts.loose_ends() == {}


def test_nothing_is_told_of_what_was_read_without_doubt(record: Record) -> None:
    filed(record)
    read(record, "The rent is in Annex 1.\nAnnex 1\nRent")

    assert record.contracts.loose_ends() == {}


def test_tracked_changes_and_annexes_come_from_the_last_reading(record: Record) -> None:
    contract = filed(record)
    read(record, "The rent is in Annex 1, the plan in bilag 2.", tracked=True)

    assert record.contracts.loose_ends() == {
        contract: LooseEnds(tracked_changes=True, annexes=("Annex 1", "bilag 2"))
    }
    read(record)
    assert record.contracts.loose_ends() == {}


def test_guesses_are_those_of_the_shown_values_that_nobody_decided(record: Record) -> None:
    contract = filed(record)
    read(
        record,
        "text",
        guessed(Field.EXPIRATION_DATE, 0.59),
        guessed(Field.EFFECTIVE_DATE, 0.6),
        guessed(Field.AGREEMENT_DATE, 0.9),
        guessed(Field.AGREEMENT_DATE, 0.2, rank=1),
    )
    guesses = frozenset({Field.EXPIRATION_DATE})
    assert record.contracts.loose_ends() == {contract: LooseEnds(guesses=guesses)}

    record.contracts.decide(contract, Field.EXPIRATION_DATE, DecisionKind.REJECTED, [], "kari")
    assert record.contracts.loose_ends() == {}


def test_warnings_come_with_what_was_decided(record: Record) -> None:
    contract = filed(record)
    read(record, "text", finding(Field.EXPIRATION_DATE, DAY), warnings=("Term: two.",))
    record.contracts.decide(contract, Field.TERM, DecisionKind.REJECTED, [], "kari")

    decided = frozenset({Field.TERM})
    assert record.contracts.loose_ends() == {
        contract: LooseEnds(warnings=("Term: two.",), decided=decided)
    }


def test_only_what_changed_is_told(record: Record) -> None:
    first = filed(record)
    mark = record.events.last_seq()
    second = filed(record, "other.pdf")

    assert set(record.contracts.loose_ends()) == {first, second}
    assert set(record.contracts.loose_ends(mark)) == {second}


def test_every_link_is_told_oldest_first(record: Record) -> None:
    one, two, three = (filed(record, f"{n}.pdf") for n in range(3))
    links = (Link(three, one, LinkKind.REPLACES), Link(one, two, LinkKind.ANNEX))
    for link in links:
        record.links.add(link, "kari")

    assert record.links.every() == links

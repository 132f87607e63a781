"""What people say about facts, on fakes: confirmed, corrected, rejected, chosen, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.facts import DecisionKind, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.values import Duration, Party
from arkiv.errors import BadInput, NotFound
from arkiv.services.deciding import Deciding, FactRow, FactState
from arkiv.services.indexing import Indexing
from arkiv.services.rereading import FieldChange, facts_by_contract, reread_report
from fakes.arrivals import arrival, digest, extraction, finding, reading
from fakes.index import FakeIndex
from fakes.record import FakeRecord

END, OTHER_END = date(2027, 1, 31), date(2028, 1, 31)


@dataclass
class Desk:
    """An archive in memory with one lease that was read."""

    record: FakeRecord
    index: FakeIndex
    deciding: Deciding
    contract: ContractId

    def row(self, field: Field) -> FactRow:
        [row] = [r for r in self.deciding.facts_for_review(self.contract) if r.field is field]
        return row


@pytest.fixture
def desk() -> Desk:
    record = FakeRecord()
    index = FakeIndex(record.contracts)
    contract = record.documents.file(arrival(), "kari").contract
    record.documents.save_reading(digest("lease.pdf"), reading("text"), extraction(), "arkiv")
    return Desk(record, index, Deciding(record, Indexing(record, index), "kari"), contract)


def test_a_confirmed_value_is_the_value_that_was_shown(desk: Desk) -> None:
    decision = desk.deciding.confirm(desk.contract, Field.EXPIRATION_DATE)

    assert (decision.kind, decision.values) == (DecisionKind.CONFIRMED, (END,))
    assert desk.row(Field.EXPIRATION_DATE).state is FactState.CONFIRMED
    assert desk.row(Field.EXPIRATION_DATE).sources


def test_confirming_nothing_says_how_to_type_the_value(desk: Desk) -> None:
    with pytest.raises(BadInput, match="arkiv correct 1 term VALUE"):
        desk.deciding.confirm(desk.contract, Field.TERM)


def test_confirming_a_correction_leaves_it_a_correction(desk: Desk) -> None:
    corrected = desk.deciding.correct(desk.contract, Field.EXPIRATION_DATE, "2030-06-30")

    assert desk.deciding.confirm(desk.contract, Field.EXPIRATION_DATE) == corrected


def test_confirming_a_rejected_field_brings_back_what_was_read(desk: Desk) -> None:
    desk.deciding.reject(desk.contract, Field.EXPIRATION_DATE)

    assert desk.deciding.confirm(desk.contract, Field.EXPIRATION_DATE).values == (END,)


def test_confirming_everything_is_one_act_and_passes_over_what_is_decided(desk: Desk) -> None:
    desk.deciding.reject(desk.contract, Field.VALUE)

    assert desk.deciding.confirm_all(desk.contract) == 3
    assert desk.deciding.confirm_all(desk.contract) == 0

    states = {row.field: row.state for row in desk.deciding.facts_for_review(desk.contract)}
    assert states[Field.VALUE] is FactState.REJECTED
    assert states[Field.PARTIES] is states[Field.TITLE] is FactState.CONFIRMED
    assert states[Field.TERM] is FactState.ABSENT


def test_some_fields_are_confirmed_together(desk: Desk) -> None:
    assert desk.deciding.confirm_all(desk.contract, [Field.TITLE, Field.TERM]) == 1
    assert desk.row(Field.EXPIRATION_DATE).state is FactState.SURE


def test_a_field_without_a_finding_can_be_rejected_for_good(desk: Desk) -> None:
    desk.deciding.reject(desk.contract, Field.TERM)
    found = extraction(finding(Field.TERM, Duration(years=3)))
    desk.record.documents.save_reading(digest("lease.pdf"), reading("x"), found, "arkiv")

    assert desk.row(Field.TERM).values == ()


def test_typing_what_was_read_confirms_it(desk: Desk) -> None:
    same = desk.deciding.correct(desk.contract, Field.EXPIRATION_DATE, "31.1.2027")
    other = desk.deciding.correct(desk.contract, Field.EXPIRATION_DATE, "2030-06-30")

    assert (same.kind, other.kind) == (DecisionKind.CONFIRMED, DecisionKind.CORRECTED)


def test_what_cannot_be_read_changes_nothing(desk: Desk) -> None:
    seq = desk.record.events.last_seq()

    with pytest.raises(BadInput):
        desk.deciding.correct(desk.contract, Field.EXPIRATION_DATE, "03/04/2026")

    assert desk.record.events.last_seq() == seq


def test_another_candidate_is_chosen_with_its_words(desk: Desk) -> None:
    chosen = desk.deciding.choose(desk.contract, Field.EXPIRATION_DATE, 1)

    assert (chosen.kind, chosen.values) == (DecisionKind.CORRECTED, (OTHER_END,))
    assert desk.row(Field.EXPIRATION_DATE).shown[0].rank == 1
    best = desk.deciding.choose(desk.contract, Field.EXPIRATION_DATE, 0)
    assert (best.kind, best.values) == (DecisionKind.CONFIRMED, (END,))


@pytest.mark.parametrize(("field", "rank"), [(Field.EXPIRATION_DATE, 7), (Field.PARTIES, 1)])
def test_a_candidate_that_is_not_there_is_refused(desk: Desk, field: Field, rank: int) -> None:
    with pytest.raises(BadInput, match="no candidate"):
        desk.deciding.choose(desk.contract, field, rank)


def test_one_party_is_corrected_and_one_is_added(desk: Desk) -> None:
    desk.deciding.correct_party(desk.contract, 2, "Nord AS (leier)")
    desk.deciding.correct_party(desk.contract, 3, "Sør AS")

    assert desk.row(Field.PARTIES).values == (
        Party("Øst Eiendom AS", "utleier", "923609016"),
        Party("Nord AS", "leier"),
        Party("Sør AS"),
    )
    with pytest.raises(BadInput, match="There is no party 5"):
        desk.deciding.correct_party(desk.contract, 5, "Vest AS")


def test_what_was_decided_is_taken_back(desk: Desk) -> None:
    desk.deciding.reject(desk.contract, Field.TITLE)

    assert desk.deciding.take_back(desk.contract, Field.TITLE)
    assert not desk.deciding.take_back(desk.contract, Field.TITLE)
    assert desk.row(Field.TITLE).state is FactState.SURE


def test_a_decision_is_searchable_at_once(desk: Desk) -> None:
    desk.deciding.correct(desk.contract, Field.TITLE, "Husleie")

    assert desk.index.mark() == desk.record.events.last_seq()
    [event] = desk.record.events.of(desk.contract, 1)
    assert (event.kind, event.actor) == (EventKind.DECIDED, "kari")


def test_nothing_is_decided_of_a_contract_that_is_not_there(desk: Desk) -> None:
    nobody = ContractId(99)
    for act in (
        lambda: desk.deciding.confirm(nobody, Field.TITLE),
        lambda: desk.deciding.confirm_all(nobody),
        lambda: desk.deciding.reject(nobody, Field.TITLE),
        lambda: desk.deciding.correct(nobody, Field.TITLE, "x"),
        lambda: desk.deciding.choose(nobody, Field.TITLE, 0),
        lambda: desk.deciding.take_back(nobody, Field.TITLE),
    ):
        with pytest.raises(NotFound):
            act()


def test_reading_again_reports_what_changed_and_what_it_left_alone(desk: Desk) -> None:
    desk.deciding.confirm(desk.contract, Field.EXPIRATION_DATE)
    before = facts_by_contract(desk.record)
    found = extraction(finding(Field.TITLE, "Husleie"), finding(Field.EXPIRATION_DATE, OTHER_END))
    desk.record.documents.save_reading(digest("lease.pdf"), reading("text"), found, "arkiv")

    report = reread_report(before, desk.record)

    assert report.contracts == (desk.contract,)
    assert report.fields == (
        FieldChange(Field.TITLE, 1, 0),
        FieldChange(Field.PARTIES, 1, 0),
        FieldChange(Field.EXPIRATION_DATE, 0, 1),
        FieldChange(Field.VALUE, 1, 0),
    )


def test_reading_again_to_the_same_facts_is_no_change(desk: Desk) -> None:
    report = reread_report(facts_by_contract(desk.record), desk.record)

    assert (report.fields, report.contracts) == ((), ())

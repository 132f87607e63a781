"""The agenda in step with the record, what people do about dates, and each act taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from arkiv.deadline_labels import proof_line
from arkiv.domain.facts import DecisionKind, DocumentType, Facts, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.lead_times import LeadTimes
from arkiv.domain.outlook import DeadlineKind, State
from arkiv.domain.values import Duration, Money
from arkiv.errors import BadInput, NotFound
from arkiv.services.agenda import Agenda, Due
from arkiv.services.following_up import FollowingUp
from arkiv.services.indexing import Indexing
from arkiv.services.lead_times import lead_times_of, review_cycles_of
from arkiv.services.standing import Standing
from fakes.arrivals import arrival, digest, extraction, finding, reading
from fakes.index import FakeIndex
from fakes.record import FakeRecord
from fakes.summaries import contract_with

TODAY = date(2026, 12, 1)


@dataclass
class Office:
    record: FakeRecord
    agenda: Agenda
    following_up: FollowingUp
    standing: Standing

    def lease(self, name: str = "lease.pdf") -> ContractId:
        """It renewed a month ago, because nobody gave notice by 31 October."""
        filed = self.record.documents.file(arrival(name), "kari")
        found = extraction(
            finding(Field.EXPIRATION_DATE, date(2027, 1, 31)),
            finding(Field.AUTO_RENEWAL, True),
            finding(Field.RENEWAL_TERM, Duration(years=1)),
            finding(Field.NOTICE_PERIOD, Duration(months=3)),
        )
        self.record.documents.save_reading(digest(name), reading("text"), found, "intake")
        return filed.contract

    def overdue(self) -> list[tuple[ContractId, date]]:
        return [(due.summary.id, due.day) for due in self.agenda.overdue(TODAY)]

    def dues(self, state: State) -> list[Due]:
        every = self.agenda.every(TODAY, date(2028, 1, 1))
        return [due for due in every if due.deadline.state is state]


@pytest.fixture
def office() -> Office:
    record = FakeRecord()
    indexing = Indexing(record, FakeIndex(record.contracts))
    return Office(
        record,
        Agenda(record),
        FollowingUp(record, indexing, "kari"),
        Standing(record, indexing, "kari"),
    )


def test_the_agenda_follows_what_changes(office: Office) -> None:
    contract = office.lease()
    assert office.overdue() == [(contract, date(2026, 10, 31))]

    office.standing.end(contract, date(2026, 11, 1), "sold")
    assert office.overdue() == []

    office.standing.take_back_end(contract)
    other = office.lease("other.pdf")
    assert [each for each, _day in office.overdue()] == [contract, other]

    office.record.contracts.trash([other], "kari")
    assert [each for each, _day in office.overdue()] == [contract]


def test_another_day_is_another_agenda(office: Office) -> None:
    office.lease()

    assert office.agenda.overdue(date(2026, 10, 31)) == ()
    assert len(office.agenda.overdue(date(2026, 11, 1))) == 1
    assert office.agenda.overdue(date(2026, 10, 31)) == ()


def test_all_past_dates_become_history_in_one_act_and_back(office: Office) -> None:
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        office.lease(name)
    past = office.agenda.overdue(TODAY)

    assert office.following_up.done(past, "history") == 3
    assert office.overdue() == []

    office.record.undoing.undo("kari")
    assert len(office.overdue()) == 3


def test_taking_back_done_puts_off_again_what_was_put_off(office: Office) -> None:
    office.lease()
    [due] = office.agenda.overdue(TODAY)
    office.following_up.snooze([due], date(2026, 12, 24), "waiting", TODAY)
    [snoozed] = office.dues(State.SNOOZED)

    office.following_up.done([snoozed])
    assert office.dues(State.SNOOZED) == []
    office.record.undoing.undo("kari")

    [back] = office.dues(State.SNOOZED)
    assert back.deadline.snoozed_until == date(2026, 12, 24)


def test_putting_off_needs_a_reason_and_a_later_day(office: Office) -> None:
    office.lease()
    [due] = office.agenda.overdue(TODAY)

    with pytest.raises(BadInput):
        office.following_up.snooze([due], date(2026, 12, 24), "  ", TODAY)
    with pytest.raises(BadInput):
        office.following_up.snooze([due], TODAY, "waiting", TODAY)

    assert len(office.overdue()) == 1


def test_month_ends_that_some_months_lack_are_their_last_day(office: Office) -> None:
    contract = office.lease()
    office.following_up.plan(contract, "Report", date(2026, 12, 31), TODAY, rule="monthly")

    days = [
        due.day
        for due in office.agenda.every(TODAY, date(2027, 4, 30))
        if due.kind is DeadlineKind.OBLIGATION
    ]

    assert days == [
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    ]


def test_a_date_that_is_not_there_cannot_be_changed(office: Office) -> None:
    with pytest.raises(NotFound):
        office.following_up.change("nothing", title="x")
    with pytest.raises(NotFound):
        office.following_up.plan(ContractId(9), "Report", TODAY, TODAY)


def test_nothing_is_linked_to_itself_or_in_a_circle(office: Office) -> None:
    from arkiv.domain.contracts import LinkKind

    one, two = office.lease("one.pdf"), office.lease("two.pdf")
    with pytest.raises(BadInput):
        office.standing.link(one, one, LinkKind.ANNEX)

    assert office.standing.link(one, two, LinkKind.AMENDMENT)
    with pytest.raises(BadInput):
        office.standing.link(two, one, LinkKind.AMENDMENT)
    assert office.standing.unlink(one, two, LinkKind.AMENDMENT)


def test_a_contract_cannot_end_before_it_began(office: Office) -> None:
    contract = office.lease()
    office.record.decide(contract)
    filed = office.record.documents.file(arrival("young.pdf"), "kari").contract
    begun = extraction(finding(Field.EFFECTIVE_DATE, date(2026, 6, 1)))
    office.record.documents.save_reading(digest("young.pdf"), reading("text"), begun, "intake")

    with pytest.raises(BadInput, match="2026-06-01"):
        office.standing.end(filed, date(2026, 5, 31), "sold")


def test_the_longest_lead_time_counts_but_for_one_of_the_contract() -> None:
    leads = lead_times_of(
        {
            "default": "30d",
            "type": {"lease": "6m"},
            "value": {"1000000 NOK": "9m"},
            "contract": {"7": "2w"},
        }
    )
    lease = Facts(document_type=DocumentType.LEASE)
    dear = Facts(document_type=DocumentType.LEASE, value=Money.parse("2000000 NOK"))
    in_euro = Facts(value=Money.parse("2000000 EUR"))

    assert leads.of(contract_with(lease)) == Duration(months=6)
    assert leads.of(contract_with(dear)) == Duration(months=9)
    assert leads.of(contract_with(in_euro)) == Duration(days=30)
    assert leads.of(contract_with(dear, id=ContractId(7))) == Duration(weeks=2)
    assert LeadTimes().of(contract_with()) == Duration(days=60)


@pytest.mark.parametrize(
    "said", [{"lease": "6m"}, {"default": "soon"}, {"type": "6m"}, {"contract": {"x": "6m"}}]
)
def test_lead_times_that_cannot_be_read_are_nobodys(said: dict[str, object]) -> None:
    leads = lead_times_of(said)

    assert "arkiv.toml, lead_times." in leads.fault
    with pytest.raises(BadInput, match="lead_times"):
        leads.of(contract_with())


def test_a_review_is_due_by_the_cycle_and_again_after_it_was_said(office: Office) -> None:
    contract = office.lease()
    agenda = Agenda(office.record, cycles=review_cycles_of({"type": {"lease": "6m"}}))
    office.record.contracts.decide(
        contract, Field.DOCUMENT_TYPE, DecisionKind.CORRECTED, [DocumentType.LEASE], "kari"
    )

    office.standing.review(contract, TODAY)
    assert reviews(agenda) == [date(2027, 6, 1)]

    office.standing.review(contract, date(2027, 2, 1))
    assert reviews(agenda) == [date(2027, 8, 1)]

    office.standing.take_back_review(contract)
    assert reviews(agenda) == [date(2027, 6, 1)]
    office.standing.take_back_review(contract)
    assert not office.standing.take_back_review(contract)


def test_a_review_set_by_hand_goes_before_the_cycle(office: Office) -> None:
    contract = office.lease()
    agenda = Agenda(office.record, cycles=review_cycles_of({"default": "1y"}))

    office.standing.review(contract, TODAY, date(2027, 1, 15))
    (due,) = (d for d in agenda.due(TODAY, 400) if d.kind is DeadlineKind.REVIEW)

    assert due.day == date(2027, 1, 15)
    proof = proof_line(agenda.justify(due).proof)
    assert proof == "last reviewed 2026-12-01; entered: 2027-01-15 → act by 2027-01-15"
    with pytest.raises(BadInput):
        office.standing.review(contract, TODAY, TODAY)


def test_the_proof_of_a_review_names_the_last_one_and_the_cycle(office: Office) -> None:
    contract = office.lease()
    agenda = Agenda(office.record, cycles=review_cycles_of({"contract": {str(contract): "1y"}}))
    office.standing.review(contract, TODAY)

    (due,) = (d for d in agenda.due(TODAY, 400) if d.kind is DeadlineKind.REVIEW)

    proof = proof_line(agenda.justify(due).proof)
    assert proof == "last reviewed 2026-12-01; review every year → act by 2027-12-01"


def test_the_shortest_cycle_that_fits_counts_and_none_is_set_unless_told() -> None:
    cycles = review_cycles_of({"type": {"lease": "2y"}, "value": {"1000000 NOK": "1y"}})
    lease = Facts(document_type=DocumentType.LEASE, value=Money(Decimal(2_000_000), "NOK"))

    assert cycles.of(contract_with(lease)) == Duration(years=1)
    assert cycles.of(contract_with(Facts(document_type=DocumentType.LEASE))) == Duration(years=2)
    assert cycles.of(contract_with()) is None
    with pytest.raises(BadInput, match=r"review_cycle\.type\.leese"):
        review_cycles_of({"type": {"leese": "1y"}}).of(contract_with())


def reviews(agenda: Agenda) -> list[date]:
    every = agenda.every(TODAY, date(2028, 1, 1))
    return [due.day for due in every if due.kind is DeadlineKind.REVIEW]

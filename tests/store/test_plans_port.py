"""What every record does with what people say about dates, in memory and on the disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from arkiv.domain.contracts import (
    Acknowledgement,
    Amended,
    EventKind,
    Link,
    LinkKind,
    Review,
    Summary,
)
from arkiv.domain.deadlines import deadlines
from arkiv.domain.facts import DecisionKind, Field, Source
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.plans_json import obligation_from_json, obligation_to_json
from arkiv.domain.ports import Record
from arkiv.domain.values import Duration
from arkiv.errors import NotFound
from arkiv.event_labels import act_words
from arkiv.store import open_record
from fakes.arrivals import arrival, digest, extraction, finding, reading

END = date(2030, 6, 30)


def filed(record: Record, name: str, *, ends: date | None = None) -> ContractId:
    contract = record.documents.file(arrival(name), "kari").contract
    found = extraction(*([finding(Field.EXPIRATION_DATE, ends)] if ends else []))
    record.documents.save_reading(digest(name), reading("text"), found, "arkiv")
    return contract


def known(record: Record, contract: ContractId) -> Summary:
    summary = record.contracts.summary(contract)
    assert summary is not None
    return summary


def kinds(record: Record, contract: ContractId) -> list[EventKind]:
    return [event.kind for event in record.events.of(contract)]


def report(contract: ContractId) -> Obligation:
    words = Source(1, None, "4.2", 10, 20, "yearly rep", "person")
    return Obligation(
        "3f2a0000-0000-4000-8000-000000000001",
        contract,
        ObligationKind.OBLIGATION,
        "Send the yearly report",
        date(2027, 3, 1),
        date(2026, 12, 1),
        "FREQ=YEARLY",
        Duration(months=1),
        "kari",
        words,
    )


def test_a_date_by_hand_comes_back_as_it_went_in(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    planned = report(contract)

    assert record.plans.put(planned, "kari")

    assert record.plans.get(planned.id) == planned
    assert known(record, contract).obligations == (planned,)
    assert obligation_from_json(contract, obligation_to_json(planned)) == planned


def test_saving_the_same_date_again_is_no_event(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    record.plans.put(report(contract), "kari")
    before = record.events.last_seq()

    assert not record.plans.put(report(contract), "kari")

    assert record.events.last_seq() == before


def test_a_changed_date_tells_what_it_was(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    record.plans.put(report(contract), "kari")

    record.plans.put(replace(report(contract), title="Send it", on=date(2027, 4, 1)), "ola")

    [event, *_earlier] = record.events.of(contract)
    assert (event.kind, event.actor) == (EventKind.PLANNED, "ola")
    assert (event.before["title"], event.after["title"]) == ("Send the yearly report", "Send it")


def test_a_withdrawn_date_is_gone_until_it_is_put_again(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    record.plans.put(report(contract), "kari")

    assert record.plans.withdraw(report(contract).id, "kari")
    assert not record.plans.withdraw(report(contract).id, "kari")
    assert (record.plans.get(report(contract).id), known(record, contract).obligations) == (
        None,
        (),
    )

    assert record.plans.put(report(contract), "kari")
    assert known(record, contract).obligations == (report(contract),)


def test_a_date_needs_its_contract(record: Record) -> None:
    with pytest.raises(NotFound):
        record.plans.put(report(ContractId(7)), "kari")


def test_done_and_put_off_are_said_of_one_day_and_taken_back(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    done = Acknowledgement("notice", date(2026, 10, 31), "", None, "they stay", "kari")
    off = replace(done, snoozed_until=date(2026, 10, 1), reason="waiting")

    assert record.plans.acknowledge([(contract, off)], "kari") == 1
    assert record.plans.acknowledge([(contract, done)], "kari") == 1
    assert record.plans.acknowledge([(contract, done)], "kari") == 0
    assert known(record, contract).acknowledged == (done,)

    assert record.plans.reopen([(contract, done)], "kari") == 1
    assert record.plans.reopen([(contract, done)], "kari") == 0
    assert known(record, contract).acknowledged == ()
    assert kinds(record, contract)[:3] == [EventKind.ACKNOWLEDGED] * 3


def test_all_or_none_of_what_is_done_at_once(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    done = Acknowledgement("notice", date(2026, 10, 31), "", None, "history", "kari")

    with pytest.raises(NotFound):
        record.plans.acknowledge([(contract, done), (ContractId(99), done)], "kari")

    assert known(record, contract).acknowledged == ()


def test_an_amendments_end_counts_for_the_contract_it_amends(record: Record) -> None:
    lease, change = filed(record, "lease.pdf"), filed(record, "change.pdf", ends=END)
    link = Link(change, lease, LinkKind.AMENDMENT)

    assert record.links.add(link, "kari")
    assert not record.links.add(link, "kari")

    assert known(record, lease).amended == Amended(change, END)
    assert known(record, change).part_of == link
    assert record.links.of_contract(lease) == record.links.of_contract(change) == (link,)
    assert kinds(record, lease)[:2] == [EventKind.AMENDED, EventKind.LINKED]


def test_a_corrected_amendment_changes_the_contract_it_amends(record: Record) -> None:
    lease, change = filed(record, "lease.pdf"), filed(record, "change.pdf", ends=END)
    record.links.add(Link(change, lease, LinkKind.AMENDMENT), "kari")
    before = known(record, lease).seq

    later = date(2031, 6, 30)
    record.contracts.decide(change, Field.EXPIRATION_DATE, DecisionKind.CORRECTED, [later], "kari")

    assert known(record, lease).amended == Amended(change, later)
    assert known(record, lease).seq > before


def test_an_amendment_in_the_trash_does_not_count(record: Record) -> None:
    lease, change = filed(record, "lease.pdf"), filed(record, "change.pdf", ends=END)
    record.links.add(Link(change, lease, LinkKind.AMENDMENT), "kari")

    record.contracts.trash([change], "kari")
    assert known(record, lease).amended is None

    record.contracts.untrash([change], "kari")
    assert known(record, lease).amended == Amended(change, END)


def test_an_amendment_stands_for_itself_while_what_it_amends_is_away(record: Record) -> None:
    lease, change = filed(record, "lease.pdf"), filed(record, "change.pdf", ends=END)
    link = Link(change, lease, LinkKind.AMENDMENT)
    record.links.add(link, "kari")
    before = known(record, change).seq

    record.contracts.trash([lease], "kari")
    assert known(record, change).part_of is None
    assert known(record, change).seq > before
    assert [d.kind for d in deadlines(known(record, change), date(2026, 12, 1))] == ["expiration"]

    record.contracts.untrash([lease], "kari")
    assert known(record, change).part_of == link
    assert record.events.broken() == ()


def test_an_unlinked_amendment_does_not_count(record: Record) -> None:
    lease, change = filed(record, "lease.pdf"), filed(record, "change.pdf", ends=END)
    link = Link(change, lease, LinkKind.AMENDMENT)
    record.links.add(link, "kari")

    assert record.links.remove(link, "kari")
    assert not record.links.remove(link, "kari")

    assert (known(record, lease).amended, known(record, change).part_of) == (None, None)


def test_ends_renewals_and_owners_are_said_and_taken_back(record: Record) -> None:
    contract = filed(record, "lease.pdf")

    assert record.standing.end(contract, END, "sold", "kari")
    assert not record.standing.end(contract, END, "sold", "kari")
    assert record.standing.renew(contract, END, "kari")
    assert record.standing.own([contract], "ola", "kari") == 1
    said = known(record, contract)
    assert (said.ended_on, said.ended_reason, said.renewed_until) == (END, "sold", END)
    assert said.owner == "ola"

    assert record.standing.end(contract, None, "", "kari")
    assert record.standing.renew(contract, None, "kari")
    assert record.standing.own([contract], None, "kari") == 1
    said = known(record, contract)
    assert (said.ended_on, said.ended_reason, said.renewed_until, said.owner) == (None,) * 4
    assert record.events.of(contract)[2].after is None
    assert record.events.of(contract)[2].before == {
        "ended_on": "2030-06-30",
        "ended_reason": "sold",
    }


def test_rejected_fields_are_known_of_a_row(record: Record) -> None:
    contract = filed(record, "lease.pdf", ends=END)

    record.contracts.decide(contract, Field.NOTICE_PERIOD, DecisionKind.REJECTED, [], "kari")

    assert known(record, contract).rejected == {Field.NOTICE_PERIOD}


def test_a_review_is_said_with_its_next_day_and_taken_back(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    said = Review(date(2026, 12, 1), "kari", date(2027, 6, 1))

    assert record.standing.review(contract, said, "kari")
    assert not record.standing.review(contract, said, "kari")

    row = known(record, contract)
    assert (row.last_reviewed, row.reviewed_by, row.next_review) == (said.on, "kari", said.next_on)
    assert not row.reviewed, "that is: a person decided one of its facts"
    assert record.standing.review(contract, None, "ola")
    row = known(record, contract)
    assert (row.last_reviewed, row.reviewed_by, row.next_review) == (None, None, None)
    newest = record.events.of(contract)[0]
    assert (newest.kind, newest.actor, newest.after) == (EventKind.REVIEWED, "ola", None)
    assert newest.before == {
        "reviewed_on": "2026-12-01",
        "reviewed_by": "kari",
        "review_next_on": "2027-06-01",
    }


def test_a_review_and_its_note_are_one_act(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    said = Review(date(2026, 12, 1), "kari")

    assert record.standing.review(contract, said, "kari", "Too dear.")

    assert kinds(record, contract)[:2] == [EventKind.NOTED, EventKind.REVIEWED]
    (note,) = record.notes.of_contract(contract)
    assert (note.text, note.actor, note.name) == ("Too dear.", "kari", "c1")

    act = record.undoing.undo("kari")
    assert act is not None
    assert [event.kind for event in act.events] == [EventKind.REVIEWED, EventKind.NOTED]
    assert act_words(act) == f"reviewed, with a note: 2026-12-01 (contract {contract})"
    assert known(record, contract).last_reviewed is None
    assert record.notes.of_contract(contract) == ()

    record.undoing.redo("kari")
    assert known(record, contract).last_reviewed == said.on
    assert [note.text for note in record.notes.of_contract(contract)] == ["Too dear."]


def test_a_note_of_a_review_that_is_not_new_is_kept(record: Record) -> None:
    contract = filed(record, "lease.pdf")
    said = Review(date(2026, 12, 1), "kari")
    record.standing.review(contract, said, "kari", "Too dear.")

    assert record.standing.review(contract, said, "kari", "And too long.")

    assert [note.text for note in record.notes.of_contract(contract)] == [
        "Too dear.",
        "And too long.",
    ]
    assert kinds(record, contract).count(EventKind.REVIEWED) == 1


def test_a_note_that_cannot_be_written_leaves_no_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = open_record(tmp_path / "arkiv.db")
    contract = filed(record, "lease.pdf")

    def killed(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("arkiv.store.notes._insert", killed)
    with pytest.raises(KeyboardInterrupt):
        record.standing.review(contract, Review(date(2026, 12, 1), "kari"), "kari", "Too dear.")

    assert known(record, contract).last_reviewed is None
    assert EventKind.REVIEWED not in kinds(record, contract)
    record.close()


def test_a_review_needs_its_contract(record: Record) -> None:
    with pytest.raises(NotFound):
        record.standing.review(ContractId(7), Review(date(2026, 12, 1), "kari"), "kari", "note")

"""What every record does, the one in memory and the one on the disk."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.documents import DocumentState, Page, Reading
from arkiv.domain.facts import Field
from arkiv.domain.faults import Fault, FaultCode, InboxFault
from arkiv.domain.filing_ports import Heartbeat
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.errors import NotFound
from arkiv.processes import ProcessId, this_process
from fakes.arrivals import arrival, digest, extraction, finding, reading

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DEAD = ProcessId(2**22 - 3, "12345")
NOBODY = ContractId(99)


def kinds(record: Record, contract: ContractId | None = None) -> list[EventKind]:
    return [event.kind for event in record.events.of(contract)]


# Filing


def test_new_bytes_become_a_contract_with_one_document(record: Record) -> None:
    filed = record.documents.file(arrival("lease.pdf", folder="Norway/Oslo"), "kari")

    assert filed.new and not filed.trashed
    [document] = record.documents.of_contract(filed.contract)
    assert document == record.documents.get(digest("lease.pdf"))
    assert (document.name, document.state, document.tries) == (
        "lease.pdf",
        DocumentState.STORED,
        0,
    )
    summary = record.contracts.summary(filed.contract)
    assert summary is not None
    assert (summary.title, summary.folder) == ("lease", "Norway/Oslo")
    [event] = record.events.of(filed.contract)
    assert (event.kind, event.actor, event.document) == (
        EventKind.FILED,
        "kari",
        digest("lease.pdf"),
    )
    assert event.after["origin"] == "inbox/lease.pdf"


def test_contracts_are_numbered_from_one(record: Record) -> None:
    numbers = [record.documents.file(arrival(f"{n}.pdf"), "kari").contract for n in range(3)]

    assert numbers == [1, 2, 3]


def test_the_same_bytes_again_are_one_more_sighting(record: Record) -> None:
    first = record.documents.file(arrival("lease.pdf"), "kari")
    again = record.documents.file(replace(arrival("lease.pdf"), name="copy.pdf"), "kari")

    assert (again.contract, again.new, again.trashed) == (first.contract, False, False)
    assert len(list(record.documents.every())) == 1
    assert kinds(record) == [EventKind.SEEN_AGAIN, EventKind.FILED]
    assert record.events.of(limit=1)[0].after["name"] == "copy.pdf"


def test_a_duplicate_of_a_trashed_contract_says_so(record: Record) -> None:
    first = record.documents.file(arrival(), "kari")
    record.contracts.trash([first.contract], "kari")

    assert record.documents.file(arrival(), "kari").trashed


def test_an_adopted_object_is_told_apart_in_the_trail(record: Record) -> None:
    record.documents.file(arrival(adopted=True), "arkiv")

    assert kinds(record) == [EventKind.ADOPTED]


def test_adopting_what_has_a_row_changes_nothing(record: Record) -> None:
    first = record.documents.file(arrival(), "kari")

    again = record.documents.file(arrival(adopted=True), "arkiv")

    assert (again.contract, again.new) == (first.contract, False)
    assert record.events.last_seq() == 1


def test_filing_clears_the_inbox_fault_of_the_same_path(record: Record) -> None:
    record.inbox_faults.put(inbox_fault("Oslo/lease.pdf"))
    record.inbox_faults.put(inbox_fault("lease.pdf"))

    record.documents.file(arrival("lease.pdf", folder="Oslo"), "kari")

    assert [fault.path for fault in record.inbox_faults.every()] == ["lease.pdf"]


def test_an_incomplete_file_is_filed_with_that_fault_and_keeps_it_when_read(
    record: Record,
) -> None:
    filed = record.documents.file(replace(arrival(), incomplete=True), "kari")
    before = record.documents.of_contract(filed.contract)[0].fault
    record.documents.save_reading(digest("lease.pdf"), reading("one"), extraction(), "arkiv")
    after = record.documents.of_contract(filed.contract)[0].fault

    assert before == after == Fault(FaultCode.LOOKS_INCOMPLETE)


def test_documents_come_in_order_of_arrival(record: Record) -> None:
    for name in ("c.pdf", "a.pdf", "b.pdf"):
        record.documents.file(arrival(name), "kari")

    assert [document.name for document in record.documents.every()] == ["c.pdf", "a.pdf", "b.pdf"]


def test_what_is_not_there_is_none_or_empty(record: Record) -> None:
    assert record.documents.get(digest("nothing")) is None
    assert record.documents.of_contract(NOBODY) == ()
    assert record.contracts.summary(NOBODY) is None
    assert record.contracts.findings(NOBODY) == ()
    assert record.contracts.warnings(NOBODY) == ()
    assert record.contracts.decisions(NOBODY) == ()
    assert record.contracts.texts(NOBODY) == ()
    assert record.notes.of_contract(NOBODY) == ()
    assert list(record.contracts.summaries()) == []
    assert list(record.contracts.entries()) == []
    assert record.watchers.last() is None


# The work list


def test_the_work_list_holds_what_nobody_reads(record: Record) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        record.documents.file(arrival(name), "kari")
    record.documents.claim(digest("a.pdf"), this_process())
    record.documents.claim(digest("b.pdf"), DEAD)

    assert [document.name for document in record.documents.unread(NOON)] == ["b.pdf", "c.pdf"]


def test_a_living_claim_keeps_others_out_until_it_is_given_back(record: Record) -> None:
    record.documents.file(arrival(), "kari")
    other = ProcessId(os.getppid(), this_parent().started)

    assert record.documents.claim(digest("lease.pdf"), this_process())
    assert record.documents.claim(digest("lease.pdf"), this_process())
    assert not record.documents.claim(digest("lease.pdf"), other)
    record.documents.release(digest("lease.pdf"), other)
    assert not record.documents.claim(digest("lease.pdf"), other)
    record.documents.release(digest("lease.pdf"), this_process())
    assert record.documents.claim(digest("lease.pdf"), other)
    assert record.events.last_seq() == 1


def test_a_dead_process_holds_nothing(record: Record) -> None:
    record.documents.file(arrival(), "kari")
    record.documents.claim(digest("lease.pdf"), DEAD)

    assert record.documents.claim(digest("lease.pdf"), this_process())


def test_what_is_read_or_unknown_cannot_be_claimed(record: Record) -> None:
    record.documents.file(arrival(), "kari")
    record.documents.save_reading(digest("lease.pdf"), reading("one"), extraction(), "arkiv")

    assert not record.documents.claim(digest("lease.pdf"), this_process())
    assert not record.documents.claim(digest("nothing"), this_process())
    assert record.documents.unread(NOON) == ()


def test_a_document_its_worker_died_on_waits_for_its_next_try(record: Record) -> None:
    record.documents.file(arrival(), "kari")
    record.documents.claim(digest("lease.pdf"), this_process())

    first = record.documents.save_try(digest("lease.pdf"), NOON + timedelta(seconds=10))
    second = record.documents.save_try(digest("lease.pdf"), NOON + timedelta(seconds=10))

    assert (first, second) == (1, 2)
    assert record.documents.unread(NOON) == ()
    [waiting] = record.documents.unread(NOON + timedelta(seconds=10))
    assert waiting.tries == 2


def test_requeued_documents_are_read_again(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    record.documents.save_try(digest("lease.pdf"), NOON + timedelta(days=1))
    fault = Fault(FaultCode.DAMAGED, "no xref")
    record.documents.save_failure(digest("lease.pdf"), fault, None, "arkiv")

    queued = record.documents.requeue([digest("lease.pdf"), digest("nothing")], "kari")

    assert queued == 1
    [document] = record.documents.unread(NOON)
    assert (document.tries, document.fault) == (0, None)
    assert kinds(record, filed.contract)[0] is EventKind.QUEUED


# Reading


def test_a_reading_brings_pages_findings_and_warnings(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    said = extraction(warnings=("two readings of 03/04",))

    record.documents.save_reading(digest("lease.pdf"), reading("one", "two"), said, "arkiv")

    [text] = record.contracts.texts(filed.contract)
    assert text.pages == (Page(1, "one"), Page(2, "two"))
    assert set(record.contracts.findings(filed.contract)) == set(said.findings)
    assert record.contracts.warnings(filed.contract) == ("two readings of 03/04",)
    [document] = record.documents.of_contract(filed.contract)
    assert (document.state, document.page_count, document.cues_version) == (
        DocumentState.READ,
        2,
        "1",
    )
    assert record.documents.cues_versions() == {"1": 1}
    assert kinds(record)[0] is EventKind.READ


def test_findings_come_by_field_and_rank(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    record.documents.save_reading(digest("lease.pdf"), reading("one"), extraction(), "arkiv")

    found = [(f.field, f.rank) for f in record.contracts.findings(filed.contract)]

    assert found == sorted(found)


def test_the_summary_shows_the_chosen_findings(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    record.documents.save_reading(digest("lease.pdf"), reading("one"), extraction(), "arkiv")

    summary = record.contracts.summary(filed.contract)

    assert summary is not None
    assert summary.title == "Leieavtale Kaigata 12"
    assert summary.facts.expiration_date == date(2027, 1, 31)
    assert [party.name for party in summary.facts.parties] == ["Øst Eiendom AS", "Vest Handel AS"]
    assert not summary.reviewed


def test_reading_again_replaces_pages_and_findings(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    record.documents.save_reading(digest("lease.pdf"), reading("one", "two"), extraction(), "arkiv")

    better = extraction(finding(Field.TITLE, "Husleieavtale"))
    record.documents.save_reading(digest("lease.pdf"), reading("other"), better, "arkiv")

    assert record.contracts.findings(filed.contract) == better.findings
    assert record.contracts.texts(filed.contract)[0].pages == (Page(1, "other"),)
    summary = record.contracts.summary(filed.contract)
    assert summary is not None and summary.facts.expiration_date is None


def test_openings_are_how_the_texts_begin(record: Record) -> None:
    pages = [f"page {number}" for number in range(9)]
    filed = record.documents.file(arrival(), "kari")
    record.documents.save_reading(digest("lease.pdf"), reading(*pages), extraction(), "arkiv")
    unread = record.documents.file(arrival("b.pdf"), "kari").contract

    openings = record.contracts.openings([filed.contract, unread, NOBODY])

    opening, text = openings[filed.contract], record.contracts.texts(filed.contract)[0]
    assert opening and opening == text.pages[: len(opening)]
    assert set(openings) == {filed.contract}


def test_summaries_of_some_are_those_there_are(record: Record) -> None:
    ids = [record.documents.file(arrival(name), "kari").contract for name in ("a.pdf", "b.pdf")]

    found = record.contracts.summaries_of([ids[1], NOBODY])

    assert found == (record.contracts.summary(ids[1]),)
    assert record.contracts.summaries_of([]) == ()


def test_a_docx_keeps_its_paragraphs(record: Record) -> None:
    filed = record.documents.file(arrival("a.docx"), "kari")
    page = Page(None, "first\nsecond", (0, 6))

    record.documents.save_reading(
        digest("a.docx"), Reading((page,), page_count=None), extraction(), "arkiv"
    )

    assert record.contracts.texts(filed.contract)[0].pages == (page,)
    assert record.documents.of_contract(filed.contract)[0].page_count is None


@pytest.mark.parametrize(
    ("code", "state"),
    [(FaultCode.PROTECTED, DocumentState.LOCKED), (FaultCode.DAMAGED, DocumentState.FAILED)],
)
def test_a_failure_is_a_state_with_a_fault(
    record: Record, code: FaultCode, state: DocumentState
) -> None:
    filed = record.documents.file(arrival(), "kari")

    record.documents.save_failure(digest("lease.pdf"), Fault(code, "detail"), None, "arkiv")

    [document] = record.documents.of_contract(filed.contract)
    assert (document.state, document.fault) == (state, Fault(code, "detail"))
    assert record.documents.unread(NOON) == ()
    assert kinds(record)[0] is EventKind.READ_FAILED


def test_pages_read_before_a_failure_are_kept(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    slow = Fault(FaultCode.TOO_SLOW, "after page 1")
    partial = replace(reading("one"), page_count=40)

    record.documents.save_failure(digest("lease.pdf"), slow, partial, "arkiv")

    assert record.contracts.texts(filed.contract)[0].pages == (Page(1, "one"),)
    assert record.documents.of_contract(filed.contract)[0].page_count == 40


def test_a_failed_second_reading_does_not_take_the_text_of_the_first(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    record.documents.save_reading(digest("lease.pdf"), reading("one", "two"), extraction(), "arkiv")

    slow = Fault(FaultCode.TOO_SLOW)
    record.documents.save_failure(digest("lease.pdf"), slow, reading("one"), "arkiv")

    assert len(record.contracts.texts(filed.contract)[0].pages) == 2
    assert record.contracts.findings(filed.contract) != ()


def test_saving_a_reading_of_an_unknown_document_is_refused(record: Record) -> None:
    with pytest.raises(NotFound):
        record.documents.save_reading(digest("nothing"), reading("one"), extraction(), "arkiv")
    with pytest.raises(NotFound):
        record.documents.save_failure(digest("x"), Fault(FaultCode.DAMAGED), None, "arkiv")
    with pytest.raises(NotFound):
        record.documents.save_try(digest("x"), NOON)


def test_a_summary_shows_the_fault_of_its_document(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    scan = replace(reading(""), fault=Fault(FaultCode.NO_TEXT))

    record.documents.save_reading(digest("lease.pdf"), scan, extraction(), "arkiv")

    summary = record.contracts.summary(filed.contract)
    assert summary is not None and summary.fault == Fault(FaultCode.NO_TEXT)


# Lists


def test_summaries_since_a_number_hold_what_changed_after_it(record: Record) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        record.documents.file(arrival(name), "kari")
    mark = record.events.last_seq()
    record.tags.add([ContractId(2)], "risk", "kari")

    assert [summary.id for summary in record.contracts.summaries()] == [1, 2, 3]
    [changed] = record.contracts.summaries(mark)
    assert (changed.id, changed.seq, changed.tags) == (2, mark + 1, ("risk",))


def test_entries_come_by_the_number_of_their_newest_event(record: Record) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        record.documents.file(arrival(name), "kari")
    record.tags.add([ContractId(1)], "risk", "kari")

    entries = list(record.contracts.entries(1))

    assert [(entry.id, entry.seq) for entry in entries] == [(2, 2), (3, 3), (1, 4)]


def test_an_entry_holds_all_that_is_searched(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    record.documents.save_reading(digest("lease.pdf"), reading("one", "two"), extraction(), "arkiv")
    record.tags.add([filed.contract], "risk", "kari")
    record.notes.add("n1", filed.contract, "ask Ola", "kari")

    [entry] = record.contracts.entries()

    assert entry.title == "Leieavtale Kaigata 12"
    assert entry.parties == ("Øst Eiendom AS", "Vest Handel AS")
    assert (entry.tags, entry.notes) == (("risk",), ("ask Ola",))
    assert [page.text for page in entry.texts[0].pages] == ["one", "two"]


def test_many_entries_come_complete_while_the_record_changes(record: Record) -> None:
    for number in range(120):
        record.documents.file(arrival(f"{number}.pdf"), "kari")

    numbers = []
    for entry in record.contracts.entries():
        numbers.append(entry.seq)
        if entry.id == 1:
            record.tags.add([ContractId(119)], "late", "kari")

    assert numbers == list(range(1, 121))


# Trash


def test_trash_is_a_state_one_comes_back_from(record: Record) -> None:
    contracts = [record.documents.file(arrival(n), "kari").contract for n in ("a.pdf", "b.pdf")]
    record.contracts.trash(contracts[:1], "kari")

    moved = record.contracts.trash(contracts, "kari")

    assert moved == 1
    assert [summary.trashed for summary in record.contracts.summaries()] == [True, True]
    assert record.contracts.untrash([contracts[0], contracts[0]], "kari") == 1
    assert [summary.trashed for summary in record.contracts.summaries()] == [False, True]
    assert kinds(record)[:3] == [EventKind.UNTRASHED, EventKind.TRASHED, EventKind.TRASHED]


def test_one_unknown_contract_leaves_all_as_they_are(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    both = [filed.contract, NOBODY]

    with pytest.raises(NotFound, match="99"):
        record.contracts.trash(both, "kari")
    with pytest.raises(NotFound, match="99"):
        record.tags.add(both, "risk", "kari")

    summary = record.contracts.summary(filed.contract)
    assert summary is not None and not summary.trashed and not summary.tags
    assert record.events.last_seq() == 1


# Tags and notes


def test_tags_are_added_and_removed_once(record: Record) -> None:
    contracts = [record.documents.file(arrival(n), "kari").contract for n in ("a.pdf", "b.pdf")]

    assert record.tags.add(contracts[:1], "risk", "kari") == 1
    assert record.tags.add(contracts, "risk", "kari") == 1
    assert record.tags.remove([contracts[1]], "risk", "kari") == 1
    assert record.tags.remove([contracts[1]], "risk", "kari") == 0
    assert kinds(record)[:3] == [EventKind.UNTAGGED, EventKind.TAGGED, EventKind.TAGGED]


def test_tags_are_counted_outside_the_trash(record: Record) -> None:
    contracts = [record.documents.file(arrival(n), "kari").contract for n in ("a.pdf", "b.pdf")]
    record.tags.add(contracts, "risk", "kari")
    record.tags.add(contracts[:1], "Oslo", "kari")
    record.tags.add(contracts[1:], "gone", "kari")

    record.contracts.trash(contracts[1:], "kari")

    assert list(record.tags.counts().items()) == [("Oslo", 1), ("risk", 1)]


def test_a_note_saved_twice_is_one_note(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")

    first = record.notes.add("n1", filed.contract, "ask Ola", "kari")
    again = record.notes.add("n1", filed.contract, "ask Ola", "kari")

    assert first == again
    assert record.notes.of_contract(filed.contract) == (first,)
    assert kinds(record) == [EventKind.NOTED, EventKind.FILED]


def test_notes_come_oldest_first(record: Record) -> None:
    filed = record.documents.file(arrival(), "kari")
    for number in (2, 1, 3):
        record.notes.add(f"n{number}", filed.contract, f"text {number}", "kari")

    assert [note.id for note in record.notes.of_contract(filed.contract)] == ["n2", "n1", "n3"]


def test_a_note_needs_its_contract(record: Record) -> None:
    with pytest.raises(NotFound):
        record.notes.add("n1", NOBODY, "text", "kari")


# Inbox faults


def inbox_fault(path: str, next_try: datetime | None = None) -> InboxFault:
    return InboxFault(path, Fault(FaultCode.EMPTY, "why"), "stamp", 1, NOON, next_try)


def test_an_inbox_fault_of_the_same_path_is_replaced(record: Record) -> None:
    record.inbox_faults.put(inbox_fault("b.pdf"))
    record.inbox_faults.put(inbox_fault("a.pdf"))
    newer = replace(inbox_fault("b.pdf", NOON), tries=2, stamp="other")
    record.inbox_faults.put(newer)

    assert record.inbox_faults.every() == (inbox_fault("a.pdf"), newer)
    assert record.events.last_seq() == 0


def test_inbox_faults_are_cleared_by_path(record: Record) -> None:
    record.inbox_faults.put(inbox_fault("a.pdf"))
    record.inbox_faults.put(inbox_fault("b.pdf"))

    record.inbox_faults.clear(["a.pdf", "unknown"])

    assert [fault.path for fault in record.inbox_faults.every()] == ["b.pdf"]


def test_retry_makes_inbox_faults_due(record: Record) -> None:
    record.inbox_faults.put(inbox_fault("a.pdf"))
    record.inbox_faults.put(inbox_fault("b.pdf", NOON + timedelta(hours=1)))

    assert record.inbox_faults.retry(["a.pdf", "unknown"], NOON) == 1
    assert [fault.next_try for fault in record.inbox_faults.every()] == [
        NOON,
        NOON + timedelta(hours=1),
    ]
    assert record.inbox_faults.retry(None, NOON) == 2
    assert {fault.next_try for fault in record.inbox_faults.every()} == {NOON}


# The trail, the watcher, the whole


def test_each_event_can_be_hashed_again_by_somebody_else(record: Record) -> None:
    first = record.documents.file(arrival("a.pdf"), "kari").contract
    record.documents.file(arrival("b.pdf"), "kari")
    record.tags.add([first], "leie ✓", "kari")

    filed, tagged = record.events.links(first)

    assert [filed.seq, tagged.seq] == [1, 3]
    hashes = {event.seq: event.hash for event in record.events.of()}
    for link, before in ((filed, ""), (tagged, hashes[2])):
        row = json.loads(link.row)
        assert sha256(link.row.encode()).hexdigest() == link.hash == hashes[link.seq]
        assert row[1] == link.previous == before and row[3] == link.seq
        assert link.content is not None
        assert sha256(link.content.encode()).hexdigest() == row[-1]
    assert tagged.content is not None and json.loads(tagged.content)["after"]


def test_events_are_numbered_without_gaps_and_come_newest_first(record: Record) -> None:
    contracts = [record.documents.file(arrival(n), "kari").contract for n in ("a.pdf", "b.pdf")]
    record.tags.add(contracts, "risk", "ola")

    assert [event.seq for event in record.events.of()] == [4, 3, 2, 1]
    assert [event.seq for event in record.events.of(contracts[0])] == [3, 1]
    assert [event.seq for event in record.events.of(limit=2)] == [4, 3]
    assert record.events.of(contracts[0])[0].after == {"tag": "risk"}
    assert record.events.last_seq() == 4


def test_a_remembered_head_is_held_and_a_wrong_one_is_not(record: Record) -> None:
    assert record.events.head() == (0, "")
    assert record.events.holds(0, "")
    record.documents.file(arrival(), "kari")
    seq, remembered = record.events.head()
    record.tags.add([ContractId(1)], "risk", "kari")

    assert record.events.holds(seq, remembered)
    assert not record.events.holds(seq, "0" * 64)
    assert not record.events.holds(seq + 1, remembered)
    assert not record.events.holds(seq + 9, remembered)
    assert record.events.broken() == ()


def test_the_last_heartbeat_counts(record: Record) -> None:
    record.watchers.beat(Heartbeat(DEAD, NOON, "events"))
    latest = Heartbeat(this_process(), NOON + timedelta(seconds=5), "polling: inotify limit")
    record.watchers.beat(latest)

    assert record.watchers.last() == latest


def test_the_newest_number_moves_with_an_act_and_not_with_a_sign_of_life(record: Record) -> None:
    before = record.events.last_seq()
    record.watchers.beat(Heartbeat(DEAD, NOON, "events"))
    assert record.events.last_seq() == before

    record.documents.file(arrival(), "kari")

    assert record.events.last_seq() > before


def test_threads_may_write_and_read_at_once(record: Record) -> None:
    failures: list[BaseException] = []

    def work(thread: int) -> None:
        try:
            for number in range(10):
                record.documents.file(arrival(f"{thread}-{number}.pdf"), "kari")
                list(record.contracts.summaries())
                record.events.last_seq()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(list(record.contracts.summaries())) == record.events.last_seq() == 40


def test_a_sound_record_has_no_damage(record: Record) -> None:
    record.documents.file(arrival(), "kari")

    assert record.damages() == ()


def this_parent() -> ProcessId:
    """A living process that is not this one."""
    stat = Path(f"/proc/{os.getppid()}/stat").read_text()
    return ProcessId(os.getppid(), stat.rpartition(")")[2].split()[19])

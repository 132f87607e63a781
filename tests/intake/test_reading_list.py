from __future__ import annotations

import errno
import io
from datetime import timedelta

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.documents import Arrival, DocumentState, Page, Reading
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.identity import Sha256
from arkiv.intake.activity import Outcome
from arkiv.intake.jobs import ReadJob, ReadOutcome
from arkiv.intake.reading import ReadingList
from arkiv.processes import ProcessId, _started
from fakes.intake_bench import Bench, Clock
from fakes.readers import FakeReaders, read_well


@pytest.fixture
def clock(bench: Bench) -> Clock:
    clock = Clock()
    bench.on_clock(clock)
    return clock


def _file(bench: Bench, *names: str) -> list[Sha256]:
    """Documents that are filed and not read."""
    found = []
    for name in names:
        sha256, size = bench.vault.put(io.BytesIO(b"%PDF-" + name.encode()), ".pdf")
        bench.record.documents.file(Arrival(sha256, ".pdf", size, name, "", "test"), "test")
        found.append(sha256)
    return found


def _outcomes(reading: ReadingList) -> list[Outcome]:
    return [activity.outcome for activity in reading.work()]


def test_what_is_filed_is_read_once(bench: Bench, clock: Clock) -> None:
    _file(bench, "a.pdf", "b.pdf")
    reading = ReadingList(bench.around)

    assert _outcomes(reading) == [Outcome.READ, Outcome.READ]
    clock.seconds += 10
    assert _outcomes(reading) == []
    assert reading.idle


def test_all_of_a_long_list_is_handed_out_as_it_is_read(bench: Bench, clock: Clock) -> None:
    _file(bench, *[f"{number}.pdf" for number in range(40)])

    assert len(_outcomes(ReadingList(bench.around))) == 40


def test_new_work_is_seen_in_time_and_at_once_when_nudged(bench: Bench, clock: Clock) -> None:
    reading = ReadingList(bench.around)
    reading.work()
    _file(bench, "a.pdf")
    assert _outcomes(reading) == []

    reading.nudge()

    assert _outcomes(reading) == [Outcome.READ]


def test_a_parser_s_no_is_a_fault_and_partial_text_is_kept(bench: Bench, clock: Clock) -> None:
    [sha256] = _file(bench, "a.pdf")
    partial = Reading((Page(1, "first page"),), 3)
    damaged = Fault(FaultCode.DAMAGED, "page 2")
    bench.readers = FakeReaders(
        lambda job: ReadOutcome(job.sha256, partial, None, damaged, died=False)
    )

    assert _outcomes(ReadingList(bench.around)) == [Outcome.FAULT]

    document = bench.record.documents.get(sha256)
    assert document is not None
    assert (document.state, document.fault) == (DocumentState.FAILED, damaged)
    [text] = bench.record.contracts.texts(document.contract)
    assert text.pages == partial.pages


def test_a_protected_document_is_locked(bench: Bench, clock: Clock) -> None:
    [sha256] = _file(bench, "a.pdf")
    locked = Fault(FaultCode.PROTECTED)
    bench.readers = FakeReaders(lambda job: ReadOutcome(job.sha256, None, None, locked, died=False))

    ReadingList(bench.around).work()

    document = bench.record.documents.get(sha256)
    assert document is not None and document.state is DocumentState.LOCKED


def test_a_dead_reader_is_tried_three_times_with_growing_pauses(bench: Bench, clock: Clock) -> None:
    [sha256] = _file(bench, "a.pdf")
    bench.readers = FakeReaders(lambda job: ReadOutcome(job.sha256, None, None, None, died=True))
    reading = ReadingList(bench.around)
    tried: list[float] = []
    outcomes: list[Outcome] = []
    started = clock.seconds
    for _ in range(60):
        before = len(bench.readers.jobs)
        outcomes += _outcomes(reading)
        if len(bench.readers.jobs) > before:
            tried.append(clock.seconds - started)
        clock.seconds += 0.5

    assert outcomes == [Outcome.FAULT]
    assert len(tried) == 3
    assert tried[2] - tried[1] > tried[1] - tried[0]
    document = bench.record.documents.get(sha256)
    assert document is not None and document.fault is not None
    assert document.fault.code is FaultCode.READER_DIED


def test_a_reader_that_died_once_does_not_spoil_the_document(bench: Bench, clock: Clock) -> None:
    _file(bench, "a.pdf")
    died: list[ReadJob] = []

    def once(job: ReadJob) -> ReadOutcome:
        if not died:
            died.append(job)
            return ReadOutcome(job.sha256, None, None, None, died=True)
        return read_well(job)

    bench.readers = FakeReaders(once)
    reading = ReadingList(bench.around)
    assert _outcomes(reading) == []

    clock.seconds += 5

    assert _outcomes(reading) == [Outcome.READ]


def test_what_a_full_disk_refuses_is_kept_and_saved_later(
    bench: Bench, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _file(bench, "a.pdf")
    documents = type(bench.record.documents)
    save = documents.save_reading

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(documents, "save_reading", full)
    reading = ReadingList(bench.around)
    assert _outcomes(reading) == []
    monkeypatch.setattr(documents, "save_reading", save)

    clock.seconds += 6

    assert _outcomes(reading) == [Outcome.READ]
    assert len(bench.readers.jobs) == 1


def test_another_process_s_claim_is_respected(bench: Bench, clock: Clock) -> None:
    [sha256] = _file(bench, "a.pdf")
    parent = _living_process()
    assert bench.record.documents.claim(sha256, parent)

    assert _outcomes(ReadingList(bench.around)) == []


def test_closing_gives_claims_back(bench: Bench, clock: Clock) -> None:
    _file(bench, "a.pdf")
    bench.readers = FakeReaders(lambda _job: None)
    reading = ReadingList(bench.around)
    reading.work()
    assert bench.record.documents.unread(clock.now()) == ()

    reading.close()

    assert bench.readers.closed
    later = clock.now() + timedelta(seconds=1)
    assert [one.name for one in bench.record.documents.unread(later)] == ["a.pdf"]


@pytest.mark.parametrize("way", ["read", "not read", "died"])
def test_what_is_purged_while_it_is_read_is_dropped(bench: Bench, clock: Clock, way: str) -> None:
    [sha256, _other] = _file(bench, "a.pdf", "b.pdf")
    document = bench.record.documents.get(sha256)
    assert document is not None

    def purged_meanwhile(job: ReadJob) -> ReadOutcome:
        if job.sha256 != sha256:
            return read_well(job)
        bench.record.purges.ask(document.contract, "kari")
        bench.record.purges.erase(document.contract)
        if way == "read":
            return read_well(job)
        fault = Fault(FaultCode.DAMAGED, "the file is gone") if way == "not read" else None
        return ReadOutcome(job.sha256, None, None, fault, died=way == "died")

    bench.readers = FakeReaders(purged_meanwhile)
    reading = ReadingList(bench.around)

    assert _outcomes(reading) == [Outcome.READ]

    assert reading.idle
    assert bench.record.contracts.texts(document.contract) == ()
    assert bench.record.events.of(document.contract)[0].kind is EventKind.PURGED
    clock.seconds += 60
    assert _outcomes(reading) == []
    assert len(bench.readers.jobs) == 2


def _living_process() -> ProcessId:
    return ProcessId(1, _started(1))

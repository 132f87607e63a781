from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from arkiv.domain.faults import Fault, FaultCode
from arkiv.errors import Busy
from arkiv.intake import bulk as bulk_module
from arkiv.intake import take as take_module
from arkiv.intake.activity import IngestSummary, Outcome, Progress
from arkiv.intake.bulk import ingest
from arkiv.intake.jobs import ReadJob, ReadOutcome
from arkiv.intake.locks import take_lock
from arkiv.processes import ProcessId, this_process
from fakes.intake_bench import Bench, pdf
from fakes.readers import FakeReaders, read_well

LEASE = pdf("Leieavtale")


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder with two contracts alike, one other, and things that are none."""
    pile = tmp_path / "pile"
    (pile / "deals").mkdir(parents=True)
    (pile / "a.pdf").write_bytes(LEASE)
    (pile / "deals" / "b.pdf").write_bytes(pdf("other"))
    (pile / "deals" / "copy of a.pdf").write_bytes(LEASE)
    (pile / "note.txt").write_bytes(b"hello")
    (pile / "link.pdf").symlink_to("a.pdf")
    (pile / ".hidden").write_bytes(b"x")
    (pile / "c.pdf.part").write_bytes(b"x")
    return pile


def _ingest(bench: Bench, *paths: Path) -> tuple[IngestSummary, list[Progress]]:
    said: list[Progress] = []
    summary = ingest(bench.around, paths, said.append, threading.Event())
    return summary, said


def test_a_folder_goes_in_and_its_files_stay_as_they_are(bench: Bench, pile: Path) -> None:
    before = {path: path.lstat() for path in pile.rglob("*")}

    summary, _said = _ingest(bench, pile)

    after = {path: path.lstat() for path in pile.rglob("*")}
    assert [(path, s.st_ino, s.st_mtime_ns, s.st_mode) for path, s in before.items()] == [
        (path, s.st_ino, s.st_mtime_ns, s.st_mode) for path, s in after.items()
    ]
    assert (summary.total, summary.filed, summary.duplicates, summary.read) == (5, 2, 1, 2)
    assert summary.ignored == 2
    assert {one.path: one.fault.code for one in summary.refused} == {
        "pile/link.pdf": FaultCode.SYMLINK,
        "pile/note.txt": FaultCode.NOT_PDF_OR_DOCX,
    }
    assert bench.originals() == {"a.pdf": LEASE, "b.pdf": pdf("other")}
    assert bench.caught_up >= 1


def test_the_folders_name_is_kept_as_a_copy_into_the_inbox_would(bench: Bench, pile: Path) -> None:
    _ingest(bench, pile)

    folders = [summary.folder for summary in bench.record.contracts.summaries()]
    assert folders == ["pile", "pile/deals"]


def test_no_fault_of_the_inbox_is_kept(bench: Bench, pile: Path) -> None:
    _ingest(bench, pile)

    assert bench.faults() == {}


def test_progress_ends_with_everything_done(bench: Bench, pile: Path) -> None:
    _summary, said = _ingest(bench, pile)

    assert (said[-1].done, said[-1].total) == (5, 5)
    assert [one.done for one in said] == sorted(one.done for one in said)
    assert sorted(one.outcome for one in said) == sorted(
        [
            *[Outcome.FILED] * 2,
            Outcome.DUPLICATE,
            *[Outcome.REFUSED] * 2,
            *[Outcome.READ] * 2,
        ]
    )


def test_a_named_file_is_taken_whatever_its_name_and_through_a_link(
    bench: Bench, tmp_path: Path
) -> None:
    (tmp_path / ".secret.pdf").write_bytes(LEASE)
    (tmp_path / "link.pdf").symlink_to(tmp_path / ".secret.pdf")

    summary, _said = _ingest(bench, tmp_path / "link.pdf", tmp_path / ".secret.pdf")

    assert (summary.filed, summary.duplicates) == (1, 1)
    assert list(bench.documents()) == ["link.pdf"]


def test_a_path_that_is_not_there_is_refused_and_the_rest_goes_in(
    bench: Bench, pile: Path, tmp_path: Path
) -> None:
    summary, _said = _ingest(bench, tmp_path / "nowhere", pile / "a.pdf")

    assert summary.filed == 1
    assert [one.fault for one in summary.refused] == [Fault(FaultCode.NOT_FOUND)]


def test_a_fifo_that_is_named_is_refused(bench: Bench, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")

    summary, _said = _ingest(bench, tmp_path / "pipe.pdf")

    assert [one.fault.code for one in summary.refused] == [FaultCode.NOT_A_FILE]


def test_going_in_again_changes_nothing(bench: Bench, pile: Path) -> None:
    _ingest(bench, pile)

    summary, _said = _ingest(bench, pile)

    assert (summary.filed, summary.duplicates, summary.read) == (0, 3, 0)


def test_what_an_earlier_ingest_left_unread_is_read_now(bench: Bench, pile: Path) -> None:
    stop = threading.Event()
    bench.readers = FakeReaders(lambda _job: None)

    def stop_when_filed(progress: Progress) -> None:
        if progress.contract:
            stop.set()

    stopped = ingest(bench.around, [pile], stop_when_filed, stop)
    bench.readers = FakeReaders()
    assert stopped.stopped and stopped.unread == 1

    summary, said = _ingest(bench, pile)

    assert (summary.read, summary.unread) == (2, 0)
    assert said[-1].done == said[-1].total


def test_a_document_with_a_fault_is_filed_and_named(bench: Bench, pile: Path) -> None:
    def answer(job: ReadJob) -> ReadOutcome:
        if job.name == "b.pdf":
            damaged = Fault(FaultCode.DAMAGED, "no pages")
            return ReadOutcome(job.sha256, None, None, damaged, died=False)
        return read_well(job)

    bench.readers = FakeReaders(answer)

    summary, _said = _ingest(bench, pile)

    assert summary.filed == 2
    assert [(one.path, one.fault.code) for one in summary.unreadable] == [
        ("b.pdf", FaultCode.DAMAGED)
    ]


def test_documents_a_watcher_reads_meanwhile_count_as_read(
    bench: Bench, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_module, "_LOOK_ELSEWHERE_SECONDS", 0.05)
    watcher = ProcessId(1, "other")
    documents = bench.record.documents
    claim = type(documents).claim

    def claimed_by_other(one: object, sha256: object, process: ProcessId) -> bool:
        if process == this_process():
            reading = read_well(ReadJob(sha256, pile, ".pdf", "x"))  # type: ignore[arg-type]
            assert reading.reading and reading.extraction
            documents.save_reading(
                reading.sha256, reading.reading, reading.extraction, str(watcher.pid)
            )
            return False
        return claim(documents, sha256, process)  # type: ignore[arg-type]

    monkeypatch.setattr(type(documents), "claim", claimed_by_other)

    summary, said = _ingest(bench, pile)

    assert (summary.read, summary.unread) == (2, 0)
    assert said[-1].done == said[-1].total


def test_a_lock_that_is_never_let_go_is_said_with_the_holder_s_pid(
    bench: Bench, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        take_module, "take_lock", lambda archive: take_lock(archive, timeout_seconds=0.1)
    )
    with take_lock(bench.workspace.archive), pytest.raises(Busy, match=str(os.getpid())):
        _ingest(bench, pile)

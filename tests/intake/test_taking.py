"""One file into the archive and out of the inbox, with everything that may come between."""

from __future__ import annotations

import errno
import io
import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.faults import FaultCode
from arkiv.domain.filing_ports import SourceChanged
from arkiv.domain.identity import Sha256
from arkiv.intake.activity import Outcome
from arkiv.intake.adopt import adopt_and_sweep
from arkiv.intake.listing import InboxState, inbox_listing
from arkiv.vault import FileVault
from documents.docx_builder import make_docx
from fakes.intake_bench import Bench, Clock, pdf
from fakes.record import FakeRecord

LEASE = pdf("Leieavtale")


def test_a_file_is_filed_read_and_indexed_and_leaves_the_inbox(bench: Bench) -> None:
    bench.drop("lease.pdf", LEASE)

    bench.settle(bench.pipeline())

    assert bench.originals() == {"lease.pdf": LEASE}
    assert bench.left() == []
    assert [one.outcome for one in bench.activities] == [Outcome.FILED, Outcome.READ]
    assert bench.caught_up >= 1


def test_a_file_is_what_its_bytes_are_whatever_its_name_says(bench: Bench) -> None:
    bench.drop("lease.txt", LEASE)
    bench.drop("nda.pdf", make_docx(["Taushetserklæring"]))
    bench.drop("photo.pdf", b"\x89PNG\r\n\x1a\n and so on")

    bench.settle(bench.pipeline())

    found = {name: document.extension for name, document in bench.documents().items()}
    assert found == {"lease.txt": ".pdf", "nda.pdf": ".docx"}
    assert bench.faults() == {"photo.pdf": "not_pdf_or_docx"}
    assert bench.left() == ["photo.pdf"]


def test_the_folder_is_kept_and_emptied_folders_go_when_they_have_been_quiet(bench: Bench) -> None:
    clock = Clock()
    bench.on_clock(clock)
    bench.drop("leases/oslo/a.pdf", LEASE)
    (bench.inbox / "prepared").mkdir()
    pipeline = bench.pipeline()
    for _ in range(12):
        pipeline.one_pass(threading.Event())
        clock.seconds += 1
    assert bench.left() == []
    assert (bench.inbox / "leases" / "oslo").is_dir()

    for _ in range(40):
        clock.seconds += 1
        pipeline.one_pass(threading.Event())

    summary = next(iter(bench.record.contracts.summaries()))
    assert summary.folder == "leases/oslo"
    assert [path.name for path in bench.inbox.iterdir()] == ["prepared"]


def test_a_folder_with_something_left_in_it_stays(bench: Bench) -> None:
    clock = Clock()
    bench.on_clock(clock)
    bench.drop("mixed/a.pdf", LEASE)
    bench.drop("mixed/.DS_Store", b"x")
    pipeline = bench.pipeline()

    for _ in range(40):
        clock.seconds += 1
        pipeline.one_pass(threading.Event())

    assert bench.left() == ["mixed/.DS_Store"]


def test_the_same_bytes_twice_are_one_contract_seen_twice(bench: Bench) -> None:
    bench.drop("a.pdf", LEASE)
    bench.settle(bench.pipeline())
    bench.drop("b.pdf", LEASE)
    bench.settle(bench.pipeline())

    assert len(bench.documents()) == 1
    assert bench.outcomes(Outcome.DUPLICATE) == ["b.pdf"]
    assert bench.left() == []
    kinds = [event.kind for event in bench.record.events.of()]
    assert kinds.count(EventKind.SEEN_AGAIN) == 1


def test_a_duplicate_of_a_trashed_contract_says_so(bench: Bench) -> None:
    bench.drop("a.pdf", LEASE)
    bench.settle(bench.pipeline())
    [document] = bench.documents().values()
    bench.record.contracts.trash([document.contract], "test")

    bench.drop("again.pdf", LEASE)
    bench.settle(bench.pipeline())

    assert bench.outcomes(Outcome.TRASHED_DUPLICATE) == ["again.pdf"]


def test_dropping_a_file_again_heals_its_damaged_original(bench: Bench) -> None:
    bench.drop("a.pdf", LEASE)
    bench.settle(bench.pipeline())
    [document] = bench.documents().values()
    original = bench.vault.path(document.sha256, ".pdf")
    original.chmod(0o644)
    original.write_bytes(b"rot")

    bench.drop("a.pdf", LEASE)
    bench.settle(bench.pipeline())

    assert bench.vault.verify(document.sha256, ".pdf") is None


@pytest.mark.parametrize(
    "name",
    [
        b"esc \x1b[31m.pdf",
        b"new\nline.pdf",
        b"invalid \xff\xfe.pdf",
        "bidi \u202e fdp.pdf".encode(),
        b"[@click=app.quit]x.pdf",
        b"-rf.pdf",
        b"n" * 251 + b".pdf",
        ("ø" * 125 + "x.pdf").encode(),
        b"'; drop table document; --.pdf",
    ],
)
def test_hostile_names_are_filed(bench: Bench, name: bytes) -> None:
    bench.drop(os.fsdecode(name), LEASE)

    bench.settle(bench.pipeline())

    assert list(bench.documents()) == [name.decode("utf-8", "backslashreplace")]
    assert bench.left() == []


def test_a_very_deep_path_is_filed(bench: Bench) -> None:
    folder = "/".join(["d" * 200] * 14)
    bench.drop(f"{folder}/a.pdf", LEASE)

    bench.settle(bench.pipeline())

    assert bench.left() == []
    assert list(bench.documents()) == ["a.pdf"]


def test_a_file_dated_in_the_future_is_filed(bench: Bench) -> None:
    path = bench.drop("a.pdf", LEASE)
    os.utime(path, (4e9, 4e9))

    bench.settle(bench.pipeline())

    assert list(bench.documents()) == ["a.pdf"]


def test_an_empty_file_is_listed_and_filed_once_it_has_contents(bench: Bench) -> None:
    path = bench.drop("a.pdf", b"")
    pipeline = bench.pipeline()
    bench.settle(pipeline)
    assert bench.faults() == {"a.pdf": "empty"}

    path.write_bytes(LEASE)
    bench.settle(pipeline)

    assert bench.faults() == {}
    assert bench.originals() == {"a.pdf": LEASE}


def test_a_file_without_its_end_is_filed_late_and_flagged(bench: Bench) -> None:
    bench.drop("half.pdf", LEASE[: len(LEASE) // 2])

    bench.settle(bench.pipeline())

    [document] = bench.documents().values()
    assert document.fault is not None
    assert document.fault.code is FaultCode.LOOKS_INCOMPLETE


def test_a_file_that_is_not_taken_is_listed_once_and_not_opened_again(bench: Bench) -> None:
    bench.drop("note.txt", b"hello")
    pipeline = bench.pipeline()

    bench.settle(pipeline)
    bench.settle(pipeline)

    assert bench.outcomes(Outcome.REFUSED) == ["note.txt"]
    assert bench.record.inbox_faults.every()[0].tries == 1


def test_a_fault_goes_when_its_file_leaves_the_inbox(bench: Bench) -> None:
    path = bench.drop("note.txt", b"hello")
    pipeline = bench.pipeline()
    bench.settle(pipeline)
    path.unlink()

    bench.settle(pipeline)

    assert bench.faults() == {}


def test_links_and_fifos_stay_and_are_listed(bench: Bench) -> None:
    outside = bench.root / "outside.pdf"
    outside.write_bytes(LEASE)
    (bench.inbox / "link.pdf").symlink_to(outside)
    os.mkfifo(bench.inbox / "pipe.pdf")

    bench.settle(bench.pipeline())

    assert bench.faults() == {"link.pdf": "symlink", "pipe.pdf": "not_a_file"}
    assert bench.documents() == {}
    assert outside.exists()


def _failing_once(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The next copy into the vault fails with this errno."""
    put = FileVault.put
    left = [1]

    def fails(vault: FileVault, source: BinaryIO, extension: str) -> tuple[Sha256, int]:
        if left:
            left.pop()
            raise OSError(number, os.strerror(number))
        return put(vault, source, extension)

    monkeypatch.setattr(FileVault, "put", fails)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "no_space"), (errno.EIO, "io_error"), (errno.EMFILE, "io_error")],
)
def test_a_passing_fault_is_tried_again_after_a_pause(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    clock = Clock()
    bench.on_clock(clock)
    bench.drop("a.pdf", LEASE)
    _failing_once(monkeypatch, number)
    pipeline = bench.pipeline()
    pipeline.one_pass(threading.Event())
    clock.seconds += 3
    pipeline.one_pass(threading.Event())
    assert bench.faults() == {"a.pdf": code}
    clock.seconds += 4
    pipeline.one_pass(threading.Event())
    assert bench.left() == ["a.pdf"]

    for _ in range(3):
        clock.seconds += 3
        pipeline.one_pass(threading.Event())

    assert bench.faults() == {}
    assert bench.originals() == {"a.pdf": LEASE}


def test_too_little_space_is_said_before_anything_is_copied(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.drop("a.pdf", LEASE)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 64 << 20})())

    bench.settle(bench.pipeline())

    assert bench.faults() == {"a.pdf": "no_space"}
    assert list(bench.vault.objects()) == []


def test_a_file_we_may_not_read_waits_for_its_permissions(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench.drop("a.pdf", LEASE)
    path.chmod(0o000)
    opened = os.open

    def guarded(target: str | Path, flags: int, mode: int = 0o777) -> int:
        if target == path and path.stat().st_mode & 0o777 == 0:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(target, flags, mode)

    monkeypatch.setattr(os, "open", guarded)  # root may read everything
    pipeline = bench.pipeline()
    bench.settle(pipeline)
    assert bench.faults() == {"a.pdf": "unreadable"}

    path.chmod(0o600)
    bench.settle(pipeline)

    assert bench.originals() == {"a.pdf": LEASE}


def test_a_file_that_may_not_be_removed_is_filed_once_and_listed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.drop("a.pdf", LEASE)

    def refuse(_path: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    rename = Path.rename
    monkeypatch.setattr(
        Path, "rename", lambda path, to: (refuse if ".taken" in str(to) else rename)(path, to)
    )
    pipeline = bench.pipeline()

    bench.settle(pipeline)
    bench.settle(pipeline)

    assert bench.faults() == {"a.pdf": "not_removed"}
    assert bench.outcomes(Outcome.FILED, Outcome.DUPLICATE) == ["a.pdf"]
    assert bench.left() == ["a.pdf"]


def test_where_even_the_fault_cannot_be_recorded_the_file_waits_and_is_filed_later(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    bench.on_clock(clock)
    bench.drop("a.pdf", LEASE)
    faults = type(bench.record.inbox_faults)
    put = faults.put

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(faults, "put", full)
    _failing_once(monkeypatch, errno.ENOSPC)
    pipeline = bench.pipeline()
    for _ in range(2):
        pipeline.one_pass(threading.Event())
        clock.seconds += 2
    pipeline.one_pass(threading.Event())
    assert bench.left() == ["a.pdf"]
    monkeypatch.setattr(faults, "put", put)

    for _ in range(5):
        clock.seconds += 3
        pipeline.one_pass(threading.Event())

    assert bench.originals() == {"a.pdf": LEASE}


def test_one_file_s_unexpected_trouble_stays_its_own(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bench.drop("bad.pdf", LEASE)
    bench.drop("good.pdf", pdf("another"))
    put = FileVault.put

    def trips(vault: FileVault, source: BinaryIO, extension: str) -> tuple[Sha256, int]:
        source.seek(0)
        if source.read() == LEASE:
            raise RuntimeError("a defect")
        return put(vault, source, extension)

    monkeypatch.setattr(FileVault, "put", trips)

    bench.settle(bench.pipeline())

    assert list(bench.documents()) == ["good.pdf"]
    assert bench.faults() == {"bad.pdf": "io_error"}
    assert "a defect" in caplog.text


def test_a_version_saved_while_the_old_one_is_taken_is_a_document_of_its_own(
    bench: Bench,
) -> None:
    newer = pdf("the newer version")

    def saved_meanwhile(point: str) -> None:
        if point == "recorded" and len(list(bench.record.documents.every())) == 1:
            other = bench.root / "new"
            other.write_bytes(newer)
            other.rename(bench.inbox / "deals" / "a.pdf")

    bench.around = replace(bench.around, checkpoint=saved_meanwhile)
    bench.drop("deals/a.pdf", LEASE)

    bench.settle(bench.pipeline())

    stored = [
        bench.vault.path(one.sha256, one.extension).read_bytes()
        for one in bench.record.documents.every()
    ]
    folders = {summary.folder for summary in bench.record.contracts.summaries()}
    assert stored == [LEASE, newer]
    assert folders == {"deals"}
    assert bench.left() == []


def test_a_file_written_to_during_the_copy_is_taken_when_it_rests(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench.drop("a.pdf", LEASE)
    grown = LEASE + b"\n% more\n%%EOF"
    put = FileVault.put
    tries: list[int] = []

    def grows(vault: FileVault, source: BinaryIO, extension: str) -> tuple[Sha256, int]:
        tries.append(1)
        if len(tries) == 1:
            path.write_bytes(grown)
            raise SourceChanged("changed")
        return put(vault, source, extension)

    monkeypatch.setattr(FileVault, "put", grows)

    bench.settle(bench.pipeline())

    assert bench.originals() == {"a.pdf": grown}
    assert len(tries) == 2


def test_a_hard_link_outside_cannot_change_the_archived_bytes(bench: Bench) -> None:
    outside = bench.root / "mine.pdf"
    outside.write_bytes(LEASE)
    (bench.inbox / "a.pdf").hardlink_to(outside)

    bench.settle(bench.pipeline())
    outside.write_bytes(b"changed")

    assert bench.originals() == {"a.pdf": LEASE}
    assert outside.exists()


def test_what_a_crash_left_renamed_away_is_filed(bench: Bench) -> None:
    bench.drop(".taken/1f/deals/a.pdf", LEASE)

    bench.settle(bench.pipeline())

    assert bench.originals() == {"a.pdf": LEASE}
    assert not (bench.inbox / ".taken").exists()


def test_folders_a_crash_left_in_the_renamed_away_are_cleared(bench: Bench) -> None:
    (bench.inbox / ".taken" / "1f" / "deals").mkdir(parents=True)

    bench.settle(bench.pipeline())

    assert list(bench.inbox.iterdir()) == []


def test_an_object_without_a_row_is_adopted_once(bench: Bench) -> None:
    sha256, _size = bench.vault.put(io.BytesIO(LEASE), ".pdf")
    (bench.workspace.stage / "half").write_bytes(b"x")
    around = bench.around

    def adopt() -> int:
        return adopt_and_sweep(around.workspace, around.record, around.vault, "intake")

    assert adopt() == 1
    assert adopt() == 0
    assert list(bench.documents()) == [f"recovered-{sha256[:8]}.pdf"]
    assert [event.kind for event in bench.record.events.of()] == [EventKind.ADOPTED]
    assert list(bench.workspace.stage.iterdir()) == []


def test_a_damaged_object_without_a_row_is_left_for_verify(bench: Bench) -> None:
    sha256, _size = bench.vault.put(io.BytesIO(LEASE), ".pdf")
    path = bench.vault.path(sha256, ".pdf")
    path.chmod(0o644)
    path.write_bytes(b"rot")
    around = bench.around

    assert adopt_and_sweep(around.workspace, around.record, around.vault, "intake") == 0
    assert path.exists()


def test_the_listing_shows_the_disk_with_the_reasons(bench: Bench) -> None:
    bench.drop("note.txt", b"hello")
    bench.settle(bench.pipeline())
    bench.drop("new.pdf", LEASE)
    bench.drop("big.pdf.crdownload", b"x")
    bench.drop(".hidden", b"x")
    (bench.inbox / "link.pdf").symlink_to("/etc/hostname")

    listed = {one.path: one.state for one in inbox_listing(bench.workspace, bench.record)}

    assert listed == {
        ".hidden": InboxState.IGNORED,
        "big.pdf.crdownload": InboxState.WAITING,
        "link.pdf": InboxState.FAULT,
        "new.pdf": InboxState.WAITING,
        "note.txt": InboxState.FAULT,
    }


def test_a_changed_file_is_listed_as_waiting_whatever_its_old_fault(bench: Bench) -> None:
    path = bench.drop("a.pdf", b"hello")
    bench.settle(bench.pipeline())
    path.write_bytes(LEASE)

    [listed] = inbox_listing(bench.workspace, bench.record)

    assert (listed.state, listed.fault) == (InboxState.WAITING, None)


def test_the_listing_of_a_missing_inbox_is_empty(bench: Bench) -> None:
    bench.inbox.rmdir()

    assert inbox_listing(bench.workspace, FakeRecord()) == ()

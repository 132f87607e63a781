"""A backup is whole, is made while everything runs, and comes back as it was."""

from __future__ import annotations

import hashlib
import io
import tarfile
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from arkiv.domain.documents import Arrival
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.errors import BadInput, Damaged
from arkiv.head_files import HeadFiles
from arkiv.services.backups import Backups, restore
from arkiv.store.record import open_record
from arkiv.vault import FileVault
from arkiv.workspace import Workspace, init_workspace
from documents.pdf_builder import make_pdf


def _silent(_done: int, _total: int) -> None:
    pass


class Kept:
    """A workspace with a record and a vault, and a short way to file into it."""

    def __init__(self, root: Path) -> None:
        self.workspace = init_workspace(root)
        self.record: Record = open_record(self.workspace.record)
        self.vault = FileVault(self.workspace.archive)
        self.heads = HeadFiles(self.workspace.heads)
        self.backups = Backups(self.workspace, self.record, self.vault, self.heads)

    def file(self, text: str) -> ContractId:
        content = make_pdf([text])
        sha256, size = self.vault.put(io.BytesIO(content), ".pdf")
        arrival = Arrival(sha256, ".pdf", size, f"{text}.pdf", "", "test")
        return self.record.documents.file(arrival, "kari").contract


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path / "workspace")
    yield kept
    kept.record.close()


def test_what_was_backed_up_comes_back_byte_for_byte(kept: Kept, tmp_path: Path) -> None:
    contract = kept.file("lease")
    kept.record.notes.add("n1", contract, "ask the landlord", "kari")
    (kept.workspace.settings / "cues").mkdir()
    (kept.workspace.settings / "cues" / "nb.toml").write_text("x = 1")
    made = kept.backups.backup(tmp_path / "b.tar", _silent)

    restored = restore(tmp_path / "b.tar", tmp_path / "again", _silent)

    assert restored == made
    again = Workspace(tmp_path / "again")
    record = open_record(again.record)
    assert [note.text for note in record.notes.of_contract(contract)] == ["ask the landlord"]
    assert record.events.head() == kept.record.events.head()
    for document in record.documents.every():
        assert FileVault(again.archive).verify(document.sha256, document.extension) is None
    assert (again.settings / "cues" / "nb.toml").read_text() == "x = 1"
    record.close()


def test_a_backup_made_while_files_come_in_has_a_file_for_each_row(
    kept: Kept, tmp_path: Path
) -> None:
    stop = threading.Event()

    def keep_filing() -> None:
        number = 0
        while not stop.is_set():
            kept.file(f"contract {number}")
            number += 1

    filing = threading.Thread(target=keep_filing)
    filing.start()
    try:
        for number in range(3):
            kept.backups.backup(tmp_path / f"{number}.tar", _silent)
    finally:
        stop.set()
        filing.join()

    for number in range(3):
        restore(tmp_path / f"{number}.tar", tmp_path / f"again{number}", _silent)
        workspace = Workspace(tmp_path / f"again{number}")
        record = open_record(workspace.record)
        vault = FileVault(workspace.archive)
        documents = list(record.documents.every())
        assert [vault.verify(d.sha256, d.extension) for d in documents] == [None] * len(documents)
        record.close()


def test_an_existing_file_and_an_existing_archive_are_left_alone(
    kept: Kept, tmp_path: Path
) -> None:
    kept.file("lease")
    target = tmp_path / "b.tar"
    kept.backups.backup(target, _silent)
    before = hashlib.sha256(target.read_bytes()).hexdigest()

    with pytest.raises(BadInput, match=r"b\.tar exists already"):
        kept.backups.backup(target, _silent)
    with pytest.raises(BadInput, match="holds an archive already"):
        restore(target, kept.workspace.root, _silent)

    assert hashlib.sha256(target.read_bytes()).hexdigest() == before


def test_an_altered_original_is_named_and_no_backup_is_left(kept: Kept, tmp_path: Path) -> None:
    kept.file("lease")
    ((sha256, extension),) = kept.vault.objects()
    path = kept.vault.path(sha256, extension)
    path.chmod(0o644)
    path.write_bytes(b"%PDF- altered")

    with pytest.raises(Damaged, match=sha256):
        kept.backups.backup(tmp_path / "b.tar", _silent)

    assert list(tmp_path.glob("b.tar*")) == []


def test_a_cut_backup_is_refused_and_restoring_a_whole_one_afterwards_works(
    kept: Kept, tmp_path: Path
) -> None:
    for number in range(5):
        kept.file(f"contract {number}")
    whole = tmp_path / "b.tar"
    kept.backups.backup(whole, _silent)
    cut = tmp_path / "cut.tar"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    with pytest.raises((BadInput, Damaged)):
        restore(cut, tmp_path / "again", _silent)
    assert not Workspace(tmp_path / "again").record.exists()

    assert restore(whole, tmp_path / "again", _silent).originals == 5


@pytest.mark.parametrize("content", [b"", b"no tar at all", make_pdf(["a contract"])])
def test_what_is_no_backup_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(BadInput, match=r"x\.tar is not a whole backup"):
        restore(tmp_path / "x.tar", tmp_path / "again", _silent)


def test_a_backup_writes_nowhere_but_into_the_archive(kept: Kept, tmp_path: Path) -> None:
    kept.file("lease")
    whole = tmp_path / "b.tar"
    kept.backups.backup(whole, _silent)
    with tarfile.open(whole, "a") as tar:
        for name in ("../escaped", "archive/settings/../../escaped", "/tmp/escaped-absolute"):
            member = tarfile.TarInfo(name)
            member.size = 1
            tar.addfile(member, io.BytesIO(b"x"))

    restore(whole, tmp_path / "deep" / "again", _silent)

    assert not list(tmp_path.rglob("escaped*"))
    assert not Path("/tmp/escaped-absolute").exists()


def test_a_restored_archive_knows_the_heads_of_its_backup(kept: Kept, tmp_path: Path) -> None:
    kept.file("lease")
    kept.heads.remember(date(2026, 11, 30), *kept.record.events.head())
    kept.file("loan")
    made = kept.backups.backup(tmp_path / "b.tar", _silent)
    kept.file("after the backup")
    kept.heads.remember(date(2026, 12, 1), *kept.record.events.head())

    restore(tmp_path / "b.tar", tmp_path / "again", _silent)

    again = Workspace(tmp_path / "again")
    record = open_record(again.record)
    remembered = list(HeadFiles(again.heads).every())
    assert [name for name, _seq, _digest in remembered] == ["2026-11-30", "backup"]
    assert made.head == "{1}:{2}".format(*remembered[1])
    assert all(record.events.holds(seq, digest) for _name, seq, digest in remembered)
    record.close()

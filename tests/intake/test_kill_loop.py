"""kill -9 of a real watcher, over and over, while files are dropped and notes are written.

After each kill: no document lost or doubled, no acknowledged note lost, everything verifies.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from arkiv import clock
from arkiv.bootstrap import Archive, open_archive
from arkiv.domain.contracts import EventKind
from arkiv.domain.documents import DocumentState
from arkiv.domain.identity import ContractId, Sha256
from arkiv.intake.scan import scan
from arkiv.workspace import Workspace, init_workspace
from fakes.intake_bench import pdf, wait_for
from fakes.programs import program

POINTS = ("staged", "archived", "recorded", "moved", "removed", "read", "indexed")
WORDS = "leie drift levering lisens tilsyn renhold transport regnskap skytjeneste vedlikehold"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class Producer:
    """Drops files in every way people and programs do, and remembers what must not be lost."""

    inbox: Path
    chance: random.Random
    number: int = 0
    owed: dict[str, str] = field(default_factory=dict)
    """By hash, a word that only this document has."""
    notes: dict[str, int] = field(default_factory=dict)
    """Acknowledged: by id, the contract's number."""
    stopped_at: list[str] = field(default_factory=list)
    """The points at which watchers have killed themselves."""

    def drop_some(self, how_many: int) -> None:
        ways = (self.drop_whole, self._slow, self._part, self._nested, self._replaced, self._twice)
        for _ in range(how_many):
            self.chance.choice((*ways, self._rubbish))()

    def _contract(self) -> bytes:
        self.number += 1
        word = f"kontrakt{self.number:05d}x"
        content = pdf(f"Avtale {word} om {self.chance.choice(WORDS.split())}")
        self.owed[_hash(content)] = word
        return content

    def _path(self, suffix: str = ".pdf") -> Path:
        return self.inbox / f"{self.number:05d}{suffix}"

    def drop_whole(self) -> None:
        content = self._contract()
        other = self.inbox.parent / "outside.tmp"
        other.write_bytes(content)
        other.rename(self._path())

    def _slow(self) -> None:
        content = self._contract()
        with self._path().open("wb") as file:
            for at in range(0, len(content), 200):
                file.write(content[at : at + 200])
                file.flush()
                time.sleep(0.02)

    def _part(self) -> None:
        content = self._contract()
        part = self._path(".pdf.part")
        part.write_bytes(content[:300])
        time.sleep(0.05)
        part.write_bytes(content)
        part.rename(self._path())

    def _nested(self) -> None:
        content = self._contract()
        folder = self.inbox / f"deals {self.number % 3}" / "2026"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.number}.pdf").write_bytes(content)

    def _replaced(self) -> None:
        """Two versions under one name, both whole: the first may be taken or not."""
        first, second = self._contract(), self._contract()
        path = self._path()
        path.write_bytes(first)
        time.sleep(self.chance.uniform(0.0, 0.3))
        other = self.inbox.parent / "outside.tmp"
        other.write_bytes(second)
        other.rename(path)
        if not self._is_here(first):
            del self.owed[_hash(first)]

    def _is_here(self, content: bytes) -> bool:
        """Whether it had left the inbox for the archive when it was replaced."""
        name = _hash(content)
        archive = self.inbox.parent / "archive"
        return (archive / name[:2] / f"{name}.pdf").exists()

    def _twice(self) -> None:
        content = self._contract()
        self._path().write_bytes(content)
        self._path(" copy.pdf").write_bytes(content)

    def _rubbish(self) -> None:
        self.number += 1
        self._path(".txt").write_bytes(b"not a contract")
        (self.inbox / f"{self.number}.pdf").symlink_to("/etc/hostname")


def _round(workspace: Workspace, producer: Producer, point: str | None) -> None:
    """One watcher's life: it ends itself at the point, or is killed at a random moment."""
    aim = (point,) if point else ()
    with (
        program("killed_watcher", str(workspace.root), *aim) as watcher,
        program("noting", str(workspace.record)) as notes,
    ):
        reader = threading.Thread(target=_remember_notes, args=(notes, producer))
        reader.start()
        producer.drop_whole()
        producer.drop_some(producer.chance.randint(0, 3))
        try:
            watcher.wait(8.0 if point else producer.chance.uniform(0.1, 1.8))
            producer.stopped_at += aim
        except subprocess.TimeoutExpired:
            watcher.kill()
        notes.kill()
        reader.join()
        watcher.wait()


def _remember_notes(process: subprocess.Popen[str], producer: Producer) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith("\n"):
            contract, note = line.split()
            producer.notes[note] = int(contract)


def _assert_sound(archive: Archive, producer: Producer) -> None:
    documents = list(archive.record.documents.every())
    hashes = [document.sha256 for document in documents]
    vault = archive.filing.intake.around.vault
    in_inbox = {_hash(found.path.read_bytes()) for found in scan(archive.workspace.inbox).files}
    objects = {sha256 for sha256, _extension in vault.objects()}

    assert producer.owed.keys() - in_inbox - objects == set(), "a document was lost"
    assert len(set(hashes)) == len(hashes) == len({one.contract for one in documents})
    assert archive.keeping.verify(None, lambda _done, _total: None).damages == ()
    there = {
        note.id: int(contract)
        for contract in set(producer.notes.values())
        for note in archive.record.notes.of_contract(ContractId(contract))
    }
    assert producer.notes.items() <= there.items(), "an acknowledged note was lost"


def _finish(workspace: Workspace, archive: Archive) -> None:
    """A last watcher that is not killed, until there is nothing more to do."""
    with program("killed_watcher", str(workspace.root)) as watcher:
        wait_for(lambda: watcher.poll() is not None or _is_finished(workspace, archive), seconds=60)
        watcher.terminate()
        _out, errors = watcher.communicate(timeout=20)
        assert watcher.returncode == 0, errors


def _is_finished(workspace: Workspace, archive: Archive) -> bool:
    files = [found for found in scan(workspace.inbox).files if found.path.suffix != ".txt"]
    states = {document.state for document in archive.record.documents.every()}
    return not files and states <= {DocumentState.READ} and archive.indexing.behind() == 0


def _assert_complete(archive: Archive, producer: Producer) -> None:
    _assert_sound(archive, producer)
    documents = {one.sha256: one for one in archive.record.documents.every()}
    assert producer.owed.keys() <= set(documents)
    assert archive.index.ids() == {one.contract for one in documents.values()}
    for sha256, word in list(producer.owed.items())[::7]:
        result = archive.finder.search(word, clock.today())
        assert [hit.id for hit in result.scored] == [documents[Sha256(sha256)].contract]
    filed = [
        event
        for event in archive.record.events.of()
        if event.kind in {EventKind.FILED, EventKind.ADOPTED}
    ]
    assert len(filed) == len(documents)
    assert list(archive.workspace.stage.iterdir()) == []
    assert not (archive.workspace.inbox / ".taken").exists()


def _loop(root: Path, rounds: int, seed: int) -> None:
    workspace = init_workspace(root)
    producer = Producer(workspace.inbox, random.Random(seed))
    points = itertools.cycle(POINTS)
    with open_archive(workspace) as archive:
        for number in range(rounds):
            _round(workspace, producer, next(points) if number % 2 else None)
            _assert_sound(archive, producer)
        _finish(workspace, archive)
        _assert_complete(archive, producer)
        verified = subprocess.run(
            [sys.executable, "-m", "arkiv", "--root", str(root), "verify"], capture_output=True
        )
        assert verified.returncode == 0, verified.stdout
    # The loop proves nothing unless it met the watcher at work.
    assert len(set(producer.stopped_at)) >= 4, producer.stopped_at
    assert len(producer.owed) > rounds and len(producer.notes) > rounds


def test_thirty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    _loop(tmp_path / "work", rounds=30, seed=20261122)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path, seed: int) -> None:
    _loop(tmp_path / "work", rounds=100, seed=seed)

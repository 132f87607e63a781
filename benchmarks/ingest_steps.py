"""The way of a contract step by step in one process, each step with its cost.

What the command spends beyond the sum is starting, its confined workers and the pipes to them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from measuring import Cost, cost_of

from arkiv.bootstrap import Archive, open_archive
from arkiv.domain.documents import Arrival, Reading
from arkiv.domain.facts import Extraction
from arkiv.domain.identity import Sha256
from arkiv.extract.pipeline import extract
from arkiv.intake.following import Following
from arkiv.read.reader import Unreadable, read_file
from arkiv.vault import FileVault
from arkiv.workspace import init_workspace

__all__ = ["steps_of"]

_ACTOR = "benchmark"
_TAKE, _FILE, _READ, _EXTRACT, _SAVE, _INDEX = (
    "take, with fsync",
    "record: the file",
    "read",
    "extract",
    "record: the reading",
    "index",
)

Result = TypeVar("Result")


def steps_of(files: Iterable[Path], root: Path) -> dict[str, Cost]:
    """Files everything into a fresh workspace; the cost of each step over all files."""
    with open_archive(init_workspace(root), actor=_ACTOR) as archive:
        walk = _Walk(archive)
        for file in files:
            walk.one(file)
        walk.index_rest()
    return walk.costs


class _Walk:
    def __init__(self, archive: Archive) -> None:
        self.costs = dict.fromkeys((_TAKE, _FILE, _READ, _EXTRACT, _SAVE, _INDEX), Cost())
        self._archive = archive
        self._documents = archive.record.documents
        self._vault = FileVault(archive.workspace.archive)
        self._following = Following(archive.indexing.catch_up, time.monotonic)

    def one(self, file: Path) -> None:
        """One file from where it lies to a row that the index will take in."""
        sha256 = self._timed(_TAKE, lambda: self._taken(file))
        arrival = Arrival(sha256, ".pdf", file.stat().st_size, file.name, "", str(file))
        self._timed(_FILE, lambda: self._documents.file(arrival, _ACTOR))
        self._following.changed(1)
        self._read(file, sha256)
        self._following.changed(1)
        self._timed(_INDEX, lambda: self._following.follow(pausing=False))

    def index_rest(self) -> None:
        """What the last batch left."""
        self._timed(_INDEX, lambda: self._following.follow(pausing=True))

    def _taken(self, file: Path) -> Sha256:
        with file.open("rb") as source:
            return self._vault.put(source, ".pdf")[0]

    def _read(self, file: Path, sha256: Sha256) -> None:
        try:
            reading = self._timed(_READ, lambda: read_file(file, ".pdf"))
        except Unreadable as unreadable:
            self._documents.save_failure(sha256, unreadable.fault, None, _ACTOR)
            return
        extraction = self._timed(_EXTRACT, lambda: extract(reading, file.name))
        self._timed(_SAVE, lambda: self._save(sha256, reading, extraction))

    def _save(self, sha256: Sha256, reading: Reading, extraction: Extraction) -> None:
        self._documents.save_reading(sha256, reading, extraction, _ACTOR)

    def _timed(self, step: str, action: Callable[[], Result]) -> Result:
        cost, result = cost_of(action)
        self.costs[step] += cost
        return result

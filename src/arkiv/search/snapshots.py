"""The index as it was at one commit: its segments, who is alive in them, and its mark."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.faults import unusable
from arkiv.search.lexicon import Lexicon
from arkiv.search.postings import Leaf, PostingsCache
from arkiv.search.schema import FORMAT, TOC, FileStorage

__all__ = ["Snapshot", "Snapshots", "read_mark"]

_INDEX = "MAIN"
_TRIES = 10
_PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """One commit of one generation; stays readable while later ones are written."""

    folder: Path | None
    """None: there is no index, and therefore nothing in it."""
    commit: int
    mark: int
    leaves: tuple[Leaf, ...]
    alive: tuple[npt.NDArray[np.bool_], ...]
    """For each leaf, which of its documents are not deleted."""
    lexicons: dict[TextField, Lexicon] = field(default_factory=dict)
    """Those asked for at this commit; until then, those of a commit before."""

    def lexicon(self, text: TextField) -> Lexicon:
        """The words of a field. Raises IndexUnusable when they cannot be read."""
        known = self.lexicons.get(text)
        if known is None or known.held != {leaf.name for leaf in self.leaves}:
            with unusable():
                words = {leaf.name: leaf.words(text) for leaf in self.leaves}
            known = self.lexicons[text] = Lexicon.of(words, known)
        return known

    @property
    def numbers(self) -> npt.NDArray[np.int64]:
        """The contract of every document, leaf after leaf; -1 where it is deleted."""
        kept = [
            np.where(alive, leaf.numbers, -1)
            for leaf, alive in zip(self.leaves, self.alive, strict=True)
        ]
        return np.concatenate(kept) if kept else np.empty(0, np.int64)


class Snapshots:
    """Opens the newest commit and keeps open what has not changed. One thread at a time."""

    def __init__(self) -> None:
        self._cache = PostingsCache()
        self._leaves: dict[str, Leaf] = {}
        self._last: Snapshot | None = None

    def newest(self, folder: Path | None) -> Snapshot:
        """Raises IndexUnusable when the folder cannot be read."""
        if folder is None:
            return Snapshot(None, -1, 0, (), ())
        last = self._last
        with unusable():
            if last is None or last.folder != folder or last.commit != _commit(folder):
                self._last = last = self._opened(folder)
        return last

    def mark(self, folder: Path | None) -> int:
        """The mark of the newest commit, without opening any segment. Raises IndexUnusable.

        From any thread.
        """
        last = self._last
        if folder is None:
            return 0
        with unusable():
            if last is not None and last.folder == folder and last.commit == _commit(folder):
                return last.mark
        return read_mark(folder)

    def close(self) -> None:
        """Everything may be opened again afterwards."""
        for leaf in self._leaves.values():
            with unusable(silently=True):
                leaf.close()
        self._leaves = {}
        self._last = None

    def _opened(self, folder: Path) -> Snapshot:
        """A commit may remove files between the reading of their names and their opening."""
        for _attempt in range(_TRIES):
            try:
                return self._open(folder)
            except FileNotFoundError:
                time.sleep(_PAUSE_SECONDS)
        return self._open(folder)

    def _open(self, folder: Path) -> Snapshot:
        storage = FileStorage(str(folder))
        contents = TOC.read(storage, _INDEX)
        number = _own_number(contents)
        leaves = [self._leaf(storage, contents.schema, segment) for segment in contents.segments]
        for gone in self._leaves.keys() - {leaf.name for leaf in leaves}:
            self._leaves[gone].close()
        self._leaves = {leaf.name: leaf for leaf in leaves}
        alive = [
            _alive(segment, leaf) for segment, leaf in zip(contents.segments, leaves, strict=True)
        ]
        return Snapshot(
            folder,
            contents.generation,
            int(number.mark),
            tuple(leaves),
            tuple(alive),
            dict(self._last.lexicons) if self._last else {},
        )

    def _leaf(self, storage: FileStorage, schema: object, segment: object) -> Leaf:
        name = segment.segment_id()  # type: ignore[attr-defined]
        return self._leaves.get(name) or Leaf(storage, schema, segment, self._cache)


def read_mark(folder: Path) -> int:
    """The mark without opening any segment. Raises IndexUnusable."""
    with unusable():
        for _attempt in range(_TRIES):
            try:
                return int(_own_number(TOC.read(FileStorage(str(folder)), _INDEX)).mark)
            except FileNotFoundError:
                time.sleep(_PAUSE_SECONDS)
        return int(_own_number(TOC.read(FileStorage(str(folder)), _INDEX)).mark)


def _own_number(contents: Any) -> Any:
    """The field with the mark; an index in another format has none that counts."""
    number = contents.schema["id"]
    if number.layout != FORMAT:
        raise ValueError("written by another version")
    return number


def _commit(folder: Path) -> int:
    return int(TOC._latest_generation(FileStorage(str(folder)), _INDEX))


def _alive(segment: object, leaf: Leaf) -> npt.NDArray[np.bool_]:
    alive = np.ones(leaf.size, np.bool_)
    deleted = list(segment.deleted_docs())  # type: ignore[attr-defined]
    if deleted:
        alive[deleted] = False
    return alive

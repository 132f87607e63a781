"""Writing the index: changed contracts and the mark in one commit, small segments folded."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from arkiv.domain.contracts import IndexEntry
from arkiv.domain.query_tree import TextField
from arkiv.search.codec import FastCodec
from arkiv.search.faults import unusable
from arkiv.search.merging import take_over
from arkiv.search.pool import Pool
from arkiv.search.postings import Leaf, PostingsCache
from arkiv.search.schema import (
    FORMAT,
    FileIndex,
    LockError,
    new_schema,
    texts_of,
    words_of_pages,
)
from arkiv.search.storage import DurableStorage

__all__ = ["create", "tidy", "update"]

_WORDS_IN_MEMORY = 4_000_000
"""What is more goes through sorted runs on the disk."""
_MANY = 8
"""So many segments of one order of size are folded into one while nobody waits."""
_TOO_MANY = 32
"""So many even while somebody does."""
_SMALL = 16
"""Documents that can be written again in no time."""


def create(folder: Path, entries: Iterable[IndexEntry], mark: int) -> None:
    """Write a whole index into an empty folder in one commit; no contract may come twice."""
    index = FileIndex.create(DurableStorage(folder), new_schema())
    writer = _writer(index, 0.0)
    try:
        for entry in entries:
            _add(writer, entry)
        writer.schema["id"].mark = mark
        writer.commit(mergetype=_kept)
    except BaseException:
        _give_up(writer)
        raise


def update(
    folder: Path, entries: Iterable[IndexEntry], mark: int, reported: int, timeout_seconds: float
) -> bool:
    """Replace these contracts and set the mark, in one commit.

    False, with nothing changed: another process is writing, or the index holds less than was
    ``reported`` to whoever chose the entries. Entries that the index holds already are left out.
    """
    try:
        with unusable():
            index = FileIndex(DurableStorage(folder))
            writer = _writer(index, timeout_seconds)
    except LockError:
        return False
    try:
        with unusable():
            held = _held(writer)
        if held < reported:
            writer.cancel()
            return False
        if held < mark:
            _replace(writer, {entry.id: entry for entry in entries if entry.seq > held}, mark)
        else:
            writer.cancel()
    except BaseException:
        _give_up(writer)
        raise
    return True


def tidy(folder: Path) -> bool:
    """Fold what has become many small segments into one; searches go on meanwhile.

    False: there is nothing to fold, or another process is writing.
    """
    try:
        with unusable():
            index = FileIndex(DurableStorage(folder))
            if not _alike(index._segments(), _MANY, None):
                return False
            writer = _writer(index, 0.0)
    except LockError:
        return False
    try:
        with unusable():
            _held(writer)
            writer.commit(mergetype=_tidied)
    except BaseException:
        _give_up(writer)
        raise
    return True


def _writer(index: FileIndex, timeout_seconds: float) -> Any:
    """Raises LockError when somebody else writes for longer."""
    writer = index.writer(compound=False, codec=FastCodec(), timeout=timeout_seconds)
    writer.pool = Pool(writer.temp_storage(), _WORDS_IN_MEMORY)
    return writer


def _held(writer: Any) -> int:
    number = writer.schema["id"]
    if number.layout != FORMAT:
        raise ValueError("written by another version")
    return int(number.mark)


def _replace(writer: Any, entries: dict[Any, IndexEntry], mark: int) -> None:
    with unusable():
        _delete(writer, map(int, entries))
        for entry in entries.values():
            _add(writer, entry)
        writer.schema["id"].mark = mark
        writer.commit(mergetype=_folded)


def _add(writer: Any, entry: IndexEntry) -> None:
    """What Whoosh's add_document does, a whole text at a time."""
    document = writer.docnum
    kept = writer.perdocwriter
    kept.start_doc(document)
    writer.pool.add("id", document, [str(entry.id)], range(1))
    lengths = [0] * len(TextField)
    for place, (field, texts) in enumerate(texts_of(entry).items()):
        for words, places in words_of_pages(texts):
            writer.pool.add(str(field), document, words, places)
            lengths[place] += len(words)
    kept.add_field("id", writer.schema["id"], (int(entry.id), *lengths), 0)
    kept.finish_doc()
    writer.docnum += 1
    writer._added = True


def _delete(writer: Any, numbers: Iterable[int]) -> None:
    wanted = np.fromiter(numbers, np.int64)
    base = 0
    for segment in writer.segments:
        leaf = Leaf(writer.storage, writer.schema, segment, PostingsCache(0))
        for document in np.flatnonzero(np.isin(leaf.numbers, wanted)).tolist():
            if not segment.is_deleted(document):
                writer.delete_document(base + document)
        leaf.close()
        base += leaf.size


def _give_up(writer: Any) -> None:
    """Let the lock go: a writer that is left keeps it for as long as the process lives."""
    if not writer.is_closed:
        with unusable(silently=True):
            writer.cancel()
    if writer.writelock is not None and writer.writelock.fd is not None:
        writer.writelock.release()


def _kept(_writer: Any, segments: list[Any]) -> list[Any]:
    return segments


def _folded(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy within an update, which somebody may be waiting for."""
    return _fold(writer, segments, _alike(segments, _TOO_MANY, _SMALL))


def _tidied(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy while nobody waits."""
    return _fold(writer, segments, _alike(segments, _MANY, None))


def _fold(writer: Any, segments: list[Any], fold: list[Any]) -> list[Any]:
    for segment in fold:
        take_over(writer, segment)
    return [segment for segment in segments if segment not in fold]


def _alike(segments: list[Any], many: int, hollow: int | None) -> list[Any]:
    """All of an order of size where it has so many, and those that are more than half deleted.

    These only up to so many living documents, where ``hollow`` says how many.
    """
    orders: dict[int, list[Any]] = {}
    fold: list[Any] = []
    for segment in segments:
        alive = segment.doc_count()
        if alive * 2 < segment.doc_count_all() and (hollow is None or alive <= hollow):
            fold.append(segment)
        else:
            orders.setdefault(int(math.log(max(alive, 1), many)), []).append(segment)
    for alike in orders.values():
        if len(alike) >= many:
            fold += alike
    return fold

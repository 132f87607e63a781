"""The postings of a term as bytes: blocks as Whoosh 2.7.4 reads them, and quicker by ourselves.

A block is its length, a pickle with facts, and a pickle of three: differences of the documents,
how often each has the term, and its places. After the last pickle, where Whoosh does not look,
stand the last document and the length of the facts, so that a block can be skipped or read in
one step. The pickles are put together by hand, because a term with one posting is the rule.
"""

from __future__ import annotations

import pickle
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arkiv.search.folding import STEP
from arkiv.search.keptplaces import LOW, KeptPlaces, Numbers
from arkiv.search.pool import Batch

__all__ = ["Block", "Blocks", "read_blocks"]

_MAGIC = b"W3Bl"
_SIZE = 1024
"""Postings in a block."""
_TERM = struct.Struct("!BfIBBfII")
"""See whoosh.codec.whoosh3.W3TermInfo."""
_LENGTH = struct.Struct("!i")
_TRAILER = struct.Struct("<IH")
_PLACES = f"c{KeptPlaces.__module__}\n{KeptPlaces.__qualname__}\n".encode()
_NO_BYTES = b"C\x00"


class Blocks:
    """Writes the terms of a batch."""

    def __init__(self, batch: Batch, with_places: bool) -> None:
        self._batch = batch
        self._with_places = with_places
        first = batch.postings
        self.frequencies: list[int] = np.diff(first).tolist()
        """Documents with each term."""
        self._most = np.maximum.reduceat(batch.counts, first[:-1]).tolist()
        self._ends = np.concatenate(([0], np.cumsum(batch.counts, dtype=np.int64)))
        words = batch.places // STEP
        self._low = words.astype("<u2")
        self._odd = np.flatnonzero((words > LOW) | (batch.places & (STEP - 1) != 0)).tolist()

    def facts(self, at: int) -> bytes:
        """What the dictionary of terms says of one."""
        batch = self._batch
        first, end = batch.postings[at], batch.postings[at + 1]
        words = batch.bounds[at + 1] - batch.bounds[at]
        documents = int(batch.docs[first]), int(batch.docs[end - 1])
        return _TERM.pack(False, words, end - first, 0, 0, self._most[at], *documents)

    def term(self, at: int) -> bytes:
        """All its blocks."""
        first, end = self._batch.postings[at], self._batch.postings[at + 1]
        if end - first == 1:
            return _MAGIC + self._block(first, end, self._most[at], last=True)
        blocks = [
            self._block(
                place,
                min(place + _SIZE, end),
                self._most[at]
                if end - first <= _SIZE
                else int(self._batch.counts[place:end].max()),
                last=place + _SIZE >= end,
            )
            for place in range(first, end, _SIZE)
        ]
        return _MAGIC + b"".join(blocks)

    def _block(self, first: int, end: int, most: int, last: bool) -> bytes:
        final = int(self._batch.docs[end - 1])
        facts = pickle.dumps((end - first, final, most, 0, 0, 0), 2)
        pickled = b"\x80\x03" + self._deltas(first, end) + self._values(first, end, most) + b"\x87."
        content = facts + pickled + _TRAILER.pack(final, len(facts))
        return _LENGTH.pack(-len(content) if last else len(content)) + content

    def _deltas(self, first: int, end: int) -> bytes:
        """The first document, and then the differences."""
        docs = self._batch.docs[first:end]
        if docs.size == 1:
            return pickle.dumps(int(docs[0]), 3)[2:-1] + b"\x85"
        return _array(np.diff(docs, prepend=0))

    def _values(self, first: int, end: int, most: int) -> bytes:
        if not self._with_places:
            return b"NN"
        counts = self._batch.counts[first:end]
        kept = _bytes(counts.astype(np.uint8).tobytes()) if most < 256 else _array(counts)
        start, after = int(self._ends[first]), int(self._ends[end])
        low = _bytes(self._low[start:after].tobytes())
        # The counts are the weights too: kept under a number, and taken again.
        return kept + b"q\xff" + _PLACES + b"h\xff" + low + self._odd_ones(start, after) + b"\x87R"

    def _odd_ones(self, start: int, after: int) -> bytes:
        low = bisect_left(self._odd, start)
        if low == len(self._odd) or self._odd[low] >= after:
            return _NO_BYTES
        odd = np.array(self._odd[low : bisect_left(self._odd, after)], np.int64)
        pairs = np.column_stack((odd - start, self._batch.places[odd].astype(np.int64)))
        return _bytes(pairs.astype("<i8").tobytes())


def _bytes(content: bytes) -> bytes:
    size = len(content)
    if size < 256:
        return b"C" + size.to_bytes(1, "little") + content
    return b"B" + size.to_bytes(4, "little") + content


def _array(content: npt.NDArray[np.int32]) -> bytes:
    """Pickled without the frame around it."""
    return pickle.dumps(array("I", content.astype(np.uint32).tobytes()), 3)[2:-1]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Postings as they were read; nothing of it is unpacked before it is asked for."""

    last: int
    """The last document."""
    content: memoryview
    """The pickle of three, and what follows it."""

    def unpacked(self) -> tuple[npt.NDArray[np.int64], Numbers, KeptPlaces]:
        """Documents, how often each has the term, and where."""
        deltas, counts, places = pickle.loads(self.content)  # noqa: S301 - the index is our own
        return np.cumsum(np.asarray(deltas, np.int64)), counts, places


def read_blocks(content: memoryview, offset: int) -> Iterator[Block]:
    """The blocks of a term. Raises ValueError where none is."""
    if content[offset : offset + 4] != _MAGIC:
        raise ValueError("no postings here")
    at = offset + 4
    last = False
    while not last:
        (length,) = _LENGTH.unpack_from(content, at)
        last, length = length < 0, abs(length)
        end = at + 4 + length
        final, facts = _TRAILER.unpack_from(content, end - _TRAILER.size)
        yield Block(final, content[at + 4 + facts : end])
        at = end

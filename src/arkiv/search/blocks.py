"""The postings of a term as bytes: blocks as Whoosh 2.7.4 reads them, and quicker by ourselves.

A block is its length, a pickle with facts, and a pickle of three: differences of the documents,
how often each has the term, and its places. After the last pickle, where Whoosh does not look,
stand the last document and where in the pickles the numbers are, so that we read them as they
stand and unpickle nothing. The pickles are put together by hand, because a term with one posting
is the rule.
"""

from __future__ import annotations

import pickle
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.search.folding import STEP
from arkiv.search.keptplaces import LOW, KeptPlaces
from arkiv.search.pool import Batch

__all__ = ["Block", "Blocks", "read_blocks"]

_MAGIC = b"W3Bl"
_SIZE = 1024
"""Postings in a block."""
_TERM = struct.Struct("!BfIBBfII")
"""See whoosh.codec.whoosh3.W3TermInfo."""
_LENGTH = struct.Struct("!i")
_TRAILER = struct.Struct("<8I?")
_PLACES = f"c{KeptPlaces.__module__}\n{KeptPlaces.__qualname__}\n".encode()


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
                else int(self._batch.counts[place : place + _SIZE].max()),
                last=place + _SIZE >= end,
            )
            for place in range(first, end, _SIZE)
        ]
        return _MAGIC + b"".join(blocks)

    def _block(self, first: int, end: int, most: int, last: bool) -> bytes:
        final = int(self._batch.docs[end - 1])
        content = bytearray(pickle.dumps((end - first, final, most, 0, 0, 0), 2))
        content += b"\x80\x03"
        at = [_put(content, *self._deltas(first, end))]
        if self._with_places:
            at += self._put_places(content, first, end, most)
        else:
            content += b"NN"
            at += [0, 0, 0, 0, 0]
        content += b"\x87."
        content += _TRAILER.pack(final, end - first, *at, most >= 256)
        return _LENGTH.pack(-len(content) if last else len(content)) + content

    def _deltas(self, first: int, end: int) -> tuple[bytes, bytes]:
        """The first document, and then the differences: pickled, and what of it are numbers."""
        docs = self._batch.docs[first:end]
        if docs.size == 1:
            return pickle.dumps(int(docs[0]), 3)[2:-1] + b"\x85", b""
        return _array(np.diff(docs, prepend=0))

    def _put_places(self, content: bytearray, first: int, end: int, most: int) -> list[int]:
        """Returns where the counts, the low numbers and the odd ones stand, and how many."""
        counts = self._batch.counts[first:end]
        pickled, kept = _bytes(counts.astype("u1").tobytes()) if most < 256 else _array(counts)
        start, after = int(self._ends[first]), int(self._ends[end])
        # The counts are the weights too: kept under a number, and taken again.
        counts_at = _put(content, pickled, kept)
        content += b"q\xff" + _PLACES + b"h\xff"
        low_at = _put(content, *_bytes(self._low[start:after].tobytes()))
        odd = self._odd_ones(start, after)
        odd_at = _put(content, *_bytes(odd))
        content += b"\x87R"
        return [counts_at, low_at, after - start, odd_at, len(odd) // 16]

    def _odd_ones(self, start: int, after: int) -> bytes:
        low = bisect_left(self._odd, start)
        if low == len(self._odd) or self._odd[low] >= after:
            return b""
        odd = np.array(self._odd[low : bisect_left(self._odd, after)], np.int64)
        pairs = np.column_stack((odd - start, self._batch.places[odd].astype(np.int64)))
        return pairs.astype("<i8").tobytes()


def _put(content: bytearray, pickled: bytes, kept: bytes) -> int:
    """Append a pickle; returns where in all of it the bytes stand that it keeps."""
    at = len(content) + pickled.rindex(kept)
    content += pickled
    return at


def _bytes(content: bytes) -> tuple[bytes, bytes]:
    size = len(content)
    if size < 256:
        return b"C" + size.to_bytes(1, "little") + content, content
    return b"B" + size.to_bytes(4, "little") + content, content


def _array(content: npt.NDArray[np.int32]) -> tuple[bytes, bytes]:
    """Pickled without the frame around it, and what of it are the numbers."""
    kept = content.astype("<u4").tobytes()
    return pickle.dumps(array("I", kept), 3)[2:-1], kept


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Postings as they were read; nothing of it is unpacked before it is asked for."""

    content: memoryview
    """What stands between the length and the trailer, and more."""
    last: int
    """The last document."""
    size: int
    """How many documents."""
    deltas_at: int
    counts_at: int
    low_at: int
    places_size: int
    odd_at: int
    odd_size: int
    wide: bool
    """Counts have 32 bits."""

    def docs(self) -> npt.NDArray[np.int64]:
        if self.size == 1:
            return np.array([self.last], np.int64)
        deltas = np.frombuffer(self.content, "<u4", self.size, self.deltas_at)
        return deltas.cumsum(dtype=np.int64)

    def counts(self) -> npt.NDArray[np.unsignedinteger[Any]]:
        """How many places each document has."""
        kind = "<u4" if self.wide else "u1"
        return np.frombuffer(self.content, kind, self.size, self.counts_at)

    def places(self) -> npt.NDArray[np.int64]:
        """Those of one document after those of the other."""
        places = np.frombuffer(self.content, "<u2", self.places_size, self.low_at).astype(np.int64)
        places *= STEP
        if self.odd_size:
            odd = np.frombuffer(self.content, "<i8", 2 * self.odd_size, self.odd_at)
            places[odd[::2]] = odd[1::2]
        return places


def read_blocks(content: memoryview) -> Iterator[Block]:
    """The blocks of a term. Raises ValueError where none is."""
    if content[:4] != _MAGIC:
        raise ValueError("no postings here")
    at = 4
    last = False
    while not last:
        (length,) = _LENGTH.unpack_from(content, at)
        last, length = length < 0, abs(length)
        end = at + 4 + length
        if end > len(content):
            raise ValueError("a block is cut off")
        yield Block(content[at + 4 : end], *_TRAILER.unpack_from(content, end - _TRAILER.size))
        at = end

"""Reading postings: which documents of one segment hold a term, how often, and where.

The blocks are read directly, as arrays, through private parts of Whoosh 2.7.4's leaf matcher;
where these are not as expected the public matcher is walked instead, with the same result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.schema import SegmentReader, TermNotFound, W3LeafMatcher
from arkiv.search.sidecars import (
    CONTRACTS,
    NOTHING,
    WORDS,
    FieldWords,
    kept_words,
    read_contracts,
    read_words,
)

__all__ = ["Leaf", "Postings", "PostingsCache"]

Places = dict[int, list[int]]

_PRIVATE = ("_read_data", "_next_block", "_atend", "_blocklength")


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Documents of one segment in ascending order, deleted ones included."""

    docs: npt.NDArray[np.int32]
    freqs: npt.NDArray[np.float32]
    """How often, for each of docs."""

    @property
    def nbytes(self) -> int:
        return self.docs.nbytes + self.freqs.nbytes + 200


EMPTY = Postings(np.empty(0, np.int32), np.empty(0, np.float32))


class PostingsCache:
    """The postings used last, up to a number of bytes. Segments never change: nothing gets old."""

    def __init__(self, limit_bytes: int = 64_000_000) -> None:
        self._kept: OrderedDict[tuple[str, ...], Postings] = OrderedDict()
        self._limit_bytes = limit_bytes
        self._bytes = 0

    def get(self, key: tuple[str, ...]) -> Postings | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: tuple[str, ...], postings: Postings) -> Postings:
        self._kept[key] = postings
        self._bytes += postings.nbytes
        while self._bytes > self._limit_bytes and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return postings


class Leaf:
    """One segment of the index, open for reading. Not safe for two threads at once."""

    def __init__(
        self, reader: SegmentReader, folder: Path, name: str, cache: PostingsCache
    ) -> None:
        self._reader = reader
        self._folder = folder
        self._cache = cache
        self.name = name
        self.size: int = reader.doc_count_all()
        width = 1 + len(TextField)
        stored = read_contracts(folder / f"{name}{CONTRACTS}", self.size, width)
        if stored is None:
            rows = [reader.stored_fields(place)["id"] for place in range(self.size)]
            stored = np.array(rows, np.int64).reshape(self.size, width)
        self.numbers: npt.NDArray[np.int64] = stored[:, 0]
        """The contract of each document."""
        self.lengths: npt.NDArray[np.float32] = stored[:, 1:].astype(np.float32)
        """Words of each document, by TextField."""

    def close(self) -> None:
        self._reader.close()

    def postings(self, field: TextField, term: str) -> Postings:
        """Empty when the term does not occur."""
        key = (self.name, field, term)
        return self._cache.get(key) or self._cache.put(key, self._read(field, term))

    def beginning(self, field: TextField, prefix: str) -> Postings:
        """The documents with any term that begins so."""
        key = (self.name, field, prefix, "*")
        return self._cache.get(key) or self._cache.put(key, self._united(field, prefix))

    def completions(self, field: TextField, prefix: str) -> list[str]:
        """The terms that begin so, the most frequent first."""
        words = self.words(field)
        start = bisect_left(words.terms, prefix)
        end = bisect_left(words.terms, prefix + "\U0010ffff")
        order = np.argsort(-words.frequencies[start:end], kind="stable") + start
        return [words.terms[place] for place in order.tolist()]

    def words(self, field: TextField) -> FieldWords:
        """The distinct terms of a field."""
        return self._words.get(str(field), NOTHING)

    @cached_property
    def _words(self) -> dict[str, FieldWords]:
        found = read_words(self._folder / f"{self.name}{WORDS}")
        return found if found is not None else kept_words(self._reader, tuple(TextField))

    def places(self, field: TextField, term: str, docs: npt.NDArray[np.int32]) -> Places:
        """Where the term stands in those of these documents that hold it."""
        wanted = set(docs.tolist())
        decode = self._reader.schema[str(field)].format.decode_positions
        found: Places = {}
        for block in self._blocks(field, term):
            for place, value in zip(block.docs.tolist(), block.values, strict=True):
                if place in wanted:
                    found[place] = decode(value)
        return found

    def _united(self, field: TextField, prefix: str) -> Postings:
        counts = np.zeros(self.size, np.float32)
        missing = self.size
        for term in self.completions(field, prefix):
            postings = self._read(field, term)
            missing -= int(np.count_nonzero(counts[postings.docs] == 0))
            counts[postings.docs] += postings.freqs
            if not missing:
                break  # rarer terms cannot add a document
        docs = np.flatnonzero(counts).astype(np.int32)
        return Postings(docs, counts[docs])

    def _read(self, field: TextField, term: str) -> Postings:
        blocks = list(self._blocks(field, term))
        if not blocks:
            return EMPTY
        return Postings(
            np.concatenate([block.docs for block in blocks]),
            np.concatenate([block.freqs for block in blocks]),
        )

    def _blocks(self, field: TextField, term: str) -> Iterator[_Block]:
        try:
            matcher = self._reader.postings(str(field), term)
        except TermNotFound:
            return
        matcher = getattr(matcher, "child", matcher)  # the filter of deleted documents
        for block in _read_blocks(matcher):
            if block.docs.size and not 0 <= int(block.docs[0]) <= int(block.docs[-1]) < self.size:
                raise ValueError("a document that is not there")
            yield block


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    docs: npt.NDArray[np.int32]
    freqs: npt.NDArray[np.float32]
    values: tuple[bytes, ...]


def _read_blocks(matcher: Any) -> Iterator[_Block]:
    known = isinstance(matcher, W3LeafMatcher) and all(hasattr(matcher, n) for n in _PRIVATE)
    return _private_blocks(matcher) if known else _walked_blocks(matcher)


def _private_blocks(matcher: Any) -> Iterator[_Block]:
    while not matcher._atend:
        matcher._read_data()
        deltas, weights, values = matcher._data
        docs = np.cumsum(np.array(deltas, np.int64)).astype(np.int32)
        freqs = np.ones(docs.size, np.float32)
        if weights is not None:
            freqs[:] = weights
        yield _Block(docs, freqs, values)
        matcher._next_block()


def _walked_blocks(matcher: Any) -> Iterator[_Block]:
    rows = []
    while matcher.is_active():
        rows.append((matcher.id(), matcher.weight(), matcher.value()))
        matcher.next()
    yield _Block(
        np.array([row[0] for row in rows], np.int32),
        np.array([row[1] for row in rows], np.float32),
        tuple(row[2] for row in rows),
    )

"""Reading postings: which documents of one segment hold a term, how often, and where.

The blocks are read directly, as arrays, from where the words' sidecar says that they are; where
that is not known Whoosh's matcher is walked instead, with the same result.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.blocks import Block, read_blocks
from arkiv.search.schema import FileStorage
from arkiv.search.sidecars import (
    CONTRACTS,
    NOTHING,
    POSTINGS,
    WORDS,
    FieldWords,
    KeptWords,
    read_contracts,
)
from arkiv.search.walking import Walked, Walker

__all__ = ["EMPTY", "Keys", "Leaf", "Postings", "PostingsCache"]

_TERMS_AT_ONCE = 2000

Keys = npt.NDArray[np.int64]


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

    def __init__(self, limit_bytes: int = 32_000_000) -> None:
        self._kept: OrderedDict[tuple[object, ...], Postings] = OrderedDict()
        self._limit_bytes = limit_bytes
        self._bytes = 0

    def get(self, key: tuple[object, ...]) -> Postings | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: tuple[object, ...], postings: Postings) -> Postings:
        self._kept[key] = postings
        self._bytes += postings.nbytes
        while self._bytes > self._limit_bytes and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return postings


class Leaf:
    """One segment of the index, open for reading. Not safe for two threads at once."""

    def __init__(
        self, storage: FileStorage, schema: Any, segment: Any, cache: PostingsCache
    ) -> None:
        """Raises FileNotFoundError when a commit has removed the segment."""
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self._cache = cache
        beside = Path(storage.folder) / self.name
        # All is opened now: files of a segment go when a later commit folds it.
        self._file = beside.with_suffix(POSTINGS).open("rb", buffering=0)
        self._kept_words = KeptWords.open(beside.with_suffix(WORDS))
        width = 1 + len(TextField)
        stored = read_contracts(beside.with_suffix(CONTRACTS), self.size, width)
        whole = stored is not None and self._kept_words is not None
        self._walker = None if whole else Walker(storage, schema, segment)
        if stored is None:
            assert self._walker is not None
            stored = self._walker.stored(self.size, width)
        self.stored = stored
        """The contract of each document, and how many words each of its texts has."""
        self.numbers: npt.NDArray[np.int64] = stored[:, 0]
        """The contract of each document."""
        self.lengths: npt.NDArray[np.float32] = stored[:, 1:].astype(np.float32)
        """Words of each document, by TextField."""

    def close(self) -> None:
        self._file.close()
        if self._kept_words is not None:
            self._kept_words.close()
        if self._walker is not None:
            self._walker.close()

    def postings(self, field: TextField, term: str) -> Postings:
        """Empty when the term does not occur."""
        key = (self.name, field, term)
        return self._cache.get(key) or self._cache.put(key, self._read(field, term))

    def beginning(self, field: TextField, prefix: str) -> Postings:
        """The documents with any term that begins so."""
        key = (self.name, field, prefix, "*")
        return self._cache.get(key) or self._cache.put(key, self._united(field, prefix))

    def weighed(self, field: TextField, forms: tuple[tuple[str, float], ...]) -> Postings:
        """The documents with any of these terms; a term counts as often as it weighs."""
        key = (self.name, field, forms)
        return self._cache.get(key) or self._cache.put(key, self._summed(field, forms))

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
        if self._walker is not None:
            return self._walker.words(tuple(TextField))
        assert self._kept_words is not None
        return self._kept_words.read()

    def places(self, field: TextField, term: str, docs: npt.NDArray[np.int32]) -> Keys:
        """Where the term stands in those of these documents that hold it.

        Ascending; each is the document times 2^32 and the place.
        """
        found = []
        first = 0
        for block in self._blocks(field, term):
            end = int(np.searchsorted(docs, block.last, side="right"))
            if end > first:
                found.append(_keys(block, docs[first:end]))
            first = end
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def everything(self, field: TextField) -> Iterator[Portion]:
        """All terms in order, many at a time."""
        terms = self.words(field).terms
        for first in range(0, len(terms), _TERMS_AT_ONCE):
            some = terms[first : first + _TERMS_AT_ONCE]
            every = [list(self._blocks(field, term)) for term in some]
            blocks = list(chain.from_iterable(every))
            yield Portion(
                some,
                np.array([sum(block.size for block in of_term) for of_term in every], np.int64),
                np.concatenate([block.docs() for block in blocks]),
                np.concatenate([block.counts() for block in blocks]).astype(np.int64),
                np.concatenate([block.places() for block in blocks]),
            )

    def _summed(self, field: TextField, forms: tuple[tuple[str, float], ...]) -> Postings:
        held = self.words(field)
        present = [(term, weight) for term, weight in forms if held.holds(term)]
        if not present:
            return EMPTY
        counts = np.zeros(self.size, np.float32)
        for term, weight in present:
            postings = self._read(field, term)
            counts[postings.docs] += postings.freqs * np.float32(weight)
        docs = np.flatnonzero(counts).astype(np.int32)
        return Postings(docs, counts[docs])

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
        docs = np.concatenate([block.docs() for block in blocks])
        if not 0 <= int(docs[0]) <= int(docs[-1]) < self.size:
            raise ValueError("a document that is not there")
        freqs = np.concatenate([block.counts() for block in blocks])
        return Postings(docs.astype(np.int32), freqs.astype(np.float32))

    def _blocks(self, field: TextField, term: str) -> Iterable[Block | Walked]:
        if self._walker is not None:
            return self._walker.walk(field, term)
        words = self.words(field)
        at = bisect_left(words.terms, term)
        if at == len(words.terms) or words.terms[at] != term:
            return ()
        assert words.offsets is not None
        start, end = words.offsets[at : at + 2].tolist()
        # Read and not mapped: what was read once would count as memory for ever.
        return read_blocks(memoryview(os.pread(self._file.fileno(), end - start, start)))


@dataclass(frozen=True, slots=True, eq=False)
class Portion:
    """Some terms of a field with all their postings."""

    terms: list[str]
    sizes: Keys
    """How many documents each has."""
    docs: Keys
    counts: Keys
    """How many places the term has in each document."""
    places: Keys


def _keys(block: Block | Walked, wanted: npt.NDArray[np.int32]) -> Keys:
    docs, counts, places = block.docs(), block.counts().astype(np.int64), block.places()
    chosen = np.minimum(np.searchsorted(docs, wanted), docs.size - 1)
    chosen = chosen[docs[chosen] == wanted]
    if chosen.size < docs.size:
        starts = (np.cumsum(counts) - counts)[chosen]
        docs, counts = docs[chosen], counts[chosen]
        ends = np.cumsum(counts)
        places = places[np.repeat(starts - ends + counts, counts) + np.arange(counts.sum())]
    keys: Keys = np.repeat(docs << 32, counts) + places
    return keys

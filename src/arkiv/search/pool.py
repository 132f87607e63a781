"""Collecting words by field and term, and handing them out in order: what a segment is written of.

A word of a text is one number: the term's, the document's and its place, one after the other in
64 bits. Sorting these numbers is the whole of what Whoosh's pool does posting by posting. What is
too much for memory goes to the disk in order, and the parts are merged.
"""

from __future__ import annotations

import heapq
import marshal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter
from sys import byteorder
from typing import IO, Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Batch", "Pool"]

_PLACE_BITS = 24
_DOCUMENT_BITS = 18
_TERM_BITS = 63 - _DOCUMENT_BITS - _PLACE_BITS
_TERM_SHIFT = _DOCUMENT_BITS + _PLACE_BITS
_LAST_PLACE = (1 << _PLACE_BITS) - 1
_LAST_DOCUMENT = (1 << _DOCUMENT_BITS) - 1

_AT_ONCE = 1 << _TERM_BITS - 2
"""Words of a text that are taken together, and terms that are kept without making room."""
_BATCH = 150_000
"""Words handed out together, about."""
_TERMS_A_READ = 200

Keys = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]
Part: TypeAlias = tuple[str, bytes, bytes, bytes, bytes]
"""Field, term; documents, counts and places as 32-bit integers."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Some terms of a field in order, with their postings one after the other."""

    field: str
    terms: list[bytes]
    postings: list[int]
    """Where each term's begin, and where the last one's end."""
    docs: Ints
    """Ascending within a term."""
    counts: Ints
    """How many places each has."""
    bounds: list[int]
    """Where each term's places begin, and where the last one's end."""
    places: Ints


class _Field:
    """The words of one field: a number for each term, and a key for each word."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._numbers = _Numbering()
        self._keys: list[Keys] = []

    def add(self, document: int, terms: Sequence[str], places: Sequence[int]) -> int:
        """Returns how many terms there are now."""
        keys = np.fromiter(map(self._numbers.__getitem__, terms), np.int64, len(terms))
        keys <<= _DOCUMENT_BITS
        keys |= document
        keys <<= _PLACE_BITS
        keys |= _places(places)
        self._keys.append(keys)
        return len(self._numbers)

    def add_postings(
        self, terms: Sequence[str], which: Keys, docs: Keys, counts: Keys, places: Keys
    ) -> int:
        """``which`` is the term of each posting. Returns how many terms there are now."""
        used = np.unique(which)
        told = np.zeros(len(terms), np.int64)
        told[used] = [self._numbers[terms[one]] for one in used.tolist()]
        keys = np.repeat((told[which] << _DOCUMENT_BITS) | docs, counts)
        keys <<= _PLACE_BITS
        keys |= np.minimum(places, _LAST_PLACE)
        self._keys.append(keys)
        return len(self._numbers)

    def batches(self) -> Iterator[Batch]:
        terms = sorted(self._numbers)
        keys = self._sorted_keys(terms)
        return _cut(self.name, [term.encode() for term in terms], keys)

    def _sorted_keys(self, terms: list[str]) -> Keys:
        """Numbered anew in the order of the terms, and sorted."""
        ranks = np.empty(len(terms), np.int64)
        old = np.fromiter(map(self._numbers.__getitem__, terms), np.int64, len(terms))
        ranks[old] = np.arange(len(terms))
        keys = np.concatenate(self._keys)
        self._keys = []
        moved = ranks[keys >> _TERM_SHIFT]
        moved <<= _TERM_SHIFT
        keys &= (1 << _TERM_SHIFT) - 1
        keys |= moved
        keys.sort()
        return keys


class _Numbering(dict[str, int]):
    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Pool:
    """Takes the words of one document after the other. See whoosh.writing.PostingPool."""

    def __init__(self, storage: Any, limit_words: int) -> None:
        self._storage = storage
        self._limit_words = limit_words
        self._words = 0
        self._fields: dict[str, _Field] = {}
        self._runs: list[str] = []

    def add(self, field: str, document: int, terms: Sequence[str], places: Sequence[int]) -> None:
        """The words of a text, in any order."""
        if document > _LAST_DOCUMENT:
            raise ValueError("too many documents for one segment")
        for first in range(0, len(terms), _AT_ONCE):
            end = first + _AT_ONCE
            some = terms[first:end]
            count = self._field(field).add(document, some, places[first:end])
            self._make_room(len(some), count)

    def add_postings(
        self,
        field: str,
        terms: Sequence[str],
        which: Keys,
        docs: Keys,
        counts: Keys,
        places: Keys,
    ) -> None:
        """What another segment has of some terms, with its documents' new numbers.

        For each posting which term it is, its document and how many of the places are its own.
        """
        if docs.size:
            if int(docs.max()) > _LAST_DOCUMENT:
                raise ValueError("too many documents for one segment")
            count = self._field(field).add_postings(terms, which, docs, counts, places)
            self._make_room(places.size, count)

    def iter_postings(self) -> Iterator[Batch]:
        """By field and term; empties the pool."""
        if not self._runs:
            return self._sorted()
        parts = (part for batch in self._sorted() for part in _parts(batch))
        merged = heapq.merge(*map(self._read, self._runs), parts, key=itemgetter(0, 1))
        return _merged(merged)

    def cleanup(self) -> None:
        for name in self._runs:
            self._storage.delete_file(name)
        self._runs = []

    def _field(self, name: str) -> _Field:
        found = self._fields.get(name)
        if found is None:
            found = self._fields[name] = _Field(name)
        return found

    def _make_room(self, words: int, terms: int) -> None:
        self._words += words
        if self._words < self._limit_words and terms < _AT_ONCE:
            return
        name = f"{len(self._runs)}.run"
        file = self._storage.create_file(name)
        parts = (part for batch in self._sorted() for part in _parts(batch))
        while some := list(islice(parts, _TERMS_A_READ)):
            written = marshal.dumps(some)
            file.raw_file().write(len(written).to_bytes(8, "little") + written)
        file.close()
        self._runs.append(name)

    def _sorted(self) -> Iterator[Batch]:
        fields, self._fields, self._words = self._fields, {}, 0
        for name in sorted(fields):
            yield from fields.pop(name).batches()

    def _read(self, name: str) -> Iterator[Part]:
        file: IO[bytes] = self._storage.open_file(name).raw_file()
        with file:
            while size := int.from_bytes(file.read(8), "little"):
                yield from marshal.loads(file.read(size))  # noqa: S302 - written by this process


def _places(places: Sequence[int]) -> Keys:
    if isinstance(places, range):
        found = np.arange(places.start, places.stop, places.step, dtype=np.int64)
    else:
        found = np.array(places, np.int64)
    return np.minimum(found, _LAST_PLACE, out=found)


def _cut(field: str, terms: list[bytes], keys: Keys) -> Iterator[Batch]:
    """Sorted keys as batches of whole terms."""
    ends = np.searchsorted(keys, np.arange(1, len(terms) + 1, dtype=np.int64) << _TERM_SHIFT)
    first = 0
    while first < len(terms):
        start = int(ends[first - 1]) if first else 0
        after = max(first + 1, int(np.searchsorted(ends, start + _BATCH, side="right")))
        some = keys[start : int(ends[after - 1])]
        yield _batch(field, terms[first:after], some, ends[first:after] - start)
        first = after


def _batch(field: str, terms: list[bytes], keys: Keys, ends: npt.NDArray[np.intp]) -> Batch:
    pairs = keys >> _PLACE_BITS
    starts = np.concatenate(([0], np.flatnonzero(pairs[1:] != pairs[:-1]) + 1))
    docs = (pairs[starts] & _LAST_DOCUMENT).astype(np.int32)
    counts = np.diff(starts, append=keys.size).astype(np.int32)
    postings = [0, *np.searchsorted(starts, ends).tolist()]
    places = (keys & _LAST_PLACE).astype(np.int32)
    return Batch(field, terms, postings, docs, counts, [0, *ends.tolist()], places)


def _parts(batch: Batch) -> Iterator[Part]:
    """Term by term, as bytes."""
    for at, term in enumerate(batch.terms):
        postings = slice(batch.postings[at], batch.postings[at + 1])
        places = batch.places[batch.bounds[at] : batch.bounds[at + 1]]
        docs, counts = batch.docs[postings], batch.counts[postings]
        yield batch.field, term, docs.tobytes(), counts.tobytes(), places.tobytes()


def _merged(parts: Iterable[Part]) -> Iterator[Batch]:
    for field, of_field in groupby(parts, key=itemgetter(0)):
        terms: list[bytes] = []
        columns: list[tuple[bytes, bytes, bytes]] = []
        size = 0
        for term, same in groupby(of_field, key=itemgetter(1)):
            terms.append(term)
            columns.append(_joined(same))
            size += len(columns[-1][2]) // 4
            if size >= _BATCH:
                yield _of_columns(field, terms, columns)
                terms, columns, size = [], [], 0
        if terms:
            yield _of_columns(field, terms, columns)


def _joined(parts: Iterable[Part]) -> tuple[bytes, bytes, bytes]:
    """Documents, counts and places of one term; a document may go on in the next part."""
    docs, counts, places = bytearray(), bytearray(), bytearray()
    for _field, _term, more_docs, more_counts, more_places in parts:
        if docs[-4:] == more_docs[:4]:
            both = int.from_bytes(counts[-4:], byteorder) + int.from_bytes(
                more_counts[:4], byteorder
            )
            counts[-4:] = both.to_bytes(4, byteorder)
            more_docs, more_counts = more_docs[4:], more_counts[4:]
        docs += more_docs
        counts += more_counts
        places += more_places
    return bytes(docs), bytes(counts), bytes(places)


def _of_columns(field: str, terms: list[bytes], columns: list[tuple[bytes, bytes, bytes]]) -> Batch:
    docs, counts, places = zip(*columns, strict=True)
    return Batch(
        field,
        terms,
        _bounds(docs),
        np.frombuffer(b"".join(docs), np.int32),
        np.frombuffer(b"".join(counts), np.int32),
        _bounds(places),
        np.frombuffer(b"".join(places), np.int32),
    )


def _bounds(columns: Iterable[bytes]) -> list[int]:
    bounds = chain((0,), np.cumsum([len(column) // 4 for column in columns]).tolist())
    return list(bounds)

"""Collecting postings by term, and handing them out in order: what a segment is written from.

Whoosh's own pool sorts single postings and pickles each on its way through the disk, which was a
third of all indexing. Here the postings of a term are collected as they come, and what is too
much for memory goes to the disk a whole term at a time.
"""

from __future__ import annotations

import heapq
import marshal
from array import array
from collections.abc import Iterator, Mapping
from itertools import chain, groupby
from operator import itemgetter, sub
from sys import byteorder
from typing import IO, Any, TypeAlias

__all__ = ["Pool", "TermPostings", "encoded"]

TermPostings: TypeAlias = tuple[str, bytes, list[int], list[int], list[bytes]]
"""Field, term, documents ascending, how often in each, places in each; b"" where none are kept."""

_POSTING_BYTES = 150
"""What one costs in memory beside its places, about."""


class Pool:
    """Takes postings in the order of their documents. See whoosh.writing.PostingPool."""

    def __init__(self, storage: Any, limit_bytes: int) -> None:
        self._storage = storage
        self._limit_bytes = limit_bytes
        self._bytes = 0
        self._fields: dict[str, dict[bytes, TermPostings]] = {}
        self._runs: list[str] = []

    def add(self, posting: tuple[str, bytes, int, float, bytes | None]) -> None:
        """One posting of one term, as Whoosh hands it over when segments are folded."""
        field, term, document, frequency, places = posting
        known = self._fields.setdefault(field, {})
        found = known.setdefault(term, (field, term, [], [], []))
        found[2].append(document)
        found[3].append(int(frequency))
        found[4].append(places or b"")
        self._bytes += _POSTING_BYTES + len(places or b"")
        self._make_room()

    def add_places(self, field: str, document: int, places: Mapping[str, list[int]]) -> None:
        """All terms of one text of one document."""
        known = self._fields.setdefault(field, {})
        for name, where in places.items():
            term = name.encode()
            found = known.get(term)
            if found is None:
                known[term] = (field, term, [document], [len(where)], [encoded(where)])
            else:
                found[2].append(document)
                found[3].append(len(where))
                found[4].append(encoded(where))
        self._bytes += sum(map(len, places.values())) + _POSTING_BYTES * len(places)
        self._make_room()

    def iter_postings(self) -> Iterator[TermPostings]:
        """By field and term; empties the pool."""
        runs = [self._read(name) for name in self._runs]
        if not runs:
            return iter(self._sorted())
        merged = heapq.merge(*runs, self._sorted(), key=itemgetter(0, 1))
        return (_joined(list(parts)) for _key, parts in groupby(merged, key=itemgetter(0, 1)))

    def cleanup(self) -> None:
        for name in self._runs:
            self._storage.delete_file(name)
        self._runs = []

    def _make_room(self) -> None:
        if self._bytes < self._limit_bytes:
            return
        name = f"{len(self._runs)}.run"
        file = self._storage.create_file(name)
        for postings in self._sorted():
            marshal.dump(postings, file.raw_file())
        file.close()
        self._runs.append(name)
        self._fields = {}
        self._bytes = 0

    def _sorted(self) -> Iterator[TermPostings]:
        for field in sorted(self._fields):
            known = self._fields[field]
            for term in sorted(known):
                yield known[term]

    def _read(self, name: str) -> Iterator[TermPostings]:
        file: IO[bytes] = self._storage.open_file(name).raw_file()
        with file:
            while True:
                try:
                    yield marshal.load(file)  # noqa: S302 - written by this very process
                except EOFError:
                    return


def encoded(places: list[int]) -> bytes:
    """Ascending places as differences in fixed-width integers, the narrowest that holds them."""
    if len(places) == 1:
        (place,) = places
        if place < 256:
            return b"B" + place.to_bytes(1, byteorder)
        if place < 65536:
            return b"H" + place.to_bytes(2, byteorder)
        return b"I" + place.to_bytes(4, byteorder)
    deltas = list(map(sub, places, chain((0,), places)))
    widest = max(deltas)
    code = "B" if widest < 256 else "H" if widest < 65536 else "I"
    return code.encode() + array(code, deltas).tobytes()


def _joined(parts: list[TermPostings]) -> TermPostings:
    field, term, documents, frequencies, places = parts[0]
    for _field, _term, more_documents, more_frequencies, more_places in parts[1:]:
        documents += more_documents
        frequencies += more_frequencies
        places += more_places
    return field, term, documents, frequencies, places

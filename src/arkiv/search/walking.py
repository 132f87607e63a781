"""Reading a segment as Whoosh does, for where the files beside it are missing or damaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.schema import FileStorage, SegmentReader, TermNotFound
from arkiv.search.sidecars import FieldWords

__all__ = ["Walked", "Walker"]


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """All postings of a term, as a Block has those of a part."""

    documents: list[int]
    lists: list[list[int]]
    """The places of each."""

    @property
    def last(self) -> int:
        return self.documents[-1]

    @property
    def size(self) -> int:
        return len(self.documents)

    def docs(self) -> npt.NDArray[np.int64]:
        return np.array(self.documents, np.int64)

    def counts(self) -> npt.NDArray[np.int64]:
        return np.array([len(places) for places in self.lists], np.int64)

    def places(self) -> npt.NDArray[np.int64]:
        return np.array([place for places in self.lists for place in places], np.int64)


class Walker:
    """One segment through Whoosh's reader and its public matchers."""

    def __init__(self, storage: FileStorage, schema: Any, segment: Any) -> None:
        self._reader = SegmentReader(storage, schema, segment)

    def close(self) -> None:
        self._reader.close()

    def stored(self, documents: int, width: int) -> npt.NDArray[np.int64]:
        """What is kept of each document. See sidecars.read_contracts."""
        rows = [self._reader.stored_fields(document)["id"] for document in range(documents)]
        return np.array(rows, np.int64).reshape(documents, width)

    def words(self, names: tuple[str, ...]) -> dict[str, FieldWords]:
        """Term by term."""
        terms: dict[str, list[str]] = {name: [] for name in names}
        frequencies: dict[str, list[int]] = {name: [] for name in names}
        for (name, term), about in self._reader:
            if name in terms:
                terms[name].append(term.decode())
                frequencies[name].append(about.doc_frequency())
        return {
            name: FieldWords(terms[name], np.array(frequencies[name], np.int32)) for name in names
        }

    def walk(self, field: TextField, term: str) -> Iterator[Walked]:
        """The postings of a term, deleted documents included; nothing when it does not occur."""
        try:
            matcher = self._reader.postings(str(field), term)
        except TermNotFound:
            return
        matcher = getattr(matcher, "child", matcher)  # the filter of deleted documents
        matcher.reset()  # it has passed them already
        docs, lists = [], []
        decode = self._reader.schema[str(field)].format.decode_positions
        while matcher.is_active():
            docs.append(matcher.id())
            lists.append(decode(matcher.value()))
            matcher.next()
        yield Walked(docs, lists)

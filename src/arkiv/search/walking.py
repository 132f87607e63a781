"""Reading a segment as Whoosh does, for where the files beside it are missing or damaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.keptplaces import KeptPlaces, Numbers
from arkiv.search.schema import FileStorage, SegmentReader, TermNotFound
from arkiv.search.sidecars import FieldWords

__all__ = ["Walked", "Walker"]


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """All postings of a term, as a Block has those of a part."""

    docs: npt.NDArray[np.int64]
    places: KeptPlaces

    @property
    def last(self) -> int:
        return int(self.docs[-1])

    def unpacked(self) -> tuple[npt.NDArray[np.int64], Numbers, KeptPlaces]:
        return self.docs, self.places.counts, self.places


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
        docs, values = [], []
        while matcher.is_active():
            docs.append(matcher.id())
            values.append(matcher.value())
            matcher.next()
        decode = self._reader.schema[str(field)].format.decode_positions
        yield Walked(np.array(docs, np.int64), KeptPlaces.of(map(decode, values)))

"""Writing postings in Whoosh's own file format (W3), a whole term at a time.

The files are those of Whoosh 2.7.4 and are read by it. What differs is the way there: no object
for each posting, small blocks not compressed, and no field lengths, which the stored fields hold.
"""

from __future__ import annotations

import pickle
import warnings
import zlib
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escapes that newer Pythons warn about
    from whoosh.codec.whoosh3 import (
        WHOOSH3_HEADER_MAGIC,
        W3Codec,
        W3FieldWriter,
        W3PerDocWriter,
        W3TermInfo,
    )
    from whoosh.system import pack_int, pack_long, pack_ushort

from arkiv.search.pool import TermPostings
from arkiv.search.sidecars import CONTRACTS, WORDS, write_contracts, write_words

__all__ = ["FastCodec"]

_BLOCK = 128
"""Postings."""
_LEVEL = 3
_WORTH_COMPRESSING = 256
"""Bytes."""
_term_info = W3TermInfo._struct.pack


class FastCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with another way of writing."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        return FieldWriter(self, storage, segment)

    def per_document_writer(self, storage: Any, segment: Any) -> DocumentWriter:
        return DocumentWriter(self, storage, segment)


class DocumentWriter(W3PerDocWriter):  # type: ignore[misc]
    """Keeps what is stored of each document in one table beside the segment."""

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._rows: list[tuple[int, ...]] = []

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        if value is not None:
            self._rows.append(value)
        super().add_field(fieldname, fieldobj, value, length)

    def close(self) -> None:
        super().close()
        file = self._create_file(CONTRACTS)
        write_contracts(file, self._rows)
        file.close()


class FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Takes sorted postings and writes the files of one segment."""

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._words: dict[str, tuple[list[bytes], list[int]]] = {}

    def close(self) -> None:
        super().close()
        file = self._create_file(WORDS)
        write_words(file, self._words)
        file.close()

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[TermPostings]) -> None:
        for field, term, documents, frequencies, places in items:
            if field != self._fieldname:
                self.start_field(field, schema[field])
            self._write_term(term, documents, frequencies, places)

    def _write_term(
        self, term: bytes, documents: list[int], frequencies: list[int], places: list[bytes]
    ) -> None:
        file = self._postfile
        start = file.tell()
        file.write(WHOOSH3_HEADER_MAGIC)
        count = len(documents)
        for first in range(0, count, _BLOCK):
            end = first + _BLOCK
            block = documents[first:end], frequencies[first:end], places[first:end]
            _write_block(file, *block, last=end >= count)
        facts = _term_info(
            False,
            sum(frequencies),
            count,
            0,
            0,
            max(frequencies),
            documents[0],
            documents[-1],
        )
        extent = pack_long(start) + pack_int(file.tell() - start)
        self._tindex.add(pack_ushort(self._fieldid) + term, facts + extent)
        terms, counts = self._words.setdefault(self._fieldname, ([], []))
        terms.append(term)
        counts.append(count)


def _write_block(
    file: Any, documents: list[int], frequencies: list[int], places: list[bytes], last: bool
) -> None:
    deltas = (documents[0], *(after - before for before, after in pairwise(documents)))
    data = pickle.dumps((deltas, _small(frequencies), tuple(places) if places[0] else None), 2)
    level = _LEVEL if len(data) >= _WORTH_COMPRESSING else 0
    if level:
        data = zlib.compress(data, level)
    facts = pickle.dumps((len(documents), documents[-1], max(frequencies), level, 0, 0), 2)
    length = len(facts) + len(data)
    file.write(pack_int(-length if last else length) + facts + data)


def _small(frequencies: list[int]) -> float | tuple[float, ...] | None:
    """As the format has it: None where all are 1, one number where all are alike."""
    first = frequencies[0]
    if frequencies.count(first) != len(frequencies):
        return tuple(map(float, frequencies))
    return None if first == 1 else float(first)

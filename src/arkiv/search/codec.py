"""Writing postings in Whoosh's own file format (W3), a whole term at a time.

The files are those of Whoosh 2.7.4 and are read by it. What differs is the way there: no object
for each posting, nothing compressed, and no field lengths, which the stored fields hold.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escapes that newer Pythons warn about
    from whoosh.codec.whoosh3 import (
        W3Codec,
        W3FieldWriter,
        W3PerDocWriter,
    )
    from whoosh.system import pack_int, pack_long, pack_ushort

from arkiv.search.blocks import Blocks
from arkiv.search.pool import Batch
from arkiv.search.sidecars import CONTRACTS, WORDS, Written, write_contracts, write_words

__all__ = ["FastCodec"]


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
        self._words: dict[str, Written] = {}
        self._out = self._postfile.raw_file()
        self._at = 0

    def close(self) -> None:
        super().close()
        file = self._create_file(WORDS)
        write_words(file, self._words)
        file.close()

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Batch]) -> None:
        for batch in items:
            if batch.field != self._fieldname:
                self.start_field(batch.field, schema[batch.field])
            self._write(batch)

    def _write(self, batch: Batch) -> None:
        written = self._words.setdefault(batch.field, Written([], [], [self._at]))
        blocks = Blocks(batch, with_places=self._format.supports("positions"))
        key = pack_ushort(self._fieldid)
        add = self._tindex.add
        for at, term in enumerate(batch.terms):
            postings = blocks.term(at)
            add(key + term, blocks.facts(at) + pack_long(self._at) + pack_int(len(postings)))
            self._out.write(postings)
            self._at += len(postings)
            written.offsets.append(self._at)
        written.terms.extend(batch.terms)
        written.frequencies.extend(blocks.frequencies)

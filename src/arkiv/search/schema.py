"""What the index keeps on disk: its fields, how positions are written, and the mark.

The mark (the number of the newest event held) rides in the schema, which Whoosh writes into the
table of contents of every commit: postings and mark can never disagree.
"""

from __future__ import annotations

import warnings
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escapes that newer Pythons warn about
    from whoosh import fields, formats
    from whoosh.analysis import IDAnalyzer
    from whoosh.codec.whoosh3 import W3LeafMatcher
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC, FileIndex, LockError
    from whoosh.reading import SegmentReader, TermNotFound

from arkiv.domain.contracts import IndexEntry
from arkiv.domain.query_tree import TextField
from arkiv.search.folding import STEP, positions

__all__ = [
    "FORMAT",
    "TOC",
    "FileIndex",
    "FileStorage",
    "LockError",
    "MarkField",
    "Positions",
    "SegmentReader",
    "TermNotFound",
    "W3LeafMatcher",
    "document",
    "new_schema",
]

FORMAT = 1
"""Raised whenever older files must not be read any more; the index is then made again."""

_GAP = 64 * STEP
"""Between two texts, so that no phrase reaches from one into the other."""


class Positions(formats.Positions):  # type: ignore[misc]
    """Places as differences in fixed-width integers, the narrowest that holds them."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        deltas = [poslist[0]]
        deltas += [after - before for before, after in pairwise(poslist)]
        widest = max(deltas)
        code = "B" if widest < 256 else "H" if widest < 65536 else "I"
        return code.encode() + array(code, deltas).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        place = 0
        places = []
        for delta in array(valuestring[:1].decode(), valuestring[1:]):
            place += delta
            places.append(place)
        return places

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(array(valuestring[:1].decode(), valuestring[1:]))

    def decode_weight(self, valuestring: bytes) -> float:
        return self.decode_frequency(valuestring) * float(self.field_boost)


class WordField(fields.FieldType):  # type: ignore[misc]
    """Text as folded words with places, not stored; takes the places already counted."""

    def __init__(self) -> None:
        super().__init__(Positions(), IDAnalyzer(), scorable=False, stored=False)

    def index(
        self, value: dict[str, list[int]], **_options: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        encode = self.format.encode
        for term, places in value.items():
            yield term.encode(), len(places), float(len(places)), encode(places)


class MarkField(fields.ID):  # type: ignore[misc]
    """The contract's number; and, once for the whole index, its mark and format."""

    def __init__(self) -> None:
        super().__init__(stored=True)
        self.mark = 0
        self.layout = FORMAT


def new_schema() -> fields.Schema:
    """Number, and one field for each kind of text."""
    return fields.Schema(id=MarkField(), **{str(field): WordField() for field in TextField})


def document(entry: IndexEntry) -> dict[str, object]:
    """One contract as Whoosh takes it; stored are its number and its lengths by TextField."""
    texts = {
        TextField.TITLE: _places([[entry.title]]),
        TextField.PARTIES: _places([[party] for party in entry.parties]),
        TextField.TAGS: _places([[tag] for tag in entry.tags]),
        TextField.NOTES: _places([[note] for note in entry.notes]),
        TextField.TEXT: _places([[page.text for page in text.pages] for text in entry.texts]),
    }
    stored = (int(entry.id), *(sum(map(len, texts[field].values())) for field in TextField))
    filled = {str(field): places for field, places in texts.items() if places}
    return {"id": str(entry.id), "_stored_id": stored, **filled}


def _places(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Pages follow one another without a gap: a phrase may run over the turn of a page."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    start = 0
    for pages in texts:
        for page in pages:
            start = positions(page, places, start)
        start += _GAP
    return places

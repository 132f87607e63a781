"""What the index keeps on disk: its fields, how positions are written, and the mark.

The mark (the number of the newest event held) rides in the schema, which Whoosh writes into the
table of contents of every commit: postings and mark can never disagree.
"""

from __future__ import annotations

import warnings
from array import array
from collections import defaultdict
from collections.abc import Iterable

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
from arkiv.search.folding import STEP, words_of
from arkiv.search.pool import encoded

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
    "new_schema",
    "places_of",
    "stored_of",
]

FORMAT = 1
"""Raised whenever older files must not be read any more; the index is then made again."""

_GAP = 64 * STEP
"""Between two texts, so that no phrase reaches from one into the other."""


class Positions(formats.Positions):  # type: ignore[misc]
    """Places as differences in fixed-width integers, the narrowest that holds them."""

    def encode(self, poslist: list[int]) -> bytes:
        return encoded(poslist)

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
    """Text as folded words with places, not stored; the pool takes them, not this field."""

    def __init__(self) -> None:
        super().__init__(Positions(), IDAnalyzer(), scorable=False, stored=False)


class MarkField(fields.ID):  # type: ignore[misc]
    """The contract's number; and, once for the whole index, its mark and format."""

    def __init__(self) -> None:
        super().__init__(stored=True)
        self.mark = 0
        self.layout = FORMAT


def new_schema() -> fields.Schema:
    """Number, and one field for each kind of text."""
    return fields.Schema(id=MarkField(), **{str(field): WordField() for field in TextField})


def places_of(entry: IndexEntry) -> dict[TextField, dict[str, list[int]]]:
    """Where every word of a contract stands in each of its texts."""
    return {
        TextField.TITLE: _places([[entry.title]]),
        TextField.PARTIES: _places([[party] for party in entry.parties]),
        TextField.TAGS: _places([[tag] for tag in entry.tags]),
        TextField.NOTES: _places([[note] for note in entry.notes]),
        TextField.TEXT: _places([[page.text for page in text.pages] for text in entry.texts]),
    }


def stored_of(entry: IndexEntry, places: dict[TextField, dict[str, list[int]]]) -> tuple[int, ...]:
    """What is kept of a contract: its number, then the length of each text, by TextField."""
    return (int(entry.id), *(sum(map(len, places[field].values())) for field in TextField))


def _places(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Pages follow one another without a gap: a phrase may run over the turn of a page."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    start = 0
    for pages in texts:
        for page in pages:
            words, where, start = words_of(page, start)
            for word, place in zip(words, where, strict=True):
                places[word].append(place)
        start += _GAP
    return places

"""What the index keeps on disk: its fields, how positions are written, and the mark.

The mark (the number of the newest event held) rides in the schema, which Whoosh writes into the
table of contents of every commit: postings and mark can never disagree.
"""

from __future__ import annotations

import warnings
from array import array
from collections.abc import Iterable, Iterator, Sequence

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escapes that newer Pythons warn about
    from whoosh import fields, formats
    from whoosh.analysis import IDAnalyzer
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC, FileIndex, LockError
    from whoosh.reading import SegmentReader, TermNotFound

from arkiv.domain.contracts import IndexEntry
from arkiv.domain.query_tree import TextField
from arkiv.search.folding import STEP
from arkiv.search.keptplaces import encoded
from arkiv.search.numbers import written

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
    "new_schema",
    "texts_of",
    "words_of_pages",
]

FORMAT = 4
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


def texts_of(entry: IndexEntry) -> dict[TextField, list[list[str]]]:
    """Each kind of text of a contract as texts of pages."""
    return {
        TextField.TITLE: [[entry.title]],
        TextField.PARTIES: [[party] for party in entry.parties],
        TextField.TAGS: [[tag] for tag in entry.tags],
        TextField.NOTES: [[note] for note in entry.notes],
        TextField.TEXT: [[page.text for page in text.pages] for text in entry.texts],
    }


def words_of_pages(texts: Iterable[Iterable[str]]) -> Iterator[tuple[list[str], Sequence[int]]]:
    """The words of each page with their places, and at last the forms of all numbers with theirs.

    Pages follow one another without a gap: a phrase may run over the turn of a page.
    """
    start = 0
    forms: list[str] = []
    form_places: list[int] = []
    for pages in texts:
        for text in pages:
            page = written(text, start)
            yield page.words, page.places
            forms += page.forms
            form_places += page.form_places
            start = page.following
        start += _GAP
    yield forms, form_places

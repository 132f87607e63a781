"""Where a language's cues stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from arkiv.extract.cues_loader import Cue, Language, any_of
from arkiv.extract.findings import Span
from arkiv.extract.marks import Marks, marks_of
from arkiv.extract.normalise import Text
from arkiv.extract.rows import Row, rows_of
from arkiv.extract.segments import SegmentKind, Segments, front_end, segments_of

__all__ = ["Hit", "Reader", "matches_in"]

_BEFORE, _AFTER = 260, 420
"""A pattern sees this much around the plain word it is found by, never a whole document."""
_MOST = 150
"""So many places of one plain word are looked at."""
_BESIDE = 300
_JUST_BEFORE = 80
_SAID = 0.5
"""A cue of this score says something, so that the annexes need not be asked."""
_HEADING = 45
"""A sentence shorter than this may be a heading."""
_HEADED = re.compile(
    rf"\b(?:{any_of('term_headings')})\b"
    r"(?:[^.;]{0,40}? \d{1,2}\.\d{1,2}\.? | (?:and|og|en|und|och|&|/) \w+[.:]? )"
)
"""A heading about the term tells what its first clause is about, whatever else it names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that matched."""

    cue: Cue
    match: re.Match[str]

    @property
    def score(self) -> float:
        return self.cue.score

    def span(self) -> Span:
        """The words that matched."""
        return Span(self.match.start(), self.match.end(), self.cue.id)

    def group(self, name: str) -> str | None:
        """The words of a group; None when the cue has no such group or it is empty."""
        return self.match.groupdict().get(name)

    def any_group(self, name: str) -> str | None:
        """The words of the first of name, name2, name3 … that is not empty."""
        groups = self.match.groupdict()
        return next((groups[key] for key in (name, *_numbered(name)) if groups.get(key)), None)


@dataclass(frozen=True, slots=True)
class Reader:
    """One document in one language: what every rule asks."""

    text: Text
    language: Language
    rows: tuple[Row, ...]
    back: int
    """Where the signatures begin."""
    marks: Marks
    segments: Segments
    annexed: int
    """Where the contract itself is over and its annexes begin; the end when it has none."""

    @classmethod
    def of(cls, text: Text, language: Language, segments: Segments | None = None) -> Reader:
        """Finds the parts of the document that every rule asks for."""
        segments = segments or segments_of(text)
        annexes = segments.spans(SegmentKind.ANNEX)
        annexed = annexes[0][0] if annexes else len(text.low)
        rows = rows_of(text, tuple(word for word, _ in language.rows))
        marks = marks_of(text.low, language.words)
        return cls(text, language, rows, segments.back, marks, segments, annexed)

    def hits(self, field: str) -> list[Hit]:
        """All matches of a field's cues; the best score first, then by place.

        What the annexes say counts only where the contract itself is silent.
        """
        found = [
            Hit(cue, match)
            for cue in self.language.of(field)
            for match in matches_in(cue, self.text, self.back, self.marks)
        ]
        own = [hit for hit in found if hit.match.start() < self.annexed]
        if any(hit.score >= _SAID for hit in own):
            found = own
        return sorted(found, key=lambda hit: (-hit.score, hit.match.start()))

    def hits_between(self, field: str, start: int, end: int) -> Iterator[Hit]:
        """The matches of a field's cues inside some words, in the order of the cues."""
        for cue in self.language.of(field):
            if _any_in(cue.near, self.text.low, start, end):
                for match in cue.pattern.finditer(self.text.flow, start, end):
                    if _holds(cue, self.text.low, match):
                        yield Hit(cue, match)

    def rows_for(self, field: str) -> Iterator[tuple[Row, Span]]:
        """The table lines whose left side names a field; those of annexes as a last resort."""
        found = list(self._rows_for(field))
        own = [(row, span) for row, span in found if row.start < self.annexed]
        if own or (found and any(hit.match.start() < self.annexed for hit in self.hits(field))):
            found = own
        yield from found

    def _rows_for(self, field: str) -> Iterator[tuple[Row, Span]]:
        for row in self.rows:
            for word, meant in self.language.rows:
                if meant == field and row.key.startswith(word):
                    yield row, Span(row.start, row.end, f"{self.language.code}.row.{field}")
                    break


def _numbered(name: str) -> Iterator[str]:
    return (f"{name}{n}" for n in range(2, 8))


def matches_in(cue: Cue, text: Text, back: int, marks: Marks) -> Iterator[re.Match[str]]:
    """The places where a cue matches and its conditions hold, in the order of the text."""
    for start, end in _windows(cue, text, back, marks):
        if cue.beside and not _any_in(cue.beside, text.low, start - _BESIDE, end + _BESIDE):
            continue
        for match in cue.pattern.finditer(text.flow, start, end):
            if _holds(cue, text.low, match):
                yield match


def _any_in(words: tuple[str, ...], low: str, start: int, end: int) -> bool:
    return any(low.find(word, max(0, start), end) >= 0 for word in words)


def _windows(cue: Cue, text: Text, back: int, marks: Marks) -> list[tuple[int, int]]:
    first, last = _part(cue, text, back)
    places = sorted(at for word in cue.near for at in _places(text.low, word, first, last))
    windows: list[tuple[int, int]] = []
    for at in places:
        start, end = max(first, at - _BEFORE), min(last, at + _AFTER)
        if cue.needs and not marks.between(cue.needs, start, end):
            continue
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _part(cue: Cue, text: Text, back: int) -> tuple[int, int]:
    size = len(text.flow)
    if cue.where == "front":
        return 0, front_end(text)
    if cue.where == "back":
        return max(0, back - 400), size
    return 0, size


def _places(low: str, word: str, first: int, last: int) -> Iterator[int]:
    at = low.find(word, first, last)
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = low.find(word, at + 1, last)


def _holds(cue: Cue, low: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if cue.beside and not _any_in(cue.beside, low, start - _BESIDE, end + _BESIDE):
        return False
    if cue.without is None:
        return True
    return cue.without.search(low, _sentence_start(low, start), end) is None


def _sentence_start(low: str, start: int) -> int:
    """Where the words before a match begin to count: not in a sentence that is over by then.

    A short sentence just before is a heading, which says what the match is about.
    """
    first = max(0, start - _JUST_BEFORE)
    if heading := _HEADED.search(low, first, start):
        return heading.end()
    stop = low.rfind(". ", first, start)
    before = low.rfind(". ", max(0, stop - _HEADING), stop)
    if before >= 0 and low[before + 2 : stop].isdigit():
        return max(first, before + 1)
    return stop + 1 if stop >= 0 and before < 0 and stop > _HEADING else first

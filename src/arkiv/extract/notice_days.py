"""How notice counts: up to the end of which period, in what days, and from which day."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from arkiv.domain.facts import Field, FieldValue
from arkiv.domain.values import Duration, NoticeTo
from arkiv.extract.cues_loader import any_of
from arkiv.extract.durations import duration_of
from arkiv.extract.findings import Candidate
from arkiv.extract.matching import Hit, Reader
from arkiv.extract.shapes import duration_shape

__all__ = ["is_day_for_notice", "manner_of_notice"]

_Words = tuple[int, int]
"""Where some words stand in the text."""

_FIELDS = (Field.NOTICE_TO, Field.NOTICE_BUSINESS_DAYS, Field.NOTICE_ON_RECEIPT)
_MONTHS = {
    NoticeTo.MONTH: 1,
    NoticeTo.QUARTER: 3,
    NoticeTo.HALF_YEAR: 6,
    NoticeTo.CALENDAR_YEAR: 12,
}
_STOP = re.compile(r"(?<!\d)\. (?=[§(]?[A-ZÆØÅÄÖÜÉ\d])|; ")
"""Where a sentence ends; not in "31. Dezember"."""
_GOES_ON = re.compile(
    rf"(?:§? ?\d[\d.]*\)? |\(\w{{1,3}}\) )?(?:{any_of('notice_subjects')})", re.IGNORECASE
)
"""How a sentence begins that goes on about the notice."""
_FAR = 300
_ELSEWHERE = 0.05
"""So much less sure is what another sentence than that of the length says."""


def is_day_for_notice(manner: dict[Field, tuple[Candidate, ...]], end: date) -> bool:
    """Whether notice counted back in calendar days may end the contract on this day."""
    if manner[Field.NOTICE_BUSINESS_DAYS]:
        return False
    periods = manner[Field.NOTICE_TO]
    months = _MONTHS.get(NoticeTo(str(periods[0].value))) if periods else None
    last = monthrange(end.year, end.month)[1]
    return months is None or (end.day == last and end.month % months == 0)


def manner_of_notice(
    reader: Reader, notice: tuple[Candidate, ...]
) -> dict[Field, tuple[Candidate, ...]]:
    """What the words around the chosen notice period say of it; elsewhere they mean another."""
    if not notice:
        return dict.fromkeys(_FIELDS, ())
    counted = _counted(reader, notice[0])
    sentences = tuple(_sentences(reader, notice[0]))

    def order(candidate: Candidate) -> tuple[float, int]:
        span = candidate.spans[0]
        return -candidate.score, _gap((span.start, span.end), counted)

    return {
        field: tuple(sorted(_said(reader, field, counted, sentences), key=order))
        for field in _FIELDS
    }


def _said(
    reader: Reader, field: Field, counted: _Words, sentences: tuple[_Words, ...]
) -> Iterator[Candidate]:
    """The values that the sentences give a field; not where they count another length."""
    for words in sentences:
        less = _ELSEWHERE * (words != sentences[0])
        for hit in reader.hits_between(field, *words):
            if not hit.any_group("duration") or not _gap(hit.match.span(), counted):
                yield Candidate(_value(hit), hit.score - less, (hit.span(),))


def _gap(one: _Words, other: _Words) -> int:
    """How many characters lie between two places; 0 where they overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def _value(hit: Hit) -> FieldValue:
    return True if hit.cue.value == "true" else NoticeTo(str(hit.cue.value))


def _counted(reader: Reader, notice: Candidate) -> _Words:
    """Where the length itself stands in the words of the notice."""
    words = notice.spans[0]
    for place, length in _lengths(reader, words.start, words.end):
        if length == notice.value:
            return place
    return words.start, words.end


def _lengths(reader: Reader, start: int, end: int) -> Iterator[tuple[_Words, Duration | None]]:
    words = reader.language.words
    shape = re.compile(duration_shape(words), re.IGNORECASE)
    for match in shape.finditer(reader.text.flow, start, end):
        yield match.span(), duration_of(match.group(), words)


def _sentences(reader: Reader, notice: Candidate) -> Iterator[_Words]:
    """The sentence of the notice, then those beside it that go on about the same notice."""
    words, flow = notice.spans[0], reader.text.flow
    first = max(0, words.start - _FAR)
    stops = [stop.end() for stop in _STOP.finditer(flow, first, words.start + 1)]
    ends = [_end(flow, words.end - 1)]
    ends += [_end(flow, ends[0]), _end(flow, _end(flow, ends[0]))]
    start = stops[-1] if stops else first
    yield start, ends[0]
    before = [(stops[-2], start)] if len(stops) > 1 else []
    for beside in (*before, *itertools.pairwise(ends)):
        lengths = {length for _, length in _lengths(reader, *beside)}
        if _GOES_ON.match(flow, *beside) and lengths <= {notice.value}:
            yield beside


def _end(flow: str, start: int) -> int:
    """Where the sentence ends in which ``start`` lies, but not further than ``_FAR``."""
    last = min(len(flow), start + _FAR)
    stop = _STOP.search(flow, start, last)
    return stop.end() if stop else last

"""Lengths of time in a contract, and what each of them is the length of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from arkiv.domain.values import Duration
from arkiv.extract.conflicts import text_before_table
from arkiv.extract.durations import duration_of, in_words
from arkiv.extract.findings import Candidate
from arkiv.extract.matching import Hit, Reader
from arkiv.extract.shapes import duration_shape

__all__ = ["SAME", "durations", "lengths_of_term"]

SAME = "same"
"""The value of a cue that says: as long as the term itself."""
_NAMED = re.compile(r"[^.;()]{0,25}\((?:the |such |each )?[^()]{0,60}\b(?:term|period)\b\"")
_NAMED_BONUS = 0.1
_SHORT_DAYS = 60
"""A length of fewer days is seldom that of a contract."""
_UNLIKELY = 0.45
_ROW = 0.85
_DOUBT = 0.2
"""So much less sure is a length whose words and figures disagree."""
_ROW_WIDTH = 60
_LONG_ROW = 110


def lengths_of_term(reader: Reader) -> tuple[Candidate, ...]:
    """The lengths of the contract; the one the contract then calls its term in front."""
    told = (*durations(reader, "term"), *_told_by_ends(reader))
    found = (_weighed(reader, c) for c in told)
    return text_before_table(tuple(sorted((c for c in found if c.score > _UNLIKELY), key=_surest)))


def durations(reader: Reader, field: str) -> Iterator[Candidate]:
    """The lengths that a field's cues and table lines name, the surest first."""
    for hit in reader.hits(field):
        value = _duration(reader, hit)
        if value is None:
            continue
        other = in_words(hit.any_group("duration") or "", reader.language.words)
        yield Candidate(value, hit.score - _DOUBT * (other is not None), (hit.span(),))
        if other is not None:
            yield Candidate(other, hit.score - _DOUBT - 0.05, (hit.span(),))
    shape = re.compile(duration_shape(reader.language.words), re.IGNORECASE)
    for row, span in reader.rows_for(field):
        match = shape.search(reader.text.flow, row.start, min(row.end, row.start + _ROW_WIDTH))
        value = duration_of(match.group(), reader.language.words) if match else None
        if match and value:
            yield Candidate(value, _ROW, (replace(span, end=match.end()),))


def _told_by_ends(reader: Reader) -> Iterator[Candidate]:
    """The lengths that stand where a table line gives the end: ten years from the start."""
    shape = re.compile(duration_shape(reader.language.words), re.IGNORECASE)
    for row, span in reader.rows_for("end"):
        match = shape.search(reader.text.flow, row.start, min(row.end, row.start + _LONG_ROW))
        value = duration_of(match.group(), reader.language.words) if match else None
        if match and value:
            yield Candidate(value, _ROW, (replace(span, end=match.end()),))


def _weighed(reader: Reader, term: Candidate) -> Candidate:
    assert isinstance(term.value, Duration)
    end = term.spans[0].end
    if _NAMED.match(reader.text.low, end, end + 120):
        return replace(term, score=min(0.97, term.score + _NAMED_BONUS))
    short = 0 < term.value.days < _SHORT_DAYS
    return replace(term, score=term.score - 0.5 * short)


def _surest(candidate: Candidate) -> float:
    return -candidate.score


def _duration(reader: Reader, hit: Hit) -> Duration | None:
    if words := hit.any_group("duration"):
        return duration_of(words, reader.language.words)
    if nth := hit.any_group("nth"):
        return _nth_year(reader, nth.lower())
    if hit.cue.value == SAME:
        return _length_of_term(reader)
    return Duration.parse(hit.cue.value) if hit.cue.value else None


def _nth_year(reader: Reader, nth: str) -> Duration | None:
    """From the start to the end of the third year, or to the third anniversary: three years."""
    digits = re.match(r"\d+", nth)
    counted = reader.language.ordinals | reader.language.words.numbers
    years = int(digits.group()) if digits else counted.get(nth)
    return Duration(years=years) if years else None


def _length_of_term(reader: Reader) -> Duration | None:
    term = next(iter(lengths_of_term(reader)), None)
    return term.value if term and isinstance(term.value, Duration) else None

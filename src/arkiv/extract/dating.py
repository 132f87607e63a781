"""When the contract was concluded and when it takes effect."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from arkiv.extract.dates import days_of, month_first
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Hit, Reader
from arkiv.extract.shapes import DATE

__all__ = ["Dates", "dates_of", "read_day"]

_ANY_DATE = re.compile(DATE, re.IGNORECASE)
_MONTH_FIRST = {"en": True}
"""English contracts without a telling date are read as American ones, and said to be unsure."""
_UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class Dates:
    """Candidates for both days, the best first."""

    agreement: tuple[Candidate, ...]
    effective: tuple[Candidate, ...]


def dates_of(reader: Reader) -> Dates:
    """The candidates for agreement and effective date."""
    concluded = _read_all(reader, "agreement_date")
    effective = _read_all(reader, "effective_date")
    both = _read_all(reader, "both_dates")
    agreement = _ordered([*concluded, *both])
    starts = _ordered([*effective, *both, *_relative(reader, agreement)])
    return Dates(tuple(agreement), tuple(starts))


def read_day(reader: Reader, words: str, score: float, span: Span) -> list[Candidate]:
    """The day in some words; two with a low score when day and month could be swapped."""
    days = days_of(words, None)
    if len(days) > 1:
        days = days_of(words, month_first(reader.text.flow, None))
    if len(days) > 1:
        if _MONTH_FIRST.get(reader.language.code):
            days = days[::-1]
        return [
            Candidate(days[0], min(score, _UNSURE), (span,)),
            Candidate(days[1], min(score, _UNSURE) - 0.1, (span,)),
        ]
    return [Candidate(day, score, (span,)) for day in days]


def _read_all(reader: Reader, field: str) -> list[Candidate]:
    found = [c for hit in reader.hits(field) for c in _of_hit(reader, hit)]
    for row, span in reader.rows_for(field):
        match = _ANY_DATE.search(reader.text.flow, row.start, row.end)
        if match:
            found += read_day(reader, match.group(), 0.85, replace(span, end=match.end()))
    return found


def _of_hit(reader: Reader, hit: Hit) -> list[Candidate]:
    words = hit.group("date")
    return read_day(reader, words, hit.score, hit.span()) if words else []


def _relative(reader: Reader, agreement: list[Candidate]) -> list[Candidate]:
    """ "On signature" and "the day after signature", once the day of signature is known."""
    if not agreement:
        return []
    anchor = agreement[0]
    found = []
    for hit in reader.hits("effective_relative"):
        days = int(hit.cue.value or 0)
        day = date.fromordinal(_ordinal(anchor) + days)
        operation = "agreement_date" + (f" + P{days}D" if days else "")
        score = min(hit.score, anchor.score)
        found.append(Candidate(day, score, (hit.span(), *anchor.spans), operation))
    return found


def _ordinal(candidate: Candidate) -> int:
    assert isinstance(candidate.value, date)
    return candidate.value.toordinal()


def _ordered(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: -c.score)

"""When the contract was concluded and when it takes effect."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from arkiv.domain.facts import DocumentType, FieldValue
from arkiv.extract.conflicts import text_before_table
from arkiv.extract.dates import days_of, first_and_last, month_first
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Hit, Reader
from arkiv.extract.shapes import DATE
from arkiv.extract.signature_dates import signature_days, signature_lines

__all__ = ["Dates", "dates_of", "read_day"]

_ANY_DATE = re.compile(DATE, re.IGNORECASE)
_MONTH_FIRST = {"en": True}
"""English contracts without a telling date are read as American ones, and said to be unsure."""
_UNSURE = 0.5
_SIGNED = 0.46
"""A day beside a signature counts where no words say when the contract was concluded."""

_SIGNED_LINE = 0.78
"""A line of only places and days is where and when the contract was signed."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Candidates for both days, the best first."""

    agreement: tuple[Candidate, ...]
    effective: tuple[Candidate, ...]


def dates_of(reader: Reader, kind: FieldValue | None = None) -> Dates:
    """The candidates for agreement and effective date; a sale takes effect when it is concluded."""
    concluded = _read_all(reader, "agreement_date")
    effective = [*_read_all(reader, "effective_date"), *_rows(reader, "period")]
    both = _read_all(reader, "both_dates")
    signed = _signed(reader)
    agreement = _ordered([*concluded, *both, *signed])
    starts = _ordered([*effective, *both, *_relative(reader, agreement, signed)])
    if not starts and agreement and kind == DocumentType.SALE_PURCHASE:
        starts = [replace(agreement[0], operation="agreement_date")]
    return Dates(tuple(agreement), text_before_table(tuple(starts)))


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
    return [c for hit in reader.hits(field) for c in _of_hit(reader, hit)] + _rows(reader, field)


def _rows(reader: Reader, field: str) -> list[Candidate]:
    """The days that table lines name."""
    found = []
    for row, span in reader.rows_for(field):
        match = _ANY_DATE.search(reader.text.flow, row.start, row.end)
        if match:
            found += read_day(reader, match.group(), 0.85, replace(span, end=match.end()))
    return found


def _of_hit(reader: Reader, hit: Hit) -> list[Candidate]:
    if words := hit.group("date") or hit.group("date2"):
        return read_day(reader, words, hit.score, hit.span())
    period = first_and_last(hit.group("period") or "")
    return [Candidate(period[0], hit.score, (hit.span(),))] if period else []


def _signed(reader: Reader) -> list[Candidate]:
    """The days beside the signatures, the latest first; unclear ones only as a last resort."""
    found = [
        candidate
        for words, span in signature_days(reader)
        for candidate in read_day(reader, words, _SIGNED, span)[:1]
    ]
    if reader.language.code != "en":
        for words, span in signature_lines(reader):
            found += read_day(reader, words, _SIGNED_LINE, span)[:1]
    return sorted(found, key=lambda c: (-c.score, -_ordinal(c)))


def _relative(
    reader: Reader, agreement: list[Candidate], signed: list[Candidate]
) -> list[Candidate]:
    """ "On signature" and "the day after signature", once the day of signature is known."""
    found = []
    for hit in reader.hits("effective_relative"):
        meant = hit.cue.value or "0"
        if meant.endswith("delivery"):
            found += _on_delivery(reader, hit)
            continue
        anchor = next(iter(signed if meant == "last" and signed else agreement), None)
        if anchor is None:
            continue
        days = int(meant) if meant.isdigit() else 0
        day = date.fromordinal(_ordinal(anchor) + days)
        operation = "agreement_date" + (f" + P{days}D" if days else "")
        score = min(hit.score, max(anchor.score, _UNSURE))
        found.append(Candidate(day, score, (hit.span(), *anchor.spans), operation))
    return found


def _on_delivery(reader: Reader, hit: Hit) -> list[Candidate]:
    """The day of delivery that a table line names, or the first of the month after it."""
    for delivered in _rows(reader, "delivery"):
        day = delivered.value
        assert isinstance(day, date)
        operation = "delivery date"
        if hit.cue.value == "month_after_delivery":
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
            operation = "first of the month after the delivery date"
        score = min(hit.score, delivered.score)
        return [Candidate(day, score, (hit.span(), *delivered.spans), operation)]
    return []


def _ordinal(candidate: Candidate) -> int:
    assert isinstance(candidate.value, date)
    return candidate.value.toordinal()


def _ordered(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: -c.score)

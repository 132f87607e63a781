"""When the contract was concluded and when it takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from arkiv.domain.facts import DocumentType, FieldValue
from arkiv.domain.operations import Rounding
from arkiv.extract.conflicts import text_before_table
from arkiv.extract.dates import days_of, first_and_last
from arkiv.extract.day_order import is_month_first
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Hit, Reader
from arkiv.extract.shapes import DATE
from arkiv.extract.signature_dates import (
    audit_days,
    is_in_history,
    signature_days,
    signature_lines,
)

__all__ = ["Dates", "dates_of", "read_day"]

_ANY_DATE = re.compile(DATE, re.IGNORECASE)
_SALES = (DocumentType.SALE_PURCHASE, DocumentType.SHARE_PURCHASE)
_MONTH_FIRST = {"en": True}
"""English contracts without a telling date are read as American ones, and said to be unsure."""
_UNSURE = 0.5
_SIGNED = 0.46
"""A day beside a signature counts where no words say when the contract was concluded."""

_SIGNED_LINE = 0.78
"""A line of only places and days is where and when the contract was signed."""


_AT_SIGNATURE = re.compile(
    r"\.row\.agreement|^signature\.|\.place_and_day|\.agreement\.(?:signed|witness)"
)
"""Cues that point at the days beside the signatures, of which the latest counts."""
_ABOUT = 0.05


_MADE = re.compile(r"\b(?:made|entered|dated|executed|signed|concluded|as of)\b|avtal|vertrag")
_ONLY_EFFECTIVE = 0.45
_PLAIN = 0.65
"""A cue of the opening that is less sure than this may be a label beside a signature."""
_OTHER_AGREEMENT = re.compile(
    r"\b(?:(?:to|into|under|of|with|in|by|from|amends) (?:the|that|a|an|its|their)(?: certain)?"
    r"|(?:that|a) certain)(?: [\w&,'/.-]+){0,7}? (?:agreements?|contract|lease|license|plan|merger)"
    r"(?:,? (?:ref|no|nr|number)\b[^;,()]{0,40}?)?(?: \([^()]{0,60}\))?,? ?(?:which was )?(?:as )?"
    r"(?:dated|made|entered into|executed|effective)?(?: and (?:entered into|dated|effective))?"
    r"(?: by (?:the )?\w+)?(?: as of| on| of)? ?(?:the |this )?$"
)
"""What stands before the day of another agreement: "to the Supply Agreement dated"."""
_BEFORE = 200


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
    made = _made_on(reader, both)
    signed = _signed(reader)
    agreement = _last_signature_first(_ordered([*concluded, *made, *signed]))
    starts = _ordered([*effective, *both, *_relative(reader, agreement, signed)])
    if not starts and agreement and kind in _SALES:
        starts = [replace(agreement[0], operation="agreement_date")]
    return Dates(tuple(agreement), text_before_table(tuple(starts)))


def read_day(reader: Reader, words: str, score: float, span: Span) -> list[Candidate]:
    """The day in some words; two with a low score when day and month could be swapped."""
    days = days_of(words, None)
    if len(days) > 1:
        days = days_of(words, is_month_first(reader, words))
    if len(days) > 1:
        if _MONTH_FIRST.get(reader.language.code):
            days = days[::-1]
        return [
            Candidate(days[0], min(score, _UNSURE), (span,)),
            Candidate(days[1], min(score, _UNSURE) - 0.1, (span,)),
        ]
    return [Candidate(day, score, (span,)) for day in days]


def _read_all(reader: Reader, field: str) -> list[Candidate]:
    hits = [hit for hit in reader.hits(field) if not _is_elsewhere(reader, hit)]
    return [c for hit in hits for c in _of_hit(reader, hit)] + _rows(reader, field)


def _made_on(reader: Reader, both: list[Candidate]) -> list[Candidate]:
    """Of the days on which a contract takes effect those on which it was made as well.

    "dated 1 May, effective 1 July" names two days; what is only "effective" gives way to the day
    beside the signatures.
    """
    found = []
    for candidate in both:
        span = candidate.spans[0]
        days = sum(1 for _ in _ANY_DATE.finditer(reader.text.flow, span.start, span.end))
        if days > 1:
            continue
        made = _MADE.search(reader.text.low, span.start, span.end)
        found.append(candidate if made else replace(candidate, score=_ONLY_EFFECTIVE))
    return found


def _is_elsewhere(reader: Reader, hit: Hit) -> bool:
    """Whether a day of the opening stands at the signatures, or belongs to another agreement."""
    start = hit.match.start()
    label = hit.score < _PLAIN or reader.text.low.startswith("signed", start)
    if label and hit.cue.where == "front" and start >= reader.back:
        return True
    if label and is_in_history(reader.text.low, start, hit.match.end()):
        return True
    day = hit.match.start("date") if hit.group("date") else start
    return _OTHER_AGREEMENT.search(reader.text.low, max(0, day - _BEFORE), day) is not None


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
    period = first_and_last(hit.any_group("period") or "")
    return [Candidate(period[0], hit.score, (hit.span(),))] if period else []


def _signed(reader: Reader) -> list[Candidate]:
    """The days beside the signatures, the latest first; unclear ones only as a last resort."""
    found = [
        candidate
        for words, span in signature_days(reader)
        for candidate in read_day(reader, words, _SIGNED, span)[:1]
    ]
    for words, span in audit_days(reader):
        found += read_day(reader, words, _SIGNED_LINE, span)[:1]
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
        elif meant == "month_after_signing":
            found += _month_after(hit, (*signed, *agreement))
        elif anchor := next(iter((meant.startswith("last") and signed) or agreement), None):
            days = int(meant.removeprefix("last") or 0)
            found.append(_counted(hit, anchor, agreement, days))
    return found


def _counted(hit: Hit, anchor: Candidate, agreement: list[Candidate], days: int) -> Candidate:
    """So many days after a signature; its day is spelled where it is not the agreement's."""
    same = bool(agreement) and agreement[0].value == anchor.value
    base = "agreement_date" if same else str(anchor.value)
    day = date.fromordinal(_ordinal(anchor) + days)
    operation = base + (f" + P{days}D" if days else "")
    score = min(hit.score, max(anchor.score, _UNSURE))
    return Candidate(day, score, (hit.span(), *anchor.spans), operation)


def _month_after(hit: Hit, days: Sequence[Candidate]) -> Iterator[Candidate]:
    """The first of the month after the last signature."""
    if days:
        day = _next_month(date.fromordinal(_ordinal(days[0])))
        score = min(hit.score, max(days[0].score, _UNSURE))
        operation = f"{Rounding.NEXT_MONTH} {days[0].value}"
        yield Candidate(day, score, (hit.span(), *days[0].spans), operation)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _on_delivery(reader: Reader, hit: Hit) -> list[Candidate]:
    """The day of delivery that a table line names, or the first of the month after it."""
    for delivered in _rows(reader, "delivery"):
        day = delivered.value
        assert isinstance(day, date)
        operation = str(day)
        if hit.cue.value == "month_after_delivery":
            operation = f"{Rounding.NEXT_MONTH} {day}"
            day = _next_month(day)
        score = min(hit.score, delivered.score)
        return [Candidate(day, score, (hit.span(), *delivered.spans), operation)]
    return []


def _last_signature_first(candidates: list[Candidate]) -> list[Candidate]:
    """The same; where the best is a day beside a signature, the latest of its kind goes first."""
    if not candidates or not _AT_SIGNATURE.search(candidates[0].spans[0].cue):
        return candidates
    near = [
        c
        for c in candidates
        if c.score >= candidates[0].score - _ABOUT and _AT_SIGNATURE.search(c.spans[0].cue)
    ]
    last = max(near, key=_ordinal)
    return [last, *(c for c in candidates if c is not last)]


def _ordinal(candidate: Candidate) -> int:
    assert isinstance(candidate.value, date)
    return candidate.value.toordinal()


def _ordered(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: -c.score)

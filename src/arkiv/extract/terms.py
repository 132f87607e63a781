"""How long the contract runs, whether it renews and until when notice is possible.

Expiry and notice deadline are computed, not spotted: most never stand in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from arkiv.domain.facts import Field
from arkiv.domain.values import Duration
from arkiv.extract.dates import first_and_last
from arkiv.extract.dating import Dates, read_day
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.lengths import durations, lengths_of_term
from arkiv.extract.matching import Reader
from arkiv.extract.renewal import notice_of, renewals_of
from arkiv.extract.shapes import DATE

__all__ = ["Terms", "terms_of"]

_DAY = timedelta(days=1)
_ANY_DATE = re.compile(DATE, re.IGNORECASE)
_THEREAFTER = re.compile(r"\b(?:deretter|derefter|därefter|daarna|danach|thereafter)\b")
_NEAR = 90
"""A term that runs "thereafter" counts from a day at most so far before it."""
_COMPUTED = 0.9
"""A computed value is a little less sure than the weakest of its sources."""
_EVERGREEN_MIN = 0.4
_COUNTED = 0.6
"""A length less sure than this does not make an expiry."""
_PLAIN = 0.9
"""An end said this plainly counts though it lies before the start, as amendments of old ones."""
_COUNTS_FROM = re.compile(
    r"[^.;]{0,30}?\b(?:from|after|following|commencing (?:on|upon)|beginning (?:on|upon)"
    r"|regnet fra|etter|vanaf|na)\b"
    r"([^.;]{0,60})"
)
_KNOWN_START = re.compile(
    r"effective|hereof|start|inception|execut|this \w+|first set|date first|commencement date|sign"
    r"|first (?:above )?written|date above"
    r"|\d{4}|such date|said date|ikraft|undertegn|avtale|overtak|leieforhold|ondertekening"
    r"|ingang|heden|datum|levering|den første"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Candidates by field, the best first."""

    fields: dict[Field, tuple[Candidate, ...]]

    def best(self, field: Field) -> Candidate | None:
        """The first candidate; None when there is none."""
        candidates = self.fields.get(field, ())
        return candidates[0] if candidates else None


def terms_of(reader: Reader, dates: Dates) -> Terms:
    """Everything about duration, in the order in which one thing follows from another."""
    start = _anchor(dates)
    terms = lengths_of_term(reader)
    anchored = tuple(term for term in terms if _is_anchored(reader, term))
    ends = (*_counted_on(reader, anchored), *expirations(_stated(reader), anchored, start))
    ends = tuple(sorted(ends, key=lambda c: -c.score))
    renewal = tuple(durations(reader, "renewal_term"))
    fields = {
        Field.EXPIRATION_DATE: ends,
        Field.TERM: terms or _bounded(start, ends),
        Field.EVERGREEN: _evergreen(reader, ends, terms),
    }
    fields |= renewals_of(reader, fields, renewal)
    fields[Field.NOTICE_PERIOD] = notice_of(reader, fields[Field.AUTO_RENEWAL], renewal)
    fields[Field.NOTICE_DEADLINE] = _deadlines(reader, fields)
    return Terms(fields)


def expirations(
    stated: tuple[Candidate, ...],
    terms: tuple[Candidate, ...],
    start: tuple[Field, Candidate] | None,
) -> tuple[Candidate, ...]:
    """The last day in force: as stated, else start + term - 1 day; the surest first."""
    found = [c for c in stated if start is None or _day(c) > _day(start[1])]
    found = found or [replace(c, score=c.score - 0.2) for c in stated if c.score >= _PLAIN]
    if start is not None:
        found += [_computed_end(*start, term) for term in terms[:3] if term.score >= _COUNTED]
    return tuple(sorted(found, key=lambda c: -c.score))


def _days(reader: Reader, field: str) -> Iterator[Candidate]:
    for hit in reader.hits(field):
        if words := hit.group("date") or hit.group("date2"):
            yield from read_day(reader, words, hit.score, hit.span())
        elif period := first_and_last(hit.any_group("period") or ""):
            yield Candidate(period[1], hit.score, (hit.span(),))
    for row, span in reader.rows_for(field):
        if match := _ANY_DATE.search(reader.text.flow, row.start, row.end):
            yield from read_day(reader, match.group(), 0.85, replace(span, end=match.end()))


def _stated(reader: Reader) -> tuple[Candidate, ...]:
    """The ends that the words name, and the second day of a line that names a period."""
    found = list(_days(reader, "end"))
    for row, span in reader.rows_for("period"):
        days = list(_ANY_DATE.finditer(reader.text.flow, row.start, row.end))
        if len(days) > 1:
            found += read_day(reader, days[1].group(), 0.9, replace(span, end=days[1].end()))
    return tuple(found)


def _counted_on(reader: Reader, terms: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """The end of a term that runs "thereafter": from the last day named just before it."""
    for term in terms[:2]:
        span = term.spans[0]
        if term.score < _COUNTED or not _THEREAFTER.search(reader.text.low, span.start, span.end):
            continue
        days = list(_ANY_DATE.finditer(reader.text.flow, max(0, span.start - _NEAR), span.start))
        for day in read_day(reader, days[-1].group(), 0.95, _span_of(days[-1])) if days else ():
            assert isinstance(term.value, Duration)
            end = term.value.after(_day(day)) - _DAY
            score = min(0.97, term.score + 0.05)
            spans = (*term.spans, *day.spans)
            yield Candidate(end, score, spans, f"service start + {term.value} - P1D")


def _span_of(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end(), "term.counted_from")


def _anchor(dates: Dates) -> tuple[Field, Candidate] | None:
    if dates.effective:
        return Field.EFFECTIVE_DATE, dates.effective[0]
    if dates.agreement:
        return Field.AGREEMENT_DATE, dates.agreement[0]
    return None


def _computed_end(anchor: Field, start: Candidate, term: Candidate) -> Candidate:
    assert isinstance(term.value, Duration)
    end = term.value.after(_day(start)) - _DAY
    score = min(start.score, term.score) * _COMPUTED
    return Candidate(end, score, (*term.spans, *start.spans), f"{anchor} + {term.value} - P1D")


def _is_anchored(reader: Reader, term: Candidate) -> bool:
    """Whether a term counts from a day that is known: not from a launch or a first sale."""
    end = term.spans[0].end
    match = _COUNTS_FROM.match(reader.text.low, end, end + 120)
    return match is None or _KNOWN_START.search(match[1]) is not None


def _bounded(
    start: tuple[Field, Candidate] | None, ends: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The term between two days that are whole months apart; nothing when they are not."""
    if start is None or not ends:
        return ()
    first, after = _day(start[1]), _day(ends[0]) + _DAY
    months = (after.year - first.year) * 12 + after.month - first.month
    if months <= 0 or Duration(months=months).after(first) != after:
        return ()
    whole_years = months % 12 == 0
    value = Duration(years=months // 12) if whole_years else Duration(months=months)
    score = min(start[1].score, ends[0].score) * _COMPUTED
    spans = (*start[1].spans, *ends[0].spans)
    return (Candidate(value, score, spans, f"expiration_date + P1D - {start[0]}"),)


def _evergreen(
    reader: Reader, ends: tuple[Candidate, ...], terms: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Open-ended by its words, or not so because its end or length is known."""
    hits = [hit for hit in reader.hits("evergreen") if hit.score >= _EVERGREEN_MIN]
    if hits and not ends and not any(term.score >= hits[0].score for term in terms):
        return (Candidate(True, hits[0].score, (hits[0].span(),)),)
    known = [c for c in (*ends, *terms) if c.score >= _COUNTED]
    return (Candidate(False, known[0].score * _COMPUTED, known[0].spans),) if known else ()


def _deadlines(reader: Reader, fields: dict[Field, tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    automatic = fields[Field.AUTO_RENEWAL]
    if not automatic or not automatic[0].value:
        return ()
    stated = tuple(_days(reader, "notice_deadline"))
    return stated or tuple(_computed_deadline(fields))


def _computed_deadline(fields: dict[Field, tuple[Candidate, ...]]) -> Iterator[Candidate]:
    """The day before (expiration + 1 day - notice period), where each renewal has a length."""
    ends, notices = fields[Field.EXPIRATION_DATE], fields[Field.NOTICE_PERIOD]
    if not ends or not notices or not fields[Field.RENEWAL_TERM]:
        return
    end, notice = ends[0], notices[0]
    assert isinstance(notice.value, Duration)
    day = notice.value.before(_day(end) + _DAY) - _DAY
    operation = f"expiration_date + P1D - {notice.value} - P1D"
    score = min(end.score, notice.score) * _COMPUTED
    yield Candidate(day, score, (*notice.spans, *end.spans), operation)


def _day(candidate: Candidate) -> date:
    assert isinstance(candidate.value, date)
    return candidate.value

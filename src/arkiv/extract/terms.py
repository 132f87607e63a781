"""How long the contract runs, whether it renews and until when notice is possible.

Expiry and notice deadline are computed, not spotted: most never stand in the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from arkiv.domain.facts import Field
from arkiv.domain.operations import Rounding
from arkiv.domain.values import Duration
from arkiv.extract.anchors import Anchor, anchor_of
from arkiv.extract.conflicts import text_before_table
from arkiv.extract.cues_loader import any_of
from arkiv.extract.dates import first_and_last
from arkiv.extract.dating import Dates, read_day
from arkiv.extract.findings import Candidate
from arkiv.extract.lengths import durations, lengths_of_term
from arkiv.extract.matching import Reader
from arkiv.extract.notice_days import is_day_for_notice, manner_of_notice
from arkiv.extract.renewal import notice_of, renewals_of
from arkiv.extract.shapes import DATE

__all__ = ["Terms", "terms_of"]

_DAY = timedelta(days=1)
_ANY_DATE = re.compile(DATE, re.IGNORECASE)
_COMPUTED = 0.9
"""A computed value is a little less sure than the weakest of its sources."""
_LOOKED_AT = 3
"""So many lengths are looked at, the surest first."""
_MONTH_END = re.compile(rf"\b(?:{any_of('month_end')})")
_SHORTLY = 40
"""Words so far behind a length still say up to when it is rounded."""
_EVERGREEN_MIN = 0.4
_COUNTED = 0.6
"""A length less sure than this does not make an expiry."""
_PLAIN = 0.9
"""An end said this plainly counts though it lies before the start, as amendments of old ones."""


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
    anchors = {term: anchor_of(reader, term) for term in terms[:_LOOKED_AT]}
    ends = _ends(reader, anchors, start if _is_dated(reader, start) else None)
    renewal = tuple(durations(reader, "renewal_term"))
    fields = {
        Field.EXPIRATION_DATE: ends,
        Field.TERM: tuple(_with_words(t, anchors.get(t)) for t in terms) or _bounded(start, ends),
        Field.EVERGREEN: _evergreen(reader, ends, terms),
    }
    fields |= renewals_of(reader, fields, renewal)
    fields[Field.NOTICE_PERIOD] = notice_of(reader, fields[Field.AUTO_RENEWAL], renewal)
    fields |= manner_of_notice(reader, fields[Field.NOTICE_PERIOD])
    fields[Field.NOTICE_DEADLINE] = _deadlines(reader, fields)
    return Terms(fields)


def _ends(
    reader: Reader,
    anchors: Mapping[Candidate, Anchor],
    start: tuple[Field, Candidate] | None,
) -> tuple[Candidate, ...]:
    """The last day in force: as stated, else start + term - 1 day; the surest first."""
    stated = _stated(reader)
    found = [c for c in stated if start is None or _day(c) > _day(start[1])]
    found = found or [replace(c, score=c.score - 0.2) for c in stated if c.score >= _PLAIN]
    for term, anchor in anchors.items():
        if term.score < _COUNTED or not anchor.known:
            continue
        if anchor.days:
            found += [_computed_end(reader, str(_day(day)), day, term) for day in anchor.days]
        elif start is not None:
            found.append(_computed_end(reader, *start, term))
    return text_before_table(tuple(sorted(found, key=lambda c: -c.score)))


def _with_words(term: Candidate, anchor: Anchor | None) -> Candidate:
    """The length together with the words of a start that the document does not date."""
    if anchor is None or anchor.words is None:
        return term
    return replace(term, spans=(*term.spans, anchor.words))


def _days(reader: Reader, field: str) -> Iterator[Candidate]:
    for hit in reader.hits(field):
        if words := hit.any_group("date"):
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


def _anchor(dates: Dates) -> tuple[Field, Candidate] | None:
    if dates.effective:
        return Field.EFFECTIVE_DATE, dates.effective[0]
    if dates.agreement:
        return Field.AGREEMENT_DATE, dates.agreement[0]
    return None


def _is_dated(reader: Reader, start: tuple[Field, Candidate] | None) -> bool:
    """Whether a term may count from the start: not from a signature before an open start."""
    return start is not None and (
        start[0] is Field.EFFECTIVE_DATE or not reader.hits("start_unknown")
    )


def _computed_end(reader: Reader, anchor: str, start: Candidate, term: Candidate) -> Candidate:
    assert isinstance(term.value, Duration)
    end = term.value.after(_day(start)) - _DAY
    operation = f"{anchor} + {term.value} - P1D"
    words = term.spans[0]
    if _MONTH_END.search(reader.text.low, words.start, words.end + _SHORTLY):
        end = end.replace(day=monthrange(end.year, end.month)[1])
        operation = f"{Rounding.MONTH_END} {operation}"
    score = min(start.score, term.score) * _COMPUTED
    return Candidate(end, score, (*term.spans, *start.spans), operation)


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
    """The day before (expiration + 1 day - notice period), where each renewal has a length.

    None where notice counts in working days, or to the end of a month, quarter or year that is not
    the end of the term.
    """
    ends, notices = fields[Field.EXPIRATION_DATE], fields[Field.NOTICE_PERIOD]
    if not ends or not notices or not fields[Field.RENEWAL_TERM]:
        return
    end, notice = ends[0], notices[0]
    assert isinstance(notice.value, Duration)
    if not is_day_for_notice(fields, _day(end)):
        return
    day = notice.value.before(_day(end) + _DAY) - _DAY
    operation = f"expiration_date + P1D - {notice.value} - P1D"
    score = min(end.score, notice.score) * _COMPUTED
    yield Candidate(day, score, (*notice.spans, *end.spans), operation)


def _day(candidate: Candidate) -> date:
    assert isinstance(candidate.value, date)
    return candidate.value

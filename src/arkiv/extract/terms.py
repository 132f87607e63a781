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
from arkiv.extract.durations import duration_of
from arkiv.extract.findings import Candidate
from arkiv.extract.matching import Hit, Reader
from arkiv.extract.shapes import DATE, duration_shape

__all__ = ["Terms", "terms_of"]

_DAY = timedelta(days=1)
_ANY_DATE = re.compile(DATE, re.IGNORECASE)
_COMPUTED = 0.9
"""A computed value is a little less sure than the weakest of its sources."""
_EVERGREEN_MIN = 0.4
_COUNTED = 0.6
"""A length less sure than this does not make an expiry."""
_PLAIN = 0.9
"""An end said this plainly counts though it lies before the start, as amendments of old ones."""
_NAMED = re.compile(r"[^.;()]{0,25}\((?:the |such |each )?[^()]{0,60}\b(?:term|period)\b\"")
_SHORT_DAYS = 60
"""A length of fewer days is seldom that of a contract."""
_SAID = 0.85
"""From this score on, a length of renewal stands for itself."""
_COUNTS_FROM = re.compile(
    r"[^.;]{0,30}?\b(?:from|after|following|commencing (?:on|upon)|beginning (?:on|upon)"
    r"|regnet fra|etter|vanaf|na)\b"
    r"([^.;]{0,60})"
)
_KNOWN_START = re.compile(
    r"effective|hereof|this \w+|first set|date first|commencement date|sign|execut|first "
    r"(?:above )?written|date above"
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
    terms = _terms(reader)
    anchored = tuple(term for term in terms if _is_anchored(reader, term))
    ends = expirations(tuple(_days(reader, "end")), anchored, start)
    renewal = tuple(durations(reader, "renewal_term"))
    fields = {
        Field.EXPIRATION_DATE: ends,
        Field.TERM: terms or _bounded(start, ends),
        Field.EVERGREEN: _evergreen(reader, ends, terms),
    }
    fields |= _renewals(reader, fields, renewal)
    fields[Field.NOTICE_PERIOD] = _notice(reader, fields[Field.AUTO_RENEWAL], renewal)
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


def durations(reader: Reader, field: str) -> Iterator[Candidate]:
    """The lengths that a field's cues and table lines name, the surest first."""
    for hit in reader.hits(field):
        value = _duration(reader, hit)
        if value is not None:
            yield Candidate(value, hit.score, (hit.span(),))
    shape = re.compile(duration_shape(reader.language.words), re.IGNORECASE)
    for row, span in reader.rows_for(field):
        match = shape.search(reader.text.flow, row.start, min(row.end, row.start + 60))
        value = duration_of(match.group(), reader.language.words) if match else None
        if match and value:
            yield Candidate(value, 0.85, (replace(span, end=match.end()),))


def _terms(reader: Reader) -> tuple[Candidate, ...]:
    """The lengths of the contract; the one the contract then calls its term in front."""
    found = []
    for term in durations(reader, "term"):
        end = term.spans[0].end
        named = _NAMED.match(reader.text.low, end, end + 120) is not None
        assert isinstance(term.value, Duration)
        short = 0 < term.value.days < _SHORT_DAYS
        score = min(0.97, term.score + 0.1) if named else term.score - 0.2 * short
        found.append(replace(term, score=score))
    return tuple(sorted(found, key=lambda c: -c.score))


def _duration(reader: Reader, hit: Hit) -> Duration | None:
    words = hit.group("duration") or hit.group("duration2")
    if words:
        return duration_of(words, reader.language.words)
    if nth := hit.group("nth") or hit.group("nth2"):
        digits = re.match(r"\d+", nth)
        language = reader.language
        counted = language.ordinals | language.words.numbers
        years = int(digits.group()) if digits else counted.get(nth.lower())
        return Duration(years=years) if years else None
    return Duration.parse(hit.cue.value) if hit.cue.value else None


def _days(reader: Reader, field: str) -> Iterator[Candidate]:
    for hit in reader.hits(field):
        if words := hit.group("date"):
            yield from read_day(reader, words, hit.score, hit.span())
        elif period := first_and_last(hit.group("period") or ""):
            yield Candidate(period[1], hit.score, (hit.span(),))
    for row, span in reader.rows_for(field):
        if match := _ANY_DATE.search(reader.text.flow, row.start, row.end):
            yield from read_day(reader, match.group(), 0.85, replace(span, end=match.end()))


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
    hits = reader.hits("evergreen")
    if not hits or hits[0].score < _EVERGREEN_MIN:
        return ()
    value = not ends and not any(term.score >= hits[0].score for term in terms)
    score = hits[0].score if value else 0.5
    return (Candidate(value, score, (hits[0].span(),)),)


def _renewals(
    reader: Reader,
    fields: dict[Field, tuple[Candidate, ...]],
    lengths: tuple[Candidate, ...],
) -> dict[Field, tuple[Candidate, ...]]:
    automatic = _flag(reader, "auto_renewal")
    option = _flag(reader, "renewal_option")
    if not automatic:
        automatic = _ends_by_itself(fields)
    said = bool(lengths) and lengths[0].score >= _SAID
    renews = bool(automatic and automatic[0].value) or bool(option) or said
    return {
        Field.AUTO_RENEWAL: automatic,
        Field.RENEWAL_OPTION: option,
        Field.RENEWAL_TERM: lengths if renews else (),
    }


def _flag(reader: Reader, field: str) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(hit.cue.value == "true", hit.score, (hit.span(),)) for hit in reader.hits(field)
    )


def _ends_by_itself(fields: dict[Field, tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    """No words of renewal beside a known end, or open-ended from the start: it does not renew."""
    for field in (Field.EXPIRATION_DATE, Field.TERM, Field.EVERGREEN):
        if known := fields[field]:
            return (Candidate(False, min(0.6, known[0].score), known[0].spans),)
    return ()


def _notice(
    reader: Reader, automatic: tuple[Candidate, ...], renewal: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The notice that prevents renewal, else the ordinary one."""
    against = tuple(durations(reader, "nonrenewal_notice"))
    ordinary = (*against, *durations(reader, "notice"), *durations(reader, "notice_period"))
    if not automatic or not automatic[0].value:
        return ordinary
    said = [c.spans[0].start for c in (*automatic[:2], *renewal[:2])]
    found = durations(reader, "renewal_notice")
    return (*sorted(found, key=lambda c: -c.score + _distance(c, said)), *ordinary)


def _distance(notice: Candidate, places: list[int]) -> float:
    """How far a notice stands from the words of renewal, as a loss of score up to a fifth."""
    nearest = min((abs(notice.spans[0].start - place) for place in places), default=0)
    return min(nearest, 4000) / 20_000


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

"""The amount that describes the contract, and after how many days an invoice is due."""

from __future__ import annotations

import re
from dataclasses import replace

from arkiv.domain.values import Per, Vat
from arkiv.extract.durations import duration_of
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Reader
from arkiv.extract.money import money_of
from arkiv.extract.shapes import MONEY, duration_shape

__all__ = ["payment_days_of", "value_of"]

_MONEY = re.compile(MONEY, re.IGNORECASE)
_BEFORE, _AFTER = 70, 60
_SENTENCE_END = re.compile(r"[.;] (?=[A-ZÆØÅ])")


def value_of(reader: Reader) -> tuple[Candidate, ...]:
    """The amounts that may describe the contract, the likeliest first."""
    found = []
    for hit in reader.hits("value"):
        if words := hit.group("money"):
            at = hit.match.start("money")
            found += _candidate(reader, words, at, hit.score, hit.span().cue, hit.cue.value)
    for row, span in reader.rows_for("value"):
        if match := _MONEY.search(reader.text.flow, row.start, row.end):
            found += _candidate(reader, match.group(), match.start(), 0.75, span.cue, None)
    return tuple(sorted(found, key=lambda c: -c.score))


def payment_days_of(reader: Reader) -> tuple[Candidate, ...]:
    """Days from invoice to due date."""
    found = []
    for hit in reader.hits("payment_days"):
        days = _days(reader, hit.any_group("duration") or "")
        if days:
            found.append(Candidate(days, hit.score, (hit.span(),)))
    shape = re.compile(duration_shape(reader.language.words), re.IGNORECASE)
    for row, span in reader.rows_for("payment_days"):
        match = shape.search(reader.text.flow, row.start, row.end)
        days = _days(reader, match.group()) if match else None
        if match and days:
            found.append(Candidate(days, 0.8, (replace(span, end=match.end()),)))
    return tuple(found)


def _days(reader: Reader, words: str) -> int | None:
    duration = duration_of(words, reader.language.words)
    if duration is None or duration.years or duration.months:
        return None
    return duration.days + 7 * duration.weeks or None


def _candidate(
    reader: Reader, words: str, at: int, score: float, cue: str, per: str | None
) -> list[Candidate]:
    end = at + len(words)
    before, after = _around(reader, at, end)
    money = money_of(words, reader.language.code, _per(reader, before, after, per))
    if money is None:
        return []
    found = replace(money, vat=_vat(reader, after) or _vat(reader, before))
    return [Candidate(found, score, (Span(at, end, cue),))]


def _around(reader: Reader, at: int, end: int) -> tuple[str, str]:
    """The words of the same sentence before and after, lower case."""
    before = reader.text.flow[max(0, at - _BEFORE) : at]
    after = reader.text.flow[end : end + _AFTER]
    cut = list(_SENTENCE_END.finditer(before))
    before = before[cut[-1].end() :] if cut else before
    stop = _SENTENCE_END.search(after)
    return before.lower(), (after[: stop.start()] if stop else after).lower()


def _per(reader: Reader, before: str, after: str, fixed: str | None) -> Per:
    """What the words right after the amount say, else the ones before; once when none do."""
    if fixed:
        return Per(fixed)
    for words in (after[:30], before, after):
        for word, per in reader.language.periods:
            if word in words:
                return Per(per)
    return Per.ONCE


def _vat(reader: Reader, words: str) -> Vat | None:
    for word, vat in reader.language.taxes:
        if word in words:
            return Vat(vat)
    return None

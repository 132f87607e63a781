"""On which day of each year the prices are adjusted."""

from __future__ import annotations

import re

from arkiv.domain.values import YearDay
from arkiv.extract.dates import days_of
from arkiv.extract.findings import Candidate
from arkiv.extract.matching import Hit, Reader
from arkiv.extract.shapes import MONTHS

__all__ = ["price_adjustments_of", "year_day_of"]

_DAY = re.compile(r"\d{1,2}")
_NAME = re.compile(r"[^\W\d_]+")


def price_adjustments_of(reader: Reader) -> tuple[Candidate, ...]:
    """The days that the words name, the surest first; none where only the year is said."""
    return tuple(
        Candidate(day, hit.score, (hit.span(),))
        for hit in reader.hits("price_adjustment")
        if (day := year_day_of(hit))
    )


def year_day_of(hit: Hit) -> YearDay | None:
    """The day of a match: one without a year, or the first of the yearly ones with its year."""
    if words := hit.any_group("yearday"):
        return _without_year(words)
    days = days_of(hit.any_group("date") or "", None)
    return YearDay(days[0].month, days[0].day) if len(days) == 1 else None


def _without_year(words: str) -> YearDay | None:
    """Reads ``1. januar``, ``January 1st`` and ``1.1.``, the day first; None for no day."""
    low = words.lower()
    numbers = [int(n) for n in _DAY.findall(low)]
    month = next((MONTHS[word] for word in _NAME.findall(low) if word in MONTHS), None)
    if month is None:
        month = numbers[1] if len(numbers) > 1 else 0
    try:
        return YearDay.parse(f"--{month:02}-{numbers[0]:02}")
    except ValueError:
        return None

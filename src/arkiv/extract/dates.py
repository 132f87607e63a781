"""Days: every way the languages write them, and the ones that can be read in two ways."""

from __future__ import annotations

import re
from datetime import date

from arkiv.extract.shapes import DATE, MONTHS

__all__ = ["days_of", "month_first"]

_NUMERIC = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NAME = re.compile(r"[^\W\d_]+")
_ANY = re.compile(DATE, re.IGNORECASE)


def days_of(text: str, month_comes_first: bool | None) -> tuple[date, ...]:
    """The day a text names: empty when it names none, two when day and month can be swapped.

    ``month_comes_first`` says which order the document keeps; None where it does not tell, and
    then an ambiguous day has both readings, the day-first one in front.
    """
    if iso := _ISO.search(text):
        return _existing(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.search(text):
        return _numeric(int(numeric[1]), int(numeric[2]), _year(numeric[3]), month_comes_first)
    return _named(text)


def month_first(text: str, default: bool | None) -> bool | None:
    """Whether this text writes 3/14/2026 rather than 14/3/2026; ``default`` when nothing tells."""
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first <= 12 < second <= 31:
            return True
        if second <= 12 < first <= 31:
            return False
    return default


def _numeric(
    first: int, second: int, year: int, month_comes_first: bool | None
) -> tuple[date, ...]:
    day_first = _existing(year, second, first)
    swapped = _existing(year, first, second)
    if not day_first or not swapped or day_first == swapped:
        return day_first or swapped
    if month_comes_first is None:
        return day_first + swapped
    return swapped if month_comes_first else day_first


def _named(text: str) -> tuple[date, ...]:
    month = next((MONTHS[w] for w in _NAME.findall(text.lower()) if w in MONTHS), None)
    numbers = re.findall(r"\d+(?: \d\b)?", text)
    if month is None or len(numbers) < 2:
        return ()
    return _existing(int(numbers[-1].replace(" ", "")), month, int(numbers[0].replace(" ", "")))


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _existing(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),) if 1900 <= year <= 2200 else ()
    except ValueError:
        return ()

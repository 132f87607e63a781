"""How days are written in a query, alone and as ranges."""

from __future__ import annotations

import re
from datetime import date, timedelta

from arkiv.domain.months import MONTHS
from arkiv.domain.query_names import Names, by_name, key, names
from arkiv.domain.values import Duration

__all__ = ["NAMED_DAYS", "UNITS", "day_range", "half_typed_day", "spoken_day_end"]

Days = tuple[date | None, date | None]
"""First and last day that are meant, both included; None is open."""

NAMED_DAYS: dict[tuple[str, int], Names] = {
    ("day", 0): names("today", "idag i-dag", "vandaag"),
    ("day", -1): names("yesterday", "igår i-går", "gisteren"),
    ("day", 1): names("tomorrow", "imorgen i-morgen", "morgen"),
    ("week", 0): names("this-week", "denne-uken denne-uka", "deze-week"),
    ("week", 1): names("next-week", "neste-uke", "volgende-week"),
    ("week", -1): names("last-week", "forrige-uke", "vorige-week"),
    ("month", 0): names("this-month", "denne-måneden", "deze-maand"),
    ("month", 1): names("next-month", "neste-måned", "volgende-maand"),
    ("month", -1): names("last-month", "forrige-måned", "vorige-maand"),
    ("quarter", 0): names("this-quarter", "dette-kvartalet", "dit-kwartaal"),
    ("quarter", 1): names("next-quarter", "neste-kvartal", "volgend-kwartaal"),
    ("quarter", -1): names("last-quarter", "forrige-kvartal", "vorig-kwartaal"),
    ("year", 0): names("this-year", "i-år dette-året", "dit-jaar"),
    ("year", 1): names("next-year", "neste-år", "volgend-jaar"),
    ("year", -1): names("last-year", "i-fjor forrige-år", "vorig-jaar"),
}
"""A unit, and how many of them away; typed with a dash, an underline or nothing between."""

UNITS: dict[str, Names] = {
    "day": names("d day days", "d dag dager dg", "d dag dagen"),
    "week": names("w week weeks", "u uke uker", "w weken wk"),
    "month": names("m month months mo", "m mnd måned måneder", "m mnd maand maanden"),
    "quarter": names("q quarter quarters", "kv kvartal", "kw kwartaal kwartalen"),
    "year": names("y year years yr", "å år", "j jaar jr"),
}

_DAY = timedelta(days=1)
_NAMED = {name.replace("_", ""): meant for name, meant in by_name(NAMED_DAYS).items()}
_UNIT = by_name(UNITS)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)")
_MONTH = re.compile(r"(\d{1,2})[./-](\d{4})")
_QUARTER = re.compile(r"(?:(\d{4})[-_ ]?)?[qk]([1-4])(?:[-_ ]?(\d{4}))?", re.IGNORECASE)
_LENGTH = re.compile(r"(?P<way>[+-]?)(?P<number>\d{1,4})\s?(?P<unit>[^\W\d_]+)")
_SIGN = re.compile(r"[<>]=?")
_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_SPOKEN = re.compile(rf"(?:(\d{{1,2}})\.?[\s-]+)?({_MONTHS})\.?[\s-]+(\d{{4}})", re.IGNORECASE)
_SPOKEN_HERE = re.compile(
    rf"(?:[<>]=?\s?)?{_SPOKEN.pattern}(?=[\s()\"“”„,]|\.\.|\Z)", re.IGNORECASE
)
_SPOKEN_BEGUN = re.compile(
    r"(?:[<>]=?\s?)?(?:\d{1,2}\.?[\s-]+)?(?P<month>[^\W\d_]{0,9})\.?(?:[\s-]+\d{0,3})?"
)
_HALF = re.compile(
    r"(?:[<>]=?)?(?:[+-]?\d{0,4}|\d{4}-(?:\d\d?-?)?|\d\d?[./-](?:\d\d?[./-]?)?\d{0,3}"
    r"|\d{4}[-_ ]?[qk]?|[qk](?:[1-4][-_ ]?\d{0,3})?)",
    re.IGNORECASE,
)


def day_range(text: str, today: date, ahead: bool) -> Days:
    """The days that are meant.

    A length such as 90d counts from today: forwards where ``ahead``, else backwards; with a sign
    before it, -90d, backwards in either case. Raises ValueError on anything that is not a day.
    """
    if ".." in text:
        low, _dots, high = text.partition("..")
        first = _span(low, today, ahead)[0] if low else None
        return first, (_span(high, today, ahead)[1] if high else None)
    sign = _SIGN.match(text)
    if sign is None:
        return _span(text, today, ahead)
    rest = text[sign.end() :].strip()
    length = _LENGTH.fullmatch(rest)
    if length is not None and not length["way"] and _unit(length) is not None:
        return _within(rest, today, ahead, sign.group())
    return _compared(sign.group(), *_span(rest, today, ahead))


def spoken_day_end(text: str, at: int) -> int | None:
    """Where 31 december 2026 or december 2026 ends that begins here; None when there is none.

    One that is half typed reaches to the end of the text.
    """
    whole = _SPOKEN_HERE.match(text, at)
    if whole is not None:
        return whole.end()
    return len(text) if " " in text[at:].strip() and _begun(text[at:]) else None


def half_typed_day(text: str) -> bool:
    """Whether this may become a day when more of it is typed."""
    last = text.rpartition("..")[2]
    if _HALF.fullmatch(last) is not None or _begun(last):
        return True
    typed = key(_SIGN.sub("", last, count=1)).replace("_", "")
    length = _LENGTH.fullmatch(_SIGN.sub("", last, count=1))
    begun = key(length["unit"]) if length else ""
    return any(name.startswith(typed) for name in _NAMED) or bool(
        begun and any(unit.startswith(begun) for unit in _UNIT)
    )


def _begun(text: str) -> bool:
    """Whether this is the beginning of a day with its month in letters."""
    match = _SPOKEN_BEGUN.fullmatch(text)
    return match is not None and any(month.startswith(match["month"].lower()) for month in MONTHS)


def _compared(sign: str, first: date, last: date) -> Days:
    bounds: dict[str, Days] = {
        "<": (None, _moved(first, -1)),
        "<=": (None, last),
        ">": (_moved(last, 1), None),
        ">=": (first, None),
    }
    return bounds[sign]


def _within(length: str, today: date, ahead: bool, sign: str) -> Days:
    """Less than a length away starts today; more than a length away does not."""
    edge = _span(length, today, ahead)[0]
    if sign.startswith("<"):
        return (today, edge) if ahead else (edge, today)
    step = 0 if sign == ">=" else 1
    return (_moved(edge, step), None) if ahead else (None, _moved(edge, -step))


def _span(text: str, today: date, ahead: bool) -> tuple[date, date]:
    text = text.strip()
    if (iso := _ISO.fullmatch(text)) is not None:
        return _calendar(*(int(part) if part else None for part in iso.groups()))
    if (dotted := _DOTTED.fullmatch(text)) is not None:
        year = int(dotted[3]) + (2000 if len(dotted[3]) == 2 else 0)
        day = date(year, int(dotted[2]), int(dotted[1]))
        return day, day
    if (month := _MONTH.fullmatch(text)) is not None:
        return _calendar(int(month[2]), int(month[1]), None)
    if (spoken := _SPOKEN.fullmatch(text)) is not None:
        number = int(spoken[1]) if spoken[1] else None
        return _calendar(int(spoken[3]), MONTHS[spoken[2].lower()], number)
    if (quarter := _QUARTER.fullmatch(text)) is not None and not (quarter[1] and quarter[3]):
        return _quarter(int(quarter[1] or quarter[3] or today.year), int(quarter[2]))
    if (length := _LENGTH.fullmatch(text)) is not None and (unit := _unit(length)) is not None:
        forwards = ahead if not length["way"] else length["way"] == "+"
        day = _distant(int(length["number"]), unit, today, forwards)
        return day, day
    return _named(key(text).replace("_", ""), today)


def _unit(length: re.Match[str]) -> str | None:
    return _UNIT.get(key(length["unit"]))


def _calendar(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    assert year is not None
    first = date(year, month or 1, day or 1)
    if day is not None:
        return first, first
    return first, _last_before(first, Duration(months=1) if month else Duration(years=1))


def _quarter(year: int, number: int) -> tuple[date, date]:
    first = date(year, 3 * number - 2, 1)
    return first, _last_before(first, Duration(months=3))


def _last_before(first: date, length: Duration) -> date:
    try:
        return length.after(first) - _DAY
    except (ValueError, OverflowError):
        return date.max


def _distant(number: int, unit: str, today: date, forwards: bool) -> date:
    length = {
        "day": Duration(days=number),
        "week": Duration(weeks=number),
        "month": Duration(months=number),
        "quarter": Duration(months=3 * number),
        "year": Duration(years=number),
    }[unit]
    try:
        return length.after(today) if forwards else length.before(today)
    except (ValueError, OverflowError):
        return date.max if forwards else date.min


def _named(text: str, today: date) -> tuple[date, date]:
    if text not in _NAMED:
        raise ValueError(f"not a day: {text!r}")
    unit, steps = _NAMED[text]
    if unit == "day":
        day = _moved(today, steps)
        return day, day
    if unit == "week":
        first = _moved(today, -today.weekday() + 7 * steps)
        return first, _moved(first, 6)
    if unit == "year":
        return _calendar(today.year + steps, None, None)
    months = today.year * 12 + today.month - 1 + steps * (3 if unit == "quarter" else 1)
    year, month = divmod(months, 12)
    return _quarter(year, month // 3 + 1) if unit == "quarter" else _calendar(year, month + 1, None)


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min

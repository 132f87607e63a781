"""How days and amounts are written in a query, alone and as ranges."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from arkiv.domain.query_tree import AmountRange
from arkiv.domain.values import Duration

__all__ = ["AMOUNT", "amount_range", "day_range", "half_typed_day"]

Days = tuple[date | None, date | None]

_DAY = timedelta(days=1)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_LENGTH = re.compile(r"(\d{1,4})([dwmy])", re.IGNORECASE)
_NEAR = re.compile(r"(last|this|next)-(week|month|year)")
_HALF = re.compile(
    r"[<>]=?|(?:[<>]=?)?(?:\d{1,3}|\d{4}-|\d{4}-\d\d?-|\d\d?[./](?:\d\d?[./]?\d{0,3})?)"
)

_CURRENCIES = (
    "AUD BGN BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF INR ISK JPY KRW MXN NOK NZD PLN RON SEK SGD "
    "THB TRY USD ZAR"
)
_NUMBER = r"\d+(?:[.,']\d+)*\s?(?:mrd|mill|mio|bn|k|m)?(?![^\W\d_])"
_CURRENCY = f"(?:{_CURRENCIES.replace(' ', '|')})"
AMOUNT = re.compile(
    rf"(?:(?P<before>{_CURRENCY})(?:\s*(?=[<>\d.])|(?![^\W_])))?"
    rf"(?:(?P<sign>[<>]=?)\s?)?"
    rf"(?P<low>{_NUMBER})?(?P<dots>\.\.)?(?P<high>(?<=\.\.){_NUMBER})?"
    rf"(?:\s?(?P<after>{_CURRENCY})(?![^\W_]))?",
    re.IGNORECASE,
)
"""One amount or range as it stands in a query; may match the empty text."""

_SCALES = {"k": 3, "m": 6, "mio": 6, "mill": 6, "bn": 9, "mrd": 9}


def day_range(text: str, today: date, ahead: bool) -> Days:
    """First and last day that are meant, both included; None is open.

    A length such as 90d counts from today: forwards where ``ahead``, else backwards. Raises
    ValueError on anything that is not a day.
    """
    if ".." in text:
        low, _dots, high = text.partition("..")
        first = _span(low, today, ahead)[0] if low else None
        return first, (_span(high, today, ahead)[1] if high else None)
    sign = re.match(r"[<>]=?", text)
    if sign is None:
        return _span(text, today, ahead)
    rest = text[sign.end() :]
    if _LENGTH.fullmatch(rest):
        return _within(rest, today, ahead, sign.group()[0] == "<")
    first, last = _span(rest, today, ahead)
    return _compared(sign.group(), first, last)


def half_typed_day(text: str) -> bool:
    """Whether this may become a day when more of it is typed."""
    return _HALF.fullmatch(text) is not None


def _compared(sign: str, first: date, last: date) -> Days:
    bounds: dict[str, Days] = {
        "<": (None, _moved(first, -1)),
        "<=": (None, last),
        ">": (_moved(last, 1), None),
        ">=": (first, None),
    }
    return bounds[sign]


def _within(text: str, today: date, ahead: bool, inside: bool) -> Days:
    edge = _span(text, today, ahead)[0]
    if ahead:
        return (today, edge) if inside else (_moved(edge, 1), None)
    return (edge, today) if inside else (None, _moved(edge, -1))


def _span(text: str, today: date, ahead: bool) -> tuple[date, date]:
    if (iso := _ISO.fullmatch(text)) is not None:
        return _calendar(*(int(part) if part else None for part in iso.groups()))
    if (dotted := _DOTTED.fullmatch(text)) is not None:
        day = date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        return day, day
    if (length := _LENGTH.fullmatch(text)) is not None:
        day = _distant(int(length[1]), length[2].lower(), today, ahead)
        return day, day
    return _named(text.lower(), today)


def _calendar(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    assert year is not None
    first = date(year, month or 1, day or 1)
    if day is not None:
        return first, first
    length = Duration(months=1) if month else Duration(years=1)
    return first, _last_before(first, length)


def _last_before(first: date, length: Duration) -> date:
    try:
        return length.after(first) - _DAY
    except (ValueError, OverflowError):
        return date.max


def _distant(number: int, unit: str, today: date, ahead: bool) -> date:
    length = {
        "d": Duration(days=number),
        "w": Duration(weeks=number),
        "m": Duration(months=number),
        "y": Duration(years=number),
    }[unit]
    try:
        return length.after(today) if ahead else length.before(today)
    except (ValueError, OverflowError):
        return date.max if ahead else date.min


def _named(text: str, today: date) -> tuple[date, date]:
    offsets = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if text in offsets:
        day = _moved(today, offsets[text])
        return day, day
    near = _NEAR.fullmatch(text)
    if near is None:
        raise ValueError(f"not a day: {text!r}")
    steps = {"last": -1, "this": 0, "next": 1}[near[1]]
    if near[2] == "week":
        first = _moved(today, -today.weekday() + 7 * steps)
        return first, _moved(first, 6)
    months = today.year * 12 + today.month - 1 + steps
    if near[2] == "month":
        return _calendar(months // 12, months % 12 + 1, None)
    return _calendar(today.year + steps, None, None)


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def amount_range(match: re.Match[str]) -> AmountRange | None:
    """What a match of AMOUNT means; None when there is no amount yet.

    A currency alone means any amount in it.
    """
    said = match.groupdict()
    currency = (said["before"] or said["after"] or "").upper() or None
    low = _amount(said["low"]) if said["low"] else None
    high = _amount(said["high"]) if said["high"] else None
    if low is None and high is None:
        return AmountRange(None, None, currency=currency) if currency else None
    if said["dots"]:
        return AmountRange(low, high, currency=currency)
    sign = said["sign"] or "="
    if sign.startswith("<"):
        return AmountRange(None, low, high_included=sign == "<=", currency=currency)
    if sign.startswith(">"):
        return AmountRange(low, None, low_included=sign == ">=", currency=currency)
    return AmountRange(low, low, currency=currency)


def _amount(text: str) -> Decimal:
    scale = re.search(r"[a-z]+$", text.lower())
    digits = text[: scale.start()].strip() if scale else text
    number = Decimal(_plain(digits.rstrip(".,'"), bool(scale)))
    return number.scaleb(_SCALES[scale.group()]) if scale else number


def _plain(digits: str, scaled: bool) -> str:
    """With a point before the decimals and nothing between thousands.

    The last of two kinds of sign is the decimal one; a single sign before exactly three digits
    groups thousands, unless a scale such as m follows.
    """
    digits = digits.replace("'", "")
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return digits
    whole, _sign, decimals = digits.rpartition(signs[-1])
    groups = signs.count(signs[-1]) > 1 or (len(signs) == 1 and len(decimals) == 3 and not scaled)
    whole = whole.replace(".", "").replace(",", "")
    return whole + decimals if groups else f"{whole}.{decimals}"

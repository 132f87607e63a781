"""How amounts are written in a query, alone and as ranges, in one currency or any."""

from __future__ import annotations

import re
from decimal import Decimal

from arkiv.domain.query_tree import AmountRange

__all__ = ["AMOUNT", "CURRENCIES", "SCALES", "amount_ranges"]

CURRENCIES = (
    *("NOK", "EUR", "USD", "GBP", "SEK", "DKK", "CHF", "ISK", "AUD", "BGN", "BRL", "CAD", "CNY"),
    *("CZK", "HKD", "HUF", "INR", "JPY", "KRW", "MXN", "NZD", "PLN", "RON", "SGD", "THB", "TRY"),
    "ZAR",
)
"""ISO 4217; likeliest first."""
_SIGNS = {
    "€": ("EUR",),
    "$": ("USD",),
    "£": ("GBP",),
    "euro": ("EUR",),
    "kr": ("NOK", "SEK", "DKK"),
}
"""A crown may be any of three."""
SCALES = {
    **dict.fromkeys(("k", "thousand", "tusen", "duizend"), 3),
    **dict.fromkeys(("m", "mio", "mill", "mln", "million", "millioner", "miljoen"), 6),
    **dict.fromkeys(("bn", "mrd", "mld", "billion", "milliard", "milliarder", "miljard"), 9),
}
"""Powers of ten by what stands behind a number."""

_SPACE = " \u00a0\u202f\u2009"
_SCALE = f"(?a:{'|'.join(sorted(SCALES, key=len, reverse=True))})"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*)"
    rf"(?:\s?{_SCALE})?(?![^\W\d_])(?:,-)?"
)
_CURRENCY = rf"(?a:{'|'.join(CURRENCIES)}|euro|kr(?:\.(?!\.))?|[€$£])"
AMOUNT = re.compile(
    r"(?:(?P<first>[<>]=?)\s?)?"
    rf"(?:(?P<before>{_CURRENCY})(?:\s*(?=[<>\d.])|(?<=[€$£.])|(?![^\W_])))?"
    r"(?:(?P<sign>[<>]=?)\s?)?"
    rf"(?P<low>{_NUMBER})?(?P<dots>\.\.)?(?P<high>(?<=\.\.){_NUMBER})?"
    rf"(?:\s?(?P<after>{_CURRENCY})(?![^\W_]))?",
    re.IGNORECASE,
)
"""One amount or range as it stands in a query; may match the empty text."""


def amount_ranges(match: re.Match[str]) -> tuple[AmountRange, ...]:
    """What a match of AMOUNT means, one of these; empty when there is no amount yet.

    A currency alone means any amount in it.
    """
    said = match.groupdict()
    currencies = _currencies(said["before"] or said["after"])
    low = _amount(said["low"]) if said["low"] else None
    high = _amount(said["high"]) if said["high"] else None
    if low is None and high is None and currencies == (None,):
        return ()
    sign = said["first"] or said["sign"] or ""
    return tuple(_range(low, high, bool(said["dots"]), sign, one) for one in currencies)


def _currencies(said: str | None) -> tuple[str | None, ...]:
    if said is None:
        return (None,)
    return _SIGNS.get(said.lower().rstrip("."), (said.upper(),))


def _range(
    low: Decimal | None, high: Decimal | None, dots: bool, sign: str, currency: str | None
) -> AmountRange:
    if dots or low is None:
        return AmountRange(low, high, currency=currency)
    if sign.startswith("<"):
        return AmountRange(None, low, high_included=sign == "<=", currency=currency)
    if sign.startswith(">"):
        return AmountRange(low, None, low_included=sign == ">=", currency=currency)
    return AmountRange(low, low, currency=currency)


def _amount(text: str) -> Decimal:
    text = text.removesuffix(",-").casefold()
    scale = re.search(r"[a-z]+$", text)
    digits = re.sub(rf"[\s{_SPACE}]", "", text[: scale.start()] if scale else text)
    number = Decimal(_plain(digits.rstrip(".,'"), bool(scale)))
    return number.scaleb(SCALES[scale.group()]) if scale else number


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

"""How amounts are written in a query, alone and as ranges, in one currency or any."""

from __future__ import annotations

import re
from decimal import Decimal

from arkiv.domain.query_tree import AmountRange

__all__ = ["CURRENCIES", "SCALES", "amount_at"]

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
_AMOUNT = re.compile(
    r"(?:(?P<first>[<>]=?)\s?)?"
    rf"(?:(?P<before>{_CURRENCY})(?:\s*(?=[<>\d.])|(?<=[€$£.])|(?![^\W_])))?"
    r"(?:(?P<sign>[<>]=?)\s?)?"
    rf"(?P<low>{_NUMBER})?(?P<dots>\.\.)?(?P<high>(?<=\.\.){_NUMBER})?"
    rf"(?:\s?(?P<after>{_CURRENCY})(?![^\W_]))?"
    r"(?=[\s()\"“”„]|\Z)",
    re.IGNORECASE,
)
"""One amount or range as it stands in a query; may match the empty text."""
_LETTERS_LAST = re.compile(r"[^\W\d_]*\Z")
_HALF_GROUP = re.compile(rf"[{_SPACE}]\d{{1,2}}")
_HALF_CURRENCY = re.compile(rf"[{_SPACE}]([A-Z]{{1,2}})")


def amount_at(text: str, at: int) -> tuple[int, tuple[AmountRange, ...]] | None:
    """Where the amount or range ends that begins here, and what it means: one of these.

    None when this is no amount; no ranges where it is half typed. A currency alone means any
    amount in it.
    """
    match = _AMOUNT.match(text, at)
    if match is None:
        return (len(text), ()) if _half_typed(text[at:]) else None
    number = match["high"] or match["low"] or ""
    half_group = re.search(r"(?<!\d)\d{1,3}$", number) and _HALF_GROUP.fullmatch(text, match.end())
    if half_group:
        return len(text), ()
    begun = _HALF_CURRENCY.fullmatch(text, match.end()) if number else None
    if begun and any(currency.startswith(begun[1]) for currency in CURRENCIES):
        return len(text), _ranges(match)
    return match.end(), _ranges(match)


def _half_typed(text: str) -> bool:
    """Whether letters or a sign at its end are all that keeps this from being an amount."""
    letters = _LETTERS_LAST.search(text)
    assert letters is not None, "it matches the empty text"
    known = (*SCALES, *_SIGNS, *(currency.lower() for currency in CURRENCIES))
    begun = letters.group().casefold()
    if begun and not any(name.startswith(begun) for name in known):
        return False
    before = text[: letters.start()] if begun else text[:-1]
    return bool(begun or text[-1:] in set(".,'")) and _AMOUNT.fullmatch(before) is not None


def _ranges(match: re.Match[str]) -> tuple[AmountRange, ...]:
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

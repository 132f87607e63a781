"""What an amount, a day or a reference is that somebody typed, and how far it reaches."""

from __future__ import annotations

import re
from functools import lru_cache

from arkiv.domain.months import MONTHS
from arkiv.domain.notations import (
    CURRENCIES,
    SCALES,
    SPACE,
    amount_forms,
    date_forms,
    reference_forms,
)

__all__ = ["forms_of", "typed_end", "typed_half"]

_END = r"(?=[.,;:]?\*?(?:[\s()\"“”„]|\Z))"
_YEAR = r"(?:19|20|21)\d\d"
_ORDINAL = r"(?:\.|:?e|a|er|ste?|nd|rd|th|de)?"
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_NAMED_DAY = (
    rf"\d{{1,2}}{_ORDINAL}[\s-]*(?:day\s+)?(?:of\s+)?{_MONTH},?[\s-]*{_YEAR}"
    rf"|{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}"
)
_NUMERIC_DAY = (
    r"\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\s?\d{1,2}\2\s?\d{4}|\d\d([./-])\d\d\3\d\d"
)
_CURRENCY = rf"(?:[MTk]?(?:{CURRENCIES})|US\$|kr(?:oner|onor)?\.?|euro?|[€$£])"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?:[.,]\d{{1,2}})?|\d{{1,3}}(?:\.\d{{3}})+(?:,\d{{1,2}})?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?:['’]\d{3})+(?:[.,]\d{1,2})?"
    r"|\d+(?:[.,]\d{1,3})?)"
)
_AMOUNT = (
    rf"(?:(?P<currency>{_CURRENCY})\s*)?(?P<number>{_NUMBER})(?:[.,][-–])?"
    rf"(?:\s*(?P<scale>{SCALES})(?![^\W_]))?(?:\s*(?P<behind>{_CURRENCY})(?![^\W_]))?"
)
_GROUPED = (
    rf"\d\d(?:{SPACE}\d\d){{3}}|\d{{3}}{SPACE}\d\d{SPACE}\d{{3}}"
    rf"|\d{{4}}[ .]\d\d[ .]\d{{5}}|\d{{6}}(?:-\d{{4}}|[ -]\d{{5}})|\d{{4}}\.\d{{3}}\.\d{{3}}"
)
_REGISTERED = (
    r"(?:(?:NO|(?P<swedish>SE)|DK|DE|BE|NL)[ -]?(?=\d))?"
    rf"(?P<own>\d{{8,12}}|\d{{3}}(?:[ .]\d{{3}}){{2}})(?:{SPACE}?MVA)?"
)
_SPACED = rf"[A-Z]{{2,6}}{SPACE}(?:19|20)\d\d[ /_-]\d{{2,8}}"

_DAY = re.compile(f"{_NUMERIC_DAY}|{_NAMED_DAY}", re.IGNORECASE)
_ONE_AMOUNT = re.compile(_AMOUNT, re.IGNORECASE)
_DIGIT_GROUPS = re.compile(_GROUPED)
_ORGANISATION = re.compile(_REGISTERED, re.IGNORECASE)
_WITH_SIGNS = re.compile(r"[^\W_]+(?:[-/_ ][^\W_]+)*")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE = tuple(
    re.compile(f"(?:{pattern}){_END}", flags)
    for pattern, flags in (
        (f"{_NUMERIC_DAY}|{_NAMED_DAY}", re.IGNORECASE),
        (_GROUPED, re.NOFLAG),
        (_SPACED, re.NOFLAG),
        (_REGISTERED, re.IGNORECASE),
        (_AMOUNT, re.IGNORECASE),
    )
)
_HALF = re.compile(
    rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?:{SPACE}\d{{1,2}}|[.,])"
    rf"|\d{{1,2}}{_ORDINAL}\s+(?P<month>[^\W\d_]{{3,9}})(?:\s+(?:[12]\d{{0,2}})?)?",
    re.IGNORECASE,
)
_LEAST_PLAIN = 1000
"""An amount from here on is also looked for as a bare number."""
_SWEDISH_WITH_TAX = 12
"""Digits of a company's number with the two that make it one for value added tax."""
_JOINED = range(6, 15)
"""Digits that may stand in groups."""


def typed_end(text: str, at: int) -> int | None:
    """Where the amount, day or reference ends that begins here; None when there is none.

    What stands between it and the next space is punctuation, or the star of a beginning.
    """
    ends = [match.end() for pattern in _WHOLE if (match := pattern.match(text, at)) is not None]
    return max(ends, default=None)


def typed_half(text: str, at: int) -> bool:
    """Whether all that is left of the text is the beginning of an amount or a day.

    Only of one with spaces in it: 1 234 5, 31. desember 20.
    """
    match = _HALF.fullmatch(text, at)
    if match is None:
        return False
    month = match["month"]
    return month is None or any(name.startswith(month.lower()) for name in MONTHS)


@lru_cache(maxsize=1000)
def forms_of(typed: str) -> tuple[str, ...]:
    """Terms that mean the same as what was typed; none when it is a mere word or none of these.

    They are forms of ``notations`` and, for what may stand without any sign, plain words.
    """
    text = typed.strip().rstrip(".,;:")
    if _DAY.fullmatch(text):
        return date_forms(text)
    if _DIGIT_GROUPS.fullmatch(text):
        return _digits(re.sub(r"\D", "", text))
    organisation = _ORGANISATION.fullmatch(text)
    if organisation is not None:
        own = re.sub(r"\D", "", organisation["own"])
        if organisation["swedish"] and len(own) == _SWEDISH_WITH_TAX:
            own = own[:-2]
        return (f"={own}", *_digits(own))
    amount = _ONE_AMOUNT.fullmatch(typed.strip()) or _ONE_AMOUNT.fullmatch(text)
    if amount is not None:
        return _amount(amount)
    return _reference(text) if _WITH_SIGNS.fullmatch(text) else ()


def _digits(joined: str) -> tuple[str, ...]:
    return f"#{joined}", joined


def _amount(match: re.Match[str]) -> tuple[str, ...]:
    currency, number = match["currency"] or "", match["number"]
    if not (currency or match["behind"] or match["scale"]) and _BARE_YEAR.fullmatch(number):
        return ()
    scaled = currency[:1].lower() if currency[1:].upper() in CURRENCIES.split("|") else ""
    forms = amount_forms(f"{number} {match['scale'] or ''}".strip(), scaled)
    plain = tuple(
        form[1:] for form in forms if form[1:].isdigit() and int(form[1:]) >= _LEAST_PLAIN
    )
    joined = tuple(f"#{digits}" for digits in plain if len(digits) in _JOINED)
    return (*forms, *plain, *joined)


def _reference(text: str) -> tuple[str, ...]:
    forms = reference_forms(text)[:1]
    return (*forms, *(form[1:] for form in forms))

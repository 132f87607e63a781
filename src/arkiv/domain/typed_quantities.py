"""Days, lengths of time and amounts as people type them; whatever could mean two things is refused.

Each function raises ValueError with what to type instead, to be put behind “…”.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from arkiv.domain.values import Duration, Money, Per, Vat, YearDay
from arkiv.texts import _

__all__ = ["typed_amount", "typed_day", "typed_days", "typed_duration", "typed_year_day"]

_YEARS = range(1900, 2200)
_LONGEST_DAYS = 3650

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)


def typed_day(typed: str) -> date:
    """``2027-01-31``, ``31.1.2027``, and ``31/1/2027`` where one of the numbers is no month."""
    match = _ISO.fullmatch(typed) or _DOTTED.fullmatch(typed)
    if match:
        return _day(match["y"], match["m"], match["d"])
    slashed = _SLASHED.fullmatch(typed)
    if slashed is None:
        raise ValueError(_("is not a day. Type it as 2027-01-31."))
    first, second, year = slashed.groups()
    if int(first) > 12:
        return _day(year, second, first)
    if int(second) > 12 or int(first) == int(second):
        return _day(year, first, second)
    raise ValueError(
        _("can be read as two days. Type {one} or {other}.").format(
            one=_day(year, second, first), other=_day(year, first, second)
        )
    )


def _day(year: str, month: str, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValueError(_("is not a day there is. Type it as 2027-01-31.")) from error
    if found.year not in _YEARS:
        raise ValueError(_("is too far away. Check the year."))
    return found


_YEAR_DAY = re.compile(r"(?:--(?P<m>\d\d)-(?P<d>\d\d))|(?:(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.?)")


def typed_year_day(typed: str) -> YearDay:
    """``--01-31`` or ``31.1.``"""
    match = _YEAR_DAY.fullmatch(typed)
    if match is None:
        raise ValueError(_("is not a day of the year. Type it as --01-31 or 31.1."))
    try:
        return YearDay.parse(f"--{match['m'] or match['m2']:0>2}-{match['d'] or match['d2']:0>2}")
    except ValueError as error:
        raise ValueError(_("is not a day there is. Type it as --01-31.")) from error


_UNITS = {
    "years": "y yr yrs year years år jaar jaren",
    "months": "m mo mth month months mnd mnd. måned måneder månader månad maand maanden",
    "weeks": "w week weeks uke uker veke veker weken vecka veckor",
    "days": "d day days dag dager dagar dagen",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_PART = re.compile(r"(\d{1,4})\s*([a-zåæøä]+\.?)[\s,]*", re.ASCII | re.IGNORECASE)


def typed_duration(typed: str) -> Duration:
    """``P3M``, ``3 months``, ``3 måneder``, ``1y 6m``; 90 days stay days."""
    try:
        found = Duration.parse(typed.upper())
    except ValueError:
        found = _spoken_duration(typed)
    if not found:
        raise ValueError(_("is no time at all. Type a length such as P3M, P1Y or P30D."))
    return found


def _spoken_duration(typed: str) -> Duration:
    told: dict[str, int] = {}
    place = 0
    while place < len(typed):
        match = _PART.match(typed, place)
        unit = _UNIT_OF.get(match[2].lower()) if match else None
        if match is None or unit is None or unit in told:
            raise ValueError(_("is not a length of time. Type P3M, P1Y6M, P30D or 3 months."))
        told[unit] = int(match[1])
        place = match.end()
    return Duration(**told)


def typed_days(typed: str) -> int:
    """A number of days: ``30``, ``30 days`` or ``P30D``."""
    if re.fullmatch(r"\d{1,5}", typed, re.ASCII):
        days = int(typed)
    else:
        length = typed_duration(typed)
        if length.years or length.months:
            raise ValueError(_("is not a number of days. Type it as 30."))
        days = 7 * length.weeks + length.days
    if days > _LONGEST_DAYS:
        raise ValueError(_("is more than ten years. Check the number."))
    return days


_CURRENCY = re.compile(r"[A-Z]{3}")
_AMOUNT = re.compile(r"\d[\d.,' \u00a0\u202f]*", re.ASCII)
_SIGNS = {"€": "EUR", "£": "GBP"}
_PERS = {
    **{str(per): per for per in Per},
    **dict.fromkeys(("yearly", "annually", "annum", "år", "jaar"), Per.YEAR),
    **dict.fromkeys(("quarterly", "kvartal", "kwartaal"), Per.QUARTER),
    **dict.fromkeys(("monthly", "måned", "mnd", "maand"), Per.MONTH),
}
_VATS = {
    **{str(vat): vat for vat in Vat},
    **dict.fromkeys(("excl", "ex", "eks", "ekskl"), Vat.EXCLUDED),
    **dict.fromkeys(("incl", "inkl"), Vat.INCLUDED),
}
_FILLERS = {"per", "pr", "vat", "mva", "btw"}


def typed_amount(typed: str) -> Money:
    """``1240000.00 NOK year``, with ``excluded`` or ``included`` after it for the tax."""
    for sign, code in _SIGNS.items():
        typed = typed.replace(sign, f" {code} ")
    match = _AMOUNT.search(typed)
    if match is None or "-" in typed[: match.start()]:
        raise ValueError(_("is not an amount. Type it as 1240000.00 NOK year."))
    words = [*typed[: match.start()].split(), *re.split(r"[\s/,]+", typed[match.end() :])]
    currency, per, vat = _read_words([word for word in words if word.strip(".")])
    if currency is None:
        raise ValueError(_("names no currency. Type it as 1240000.00 NOK year."))
    return Money(_number(match[0].strip()), currency, per, vat)


def _read_words(words: list[str]) -> tuple[str | None, Per | None, Vat | None]:
    currency: str | None = None
    per: Per | None = None
    vat: Vat | None = None
    for word in words:
        plain = word.lower().strip(".")
        if plain in _FILLERS:
            continue
        if plain in _PERS and per is None:
            per = _PERS[plain]
        elif plain in _VATS and vat is None:
            vat = _VATS[plain]
        elif _CURRENCY.fullmatch(word.upper()) and currency is None:
            currency = word.upper()
        else:
            raise ValueError(
                _("has a word too many: {word}. Type it as 1240000.00 NOK year excluded.").format(
                    word=word
                )
            )
    return currency, per, vat


def _number(typed: str) -> Decimal:
    """Groups of three are thousands; one mark before three digits alone could be either."""
    digits = re.sub(r"[\s'\u00a0\u202f]", "", typed).rstrip(".,")
    marks = re.findall(r"[.,]", digits)
    whole, cents = digits, ""
    if marks:
        whole, cents = re.split(r"[.,](?=[^.,]*$)", digits)
        if len(marks) > 1 and len(set(marks)) == 1:
            whole, cents = digits, ""
        elif len(marks) == 1 and len(cents) == 3 and len(whole) <= 3 and whole != "0":
            raise ValueError(
                _("can be read as two amounts. Type {one} or {other}.").format(
                    one=whole + cents, other=f"{whole}.{cents[:2]}"
                )
            )
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
        raise ValueError(_("is not an amount. Type it as 1240000.00 NOK year."))
    return Decimal("".join(groups) + (f".{cents}" if cents else ""))

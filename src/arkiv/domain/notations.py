"""Amounts, days and reference numbers in a text, whatever notation they stand in.

Each has one or more forms, the same for every notation of it, and each form begins with a sign
that no word has: ``=1234567.5`` for 1 234 567,50 and 1.234.567,50, ``@2026-12-31`` for 31.12.2026
and December 31, 2026, ``#ktr2023017`` for KTR-2023/017. Where a notation can be read in two ways
(1.250, 3/4/2026) it has the forms of both.

A number without a sign of being one of these has no form: 2026, 4.1.2, 16.30, 12 %. As a word it
stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from arkiv.domain.months import MONTHS

__all__ = [
    "CURRENCIES",
    "MARKS",
    "SCALES",
    "SPACE",
    "Notation",
    "amount_forms",
    "date_forms",
    "notations",
    "reference_forms",
]

MARKS = "=@#"
"""A form begins with one of these, a word with none."""


@dataclass(frozen=True, slots=True)
class Notation:
    """One amount, day or reference where it stands in a raw text."""

    start: int
    end: int
    """Half-open offsets in the raw text."""
    forms: tuple[str, ...]


SPACE = "[ \u00a0\u2007\u2009\u202f]"
"""Between the groups of a number."""
CURRENCIES = "NOK|EUR|USD|SEK|DKK|GBP|CHF|ISK"
SCALES = (
    r"(?i:tusen|mill(?:ion(?:s|en|er|ar|är)?|\.)?|millioner|miljoner|miljoen|miljard(?:er)?"
    r"|mio\.?|mln\.?|mrd\.?|milliard(?:er|en?)?|billion|bn)"
)
"""Words behind a number that multiply it."""
_POWERS = (
    (re.compile(r"tus|[tk]$"), 3),
    (re.compile(r"mrd|milliard|miljard|billion|bn"), 9),
    (re.compile(r"m"), 6),
)

_SIGN = r"[€$£]"
_PERCENT = rf"(?!{SPACE}?(?:%|‰|pro[cs]ent|per\s?cent|pct))"
_ENDS = r"(?!\d|[.,:'’]\d)"
_CENTS = r"(?:[.,]\d{1,2})?"
_MONEY_AFTER = rf"{SPACE}?(?:€|(?:(?i:kr|kroner|kronor|euro)|{CURRENCIES})(?![^\W_]))"
_FOUND = re.compile(
    rf"""
    [0-9](?:(?<![^\W_].)(?:  # the first of a word; searching for a plain set is fast
    (?P<day>(?<![\d][./:-]\d)(?:
        (?<![^\W_]-\d)\d{{3}}([-./])\d{{1,2}}\2\d{{1,2}}
        |\d?([./-])\s?\d{{1,2}}\3\s?\d{{4}}
        |\d([./-])\d\d\4\d\d
    )(?!\d|[./-]\d))
    |(?P<named>\d?(?:\.|:?e|a|er|ste?|nd|rd|th|de)?(?:-|\s{{1,3}}(?:day\s)?(?:of\s)?|(?<=\.))
        [^\W\d_]{{3,9}}(?:-|[.,]{{0,2}}\s{{1,3}})(?:19|20|21)\d\d(?!\d))
    |(?P<american>(?<=[^\W\d_.]\s\d)|(?<=\.\s\d))(?P<rest>\d?(?:st|nd|rd|th)?,?\s{{1,3}}
        (?:19|20|21)\d\d(?!\d))
    |(?P<scaled>\d*(?:[.,]\d{{1,3}})?{SPACE}?{SCALES}(?![^\W_]))
    |(?P<amount>(?<!\d[.,:'’]\d)(?<!\+\d)(?:
        \d{{0,2}}(?:
            (?:{SPACE}\d{{3}}(?!\d)){{1,6}}{_CENTS}
            |(?:\.\d{{3}}(?!\d)){{1,6}}(?:,\d{{1,2}})?
            |(?:,\d{{3}}(?!\d)){{1,6}}(?:\.\d{{1,2}})?
            |(?:['’]\d{{3}}(?!\d)){{1,6}}{_CENTS}
        )
        |\d*,\d\d|\d\d+\.\d\d|\d{{3}}\d*[.,]\d
        |\d*(?=[.,][-–]|{_MONEY_AFTER})
        |(?:(?<={_SIGN}\d)|(?<={_SIGN}\s\d)|(?<=[Kk]r\s\d)|(?<=[Kk]r\.\d)|(?<=[Kk]r\.\s\d)
           |(?<=[NEUSDGCI][OUSEKBH][KRDPF]\s\d))\d*{_CENTS}
    ){_ENDS}{_PERCENT})
    |(?P<grouped>(?:
        \d(?:{SPACE}\d\d){{3}}
        |\d\d{SPACE}\d\d{SPACE}\d{{3}}
        |\d{{3}}[ .]\d\d[ .]\d{{5}}
        |\d{{5}}(?:-\d{{4}}|[ -]\d{{5}})
        |\d{{3}}\.\d{{3}}\.\d{{3}}
    )(?!{SPACE}?\d))
    |(?P<spaced>(?<=[A-Z]{{2}}\s\d)\d{{3}}{SPACE}\d{{2,8}}(?!\d))
    |(?P<reference>(?<=[^\W_][-/_]\d)\d\d+|\d\d+[-/_](?=[^\W_]))
    )|(?P<registered>(?<=\b[A-Z]{{2}}.)\d{{7,11}}(?!\d)))""",
    re.VERBOSE,
)

_LONGEST = 40
"""Characters of a notation."""
_BEFORE = 40
"""Characters that are looked at before a number."""
_MONTH_BEFORE = re.compile(r"([^\W\d_]{3,9})\.?\s\Z")
_HEAD = re.compile(r"(?:[^\W_]+[-/_.])+\Z|(?<![^\W_-])[A-Z]{2,6}\s\Z")
_LETTERED = re.compile(r"(?<![^\W_])([A-Z]{2,6})\s\Z")
_TAIL = re.compile(r"(?:[-/_.]?[^\W_]+)*")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEARS = range(1900, 2200)
_REFERENCE_LENGTH = range(5, 31)
_MOST_DIGITS = 24
"""Of an amount, with its points and commas."""
_FEWEST_DIGITS = 6
"""Of a reference without a letter."""


def notations(text: str) -> list[Notation]:
    """All of a text in order, none inside another."""
    found: list[Notation] = []
    end = 0
    for match in _FOUND.finditer(text):
        if match.start() < end or match.end() - match.start() > _LONGEST:
            continue
        one = _READERS[match.lastgroup or ""](match, end)
        if one is not None:
            found.append(one)
            end = one.end
    return found


def _day(match: re.Match[str], _end: int) -> Notation | None:
    return _whole(match, date_forms(match.group()))


def _american(match: re.Match[str], end: int) -> Notation | None:
    text, start = match.string, match.start()
    month = _MONTH_BEFORE.search(text, max(end, start - _BEFORE), start)
    if month is None:
        return None
    forms = date_forms(text[month.start() : match.end()])
    return Notation(month.start(), match.end(), forms) if forms else None


def _amount(match: re.Match[str], end: int) -> Notation | None:
    text, start = match.string, match.start()
    if text[start - 1 : start].isspace() and text[start - 2 : start - 1].isdigit():
        before = text[max(0, start - 6) : start - 1]
        if start - 1 > end and not re.search(r"(?<!\d)(?:19|20)\d\d\Z", before):
            return None  # the rest of a telephone number
    return _whole(match, amount_forms(match.group(), _scale_before(text, start)))


def _scaled(match: re.Match[str], _end: int) -> Notation | None:
    return _whole(match, amount_forms(match.group(), ""))


def _joined(match: re.Match[str], _end: int) -> Notation | None:
    return _whole(match, ("#" + "".join(_DIGITS.findall(match.group())),))


def _registered(match: re.Match[str], _end: int) -> Notation | None:
    """A number for value added tax; a Swedish one has two digits behind the company's own."""
    digits = match.group()
    country = match.string[match.start() - 2 : match.start()]
    own = digits[:-2] if country == "SE" and len(digits) == 12 else digits
    return _whole(match, ("#" + own,), ahead=2)


def _reference(match: re.Match[str], end: int) -> Notation | None:
    text, start = match.string, match.start()
    head = _HEAD.search(text, max(end, start - _BEFORE), start)
    begin = head.start() if head else start
    furthest = match.end() + _LONGEST
    tail = _TAIL.match(text, match.end(), furthest)
    stop = tail.end() if tail else match.end()
    if stop == furthest:
        return None
    lettered = _LETTERED.search(text, max(end, begin - 8), begin)
    forms = reference_forms(text[begin:stop], lettered[1] if lettered else "")
    return Notation(begin, stop, forms) if forms else None


def _whole(match: re.Match[str], forms: tuple[str, ...], ahead: int = 0) -> Notation | None:
    return Notation(match.start() - ahead, match.end(), forms) if forms else None


_READERS: dict[str, Callable[[re.Match[str], int], Notation | None]] = {
    "day": _day,
    "named": _day,
    "rest": _american,
    "scaled": _scaled,
    "amount": _amount,
    "grouped": _joined,
    "registered": _registered,
    "spaced": _reference,
    "reference": _reference,
}


def _scale_before(text: str, start: int) -> str:
    """The M of MNOK before a number, else nothing."""
    before = re.search(rf"(?<![^\W_])([MTk])(?:{CURRENCIES})\s\Z", text[max(0, start - 6) : start])
    return before[1].lower() if before else ""


_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d\d)")


@lru_cache(maxsize=10_000)
def date_forms(text: str) -> tuple[str, ...]:
    """Of one day as it is written; none when there is no such day."""
    if (iso := _ISO.fullmatch(text)) is not None:
        return _days((int(iso[1]), int(iso[3]), int(iso[4])))
    if (numeric := _NUMERIC.fullmatch(text)) is not None:
        first, second, year = int(numeric[1]), int(numeric[3]), _year(numeric[4])
        if numeric[2] == ".":
            return _days((year, second, first))
        return _days((year, second, first), (year, first, second))
    numbers = [int(number) for number in _DIGITS.findall(text)]
    months = [MONTHS[name] for name in _LETTERS.findall(text.lower()) if name in MONTHS]
    if len(months) != 1 or len(numbers) != 2:
        return ()
    return _days((numbers[1], months[0], numbers[0]))


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _days(*readings: tuple[int, int, int]) -> tuple[str, ...]:
    found = []
    for year, month, day in readings:
        try:
            found.append(f"@{date(year, month, day)}")
        except ValueError:
            continue
        if year not in _YEARS:
            return ()
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=10_000)
def amount_forms(text: str, scale: str = "") -> tuple[str, ...]:
    """Of one amount as it is written, with a scale word behind it; none when it is none."""
    name = _LETTERS.search(text.lower())
    scale = name.group() if name else scale
    power = next((power for names, power in _POWERS if scale and names.match(scale)), 0)
    digits = re.sub(r"[^\d.,]", "", text).rstrip(".,")
    if not 0 < len(digits) <= _MOST_DIGITS or (digits[0] == "0" and digits[1:2] not in (".", ",")):
        return ()
    found = (_plain(reading.scaleb(power)) for reading in _readings(digits, bool(power)))
    return tuple(dict.fromkeys("=" + one for one in found))


def _readings(digits: str, scaled: bool) -> Iterator[Decimal]:
    """One point or comma before three digits groups thousands, or is the decimal one."""
    marks = [mark for mark in digits if mark in ".,"]
    whole, _mark, decimals = digits.rpartition(marks[-1]) if marks else (digits, "", "")
    bare = re.sub(r"[.,]", "", digits)
    if not marks or (len(marks) > 1 and len(set(marks)) == 1):
        yield Decimal(bare)
        return
    either = len(marks) == 1 and len(decimals) == 3
    if either and whole != "0" and len(whole) <= 3 and not scaled:
        yield Decimal(bare)
    if not either or scaled or whole == "0" or decimals != "000":
        yield Decimal(re.sub(r"[.,]", "", whole) + "." + decimals)


def _plain(number: Decimal) -> str:
    spelled = f"{number:f}"
    return spelled.rstrip("0").rstrip(".") if "." in spelled else spelled


@lru_cache(maxsize=10_000)
def reference_forms(text: str, before: str = "") -> tuple[str, ...]:
    """Of one reference with its signs, whole and without its first letters.

    ``before`` are capitals that stand before it after a space, and may be part of it.
    """
    joined = re.sub(r"[\W_]", "", text).casefold()
    digits = sum(sign.isdigit() for sign in joined)
    if digits < 3 or len(joined) not in _REFERENCE_LENGTH:
        return ()
    if before in CURRENCIES.split("|"):
        before = ""
    bare = joined.lstrip("abcdefghijklmnopqrstuvwxyzæøåäö")
    whole = [joined] if digits < len(joined) or digits >= _FEWEST_DIGITS else []
    parts = [bare] if bare != joined and bare.isdigit() and len(bare) >= _FEWEST_DIGITS else []
    longer = [before.casefold() + joined] if before else []
    return tuple("#" + one for one in (*longer, *whole, *parts))

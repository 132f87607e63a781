"""Days: every way the languages write them, and the ones that can be read in two ways."""

from __future__ import annotations

import re
from datetime import date, timedelta

from arkiv.extract.shapes import DAYS, MONTHS, YEAR_WORDS

__all__ = ["days_of", "first_and_last", "month_first"]

_NUMERIC = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})(?:[./-] ?| (?=\d{4}\b))(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NAME = re.compile(r"[^\W\d_]+")
_WORDED = re.compile(r"\b([a-z]+(?:-[a-z]+)?)(?: ?\(\d+ ?[a-z]*\))? (?:day )?(?:of )?(?=[a-z]{3})")
_YEAR_WORDS = re.compile(YEAR_WORDS)
_TO_NINETEEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: 10 * n for n, word in enumerate(_TENS.split(), 1)} | {
    word: n for n, word in enumerate(_TO_NINETEEN.split(), 1)
}
_CENTURIES = {"two thousand": 2000, "nineteen hundred": 1900, "twenty": 2000}
_NOUGHT = re.compile(r"(?<=\d)o(?=[\do ]|$)", re.IGNORECASE)
_BROKEN_DAY = re.compile(r"\b([1-3]) (\d)(?= ?(?:st|nd|rd|th)\b)", re.IGNORECASE)
_QUARTER = re.compile(
    r"[1-4]|first|second|third|fourth|første|andre|tredje|fjerde|eerste|tweede|derde|vierde|andra"
)
_NTH = {
    "first": 1, "første": 1, "eerste": 1, "second": 2, "andre": 2, "tweede": 2, "andra": 2,
    "third": 3, "tredje": 3, "derde": 3, "fourth": 4, "fjerde": 4, "vierde": 4,
}  # fmt: skip
_MIDDLE = re.compile(r"\b(?:medio|mid|mitte|midten)\b")
_BEGINNING = re.compile(r"\b(?:primo|begynnelsen)\b")


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


def first_and_last(period: str) -> tuple[date, date] | None:
    """The first and last day of ``juni 2027``, ``Q3 2027``, ``medio mai 2026``; None for no year.

    The middle of a month is its 15th, its beginning the first.
    """
    low = period.lower().strip()
    digits = re.search(r"(\d\d) ?(\d ?\d)$", low)
    if digits is None:
        return None
    year = int((digits[1] + digits[2]).replace(" ", ""))
    before = low[: digits.start()]
    month = next((MONTHS[w] for w in _NAME.findall(before) if w in MONTHS), None)
    if month is None and (quarter := _QUARTER.search(before)):
        n = _NTH.get(quarter.group()) or int(quarter.group())
        return date(year, 3 * n - 2, 1), _last_of(year, 3 * n)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if _MIDDLE.search(before):
        return date(year, month, 15), date(year, month, 15)
    if _BEGINNING.search(before):
        return date(year, month, 1), date(year, month, 1)
    return date(year, month, 1), _last_of(year, month)


def _last_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _named(text: str) -> tuple[date, ...]:
    text = _in_figures(_BROKEN_DAY.sub(r"\1\2", _NOUGHT.sub("0", text.lower())))
    month = next((MONTHS[w] for w in _NAME.findall(text) if w in MONTHS), None)
    numbers = re.findall(r"\d+(?: \d\b)?", text)
    if month is None or len(numbers) < 2:
        return ()
    return _existing(_year(numbers[-1].replace(" ", "")), month, int(numbers[0].replace(" ", "")))


def _in_figures(text: str) -> str:
    """The same with a day and a year in English words turned into figures."""
    if year := _YEAR_WORDS.search(text):
        century = next(word for word in _CENTURIES if year.group().startswith(word))
        rest = re.findall("[a-z]+", year.group()[len(century) :])
        spelled = _CENTURIES[century] + sum(_NUMBERS.get(word, 0) for word in rest)
        text = f"{text[: year.start()]} {spelled}"
    if (worded := _WORDED.search(text)) and worded[1] in DAYS:
        text = f"{DAYS[worded[1]]} {text[worded.end() :]}"
    return text


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

"""What dates, durations, amounts and names look like, as pieces of patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from arkiv.extract.cue_files import WRITTEN, months_of

__all__ = [
    "DATE",
    "DAYS",
    "MONEY",
    "MONTHS",
    "NAME",
    "PERIOD",
    "PLACE",
    "YEARDAY",
    "YEAR_WORDS",
    "Words",
    "duration_shape",
    "number_shape",
]

MONTHS = {
    name: number
    for code, spelled in WRITTEN.items()
    for name, number in months_of(f"{code}.toml", spelled).items()
}
"""Month names and short forms of every language; none means two months."""

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAYS = {
    word: number
    for spelled in WRITTEN.values()
    for number, word in enumerate(spelled.get("days", ()), 1)
}
"""The days of a month in words."""
_DAY = r"(?:\d{1,2}|[1-3] \d(?= ?(?:st|nd|rd|th)\b)) ?(?:s ?t|n ?d|r ?d|t ?h|\.|e|:a|:e)?"
_DAY_WORD = "(?:" + "|".join(sorted(DAYS, key=len, reverse=True)) + ")"
_IN_FIGURES = r"(?: ?\(\d{1,2} ?(?:st|nd|rd|th)?\))?"
_YEAR = r"(?:19|2[0o])[\do] ?[\do]"
"""Four figures, also where a scanner took a nought for the letter o."""
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SMALL = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen)"
)
YEAR_WORDS = (
    rf"(?:two thousand|nineteen hundred|twenty(?= {_TENS}\b| {_SMALL}\b))(?:,? and)?"
    rf"(?: (?:{_TENS}(?:[ -]{_SMALL})?|{_SMALL}))?\b(?: ?\((?:19|20)\d\d\))?"
)
"""Two thousand and eleven, nineteen hundred ninety-eight, twenty fifteen."""
_ANY_YEAR = rf"(?:{_YEAR}\b|{YEAR_WORDS})"
_OF_YEAR = r",? ?(?:day )?(?:of )?(?:in )?(?:the year )?(?:of )?(?:our lord )?,? ?"
DATE = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[./-] ?\d{{1,2}}[./-] ?(?:\d{{4}}|\d{{2}})\b"
    r"|\b\d{1,2}/\d{1,2}[ -]{1,3}(?:19|20)\d\d\b"
    rf"|\b{_DAY}{_IN_FIGURES} ?(?:day of |day )?(?:of )?{_MONTH}{_OF_YEAR}{_ANY_YEAR}"
    rf"|\b\d{{1,2}}[ -]{_MONTH}-? ?{_YEAR}\b|\b\d{{1,2}}-{_MONTH}-\d\d\b"
    rf"|\b{_DAY_WORD}{_IN_FIGURES} (?:day )?(?:of )?{_MONTH}{_OF_YEAR}{_ANY_YEAR}"
    rf"|\b{_MONTH} {{0,2}}{_DAY} ?,? {{0,2}}{_YEAR}\b)"
)
_QUARTER = r"(?:kvartal|kwartaal|quartal|quarter|q)\b"
_NTH_QUARTER = (
    rf"(?:[1-4](?:st|nd|rd|th|\.|e)? ?{_QUARTER}|q[1-4]|(?:first|second|third|fourth) quarter"
    r"|(?:første|andre|tredje|fjerde|eerste|tweede|derde|vierde|andra) (?:kvartal|kwartaal))"
)
_PART = r"(?:primo|medio|ultimo|mid|mitte|midten av|slutten av|begynnelsen av|eind|einde|ende)"
PERIOD = (
    rf"(?:(?:{_PART} (?:van |of )?)?(?:(?:month of )?{_MONTH}|{_NTH_QUARTER}),? ?"
    r"(?:of |i |in |van )?"
    r"|(?:(?:the )?(?:calendar )?year |kalender\w+ |(?:the )?year ending |året |het jaar "
    r"|jahr(?:es)? )?)"
    rf"{_YEAR}(?![\d.,/-]*\d)"
)
"""A month, a quarter or a year without a day; for cues whose words tell its first or last day."""
YEARDAY = (
    rf"(?:\b{_DAY} ?(?:day of |of )?{_MONTH}|\b{_MONTH} {_DAY}(?!\d)|\b[0-3]?\d\.[01]?\d\b\.?)"
    r"(?![./-]?\d|,? ?(?:19|20)\d\d)"
)
"""A day and a month without a year."""
_FIGURES = (
    r"\d{1,3}(?:[ .,']\d{3}){1,4}(?:[.,](?:\d{2}|-{1,2}|–)|:-)?(?!\d)"
    r"|\d+(?:[.,]\d{1,2}|,-{1,2}|,–|:-)?(?!\d)"
)
_CURRENCY = r"(?:mnok|meur|msek|mdkk|nok|eur|euro|usd|us\$|gbp|sek|dkk|chf|kr\.?|€|\$|£)"
_TIMES = r"(?: (?:million(?:er|en)?|mill\.?|mio\.?|miljoen|millionen|tusen|duizend))?"
MONEY = (
    rf"(?:(?<![a-z]){_CURRENCY} ?(?:{_FIGURES}){_TIMES}"
    rf"|\b(?:{_FIGURES}){_TIMES} ?(?:kroner|kronor|{_CURRENCY})(?![a-z])(?! ?\d))"
)
NAME = r"(?-i:[\"']?[A-ZÆØÅÄÖÜÉ0-9][^;:()\n\t]{1,90}?)"
PLACE = r"[^.;:(]{2,80}?"


@dataclass(frozen=True, slots=True)
class Words:
    """The number words and units of one language, lower case."""

    numbers: dict[str, int]
    units: dict[str, str]
    """A word for a unit and its letter in ISO 8601: Y, M, W or D; Q for a quarter."""
    between: tuple[str, ...]
    """Words that may stand between the number and the unit: calendar, hele."""


def number_shape(words: Words) -> str:
    """A number in figures or words."""
    names = "|".join(sorted(map(re.escape, words.numbers), key=len, reverse=True))
    return rf"(?:\d{{1,3}}|{names})"


def duration_shape(words: Words) -> str:
    """A number, perhaps a second time in brackets or between dashes, and a unit."""
    number = number_shape(words)
    units = "|".join(sorted(map(re.escape, words.units), key=len, reverse=True))
    between = "|".join(map(re.escape, words.between)) or "(?!)"
    again = rf"(?: ?[(–/-] ?(?:{number}|[il]) ?[)–/-]?)?"
    # "the end of a calendar year" is a day and not the length of one year
    no_day = r"(?<!inde van )(?<!gangen av )(?<!løpet av )(?<!end of )"
    counted = rf"(?<![\w.,]){no_day}(?:{number}){again}'?[ ~-]{{1,3}}"
    return rf"{counted}(?:(?:{between}) ){{0,2}}(?:{units})(?![a-zæøåäöü])"

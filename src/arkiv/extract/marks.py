"""Where a text holds anything like a day, a length or an amount: patterns look nowhere else."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from arkiv.extract.shapes import Words

__all__ = ["Marks", "marks_of"]

_DAY = re.compile(
    r"(?<!\d)(?:19|2[0o])[\do] ?[\do](?![\do])|\d[./-] ?\d|two thousand|nineteen hundred"
    r"|(?<=[ ,])twenty "
)
_AMOUNT = re.compile(r"[€$£]|\b(?:m?nok|m?eur|euro|usd|gbp|m?sek|m?dkk|chf|kr|kroner|kronor)\b")
_COUNTED = 30
"""A number stands at most so far before the unit it counts."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Sorted offsets by the shape they may be: date, duration, money."""

    places: dict[str, list[int]]

    def between(self, shape: str, start: int, end: int) -> bool:
        """Whether something like the shape stands there."""
        found = self.places[shape]
        at = bisect_left(found, start)
        return at < len(found) and found[at] < end


def marks_of(low: str, words: Words) -> Marks:
    """Looks a text in lower case through once; too many marks do no harm, a missing one does."""
    return Marks(
        {
            "date": [m.start() for m in _DAY.finditer(low)],
            "duration": _lengths(low, words),
            "money": [m.start() for m in _AMOUNT.finditer(low)],
        }
    )


def _lengths(low: str, words: Words) -> list[int]:
    unit, number = _unit_and_number(tuple(words.units), tuple(words.numbers))
    return [
        m.start()
        for m in unit.finditer(low)
        if number.search(low, max(0, m.start() - _COUNTED), m.start())
    ]


@cache
def _unit_and_number(
    units: tuple[str, ...], numbers: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of one language, made once."""
    longest_first = sorted(units, key=len, reverse=True)
    return (
        re.compile(r"[ ~-](?:" + "|".join(map(re.escape, longest_first)) + ")"),
        re.compile(r"\d|\b(?:" + "|".join(map(re.escape, numbers)) + r")\b"),
    )

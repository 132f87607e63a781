"""How long: durations in words and figures, as the languages write them."""

from __future__ import annotations

import re

from arkiv.domain.values import Duration
from arkiv.extract.shapes import Words, number_shape

__all__ = ["duration_of", "in_words"]


def duration_of(text: str, words: Words) -> Duration | None:
    """Reads ``tre (3) måneder``, ``ninety (90) days``, ``12 mnd.``; None when it is none.

    Figures win over words where both stand. A quarter is three months.
    """
    low = text.lower().strip()
    unit = next((words.units[w] for w in _by_length(words) if low.endswith(w)), None)
    numbers = re.findall(number_shape(words), low)
    if unit is None or not numbers:
        return None
    figures = [int(n) for n in numbers if n.isdigit()]
    count = figures[-1] if figures else words.numbers[numbers[0]]
    return _of(count, unit) if 0 < count < 1000 else None


def in_words(text: str, words: Words) -> Duration | None:
    """What the words of ``ninety (60) days`` say; None where they agree with the figures."""
    low = text.lower().strip()
    unit = next((words.units[w] for w in _by_length(words) if low.endswith(w)), None)
    numbers = re.findall(number_shape(words), low)
    if unit is None or len(numbers) != 2 or numbers[0].isdigit() or not numbers[1].isdigit():
        return None
    count = words.numbers[numbers[0]]
    # of "twenty-seven (27)" the list may know only the seven
    return None if numbers[1].endswith(str(count)) else _of(count, unit)


def _by_length(words: Words) -> list[str]:
    return sorted(words.units, key=len, reverse=True)


def _of(count: int, unit: str) -> Duration:
    match unit:
        case "Y":
            return Duration(years=count)
        case "Q":
            return Duration(months=3 * count)
        case "M":
            return Duration(months=count)
        case "W":
            return Duration(weeks=count)
    return Duration(days=count)

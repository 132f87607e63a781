"""How a computed day follows from others, read and done again.

effective_date + P3Y - P1D
end of the month of effective_date + P3Y - P1D
first of the month after 2024-01-15
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from arkiv.domain.values import Duration

__all__ = ["Operation", "Rounding", "read_operation"]

_STEP = re.compile(r"\s*([+-])\s*(P(?:\d+[YMWD])+)")
_BASE = re.compile(r"[a-z_]+|\d{4}-\d\d-\d\d")


class Rounding(StrEnum):
    """What is done with the day that was counted; the values stand before the base."""

    MONTH_END = "end of the month of"
    NEXT_MONTH = "first of the month after"


@dataclass(frozen=True, slots=True)
class Operation:
    """A day and the lengths of time that are counted from it, one after the other."""

    base: str
    """The name of a field, or a day as 2027-01-31."""
    steps: tuple[tuple[int, Duration], ...]
    """1 forwards or -1 backwards, and how far."""
    rounding: Rounding | None = None

    def day(self, known: Mapping[str, object]) -> date | None:
        """The day that follows from these fields; None where the base is not among them."""
        found = known.get(self.base) if self.base[0].isalpha() else date.fromisoformat(self.base)
        if not isinstance(found, date):
            return None
        try:
            for direction, length in self.steps:
                found = length.after(found) if direction > 0 else length.before(found)
            return _rounded(found, self.rounding)
        except (OverflowError, ValueError):  # before the year 1 or after 9999
            return None

    def with_length(self, direction: int, old: Duration, new: Duration) -> Operation:
        """The same with the first length that equals ``old`` in that direction replaced."""
        if (direction, old) not in self.steps:
            return self
        place = self.steps.index((direction, old))
        steps = (*self.steps[:place], (direction, new), *self.steps[place + 1 :])
        return replace(self, steps=steps)


def read_operation(text: str) -> Operation | None:
    """None for an operation that counts in another way."""
    rounding = next((kind for kind in Rounding if text.startswith(f"{kind} ")), None)
    text = text.removeprefix(f"{rounding} ")
    base = _BASE.match(text)
    if base is None:
        return None
    steps = []
    place = base.end()
    while place < len(text):
        step = _STEP.match(text, place)
        if step is None:
            return None
        steps.append((1 if step[1] == "+" else -1, Duration.parse(step[2])))
        place = step.end()
    return Operation(base[0], tuple(steps), rounding)


def _rounded(day: date, rounding: Rounding | None) -> date:
    if rounding is Rounding.MONTH_END:
        return day.replace(day=monthrange(day.year, day.month)[1])
    if rounding is Rounding.NEXT_MONTH:
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day

"""What each day of the calendar holds: how many dates, how near the nearest is, which holiday."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from arkiv.domain.working_days import Holidays
from arkiv.services.agenda import Due
from arkiv.tui.due_rows import NEARNESS, nearness

__all__ = ["HEAT", "Almanac", "DayMark", "almanac", "heat", "holidays_of"]

COUNTRIES = ("NO", "NL")
"""Whose holidays are told."""

HEAT = (("·", "0"), ("░", "1"), ("▒", "2-3"), ("▓", "4-6"), ("█", "7+"))
_MOST = (0, 1, 3, 6)


@dataclass(frozen=True, slots=True)
class DayMark:
    """The dates of one day."""

    dues: tuple[Due, ...]
    glyph: str
    """Of the one that is nearest to trouble, with its look."""
    look: str


@dataclass(frozen=True, slots=True)
class Almanac:
    """All days that hold something."""

    today: date
    marks: Mapping[date, DayMark] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Due, ...]:
        """The dates of that day."""
        return self.marks[day].dues if day in self.marks else ()


def almanac(dues: Iterable[Due], today: date, holidays: Mapping[date, str]) -> Almanac:
    """The dates by day."""
    by_day: dict[date, list[Due]] = defaultdict(list)
    for due in dues:
        by_day[due.day].append(due)
    return Almanac(today, {day: _mark(found, today) for day, found in by_day.items()}, holidays)


def _mark(dues: list[Due], today: date) -> DayMark:
    graded = sorted(
        ((NEARNESS.index(nearness(due, today)), due) for due in dues), key=itemgetter(0)
    )
    words, look = NEARNESS[graded[0][0]]
    return DayMark(tuple(due for _grade, due in graded), words[0], look)


def heat(number: int) -> str:
    """A shade for so many dates."""
    return HEAT[sum(number > most for most in _MOST)][0]


def holidays_of(years: Iterable[int], holidays: Holidays) -> dict[date, str]:
    """Their names with the countries that have them, by day."""
    found: dict[date, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for year in years:
        for country in COUNTRIES:
            for day, name in holidays(country, year).items():
                found[day][name].append(country)
    return {
        day: ", ".join(f"{name} ({' '.join(where)})" for name, where in names.items())
        for day, names in found.items()
    }

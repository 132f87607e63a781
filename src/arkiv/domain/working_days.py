"""Weekends and public holidays: which days people work, given the holidays of a country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from arkiv.domain.facts import Facts

__all__ = ["NO_HOLIDAYS", "WEEKENDS", "Holidays", "WorkingDays", "country_of"]

Holidays = Callable[[str, int], Mapping[date, str]]
"""The public holidays of a country (ISO 3166-1 alpha-2) in a year, with their names."""

_DAY = timedelta(days=1)
_FRIDAY = 4
_MOST = 2610
_BY_LAW = {"norway": "NO", "netherlands": "NL"}
_BY_LANGUAGE = {"nb": "NO", "nn": "NO", "nl": "NL"}


def NO_HOLIDAYS(country: str, year: int) -> Mapping[date, str]:  # noqa: N802 - a constant
    """Knows none: only weekends are free."""
    return {}


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Monday to Friday but for the public holidays."""

    holidays: Holidays = NO_HOLIDAYS

    def free(self, day: date, country: str) -> str | None:
        """Why people don't work then: the holiday's name, "" on a weekend; None on a working day.

        Only weekends are free in a country that is "".
        """
        name = self.holidays(country, day.year).get(day) if country else None
        return name if name else "" if day.weekday() > _FRIDAY else None

    def on_or_before(self, day: date, country: str) -> date:
        """The day itself when people work then, else the last working day before."""
        while self.free(day, country) is not None:
            day -= _DAY
        return day

    def before(self, day: date, count: int, country: str) -> date:
        """So many working days before ``day``, which is not counted itself.

        Raises OverflowError for more than ten years of them: nobody counts so far day by day.
        """
        if count > _MOST:
            raise OverflowError(f"{count} working days")
        while count > 0:
            day -= _DAY
            count -= self.free(day, country) is None
        return day


WEEKENDS = WorkingDays()
"""Where nobody says which days are holidays."""


def country_of(facts: Facts) -> str:
    """Whose holidays count: by the law that governs, else by the language; "" when unknown."""
    if facts.governing_law:
        return _BY_LAW.get(facts.governing_law.casefold(), "")
    return _BY_LANGUAGE.get(facts.language or "", "")

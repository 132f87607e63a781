"""Durations, money and parties, as contracts state them and as §8 of the JSON spells them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

__all__ = ["Duration", "Money", "NoticeTo", "Party", "Per", "Vat", "YearDay", "moved"]

_ISO_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True)
class Duration:
    """A calendar duration (ISO 8601-1 §5.5.2): a month is a month, never 30 days."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Reads ``P3M``, ``P1Y6M``, ``P30D``; raises ValueError on anything else."""
        match = _ISO_DURATION.fullmatch(text)
        if match is None:
            raise ValueError(f"not a duration: {text!r}")
        return cls(*(int(part or 0) for part in match.groups()))

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        return "P" + ("".join(f"{n}{unit}" for n, unit in parts if n) or "0D")

    def __bool__(self) -> bool:
        return bool(self.years or self.months or self.weeks or self.days)

    def after(self, day: date, times: int = 1) -> date:
        """The day this long after ``day``; 31 January + 1 month is the last of February."""
        return moved(
            day,
            (self.years * 12 + self.months) * times,
            (self.weeks * 7 + self.days) * times,
        )

    def before(self, day: date) -> date:
        """The day this long before ``day``, by the same month arithmetic."""
        return moved(day, -(self.years * 12 + self.months), -(self.weeks * 7 + self.days))


def moved(day: date, months: int, days: int = 0) -> date:
    """The same day of another month, or that month's last, then so many days on.

    Raises OverflowError or ValueError outside the years 1 to 9999. dateutil's relativedelta says
    the same in twenty times the time, and ten thousand contracts are counted in one go.
    """
    if months:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = 28 if day.day <= 28 else monthrange(year, month + 1)[1]
        day = date(year, month + 1, min(day.day, last))
    return day + timedelta(days) if days else day


class Per(StrEnum):
    """The period an amount is for."""

    ONCE = "once"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


class Vat(StrEnum):
    """Whether value added tax is in the amount."""

    EXCLUDED = "excluded"
    INCLUDED = "included"


class NoticeTo(StrEnum):
    """The end of what period a notice has to run out with."""

    TERM = "term"
    """The end of the term or of a renewal."""
    CONTRACT_YEAR = "contract_year"
    CALENDAR_YEAR = "calendar_year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    """Also where notice runs from the first of the month after it is given."""


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day that comes every year, such as 1 January (a gMonthDay, XML Schema 1.1-2 §3.3.12)."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> YearDay:
        """Reads ``--01-31``; raises ValueError on anything else."""
        match = re.fullmatch(r"--(\d\d)-(\d\d)", text, re.ASCII)
        if match is None:
            raise ValueError(f"not a day of the year: {text!r}")
        month, day = int(match[1]), int(match[2])
        date(2000, month, day)  # raises ValueError where there is no such day
        return cls(month, day)

    def __str__(self) -> str:
        return f"--{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> date:
        """29 February is the 28th where there is none."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that is never a float and never added across currencies."""

    amount: Decimal
    currency: str
    """ISO 4217."""
    per: Per | None = None
    vat: Vat | None = None
    """None: the contract does not say."""

    @classmethod
    def parse(cls, text: str) -> Money:
        """Reads ``1240000.00 NOK year``; raises ValueError on anything else."""
        amount, currency, *rest = text.split()
        try:
            per = Per(rest[0]) if rest else None
            vat = Vat(rest[1]) if len(rest) > 1 else None
            return cls(Decimal(amount), currency, per, vat)
        except InvalidOperation as error:
            raise ValueError(f"not an amount: {text!r}") from error


@dataclass(frozen=True, slots=True)
class Party:
    """One contracting party by its full name."""

    name: str
    role: str | None = None
    """In the contract's own words: utleier, opdrachtgever, Supplier."""
    org_number: str | None = None
    """Digits as registered, check digits verified where the country has them."""

"""Durations, money and parties, as contracts state them and as §8 of the JSON spells them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from dateutil.relativedelta import relativedelta

__all__ = ["Duration", "Money", "Party", "Per", "Vat"]

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
        moved: date = day + self._delta(times)
        return moved

    def before(self, day: date) -> date:
        """The day this long before ``day``, by the same month arithmetic."""
        moved: date = day - self._delta(1)
        return moved

    def _delta(self, times: int) -> relativedelta:
        return relativedelta(
            years=self.years * times,
            months=self.months * times,
            weeks=self.weeks * times,
            days=self.days * times,
        )


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

"""The public holidays of Norway and the Netherlands, from the `holidays` library's tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

__all__ = ["public_holidays"]

_COUNTRIES = {"NO", "NL"}
_YEARS = range(1970, 2200)


@lru_cache(maxsize=256)
def public_holidays(country: str, year: int) -> Mapping[date, str]:
    """By day, with their names in English; empty for any other country."""
    if country not in _COUNTRIES or year not in _YEARS:
        return {}
    import holidays  # takes a while, and most starts never ask

    return dict(holidays.country_holidays(country, years=year, language="en_US"))

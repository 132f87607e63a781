"""In which order the values of a facet stand: largest first, but days, years and amounts run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from arkiv.domain.searching import DUE_WITHIN, Facet, FacetCount

__all__ = ["in_order"]

_BAND = re.compile(r"(\S+) (\d+)([km]?)")
_SCALE = {"": 1, "k": 1_000, "m": 1_000_000}


def in_order(facet: Facet, counts: Sequence[FacetCount], today: date) -> Sequence[FacetCount]:
    """As people look for them; what has no value stands last."""
    match facet:
        case Facet.DUE:
            return sorted(counts, key=lambda count: DUE_WITHIN.get(count.value, 0))
        case Facet.SIGNED_YEAR:
            return sorted(counts, key=lambda count: _newest_first(count.value))
        case Facet.EXPIRY_YEAR:
            return sorted(counts, key=lambda count: _coming_first(count.value, today.year))
        case Facet.VALUE_BAND:
            return sorted(counts, key=lambda count: _by_amount(count.value))
    return counts


def _newest_first(value: str) -> tuple[bool, int]:
    return (not value.isdigit(), -int(value) if value.isdigit() else 0)


def _coming_first(value: str, year: int) -> tuple[int, int]:
    """This year and those to come as they come, then those that are over, the last first."""
    if not value.isdigit():
        return 2, 0
    return (0, int(value)) if int(value) >= year else (1, -int(value))


def _by_amount(value: str) -> tuple[bool, str, int]:
    band = _BAND.match(value)
    if band is None:
        return True, value, 0
    return False, band[1], int(band[2]) * _SCALE[band[3]]

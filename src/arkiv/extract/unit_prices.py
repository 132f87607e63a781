"""Prices for one piece: never the value of a contract, unless it also says how many pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from arkiv.extract.cues_loader import any_of
from arkiv.extract.matching import Reader

__all__ = ["Quantity", "quantity_of", "unit_after", "unit_in"]

_VAT = r"(?:(?:ekskl?|exkl|excl|exclu\w+|eks\w*|ex|inkl|incl|netto)\b\.? ?(?:\w{2,12}\b\.?)?,? )?"
_UNIT = re.compile(
    rf"[ ,-]*{_VAT}(?:(?:per|pr\.?|pro|je|(?:for|voor|för|für) (?:each|every|elke?|hver|varje))"
    r" |/ ?)(?P<unit>[^\W\d_]+[²³]?)(?: (?P<next>[^\W\d_]+))?"
)
_NO_UNITS = re.compile(rf"(?:{any_of('not_units')})$")
_TIME = re.compile(rf"(?:{any_of('work_times')})$")
_COUNT = r"(?<![\d.,])(?P<count>\d{1,3}(?:[ .,]\d{3})+|\d{1,6}) (?:[^\W\d_]+ )?"
_BACK, _ON = 160, 60
_MOST_OF_WORD = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many pieces, and where that stands."""

    count: Decimal
    start: int
    end: int


def unit_after(reader: Reader, end: int) -> str | None:
    """What the amount that ends there is the price of one of; None where it is no unit price."""
    return _unit(reader, _UNIT.match(reader.text.low, end, end + 60))


def unit_in(reader: Reader, words: str) -> str | None:
    """The same for the words over a price: ``pris per time``."""
    return _unit(reader, _UNIT.search(words))


def quantity_of(reader: Reader, start: int, end: int, unit: str) -> Quantity | None:
    """The number of such units in the same sentence; None for working time."""
    if _TIME.match(unit):
        return None
    low = reader.text.low
    first = max(low.rfind(". ", 0, start) + 1, start - _BACK, 0)
    stop = low.find(". ", end, end + _ON)
    stem = re.escape(unit[: max(_MOST_OF_WORD, len(unit) - 2)])
    counted = re.compile(rf"{_COUNT}{stem}\w{{0,6}}\b")
    for place in ((first, start), (end, stop if stop >= 0 else end + _ON)):
        for match in counted.finditer(low, *place):
            count = Decimal(re.sub(r"[ .,]", "", match["count"]))
            if count > 1:
                return Quantity(count, match.start(), match.end())
    return None


def _unit(reader: Reader, match: re.Match[str] | None) -> str | None:
    if match is None or _NO_UNITS.match(match["unit"]):
        return None
    if any(word in match[0] for word, _ in reader.language.periods):
        return None
    units = reader.language.words.units.items()
    long = tuple(word for word, letter in units if letter in "YQM")
    if any((word or "").endswith(long) for word in match.group("unit", "next")):
        return None  # kontraktsår, Vertragsjahr
    return match["unit"]

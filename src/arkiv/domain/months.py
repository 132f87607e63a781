"""The names of the months in the seven languages that contracts are written in."""

from __future__ import annotations

__all__ = ["MONTHS"]

_NAMES = (
    "january januar januari jänner jan",
    "february februar februari febr feb",
    "march mars marts maart märz maerz mar mär mrz mrt",
    "april apr",
    "may mai maj mei",
    "june juni jun",
    "july juli jul",
    "august augusti augustus aug",
    "september sept sep",
    "october oktober oct okt",
    "november nov",
    "december desember dezember dec des dez",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""From the lower-case name or its abbreviation without the full stop."""

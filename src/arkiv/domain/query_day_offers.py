"""The days worth offering behind a field of days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from arkiv.domain.query_days import NAMED_DAYS, UNITS
from arkiv.domain.query_fields import Days
from arkiv.domain.query_names import key, spellings
from arkiv.domain.query_tree import DateField
from arkiv.domain.searching import Facet
from arkiv.texts import _

__all__ = ["day_offers"]

_BEFORE = re.compile(r"(?:.*\.\.)?(?:[<>]=?)?")
_LENGTH = re.compile(r"[+-]?\d{1,3}")
_YEAR = re.compile(r"(\d{4})[-_]?[qQ]?")
_FORWARDS = {"<30d": _("The coming 30 days"), "<90d": _("The coming 90 days")}
_BACKWARDS = {"<30d": _("The past 30 days"), "<1y": _("The past year")}
_YEARS = {DateField.AGREEMENT_DATE: Facet.SIGNED_YEAR, DateField.EXPIRES: Facet.EXPIRY_YEAR}


def day_offers(
    kind: Days, typed: str, values: Callable[[Facet, str], Sequence[str]], language: str
) -> Iterator[tuple[str, str]]:
    """What to type, with what it means or nothing; a range or a sign before it is kept."""
    match = _BEFORE.match(typed)
    assert match is not None, "it matches the empty text"
    before, begun = match.group(), typed[match.end() :]
    if not typed:
        yield from (_FORWARDS if kind.ahead else _BACKWARDS).items()
    if _LENGTH.fullmatch(begun) and (before.endswith(("<", ">", "=")) or len(begun) < 3):
        for unit in UNITS.values():
            yield f"{typed}{unit.offered(language)}", unit.en[-1]
    if (year := _YEAR.fullmatch(begun)) is not None:
        yield from ((f"{before}{year[1]}-Q{number}", "") for number in range(1, 5))
    for name, english in _named_days(kind, begun, language):
        yield f"{before}{name}", english
    for one in values(_YEARS[kind.field], begun) if kind.field in _YEARS else ():
        yield f"{before}{one}", ""


def _named_days(kind: Days, begun: str, language: str) -> Iterator[tuple[str, str]]:
    """Those on the field's side of today first."""
    way = 1 if kind.ahead else -1
    typed = key(begun).replace("_", "")
    days = sorted(NAMED_DAYS.items(), key=lambda day: day[0][1] * way < 0)
    for _day, names in days:
        for name in (names.offered(language), *names):
            if any(one.replace("_", "").startswith(typed) for one in spellings(name)):
                english = names.en[0]
                yield name, "" if name == english else english.replace("-", " ")
                break

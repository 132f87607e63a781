"""Where the words stand that may name the parties: behind ``between`` up to the first clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from arkiv.extract.cues_loader import any_of
from arkiv.extract.matching import Reader

__all__ = ["OPENING_END", "regions"]

_FRONT = 9000
_LATE = 80_000
"""How far behind a long table of contents an opening may stand."""
_REGION = 3200
_MOST_REGIONS = 8
_BETWEEN = re.compile(
    rf"\b(?:{any_of('between')})(?: the following(?: two)? parties)?:?", re.IGNORECASE
)
_HEADING = re.compile(
    rf"^[ \t]*(?P<number>(?:1|I|§ ?1)\b[.)]?[ \t]*)?(?:{any_of('party_headings')})[ \t.:]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SECOND_CLAUSE = re.compile(r"(?<=\n)(?:2|II|§ ?2)\b[.)]?[ \t]+(?=[A-ZÆØÅÄÖÜ])")
_LATE_OPENING = re.compile(
    r"\bthis [^.;]{3,160}?\b(?:made|entered|dated|effective|executed)\b[^;]{0,160}?"
    r"\b(?:between|among|by and through)\b"
)
OPENING_END = re.compile(
    rf"{any_of('opening_end')}|\.(?= (?:The|Each|This|In|For|Both|It) )", re.IGNORECASE
)
_FIRST_CLAUSE = re.compile(r"(?<=\n)(?:1|I)\.? +(?=[A-ZÆØÅ])|\bartik(?:el|kel) 1\b", re.IGNORECASE)


def regions(reader: Reader) -> tuple[tuple[int, int], ...]:
    """Where the words stand that may name the parties; asked for several times a document."""
    return _regions_in(reader.text.flow, reader.text.lined, reader.text.low)


@lru_cache(maxsize=1)
def _regions_in(flow: str, lined: str, low: str) -> tuple[tuple[int, int], ...]:
    found = [(start, _region_end(flow, lined, start)) for start in _openings(flow, low)]
    return tuple(sorted([*found, *_under_headings(flow, lined)]))


def _under_headings(flow: str, lined: str) -> Iterator[tuple[int, int]]:
    """What stands under a heading such as ``1. Parties``; when numbered, up to clause 2."""
    for match in list(_HEADING.finditer(lined, 0, min(_FRONT, len(flow))))[:2]:
        start = match.end()
        end = _region_end(flow, lined, start)
        second = match["number"] and _SECOND_CLAUSE.search(lined, start, end)
        yield start, (second.start() if second else end)


def _openings(flow: str, low: str) -> Iterator[int]:
    front = min(_FRONT, len(flow))
    for count, match in enumerate(_BETWEEN.finditer(flow, 0, front)):
        if count == _MOST_REGIONS:
            break
        yield match.end()
    if len(low) > front and "table of contents" in low[:front]:
        for late in list(_LATE_OPENING.finditer(low, front, min(len(low), _LATE)))[:2]:
            yield late.end()


def _region_end(flow: str, lined: str, start: int) -> int:
    end = min(len(flow), start + _REGION)
    if stop := OPENING_END.search(flow, start, end):
        end = max(stop.start(), start)
    clause = _FIRST_CLAUSE.search(lined, min(start + 60, end), end)
    return clause.start() if clause else end

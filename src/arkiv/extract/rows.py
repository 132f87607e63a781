"""The key–value lines of a contract's tables, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from arkiv.extract.normalise import Text

__all__ = ["Row", "rows_of"]

_ROW = re.compile(
    r"^(?:\d{1,2}[.)] )?([^\W\d_][^\n\t:]{1,48}?) ?(?::|\t)[ \t]*(\S[^\n]*)$", re.MULTILINE
)
_EDGE = 12_000
_LONGEST_KEY = 48
_LONGEST_VALUE = 60
"""A value under its key is longer only where the key is a heading and the value a clause."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a key–value table: ``Varighet: 3 år``, two cells, or the value under its key."""

    key: str
    """Lower case."""
    start: int
    end: int
    """Where the value stands."""


def rows_of(text: Text, keys: tuple[str, ...]) -> tuple[Row, ...]:
    """The lines whose left side begins with one of the keys, in the order of the text.

    Of the first and last parts of the text every line with two sides.
    """
    edges = ((0, _EDGE), (max(_EDGE, len(text.lined) - _EDGE), len(text.lined)))
    found = {
        m.start(2): Row(m[1].strip().lower(), m.start(2), m.end(2))
        for start, end in edges
        for m in _ROW.finditer(text.lined, start, min(end, len(text.lined)))
    }
    for row in _rows(text.lined, _pattern(keys)) if keys else ():
        found.setdefault(row.start, row)
    return tuple(found[start] for start in sorted(found))


@lru_cache(maxsize=16)
def _pattern(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Begins with a plain line end, which is what makes it quick over a long text."""
    words = "|".join(map(re.escape, keys))
    return re.compile(
        rf"\n[ \t]*(?:\d{{1,2}}[.)] )?(?P<key>(?:{words})[^\n\t:]{{0,{_LONGEST_KEY}}}?) ?"
        r"(?:[:\t][ \t:]*(?P<value>[^\s#*–-][^\n]*)"
        r"|:[ \t]*\n[ \t]*(?P<below>[^\s#*–-][^\n]*))(?=\n|$)",
        re.IGNORECASE,
    )


def _rows(lined: str, pattern: re.Pattern[str]) -> Iterator[Row]:
    at = 0
    while match := pattern.search(lined, at):
        group = "value" if match["value"] else "below"
        start, end = match.span(group)
        if group == "value" or (end - start <= _LONGEST_VALUE and ":" not in match[group]):
            yield Row(match["key"].strip().lower(), start, end)
        at = match.end(group) if group == "value" else start - 1

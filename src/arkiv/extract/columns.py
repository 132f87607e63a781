"""What stands side by side in one line, as two columns of a signature page do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.extract.names import trimmed

__all__ = ["columns"]

_STRONG = re.compile(
    r"(?:inc|llc|l\.?p|ltd|limited|corp|corporation|plc|asa?|b\.v|n\.v|gmbh|ag|ab|sa|oy)\.?",
    re.IGNORECASE,
)


def columns(lined: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands side by side in a line: cells, or full company names one space apart."""
    at = start
    while at < end:
        tab = lined.find("\t", at, end)
        stop = end if tab < 0 else tab
        if lined[at:stop].strip():
            yield from _companies(lined, at, stop)
        at = stop + 1


def _companies(lined: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Two full company names side by side apart; else the words as they are."""
    for space in range(start + 8, end - 8):
        if lined[space] == " " and lined[space + 1].isupper():
            left, right = lined[start:space], lined[space + 1 : end]
            if left == right or (_full(left) and _full(right)):
                yield start, space
                yield space + 1, end
                return
    yield start, end


def _full(words: str) -> bool:
    """Whether words are one name that ends in its legal form."""
    first, last = trimmed(words)
    tail = words.rsplit(" ", 1)[-1]
    whole = (first == 0 and last == len(words.rstrip(" ,."))) or last == len(words)
    return whole and _STRONG.fullmatch(tail) is not None and len(words.split()) > 1

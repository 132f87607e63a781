"""The places of a block of postings as they are kept: two bytes a word, and beside what is odd.

A place is a word's number times STEP. Halves of broken words, and words after the first 65,536 of
a text, do not fit into the two bytes and are listed.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from operator import sub
from typing import TypeAlias, overload

from arkiv.search.folding import STEP

__all__ = ["LOW", "KeptPlaces", "Numbers", "encoded"]

LOW = 0xFFFF
"""The last word whose number fits."""

Numbers: TypeAlias = "bytes | array[int]"
"""Whole numbers: bytes while all are below 256, else 32 bits each."""


class KeptPlaces(Sequence[bytes]):
    """The places of each posting of a block; to Whoosh a sequence of values.

    Every block names this class and its arguments: files can be read as long as both stay.
    """

    __slots__ = ("counts", "low", "odd")

    def __init__(self, counts: Numbers, low: bytes, odd: bytes) -> None:
        self.counts = counts
        """How many places each posting has."""
        self.low = low
        self.odd = odd
        """Pairs: the index of a place in the block, and the place itself."""

    def __len__(self) -> int:
        return len(self.counts)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        """As schema.Positions reads them."""
        places = self._all()
        bounds = pairwise(accumulate(self.counts, initial=0))
        return [encoded(places[first:end]) for first, end in bounds][at]

    def _all(self) -> list[int]:
        places = [word * STEP for word in array("H", self.low)]
        odd = array("q", self.odd)
        for at, place in zip(odd[::2], odd[1::2], strict=True):
            places[at] = place
        return places


def encoded(places: list[int]) -> bytes:
    """Ascending places as differences in fixed-width integers, the narrowest that holds them."""
    deltas = list(map(sub, places, chain((0,), places)))
    widest = max(deltas)
    code = "B" if widest < 256 else "H" if widest < 65536 else "I"
    return code.encode() + array(code, deltas).tobytes()

"""Rows and their values: sorted lists of texts that rows point into, made anew with each change.

Nothing here is altered once it is made: a search goes on with what it began with.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

__all__ = ["Change", "FacetColumn", "Mask", "TextOrder", "place_of"]

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Where the rows of before stand now, and which rows are new or replaced."""

    size: int
    """Rows there are now."""
    moved: npt.NDArray[np.int32]
    """The place of each row of before."""
    places: npt.NDArray[np.int32]
    """The places that are filled anew."""

    @property
    def replaced(self) -> Mask:
        """Of the rows of before, those that are filled anew."""
        anew = np.zeros(self.size, np.bool_)
        anew[self.places] = True
        replaced: Mask = anew[self.moved]
        return replaced


@dataclass(frozen=True, slots=True, eq=False)
class FacetColumn:
    """The values of one facet: pairs of a row and a value; a row may have none or many."""

    size: int
    rows: Codes
    codes: Codes
    """The place of the value in values."""
    values: Sequence[str] = ()
    """Ascending; some may have no row any more."""

    @classmethod
    def empty(cls) -> FacetColumn:
        return cls(0, np.empty(0, np.int32), np.empty(0, np.int32))

    def changed(self, change: Change, anew: Sequence[Iterable[str]]) -> FacetColumn:
        """With the values of the rows that are filled anew."""
        texts = [tuple(values) for values in anew]
        values, shifted = _merged(self.values, chain.from_iterable(texts))
        kept = ~change.replaced[self.rows]
        counts = np.fromiter(map(len, texts), np.int64, len(texts))
        fresh = [place_of(values, text) for text in chain.from_iterable(texts)]
        return FacetColumn(
            change.size,
            np.concatenate((change.moved[self.rows[kept]], np.repeat(change.places, counts))),
            np.concatenate((shifted[self.codes[kept]], np.array(fresh, np.int32))),
            values,
        )

    def renamed(self, names: Callable[[str], str]) -> FacetColumn:
        """With other names for the values; two that become one are counted once a row."""
        named = [names(value) for value in self.values]
        values = sorted(set(named))
        code_of = {value: code for code, value in enumerate(values)}
        codes = np.fromiter((code_of[value] for value in named), np.int64, len(named))[self.codes]
        pairs = np.unique(self.rows.astype(np.int64) << 32 | codes)
        rows, codes = pairs >> 32, pairs & 0xFFFFFFFF
        return FacetColumn(self.size, rows.astype(np.int32), codes.astype(np.int32), values)

    def mask(self, means: Callable[[str], bool]) -> Mask:
        """The rows with a value that is meant."""
        return self._holding(np.fromiter(map(means, self.values), np.bool_, len(self.values)))

    def mask_of(self, values: Iterable[str]) -> Mask:
        """The rows with one of these values."""
        meant = np.zeros(len(self.values), np.bool_)
        for value in values:
            if _holds(self.values, value):
                meant[place_of(self.values, value)] = True
        return self._holding(meant)

    def _holding(self, meant: Mask) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        mask[self.rows[meant[self.codes]]] = True
        return mask

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """How many of these rows have each value."""
        return np.bincount(self.codes[mask[self.rows]], minlength=len(self.values))

    def of_rows(self, rows: Mask) -> list[str]:
        """The values of these rows, as often as they occur."""
        return [self.values[code] for code in self.codes[rows[self.rows]].tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class TextOrder:
    """Rows in the order of one text each."""

    ranks: Codes
    """The place of each row's text in values; -1 without one."""
    values: Sequence[str] = ()
    """Ascending; some may have no row any more."""

    @classmethod
    def empty(cls) -> TextOrder:
        return cls(np.empty(0, np.int32))

    def changed(self, change: Change, anew: Sequence[str | None]) -> TextOrder:
        """With the texts of the rows that are filled anew."""
        values, shifted = _merged(self.values, (text for text in anew if text is not None))
        ranks = np.full(change.size, -1, np.int32)
        ranks[change.moved] = np.append(shifted, np.int32(-1))[self.ranks]
        ranks[change.places] = [-1 if t is None else place_of(values, t) for t in anew]
        return TextOrder(ranks, values)

    def having(self, text: str) -> Mask:
        """The rows with exactly this text."""
        if not _holds(self.values, text):
            return np.zeros(self.ranks.size, np.bool_)
        having: Mask = self.ranks == place_of(self.values, text)
        return having


def place_of(values: Sequence[str], text: str) -> int:
    """Where the text stands or would stand."""
    return bisect_left(values, text)


def _merged(values: Sequence[str], texts: Iterable[str]) -> tuple[Sequence[str], Codes]:
    """The values with these among them, and the new place of each of before."""
    known = set(values) if len(values) < 200 else values
    fresh = sorted({text for text in texts if not _holds(known, text)})
    places = np.arange(len(values), dtype=np.int32)
    if not fresh:
        return values, places
    before = np.array([place_of(values, text) for text in fresh], np.int32)
    shifted = places + np.searchsorted(before, places, side="right").astype(np.int32)
    return sorted([*values, *fresh]), shifted


def _holds(values: Sequence[str] | set[str], text: str) -> bool:
    if isinstance(values, set):
        return text in values
    place = place_of(values, text)
    return place < len(values) and values[place] == text

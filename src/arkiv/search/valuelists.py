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
Places = npt.NDArray[np.intp]
"""The type that numpy points with; any other is turned into it at each use."""
Numbers = npt.NDArray[np.int64]


class Change:
    """Where the rows of before stand now, and which rows are new or replaced."""

    def __init__(self, before: Numbers, anew: Numbers) -> None:
        """Contracts in order of their numbers, and those to be filled anew in any order."""
        self.numbers = _united(before, anew)
        self.size = self.numbers.size
        self.places: Places = np.searchsorted(self.numbers, anew)
        self.moved: Places | None = None
        """The place of each row of before; None where it is the same."""
        if before.size and self.numbers[before.size - 1] != before[-1]:
            self.moved = np.searchsorted(self.numbers, before)
        self.kept: Mask = np.ones(before.size, np.bool_)
        """Of the rows of before, those that are not replaced."""
        replaced = np.searchsorted(before, anew[np.isin(anew, before)])
        self.kept[replaced] = False

    def place(self, rows: Places) -> Places:
        """Where these rows of before stand now."""
        return rows if self.moved is None else self.moved[rows]


def _united(before: Numbers, anew: Numbers) -> Numbers:
    fresh = anew[~np.isin(anew, before)]
    if not fresh.size:
        return before
    fresh.sort()
    united = np.concatenate((before, fresh))
    if before.size and fresh[0] < before[-1]:
        united.sort()
    return united


@dataclass(frozen=True, slots=True, eq=False)
class FacetColumn:
    """The values of one facet: pairs of a row and a value; a row may have none or many."""

    size: int
    rows: Places
    codes: Places
    """The place of the value in values."""
    values: Sequence[str] = ()
    """Ascending; some may have no row any more."""

    @classmethod
    def empty(cls) -> FacetColumn:
        return cls(0, np.empty(0, np.intp), np.empty(0, np.intp))

    def changed(self, change: Change, anew: Sequence[Iterable[str]]) -> FacetColumn:
        """With the values of the rows that are filled anew."""
        texts = [tuple(values) for values in anew]
        values, shifted = _merged(self.values, chain.from_iterable(texts))
        kept = np.flatnonzero(change.kept.take(self.rows))
        counts = np.fromiter(map(len, texts), np.int64, len(texts))
        fresh = [place_of(values, text) for text in chain.from_iterable(texts)]
        return FacetColumn(
            change.size,
            np.concatenate((change.place(self.rows.take(kept)), np.repeat(change.places, counts))),
            np.concatenate((_moved(self.codes.take(kept), shifted), np.array(fresh, np.intp))),
            values,
        )

    def renamed(self, names: Callable[[str], str]) -> FacetColumn:
        """With other names for the values; two that become one are counted once a row."""
        named = [names(value) for value in self.values]
        values = sorted(set(named))
        code_of = {value: code for code, value in enumerate(values)}
        codes = np.fromiter((code_of[value] for value in named), np.int64, len(named))[self.codes]
        pairs = np.unique(self.rows << 32 | codes)
        rows, codes = pairs >> 32, pairs & 0xFFFFFFFF
        return FacetColumn(self.size, rows, codes, values)

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
        mask[self.rows.take(np.flatnonzero(meant.take(self.codes)))] = True
        return mask

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """How many of these rows have each value."""
        return np.bincount(self._codes_of(mask), minlength=len(self.values))

    def of_rows(self, rows: Mask) -> list[str]:
        """The values of these rows, as often as they occur."""
        return [self.values[code] for code in self._codes_of(rows).tolist()]

    def _codes_of(self, mask: Mask) -> Places:
        # twice as fast as indexing with the masks themselves
        return self.codes.take(np.flatnonzero(mask.take(self.rows)))


@dataclass(frozen=True, slots=True, eq=False)
class TextOrder:
    """Rows in the order of one text each."""

    ranks: Places
    """The place of each row's text in values; -1 without one."""
    values: Sequence[str] = ()
    """Ascending; some may have no row any more."""

    @classmethod
    def empty(cls) -> TextOrder:
        return cls(np.empty(0, np.intp))

    def changed(self, change: Change, anew: Sequence[str | None]) -> TextOrder:
        """With the texts of the rows that are filled anew."""
        values, shifted = _merged(self.values, (text for text in anew if text is not None))
        ranks = np.full(change.size, -1, np.intp)
        before = self.ranks if shifted is None else np.append(shifted, -1)[self.ranks]
        ranks[slice(before.size) if change.moved is None else change.moved] = before
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


def _moved(codes: Places, shifted: Places | None) -> Places:
    return codes if shifted is None else shifted.take(codes)


def _merged(values: Sequence[str], texts: Iterable[str]) -> tuple[Sequence[str], Places | None]:
    """The values with these among them, and the new place of each of before; None: the same."""
    known = set(values) if len(values) < 200 else values
    fresh = sorted({text for text in texts if not _holds(known, text)})
    if not fresh:
        return values, None
    places = np.arange(len(values), dtype=np.intp)
    before = np.array([place_of(values, text) for text in fresh], np.intp)
    shifted = places + np.searchsorted(before, places, side="right")
    return sorted([*values, *fresh]), shifted


def _holds(values: Sequence[str] | set[str], text: str) -> bool:
    if isinstance(values, set):
        return text in values
    place = place_of(values, text)
    return place < len(values) and values[place] == text

"""Counting facets and putting hits in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from arkiv.domain.searching import Facet, FacetCount, Hits, SearchAnswer, SearchRequest, SortKey
from arkiv.search.columns import Columns, Mask
from arkiv.search.matching import Matches
from arkiv.search.valuelists import FacetColumn

__all__ = ["answer"]

Selected = Mapping[Facet, frozenset[str]]


def answer(request: SearchRequest, matches: Matches, columns: Columns) -> SearchAnswer:
    """Total, hits in order, and the counts of every facet without its own selection."""
    chosen = _chosen(request, columns)
    mask = _under(matches.mask, chosen, but=None)
    facets = {
        facet: _Counts(
            columns.facet(facet),
            _under(matches.mask, chosen, but=facet) if facet in chosen else mask,
            _selected(request.include, facet, columns) | _selected(request.exclude, facet, columns),
        )
        for facet in Facet
    }
    ordered = _ordered(request, mask, matches, columns)[: request.limit]
    hits = Hits(columns.numbers[ordered].tolist(), matches.scores[ordered].tolist())
    return SearchAnswer(int(np.count_nonzero(mask)), hits, facets, matches.partial)


class _Counts(Sequence[FacetCount]):
    """Counted, put in order and into words only when somebody looks; masks never change."""

    def __init__(self, column: FacetColumn, mask: Mask, selected: frozenset[str]) -> None:
        self._column = column
        self._mask = mask
        self._selected = selected

    @cached_property
    def _counted(self) -> npt.NDArray[np.int64]:
        return self._column.counts(self._mask)

    @cached_property
    def _codes(self) -> list[int]:
        """The values that occur, the commonest first."""
        codes = np.flatnonzero(self._counted)
        ordered: list[int] = codes[np.argsort(-self._counted[codes], kind="stable")].tolist()
        return ordered

    @cached_property
    def _absent(self) -> list[str]:
        """Selected values that no hit has."""
        if not self._selected:
            return []
        held = {self._column.values[code] for code in self._codes}
        return sorted(self._selected - held)

    def __len__(self) -> int:
        return len(self._codes) + len(self._absent)

    @overload
    def __getitem__(self, place: int) -> FacetCount: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[FacetCount]: ...

    def __getitem__(self, place: int | slice) -> FacetCount | Sequence[FacetCount]:
        places = range(len(self))[place]
        if isinstance(places, int):
            return self._count(places)
        return tuple(self._count(one) for one in places)

    def _count(self, place: int) -> FacetCount:
        if place >= len(self._codes):
            return FacetCount(self._absent[place - len(self._codes)], 0)
        code = self._codes[place]
        return FacetCount(self._column.values[code], int(self._counted[code]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _chosen(request: SearchRequest, columns: Columns) -> dict[Facet, Mask]:
    """For each facet with a selection, the rows it lets through."""
    chosen: dict[Facet, Mask] = {}
    for facet in request.include:
        if values := _selected(request.include, facet, columns):
            chosen[facet] = columns.facet(facet).mask_of(values)
    for facet in request.exclude:
        if values := _selected(request.exclude, facet, columns):
            left = ~columns.facet(facet).mask_of(values)
            chosen[facet] = chosen[facet] & left if facet in chosen else left
    return chosen


def _selected(selection: Selected, facet: Facet, columns: Columns) -> frozenset[str]:
    """The values as the facet spells them."""
    values = selection.get(facet, frozenset())
    return frozenset(columns.spelled(facet, value) for value in values)


def _under(mask: Mask, chosen: dict[Facet, Mask], but: Facet | None) -> Mask:
    for facet, rows in chosen.items():
        if facet is not but:
            mask = mask & rows
    return mask


def _ordered(
    request: SearchRequest, mask: Mask, matches: Matches, columns: Columns
) -> npt.NDArray[np.int32]:
    """Rows in the order asked for; without a value last both ways; equal ones newest first.

    What decides and the place among the newest make one whole number a row: sorting these is many
    times faster than sorting by several keys.
    """
    rows = np.flatnonzero(mask)
    decides = _deciding(request, rows, matches, columns)
    keys = decides << 32 | columns.newest_places[rows]
    keys.sort()
    ordered: npt.NDArray[np.int32] = columns.newest[keys & 0xFFFFFFFF]
    return ordered


_LAST = np.int64(2**31 - 1)


def _deciding(
    request: SearchRequest, rows: npt.NDArray[np.int64], matches: Matches, columns: Columns
) -> npt.NDArray[np.int64]:
    """What comes first is smallest; from 0 to _LAST."""
    if request.sort is SortKey.RELEVANCE:
        # the bits of floats from 0 up are in the order of the floats
        scores = np.maximum(matches.scores[rows], 0).astype(np.float32).view(np.int32)
        ranks = scores.astype(np.int64)
        return ranks if request.descending is False else _LAST - ranks
    ranks = columns.ranks(request.sort)[rows].astype(np.int64)
    order = _LAST - 1 - ranks if request.descending else ranks
    return np.where(ranks < 0, _LAST, order)

"""Counting facets and putting hits in order."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from arkiv.domain.searching import Facet, FacetCount, Hits, SearchAnswer, SearchRequest, SortKey
from arkiv.search.columns import Columns, FacetColumn, Mask
from arkiv.search.matching import Matches

__all__ = ["answer"]

Selected = Mapping[Facet, frozenset[str]]


def answer(request: SearchRequest, matches: Matches, columns: Columns) -> SearchAnswer:
    """Total, hits in order, and the counts of every facet without its own selection."""
    chosen = _chosen(request, columns)
    mask = _under(matches.mask, chosen, but=None)
    facets = {
        facet: _counts(
            columns.facet(facet),
            _under(matches.mask, chosen, but=facet),
            _selected(request.include, facet, columns) | _selected(request.exclude, facet, columns),
        )
        for facet in Facet
    }
    ordered = _ordered(request, mask, matches, columns)
    listed = ordered[: request.limit]
    hits = Hits(columns.numbers[listed].tolist(), matches.scores[listed].tolist())
    return SearchAnswer(int(np.count_nonzero(mask)), hits, facets)


def _chosen(request: SearchRequest, columns: Columns) -> dict[Facet, Mask]:
    """For each facet with a selection, the rows it lets through."""
    chosen: dict[Facet, Mask] = {}
    for facet in request.include:
        if values := _selected(request.include, facet, columns):
            chosen[facet] = columns.facet(facet).mask(values.__contains__)
    for facet in request.exclude:
        if values := _selected(request.exclude, facet, columns):
            left = ~columns.facet(facet).mask(values.__contains__)
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


def _counts(column: FacetColumn, mask: Mask, selected: frozenset[str]) -> tuple[FacetCount, ...]:
    counted = column.counts(mask)
    counts = {column.values[code]: int(counted[code]) for code in np.flatnonzero(counted)}
    for value in selected:
        counts.setdefault(value, 0)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, count) for value, count in ordered)


def _ordered(
    request: SearchRequest, mask: Mask, matches: Matches, columns: Columns
) -> npt.NDArray[np.int64]:
    """Rows in the order asked for; without a value last both ways; equal ones newest first."""
    rows = np.flatnonzero(mask)
    filed = columns.ranks(SortKey.FILED)[rows]
    newest = (-columns.numbers[rows], -filed)
    if request.sort is SortKey.RELEVANCE:
        scores = matches.scores[rows]
        worst_first = request.descending is False
        return rows[np.lexsort((*newest, scores if worst_first else -scores))]
    ranks = columns.ranks(request.sort)[rows]
    order = -ranks if request.descending else ranks
    return rows[np.lexsort((*newest, order, ranks < 0))]

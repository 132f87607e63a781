"""Words in a row: all candidates at once, by the places of their words as sorted numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.folding import FIRST_HALF, STEP
from arkiv.search.postings import EMPTY, Keys, Leaf, Postings

__all__ = ["in_a_row"]


def in_a_row(
    leaf: Leaf, field: TextField, steps: Sequence[Sequence[str]], candidates: npt.NDArray[np.int32]
) -> Postings:
    """Which of these documents hold a word of each step, each after the one before, how often.

    Candidates are ascending. How often is how many places the last word stands at.
    """
    places = [_places(leaf, field, terms, candidates) for terms in steps]
    found = reduce(_followed, places)
    docs, counts = np.unique(found >> 32, return_counts=True)
    if not docs.size:
        return EMPTY
    return Postings(docs.astype(np.int32), counts.astype(np.float32))


def _places(
    leaf: Leaf, field: TextField, terms: Sequence[str], candidates: npt.NDArray[np.int32]
) -> Keys:
    found = [leaf.places(field, term, candidates) for term in terms]
    if len(found) == 1:
        return found[0]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


def _followed(before: Keys, after: Keys) -> Keys:
    """Those of the second that stand right behind one of the first. See folding.followers."""
    parts = before & (STEP - 1)
    if not parts.any():
        following = before + STEP
        if not (after & (STEP - 1)).any():
            return _common(following, after)
    halves = before[parts == FIRST_HALF] + 1
    wholes = before[parts != FIRST_HALF]
    following = wholes - (wholes & (STEP - 1)) + STEP
    return _common(np.unique(np.concatenate((halves, following, following + FIRST_HALF))), after)


def _common(one: Keys, other: Keys) -> Keys:
    """Of two sorted ones; the shorter is looked up in the longer."""
    few, many = (one, other) if one.size < other.size else (other, one)
    if not few.size:
        return few
    at = np.searchsorted(many, few)
    at[at == many.size] = 0
    common: Keys = few[many[at] == few]
    return common

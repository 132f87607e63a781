"""A commit seen through the columns: which row each document is, and how long texts are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.columns import Columns
from arkiv.search.snapshots import Snapshot

__all__ = ["View", "Views"]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What every query needs of one commit and one set of rows, reckoned once."""

    snapshot: Snapshot
    numbers: npt.NDArray[np.int64]
    """The rows' contracts."""
    rows: tuple[npt.NDArray[np.int32], ...]
    """For each leaf, the row of each document; -1 where it is deleted or not known."""
    alive: int
    """Documents with a row, at least 1."""
    averages: npt.NDArray[np.float32]
    """Mean length of each text over the living documents that have it, at least 1."""


class Views:
    """The newest view, kept as long as it is right. One thread at a time."""

    def __init__(self) -> None:
        self._last: View | None = None

    def of(self, snapshot: Snapshot, columns: Columns) -> View:
        last = self._last
        if (
            last is None
            or last.snapshot is not snapshot
            or not np.array_equal(last.numbers, columns.numbers)
        ):
            self._last = last = _view(snapshot, columns)
        return last


def _view(snapshot: Snapshot, columns: Columns) -> View:
    rows = columns.of_contracts(snapshot.numbers)
    sizes = np.cumsum([0, *(leaf.size for leaf in snapshot.leaves)])
    return View(
        snapshot,
        columns.numbers,
        tuple(rows[a:b] for a, b in pairwise(sizes.tolist())),
        max(1, int(np.count_nonzero(rows >= 0))),
        _averages(snapshot),
    )


def _averages(snapshot: Snapshot) -> npt.NDArray[np.float32]:
    alive = [
        leaf.lengths[alive] for leaf, alive in zip(snapshot.leaves, snapshot.alive, strict=True)
    ]
    lengths = np.concatenate(alive) if alive else np.empty((0, len(TextField)), np.float32)
    filled = np.maximum(np.count_nonzero(lengths, axis=0), 1)
    means: npt.NDArray[np.float32] = np.maximum(lengths.sum(axis=0) / filled, 1).astype(np.float32)
    return means

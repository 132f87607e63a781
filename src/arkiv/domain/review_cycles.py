"""How often somebody should go through a contract, and when that is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from arkiv.domain.contracts import Summary
from arkiv.domain.lengths import Lengths, days_about
from arkiv.domain.outlook import Deadline, DeadlineKind
from arkiv.domain.values import Duration

__all__ = ["NO_CYCLES", "ReviewCycles", "review_deadlines"]


@dataclass(frozen=True, slots=True)
class ReviewCycles(Lengths):
    """One for a contract goes before all others, else the shortest that fits."""

    def of(self, contract: Summary) -> Duration | None:
        """None: nothing is set that fits, so nobody asks for a review. Raises BadInput."""
        return min(self.fitting(contract), key=days_about, default=None)


NO_CYCLES = ReviewCycles()
"""Nothing is set: only a day that somebody named asks for a review."""


def review_deadlines(contract: Summary, cycle: Duration | None) -> Iterator[Deadline]:
    """The next review, if one is asked for."""
    by_hand = contract.next_review
    day = by_hand or _after_the_last(contract, cycle)
    if day is not None:
        counted = cycle if by_hand is None else None
        yield Deadline(DeadlineKind.REVIEW, day, day, day, act=True, cycle=counted)


def _after_the_last(contract: Summary, cycle: Duration | None) -> date | None:
    """A cycle after the last review, or after the contract was filed."""
    if not cycle:
        return None
    try:
        return cycle.after(contract.last_reviewed or contract.filed_on)
    except (OverflowError, ValueError):
        return None

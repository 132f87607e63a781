"""How often somebody should go through a contract, and when that is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from arkiv.domain.contracts import Summary
from arkiv.domain.lengths import Lengths, days_about
from arkiv.domain.values import Duration

__all__ = ["ReviewCycles", "next_review"]


@dataclass(frozen=True, slots=True)
class ReviewCycles(Lengths):
    """One for a contract goes before all others, else the shortest that fits."""

    def of(self, contract: Summary) -> Duration | None:
        """None: nothing is set that fits, so nobody asks for a review."""
        return min(self.fitting(contract), key=days_about, default=None)


def next_review(contract: Summary, cycle: Duration | None) -> date | None:
    """The day set by hand, else a cycle after the last review, or after the contract was filed."""
    if contract.next_review is not None:
        return contract.next_review
    if not cycle:
        return None
    try:
        return cycle.after(contract.last_reviewed or contract.filed_on)
    except (OverflowError, ValueError):
        return None

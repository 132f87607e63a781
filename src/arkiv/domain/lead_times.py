"""How long before a deadline somebody wants to hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from arkiv.domain.contracts import Summary
from arkiv.domain.lengths import Lengths, days_about
from arkiv.domain.outlook import Deadline
from arkiv.domain.values import Duration

__all__ = ["DEFAULT_LEAD", "LeadTimes"]

DEFAULT_LEAD = Duration(days=60)


@dataclass(frozen=True, slots=True)
class LeadTimes(Lengths):
    """One for a contract goes before all others, else the longest that fits."""

    default: Duration = DEFAULT_LEAD

    def of(self, contract: Summary) -> Duration:
        """The lead time for the deadlines of a contract. Raises BadInput, as fitting()."""
        return max(self.fitting(contract), key=days_about)

    def remind_on(self, contract: Summary, deadline: Deadline) -> date:
        """The day from which the deadline is announced as coming soon."""
        return _before(self.of(contract), deadline.day)

    def remind_of(self, day: date) -> date:
        """As remind_on(), for a day that is no contract's: by the default."""
        return _before(self.default, day)


def _before(lead: Duration, day: date) -> date:
    try:
        return lead.before(day)
    except (OverflowError, ValueError):  # before the year 1
        return date.min

"""How long before a deadline somebody wants to hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from arkiv.domain.contracts import Summary
from arkiv.domain.facts import DocumentType
from arkiv.domain.identity import ContractId
from arkiv.domain.outlook import Deadline
from arkiv.domain.values import Duration, Money

__all__ = ["DEFAULT_LEAD", "LeadTimes"]

DEFAULT_LEAD = Duration(days=60)


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """As the settings have them: one for a contract goes before all others, else the longest."""

    default: Duration = DEFAULT_LEAD
    by_type: Mapping[DocumentType, Duration] = field(default_factory=dict)
    by_value: tuple[tuple[Money, Duration], ...] = ()
    """From that amount on, in its currency; other currencies are not compared."""
    by_contract: Mapping[ContractId, Duration] = field(default_factory=dict)

    def of(self, contract: Summary) -> Duration:
        """The lead time for the deadlines of a contract."""
        own = self.by_contract.get(contract.id)
        if own is not None:
            return own
        facts = contract.facts
        found = [self.default]
        if (kind := facts.document_type) is not None and kind in self.by_type:
            found.append(self.by_type[kind])
        if (value := facts.value) is not None:
            found += [
                lead
                for least, lead in self.by_value
                if least.currency == value.currency and value.amount >= least.amount
            ]
        return max(found, key=_days)

    def remind_on(self, contract: Summary, deadline: Deadline) -> date:
        """The day from which the deadline is announced as coming soon."""
        try:
            return self.of(contract).before(deadline.day)
        except (OverflowError, ValueError):  # before the year 1
            return date.min


def _days(length: Duration) -> int:
    """Only to tell which of two lead times is the longer."""
    return (12 * length.years + length.months) * 30 + 7 * length.weeks + length.days

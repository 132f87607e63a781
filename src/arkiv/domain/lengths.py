"""A length of time that the settings choose for a contract: by its type, its value, or itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from arkiv.domain.contracts import Summary
from arkiv.domain.facts import DocumentType
from arkiv.domain.identity import ContractId
from arkiv.domain.values import Duration, Money
from arkiv.errors import BadInput

__all__ = ["Lengths", "days_about"]


@dataclass(frozen=True, slots=True)
class Lengths:
    """As the settings have them."""

    default: Duration | None = None
    by_type: Mapping[DocumentType, Duration] = field(default_factory=dict)
    by_value: tuple[tuple[Money, Duration], ...] = ()
    """From that amount on, in its currency; other currencies are not compared."""
    by_contract: Mapping[ContractId, Duration] = field(default_factory=dict)
    fault: str = ""
    """Why they can't be read, for the person: then nobody knows what was meant for any contract."""

    def fitting(self, contract: Summary) -> tuple[Duration, ...]:
        """All that fit; only the one for the contract itself where there is one.

        Raises BadInput where the settings have a fault.
        """
        if self.fault:
            raise BadInput(self.fault)
        own = self.by_contract.get(contract.id)
        if own is not None:
            return (own,)
        facts = contract.facts
        found = [] if self.default is None else [self.default]
        if (kind := facts.document_type) is not None and kind in self.by_type:
            found.append(self.by_type[kind])
        if (value := facts.value) is not None:
            found += [
                length
                for least, length in self.by_value
                if least.currency == value.currency and value.amount >= least.amount
            ]
        return tuple(found)


def days_about(length: Duration) -> int:
    """Only to tell which of two lengths is the longer."""
    return (12 * length.years + length.months) * 30 + 7 * length.weeks + length.days

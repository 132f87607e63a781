"""What reading everything again changed in the facts, and what it left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from arkiv.domain.facts import Facts, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record

__all__ = ["FieldChange", "RereadReport", "facts_by_contract", "reread_report"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field over all contracts."""

    field: Field
    changed: int
    """Contracts that now show another value."""
    kept: int
    """Contracts whose value was left alone because a person decided it."""


@dataclass(frozen=True, slots=True)
class RereadReport:
    """What came of reading again."""

    fields: tuple[FieldChange, ...]
    """In the order of the JSON; without those where nothing changed and nothing was decided."""
    contracts: tuple[ContractId, ...]
    """Those that now show another value in any field, by id."""


def facts_by_contract(record: Record) -> dict[ContractId, Facts]:
    """What each contract shows now."""
    return {summary.id: summary.facts for summary in record.contracts.summaries()}


def reread_report(before: Mapping[ContractId, Facts], record: Record) -> RereadReport:
    """The facts as they are now, against those of before; new contracts are no change."""
    changed: Counter[Field] = Counter()
    kept: Counter[Field] = Counter()
    contracts = []
    for summary in record.contracts.summaries():
        if summary.reviewed:
            kept.update(decision.field for decision in record.contracts.decisions(summary.id))
        fields = _differing(before.get(summary.id, summary.facts), summary.facts)
        changed.update(fields)
        if fields:
            contracts.append(summary.id)
    told = (FieldChange(field, changed[field], kept[field]) for field in Field)
    return RereadReport(
        tuple(change for change in told if change.changed or change.kept), tuple(contracts)
    )


def _differing(before: Facts, after: Facts) -> tuple[Field, ...]:
    return tuple(field for field in Field if getattr(before, field) != getattr(after, field))

"""The facts of a contract as a person reviews them: what is shown, why, and what else was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from arkiv.domain.facts import (
    Decision,
    DecisionKind,
    Facts,
    Field,
    FieldValue,
    Finding,
    Source,
    shown_facts,
)

__all__ = [
    "CHECK_FROM",
    "SURE_FROM",
    "FactEntry",
    "FactRow",
    "FactState",
    "Left",
    "PartyRow",
    "band",
    "fact_entries",
    "review_rows",
]

SURE_FROM = 0.92
"""A confidence from here on is shown as sure: of such values 19 in 20 and more are right."""
CHECK_FROM = 0.6
"""A confidence from here to SURE_FROM is to be checked; under it the value is a guess."""


class FactState(StrEnum):
    """How far a shown value can be relied on."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    SURE = "sure"
    CHECK = "check"
    GUESS = "guess"
    ABSENT = "absent"
    """Nothing was read and nobody said anything."""

    @property
    def decided(self) -> bool:
        """A person said so."""
        return self in {FactState.CONFIRMED, FactState.CORRECTED, FactState.REJECTED}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One field of one contract."""

    field: Field
    values: tuple[FieldValue, ...]
    """What is shown; empty when nothing is; several for parties only."""
    state: FactState
    decision: Decision | None
    shown: tuple[Finding, ...]
    """The findings that read the shown values, in the order of the values; empty for a value that
    a person typed and no rule read."""
    candidates: tuple[Finding, ...]
    """Everything that was read for the field, by rank: what choose() picks from."""

    @property
    def value(self) -> FieldValue | None:
        """The one value of a field other than parties; None when nothing is shown."""
        return self.values[0] if self.values else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The words the shown values came from, those of each once."""
        return tuple(dict.fromkeys(s for finding in self.shown for s in finding.sources))

    @property
    def best(self) -> tuple[Finding, ...]:
        """What the rules would show: the candidate of rank 0, or all the parties."""
        if self.field is Field.PARTIES:
            return self.candidates
        return self.candidates[:1]

    @property
    def others(self) -> tuple[Finding, ...]:
        """The candidates that are not shown."""
        return tuple(finding for finding in self.candidates if finding not in self.shown)

    def parties(self) -> tuple[PartyRow, ...]:
        """Each shown party by itself; empty for another field."""
        if self.field is not Field.PARTIES:
            return ()
        read = {finding.value: finding for finding in self.shown}
        return tuple(self._party(value, read.get(value)) for value in self.values)

    def _party(self, value: FieldValue, finding: Finding | None) -> PartyRow:
        state = self.state
        if not state.decided and finding is not None:
            state = band(finding.confidence)
        return PartyRow(value, state, finding.sources if finding else ())


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One shown party."""

    value: FieldValue
    state: FactState
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class FactEntry:
    """What a person decides at a time: a field, or one of the parties."""

    row: FactRow
    value: FieldValue | None
    """None where a person said that the contract does not say."""
    state: FactState
    sources: tuple[Source, ...]
    party: int | None = None
    """The party's place, from 1; None for another field."""

    @property
    def field(self) -> Field:
        return self.row.field

    @property
    def finding(self) -> Finding | None:
        """What was read where it is a single value."""
        return self.row.shown[0] if self.row.shown and self.party is None else None


@dataclass(frozen=True, slots=True)
class Left:
    """How much of a contract somebody still has to look at."""

    facts: int = 0
    """Shown and not decided; the parties are one."""
    missing: int = 0
    """Facts that its dates turn on and nobody knows."""
    dates: int = 0
    """Overdue, or so near that they are announced, and neither done nor put off."""
    questions: int = 0
    """Of open audits, not answered."""
    notes: int = 0


def band(confidence: float) -> FactState:
    """SURE, CHECK or GUESS."""
    if confidence >= SURE_FROM:
        return FactState.SURE
    return FactState.CHECK if confidence >= CHECK_FROM else FactState.GUESS


def fact_entries(rows: Iterable[FactRow], wanted: Collection[Field] = ()) -> tuple[FactEntry, ...]:
    """What has words in the contract or a person's word; the language, seldom wrong, last.

    ``wanted`` fields are there without any, too.
    """
    in_order = sorted(rows, key=lambda row: row.field is Field.LANGUAGE)
    found = (entry for row in in_order for entry in _entries(row))
    return tuple(
        entry for entry in found if entry.sources or entry.state.decided or entry.field in wanted
    )


def _entries(row: FactRow) -> list[FactEntry]:
    if row.field is Field.PARTIES and row.values:
        return [
            FactEntry(row, party.value, party.state, party.sources, number)
            for number, party in enumerate(row.parties(), start=1)
        ]
    return [FactEntry(row, row.value, row.state, row.sources)]


def review_rows(findings: Iterable[Finding], decisions: Iterable[Decision]) -> tuple[FactRow, ...]:
    """Every field, in the order of the JSON, those without a value too."""
    read: dict[Field, list[Finding]] = {field: [] for field in Field}
    for finding in sorted(findings, key=lambda finding: finding.rank):
        read[finding.field].append(finding)
    decided = {decision.field: decision for decision in decisions}
    everything = [finding for field in Field for finding in read[field]]
    facts = shown_facts(everything, decided.values())
    return tuple(_row(field, facts, read[field], decided.get(field)) for field in Field)


def _row(
    field: Field, facts: Facts, candidates: Sequence[Finding], decision: Decision | None
) -> FactRow:
    values = _values(facts, field)
    shown = _shown(values, candidates, decision)
    state = _state(values, shown, decision)
    return FactRow(field, values, state, decision, shown, tuple(candidates))


def _values(facts: Facts, field: Field) -> tuple[FieldValue, ...]:
    if field is Field.PARTIES:
        return facts.parties
    value = getattr(facts, field)
    return () if value is None else (value,)


def _shown(
    values: Sequence[FieldValue], candidates: Sequence[Finding], decision: Decision | None
) -> tuple[Finding, ...]:
    if decision is None and values and candidates[0].field is not Field.PARTIES:
        return (candidates[0],)  # its value may have been computed anew from a decided one
    first: dict[FieldValue, Finding] = {}
    for finding in candidates:
        first.setdefault(finding.value, finding)
    return tuple(first[value] for value in values if value in first)


def _state(
    values: Sequence[FieldValue], shown: Sequence[Finding], decision: Decision | None
) -> FactState:
    if decision is not None:
        return _DECIDED[decision.kind]
    if not values:
        return FactState.ABSENT
    return band(min(finding.confidence for finding in shown))


_DECIDED = {
    DecisionKind.CONFIRMED: FactState.CONFIRMED,
    DecisionKind.CORRECTED: FactState.CORRECTED,
    DecisionKind.REJECTED: FactState.REJECTED,
}

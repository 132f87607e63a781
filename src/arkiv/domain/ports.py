"""What services and intake are given of the record: contracts, and the record as a whole.

Each write of the record is one transaction that is durable when the call returns, and carries its
event. Every method may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from arkiv.domain.act_ports import (
    Audits,
    Links,
    Notes,
    Plans,
    Purges,
    Standing,
    Tags,
    Undoing,
)
from arkiv.domain.contracts import DocumentText, IndexEntry, LooseEnds, Summary
from arkiv.domain.documents import Page
from arkiv.domain.facts import Decision, DecisionKind, Field, FieldValue, Finding
from arkiv.domain.filing_ports import Documents, InboxFaults, Watchers
from arkiv.domain.identity import ContractId
from arkiv.domain.trail_ports import Damage, Events

__all__ = ["Contracts", "Record"]


class Contracts(Protocol):
    """Contracts as rows, and everything known of one."""

    def summaries(self, since: int = 0) -> Iterator[Summary]:
        """Those with an event after ``since``, trashed ones included, by id."""
        ...

    def summaries_of(self, contracts: Sequence[ContractId]) -> tuple[Summary, ...]:
        """Those that exist, by id."""
        ...

    def summary(self, contract: ContractId) -> Summary | None: ...

    def purged(self, since: int = 0) -> tuple[ContractId, ...]:
        """Those that a purge after ``since`` took away, by id; nothing else here tells of them."""
        ...

    def findings(self, contract: ContractId) -> tuple[Finding, ...]:
        """Of its original document, by field and rank."""
        ...

    def warnings(self, contract: ContractId) -> tuple[str, ...]: ...

    def loose_ends(self, since: int = 0) -> Mapping[ContractId, LooseEnds]:
        """Of those with an event after ``since``, where reading left anything open."""
        ...

    def decisions(self, contract: ContractId) -> tuple[Decision, ...]:
        """By field."""
        ...

    def decide(
        self,
        contract: ContractId,
        field: Field,
        kind: DecisionKind,
        values: Sequence[FieldValue],
        actor: str,
    ) -> Decision:
        """Put a person's word on a field in the place of an earlier one; the facts follow.

        The same word again changes nothing and returns the decision there is. Raises NotFound.
        """
        ...

    def confirm(
        self, contract: ContractId, values: Mapping[Field, Sequence[FieldValue]], actor: str
    ) -> int:
        """Confirm several fields in one act; returns how many that changed. Raises NotFound."""
        ...

    def undecide(self, contract: ContractId, field: Field, actor: str) -> bool:
        """Take the decision back, so that the finding counts again; whether there was one.

        Raises NotFound.
        """
        ...

    def texts(self, contract: ContractId) -> tuple[DocumentText, ...]:
        """The pages of its documents, in order of arrival; empty when nothing is read."""
        ...

    def openings(self, contracts: Sequence[ContractId]) -> Mapping[ContractId, tuple[Page, ...]]:
        """The first pages that texts() has of each, some of them; none where nothing is read."""
        ...

    def trash(self, contracts: Sequence[ContractId], actor: str) -> int:
        """Into the trash, all or none; returns how many were not there already.

        Raises NotFound when one does not exist.
        """
        ...

    def untrash(self, contracts: Sequence[ContractId], actor: str) -> int:
        """Back from the trash, all or none; as trash()."""
        ...

    def entries(self, since: int = 0) -> Iterator[IndexEntry]:
        """What the index takes of each contract with an event after ``since``, by seq."""
        ...


class Record(Protocol):
    """The record: the one truth about contracts beside their bytes."""

    @property
    def documents(self) -> Documents: ...
    @property
    def contracts(self) -> Contracts: ...
    @property
    def tags(self) -> Tags: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def links(self) -> Links: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def undoing(self) -> Undoing: ...
    @property
    def audits(self) -> Audits: ...
    @property
    def purges(self) -> Purges: ...
    @property
    def inbox_faults(self) -> InboxFaults: ...
    @property
    def events(self) -> Events: ...
    @property
    def watchers(self) -> Watchers: ...

    def damages(self) -> tuple[Damage, ...]:
        """What an integrity check and a foreign-key check find; empty when sound."""
        ...

    def copy_to(self, path: Path) -> None:
        """A consistent copy of the record while everything runs."""
        ...

    def close(self) -> None: ...

"""What services are given of the record to keep what people do: tags, notes, dates, audits, undo.

Each write is one transaction that is durable when the call returns, and carries its event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from arkiv.domain.acts import Act
from arkiv.domain.anchors import Anchor
from arkiv.domain.auditing import Answer, Audit
from arkiv.domain.contracts import (
    Acknowledgement,
    Link,
    Review,
)
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import Note, NoteState
from arkiv.domain.obligations import Obligation

__all__ = [
    "Audits",
    "Links",
    "Notes",
    "Plans",
    "Purges",
    "Standing",
    "Tags",
    "Undoing",
]


class Tags(Protocol):
    """Words people sort contracts by."""

    def add(self, contracts: Sequence[ContractId], tag: str, actor: str) -> int:
        """All or none; returns how many did not have it. Raises NotFound."""
        ...

    def remove(self, contracts: Sequence[ContractId], tag: str, actor: str) -> int:
        """All or none; returns how many had it. Raises NotFound."""
        ...

    def rename(self, old: str, new: str, actor: str) -> int:
        """Call a tag, and every tag under it, something else on all contracts, in one act.

        Where a contract has both they become one. Returns how many contracts that changed.
        """
        ...

    def counts(self) -> dict[str, int]:
        """Every tag in use outside the trash, with how many contracts have it, by name."""
        ...


class Notes(Protocol):
    """Review notes: nothing of them is altered, each change adds a version."""

    def add(
        self,
        note_id: str,
        contract: ContractId,
        text: str,
        actor: str,
        anchor: Anchor | None = None,
        batch: str | None = None,
    ) -> Note:
        """The same id again changes nothing and returns the version there is. Raises NotFound.

        Notes with the same ``batch`` are one act, which is undone as one.
        """
        ...

    def revise(
        self,
        note_id: str,
        supersedes: str,
        text: str,
        state: NoteState,
        anchor: Anchor | None,
        actor: str,
    ) -> Note:
        """Put a new version, of this id, in the place of the newest one; an id again as add().

        Where nothing differs, the version there is comes back and none is added. Raises NotFound,
        and BadInput where ``supersedes`` is not the newest version any more.
        """
        ...

    def of_contract(self, contract: ContractId, withdrawn: bool = False) -> tuple[Note, ...]:
        """The newest version of each, by number; with those that are withdrawn when asked."""
        ...

    def versions(self, version: str) -> tuple[Note, ...]:
        """Of the note that has a version of this id, oldest first; empty when none has."""
        ...


class Plans(Protocol):
    """Dates by hand, and what people did about deadlines."""

    def get(self, obligation: str) -> Obligation | None:
        """None when there is no such one, or it was withdrawn."""
        ...

    def put(self, obligation: Obligation, actor: str) -> bool:
        """Add it, or put it in the place of the one of its id; whether that changed anything.

        Raises NotFound without its contract.
        """
        ...

    def withdraw(self, obligation: str, actor: str) -> bool:
        """Whether there was one; put() brings it back."""
        ...

    def acknowledge(self, said: Sequence[tuple[ContractId, Acknowledgement]], actor: str) -> int:
        """In one act, in the place of what was said of the same deadlines; how many were new.

        Raises NotFound, and then nothing is said.
        """
        ...

    def reopen(self, said: Sequence[tuple[ContractId, Acknowledgement]], actor: str) -> int:
        """Forget what was said of these deadlines; how many there were. As acknowledge()."""
        ...


class Links(Protocol):
    """What contracts are to each other."""

    def add(self, link: Link, actor: str) -> bool:
        """Whether it was new; an amendment's end then counts for its target. Raises NotFound."""
        ...

    def remove(self, link: Link, actor: str) -> bool:
        """Whether there was one. Raises NotFound."""
        ...

    def of_contract(self, contract: ContractId) -> tuple[Link, ...]:
        """Those at whose one or other end it is, oldest first."""
        ...

    def every(self) -> tuple[Link, ...]:
        """Oldest first."""
        ...


class Standing(Protocol):
    """What people say of a whole contract; None takes it back."""

    def end(self, contract: ContractId, on: date | None, reason: str, actor: str) -> bool:
        """Its last day in force; whether that changed anything. Raises NotFound."""
        ...

    def renew(self, contract: ContractId, until: date | None, actor: str) -> bool:
        """The last day in force it was renewed to; as end()."""
        ...

    def own(self, contracts: Sequence[ContractId], owner: str | None, actor: str) -> int:
        """Who looks after them, all or none; how many that changed. Raises NotFound."""
        ...

    def review(self, contract: ContractId, said: Review | None, actor: str, note: str = "") -> bool:
        """That somebody went through it; whether that changed anything. Raises NotFound.

        With a note of what was found, written in the same act, also where the review is not new.
        """
        ...


class Undoing(Protocol):
    """Taking acts back, across restarts: an undoing is an act of its own on the trail."""

    def undo(self, actor: str) -> Act | None:
        """Take back this person's newest act that is not undone; None when there is none.

        An audit is withdrawn when its start is taken back: every() and get() know it no more.
        Raises BadInput, and changes nothing, where something of it was changed since: of the start
        of an audit, where it was answered; of a sign-off, where other answers stand than then.
        """
        ...

    def redo(self, actor: str) -> Act | None:
        """Do again what this person undid last, if they did nothing since. As undo()."""
        ...


class Audits(Protocol):
    """Checklists over sets of contracts, and what was answered."""

    def start(self, audit: Audit, actor: str) -> Audit:
        """Put it on record; the same id again changes nothing and returns the one there is.

        Raises BadInput where another one has its name, NotFound without one of its contracts.
        """
        ...

    def every(self) -> tuple[Audit, ...]:
        """In the order they were started."""
        ...

    def get(self, audit: str) -> Audit | None:
        """By its id."""
        ...

    def answers(self, audit: str) -> tuple[Answer, ...]:
        """The newest to each question, by contract and item."""
        ...

    def head(self, audit: str) -> tuple[int, str]:
        """Number and hash of the newest event that concerns it, as audit_trail.newest_of() says.

        Raises NotFound.
        """
        ...

    def answer(
        self,
        audit: str,
        answers: Sequence[Answer],
        follow_ups: Sequence[Obligation],
        withdrawn: Sequence[str],
        actor: str,
    ) -> int:
        """In one act, in the place of earlier answers, with the dates that come and go with them.

        Returns how many answers said something else before. A follow-up that comes anew is not
        done, whatever was said of an earlier one. Raises BadInput where the audit is closed,
        NotFound for a contract or question that it does not have; then nothing is changed.
        """
        ...

    def close(self, audit: str, comment: str, with_open: bool, actor: str) -> Audit:
        """Sign it off; closed already, it stays as it is.

        Raises BadInput where questions are open and not to be left so, NotFound.
        """
        ...

    def reopen(self, audit: str, actor: str) -> bool:
        """Whether it was closed. Raises NotFound."""
        ...


class Purges(Protocol):
    """Contracts that are erased for good; each step may be repeated after a crash."""

    def ask(self, contract: ContractId, actor: str) -> None:
        """Put it on record that it is to go; from then on nothing can be linked to it.

        Raises NotFound, and BadInput where it is linked.
        """
        ...

    def asked(self) -> tuple[ContractId, ...]:
        """What was asked for and is not done."""
        ...

    def erase(self, contract: ContractId) -> None:
        """Erase everything said of it, with its event; only what was asked for."""
        ...

    def clean(self) -> None:
        """Leave nothing of what was erased in the record's files, nor in copies beside it."""
        ...

    def done(self, contract: ContractId) -> None:
        """It is gone from everywhere."""
        ...

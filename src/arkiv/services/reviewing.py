"""What people do with a contract: look at it, tag it, put it away and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from arkiv.domain.contracts import DocumentText, Event, EventKind, Link, Summary
from arkiv.domain.deadlines import look_ahead
from arkiv.domain.documents import Document
from arkiv.domain.facts import Decision, Finding
from arkiv.domain.identity import ContractId
from arkiv.domain.outlook import DeadlineKind, Outlook, Upcoming
from arkiv.domain.ports import Record
from arkiv.domain.review import FactRow, review_rows
from arkiv.domain.review_cycles import ReviewCycles
from arkiv.domain.tagging import is_under
from arkiv.domain.working_days import WorkingDays
from arkiv.errors import BadInput, NotFound
from arkiv.services.indexing import Indexing
from arkiv.services.noting import PlacedNote, placed_notes
from arkiv.texts import _

__all__ = ["ContractView", "Reviewing", "absent", "no_such_contract"]

_LONGEST_TAG = 60


@dataclass(frozen=True, slots=True)
class ContractView:
    """Everything known of one contract but its text."""

    summary: Summary
    outlook: Outlook
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    decisions: tuple[Decision, ...]
    notes: tuple[PlacedNote, ...]
    links: tuple[Link, ...] = ()
    """At whose one or other end it is."""

    @property
    def upcoming(self) -> Upcoming:
        """Status and next dates."""
        return self.outlook.upcoming

    @property
    def rows(self) -> tuple[FactRow, ...]:
        """Every field with what is shown, why, and what else was read."""
        return review_rows(self.findings, self.decisions)

    @property
    def next_review(self) -> date | None:
        """The day that somebody should go through it again; None: nobody asks for it."""
        days = (d.day for d in self.outlook.deadlines if d.kind is DeadlineKind.REVIEW)
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Acts of a person on contracts; each returns when it is durable."""

    record: Record
    indexing: Indexing
    actor: str
    working: WorkingDays = field(default_factory=WorkingDays)
    cycles: ReviewCycles = field(default_factory=ReviewCycles)

    def show(self, contract: ContractId, today: date) -> ContractView:
        """Raises NotFound."""
        summary = self.record.contracts.summary(contract)
        if summary is None:
            raise absent(self.record, contract)
        fault = self.cycles.fault
        cycle = None if fault else self.cycles.of(summary)
        return ContractView(
            summary,
            look_ahead(summary, today, self.working, cycle=cycle),
            self.record.documents.of_contract(contract),
            self.record.contracts.findings(contract),
            (*self.record.contracts.warnings(contract), *filter(None, [fault])),
            self.record.contracts.decisions(contract),
            placed_notes(self.record, contract),
            self.record.links.of_contract(contract),
        )

    def texts(self, contract: ContractId) -> tuple[DocumentText, ...]:
        """Raises NotFound."""
        if self.record.contracts.summary(contract) is None:
            raise absent(self.record, contract)
        return self.record.contracts.texts(contract)

    def tag(self, contracts: Sequence[ContractId], tag: str) -> int:
        """All or none; returns how many did not have it yet. Raises BadInput, NotFound."""
        done = self.record.tags.add(contracts, checked_tag(tag), self.actor)
        self.indexing.catch_up()
        return done

    def untag(self, contracts: Sequence[ContractId], tag: str) -> int:
        """All or none; returns how many had it. Raises BadInput, NotFound."""
        done = self.record.tags.remove(contracts, checked_tag(tag), self.actor)
        self.indexing.catch_up()
        return done

    def retag(self, old: str, new: str) -> int:
        """Call a tag and all under it something else everywhere; one act, so that it is undone.

        Returns how many contracts had it, those in the trash too. Raises BadInput, NotFound.
        """
        old, new = checked_tag(old), checked_tag(new)
        if is_under(new, old):
            raise BadInput(_under_itself(old, new))
        for tag in self.tags():
            if is_under(tag, old):
                checked_tag(new + tag[len(old) :])
        done = self.record.tags.rename(old, new, self.actor)
        if not done:
            raise NotFound(_("No contract has the tag “{tag}”.").format(tag=old))
        self.indexing.catch_up()
        return done

    def tags(self) -> dict[str, int]:
        """Every tag in use with how many contracts have it, by name."""
        return self.record.tags.counts()

    def trash(self, contracts: Sequence[ContractId]) -> int:
        """Into the trash; nothing is deleted. Raises NotFound."""
        done = self.record.contracts.trash(contracts, self.actor)
        self.indexing.catch_up()
        return done

    def untrash(self, contracts: Sequence[ContractId]) -> int:
        """Back from the trash. Raises NotFound."""
        done = self.record.contracts.untrash(contracts, self.actor)
        self.indexing.catch_up()
        return done

    def history(
        self,
        contract: ContractId | None = None,
        limit: int | None = None,
        wanted: Callable[[Event], bool] | None = None,
    ) -> tuple[Event, ...]:
        """Newest first; of the whole archive when no contract is named. Raises NotFound.

        ``wanted`` leaves out what it says no to; the limit is of the rest.
        """
        if contract is not None and not self.record.events.of(contract, 1):
            raise absent(self.record, contract)
        if wanted is None:
            return self.record.events.of(contract, limit)
        every = self.record.events.of(contract) if contract else self.record.events.newest_first()
        return tuple(islice(filter(wanted, every), limit))


def checked_tag(tag: str) -> str:
    """The tag with its spaces tidied; raises BadInput when it is empty, too long or unprintable."""
    tidied = " ".join(tag.split())
    if not tidied or len(tidied) > _LONGEST_TAG or not tidied.isprintable():
        raise BadInput(
            _("“{tag}” cannot be a tag. Use 1 to 60 letters, digits, spaces, - or /.").format(
                tag=tidied[:80]
            )
        )
    return tidied


def _under_itself(old: str, new: str) -> str:
    if old == new:
        return _("The tag is called “{tag}” already.").format(tag=old)
    return _(
        "What stands under “{old}” moves with it, so it cannot be called “{new}”, which does. "
        "Use another name first."
    ).format(old=old, new=new)


def absent(record: Record, contract: ContractId) -> NotFound:
    """The error for a contract that is not there, or not any more."""
    for event in record.events.of(contract, 1):
        if event.kind is EventKind.PURGED:
            return NotFound(
                _("Contract {id} was purged on {day} by {actor}.").format(
                    id=contract, day=event.at.astimezone().date(), actor=event.actor
                )
            )
    return no_such_contract(contract)


def no_such_contract(contract: ContractId) -> NotFound:
    """The error for an id that is not there."""
    return NotFound(
        _("There is no contract {id}. `arkiv search` lists them with their ids.").format(
            id=contract
        )
    )

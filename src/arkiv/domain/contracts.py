"""A contract as people see it in a list, with its tags, links and trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from arkiv.domain.documents import Page
from arkiv.domain.facts import Facts, Field
from arkiv.domain.faults import Fault
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.obligations import Obligation

__all__ = [
    "Acknowledgement",
    "Amended",
    "ChainLink",
    "DocumentText",
    "Event",
    "EventKind",
    "IndexEntry",
    "Link",
    "LinkKind",
    "LooseEnds",
    "Review",
    "Summary",
    "part_of",
    "shown_title",
]


class LinkKind(StrEnum):
    """What a contract is to another one."""

    AMENDMENT = "amendment"
    ANNEX = "annex"
    REPLACES = "replaces"
    CALL_OFF = "call-off"


@dataclass(frozen=True, slots=True)
class Link:
    """One contract is an amendment of, an annex to, … another."""

    contract: ContractId
    target: ContractId
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Amended:
    """The end that an amendment gives the contract it amends."""

    by: ContractId
    until: date


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What a person said of one deadline; it holds for that day alone, not for a moved one."""

    kind: str
    """Of the deadline."""
    due: date
    obligation: str
    """The id of the obligation; empty for a deadline that follows from the facts."""
    snoozed_until: date | None
    """None: it is done."""
    reason: str
    actor: str
    at: str = field(default="", compare=False)
    """ISO 8601, UTC; empty before it is on record."""


@dataclass(frozen=True, slots=True)
class Review:
    """That a person went through a whole contract."""

    on: date
    by: str
    next_on: date | None = None
    """When to do it again, set by hand; None: by the review cycle of the settings."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One contract as a row: what lists, facets and deadlines need, without its text."""

    id: ContractId
    seq: int
    """The number of its newest event."""
    title: str
    """The shown title, else the name of its first document without the extension."""
    facts: Facts
    folder: str
    tags: tuple[str, ...]
    owner: str | None
    filed_on: date
    fault: Fault | None
    """The gravest fault of its documents."""
    trashed: bool
    reviewed: bool
    """A person decided at least one of its facts."""
    ended_on: date | None = None
    """The day a person said it ended."""
    ended_reason: str | None = None
    noted: bool = False
    """It has a review note."""
    renewed_until: date | None = None
    """The last day in force that a person said it was renewed to."""
    amended: Amended | None = None
    """The end by an amendment that was linked to it."""
    part_of: Link | None = None
    """The contract that it amends, annexes or was called off under, unless that is in the trash;
    see part_of()."""
    rejected: frozenset[Field] = frozenset()
    """The fields of which a person said that the contract does not say them."""
    obligations: tuple[Obligation, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    last_reviewed: date | None = None
    """The day a person last went through the whole of it; not the same as ``reviewed``."""
    reviewed_by: str | None = None
    next_review: date | None = None
    """Set by hand; None: by the review cycle of the settings, if there is one."""


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """What reading left open of one contract, beside its row."""

    waiting: bool = False
    """A document of it is not read yet."""
    tracked_changes: bool = False
    """A document of it has changes that nobody accepted or rejected."""
    annexes: tuple[str, ...] = ()
    """That the text names and the file does not have."""
    warnings: tuple[str, ...] = ()
    guesses: frozenset[Field] = frozenset()
    """Fields whose best reading is a guess and that nobody decided."""
    decided: frozenset[Field] = frozenset()
    """Fields that somebody decided; only told where there are warnings."""


class EventKind(StrEnum):
    """What happened; the values are the record's and the trail's words."""

    FILED = "filed"
    SEEN_AGAIN = "seen_again"
    ADOPTED = "adopted"
    READ = "read"
    READ_FAILED = "read_failed"
    QUEUED = "queued"
    """To be read again."""
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    NOTED = "noted"
    DECIDED = "decided"
    TRASHED = "trashed"
    UNTRASHED = "untrashed"
    ENDED = "ended"
    """Also when that is taken back: the day after is then empty."""
    RENEWED = "renewed"
    LINKED = "linked"
    UNLINKED = "unlinked"
    AMENDED = "amended"
    """The end that an amendment gives it has changed."""
    TARGET_MOVED = "target_moved"
    """The contract that it is part of went to the trash or came back."""
    OWNED = "owned"
    PLANNED = "planned"
    """A date by hand was added, changed or taken away."""
    ACKNOWLEDGED = "acknowledged"
    """A deadline is done, put off, or open again."""
    AUDIT_STARTED = "audit_started"
    """Of no contract, as are the closing and the reopening of an audit."""
    ANSWERED = "answered"
    """A question of an audit was answered about a contract, or the answer taken back."""
    AUDIT_WITHDRAWN = "audit_withdrawn"
    """The start of an audit that has no answers was taken back."""
    AUDIT_CLOSED = "audit_closed"
    AUDIT_REOPENED = "audit_reopened"
    PURGED = "purged"
    """Erased for good; the events before it say no more than who, when and of what kind."""
    UNDONE = "undone"
    """An act was taken back; what that changed stands in events beside it."""
    REDONE = "redone"
    REVIEWED = "reviewed"
    """The whole contract was gone through, or that is taken back."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act of a person or of the intake; its number orders the record, its time does not."""

    seq: int
    at: datetime
    actor: str
    kind: EventKind
    contract: ContractId | None
    document: Sha256 | None
    before: Any
    after: Any
    """JSON values; None where there is nothing to say."""
    hash: str
    """SHA-256 over the previous event's hash and this row in canonical JSON."""
    batch: str | None = None
    """Shared by the events of one act; None where it has only this one."""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """An event as it was hashed, for somebody who computes the hash again without Arkiv."""

    seq: int
    previous: str
    """The hash of the event before it; empty for the first."""
    row: str
    """The text whose SHA-256 is the hash: a JSON array with the previous hash and the digest."""
    content: str | None
    """The text whose SHA-256 is the digest: what was said before and after; None: erased."""
    hash: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of one document of a contract."""

    sha256: Sha256
    name: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index takes of one contract."""

    id: ContractId
    seq: int
    title: str
    parties: tuple[str, ...]
    tags: tuple[str, ...]
    notes: tuple[str, ...]
    texts: tuple[DocumentText, ...]


_PART_OF = (LinkKind.AMENDMENT, LinkKind.ANNEX, LinkKind.CALL_OFF)


def part_of(links: Iterable[Link | None]) -> Link | None:
    """The link by which a contract is part of another: an amendment first, then to the newest."""
    parts = [link for link in links if link is not None and link.kind in _PART_OF]
    return min(parts, key=lambda link: (_PART_OF.index(link.kind), -link.target), default=None)


_SUFFIXES = (".pdf", ".docx", ".doc", ".docm", ".dotx")


def shown_title(facts: Facts, name: str) -> str:
    """The title of the facts, else the name of the first document without its extension."""
    if facts.title:
        return facts.title
    suffix = next((s for s in _SUFFIXES if name.lower().endswith(s)), "")
    return name[: len(name) - len(suffix)] or name

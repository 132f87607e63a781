"""A contract as people see it in a list, with its notes, tags and trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from arkiv.domain.documents import Page
from arkiv.domain.facts import Facts
from arkiv.domain.faults import Fault
from arkiv.domain.identity import ContractId, Sha256

__all__ = [
    "DocumentText",
    "Event",
    "EventKind",
    "IndexEntry",
    "Note",
    "Summary",
    "shown_title",
]


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
    noted: bool = False
    """It has a review note."""


@dataclass(frozen=True, slots=True)
class Note:
    """A review note; an edit is a new version with the old one kept."""

    id: str
    """A uuid made by whoever writes, so that a retried save is the same note."""
    contract: ContractId
    text: str
    actor: str
    at: datetime


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


_SUFFIXES = (".pdf", ".docx", ".doc", ".docm", ".dotx")


def shown_title(facts: Facts, name: str) -> str:
    """The title of the facts, else the name of the first document without its extension."""
    if facts.title:
        return facts.title
    suffix = next((s for s in _SUFFIXES if name.lower().endswith(s)), "")
    return name[: len(name) - len(suffix)] or name

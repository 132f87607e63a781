"""What the intake tells whoever looks on: one value for each thing that happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from arkiv.domain.documents import Filed
from arkiv.domain.faults import Fault
from arkiv.domain.identity import ContractId, Sha256

__all__ = ["Activity", "IngestSummary", "Outcome", "Progress", "Refusal", "outcome_of"]


class Outcome(StrEnum):
    """What became of a file."""

    FILED = "filed"
    """A new contract; it is read next."""
    DUPLICATE = "duplicate"
    """The same bytes are in the archive already."""
    TRASHED_DUPLICATE = "trashed_duplicate"
    """The same bytes are in the archive already, in the trash."""
    REFUSED = "refused"
    """It stays where it is; the fault says why."""
    READ = "read"
    """Read, perhaps with a fault such as a scan without text."""
    FAULT = "fault"
    """In the archive, but it cannot be read."""
    WATCHING = "watching"
    """No file: the way in which dropped files are noticed, at the start and when it changes."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that happened."""

    outcome: Outcome
    name: str
    """The file's; for WATCHING a sentence on how files are noticed."""
    contract: ContractId | None = None
    fault: Fault | None = None
    sha256: Sha256 | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a bulk ingest."""

    outcome: Outcome
    name: str
    contract: ContractId | None
    fault: Fault | None
    done: int
    """Files there is nothing more to do for: read, refused, or known already."""
    total: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, or not read, and why."""

    path: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a bulk ingest did."""

    total: int
    filed: int
    duplicates: int
    trashed_duplicates: int
    ignored: int
    """Hidden files, lock files and unfinished downloads, which are not looked at."""
    read: int
    refused: tuple[Refusal, ...]
    """Not taken."""
    unreadable: tuple[Refusal, ...]
    """Filed, with a fault that keeps all or some of the text away."""
    unread: int
    """Filed and still to be read: it was stopped before."""
    seconds: float
    stopped: bool


def outcome_of(filed: Filed) -> Outcome:
    if filed.new:
        return Outcome.FILED
    return Outcome.TRASHED_DUPLICATE if filed.trashed else Outcome.DUPLICATE

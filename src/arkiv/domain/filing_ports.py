"""What takes files in is given: the originals, the documents, what stays in the inbox, who watches.

Each write of the record is one transaction that is durable when the call returns, and carries its
event. Every method may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from arkiv.domain.documents import Arrival, Document, Filed, Reading
from arkiv.domain.facts import Extraction
from arkiv.domain.faults import Fault, InboxFault
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.trail_ports import Damage
from arkiv.processes import ProcessId

__all__ = [
    "Documents",
    "Heartbeat",
    "InboxFaults",
    "SourceChanged",
    "Vault",
    "Watchers",
]


class SourceChanged(OSError):
    """A file was written to while it was copied: there is no whole version of it yet."""


class Vault(Protocol):
    """The originals, by content."""

    def put(self, source: BinaryIO, extension: str) -> tuple[Sha256, int]:
        """Take in a private copy from the start of ``source``: durable under its hash on return.

        ``extension`` is what the bytes are, .pdf or .docx. Returns hash and size. A damaged object
        of the same name is healed. Raises SourceChanged when the file was altered meanwhile, or
        another OSError; then nothing is left but staging.
        """
        ...

    def path(self, sha256: Sha256, extension: str) -> Path:
        """Where the object lies; nobody may write there."""
        ...

    def verify(self, sha256: Sha256, extension: str) -> Damage | None:
        """None when the object is there and its bytes have the hash."""
        ...

    def remove(self, sha256: Sha256, extension: str) -> None:
        """Take an object away for good, as for a purge; one that is gone already is no error."""
        ...

    def objects(self) -> Iterator[tuple[Sha256, str]]:
        """Every object there is, with its extension, whether it has a row or not."""
        ...

    def sweep(self) -> int:
        """Remove what a crash left in staging, never an object; returns how many files."""
        ...


class Documents(Protocol):
    """The files of the archive and how far each has come."""

    def file(self, arrival: Arrival, actor: str) -> Filed:
        """Give the bytes a row: document, contract, sighting and event, or one more sighting.

        Clears the inbox fault of the same path. Filing the same bytes again is harmless.
        """
        ...

    def get(self, sha256: Sha256) -> Document | None: ...

    def of_contract(self, contract: ContractId) -> tuple[Document, ...]:
        """In order of arrival; empty when there is no such contract."""
        ...

    def every(self) -> Iterator[Document]:
        """In order of arrival."""
        ...

    def unread(self, now: datetime) -> tuple[Document, ...]:
        """The work list: stored, not claimed by a living process, not waiting for a later try."""
        ...

    def claim(self, sha256: Sha256, process: ProcessId) -> bool:
        """Whether the document is now this process's to read; a dead process's claim is void."""
        ...

    def release(self, sha256: Sha256, process: ProcessId) -> None:
        """Give a claim back unread, as on a clean stop; not an event."""
        ...

    def save_reading(
        self, sha256: Sha256, reading: Reading, extraction: Extraction, actor: str
    ) -> None:
        """Replace pages and findings; the state becomes READ, decisions stay as they are."""
        ...

    def save_failure(
        self, sha256: Sha256, fault: Fault, partial: Reading | None, actor: str
    ) -> None:
        """The state becomes LOCKED for PROTECTED, else FAILED; pages that were read are kept."""
        ...

    def save_try(self, sha256: Sha256, next_try: datetime) -> int:
        """Count a worker that died, end the claim, and say how often that happened so far."""
        ...

    def requeue(self, documents: Iterable[Sha256], actor: str) -> int:
        """Have documents read again (state STORED, tries 0); returns how many there were."""
        ...

    def cues_versions(self) -> dict[str, int]:
        """How many documents were read by which cues."""
        ...


class InboxFaults(Protocol):
    """The files that stay in the inbox, and why. Not part of the trail."""

    def put(self, fault: InboxFault) -> None:
        """Add, or replace the one of the same path."""
        ...

    def clear(self, paths: Iterable[str]) -> None: ...

    def every(self) -> tuple[InboxFault, ...]:
        """By path."""
        ...

    def retry(self, paths: Iterable[str] | None, now: datetime) -> int:
        """Make faults due now; None means all. Returns how many."""
        ...


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The watcher that was last alive."""

    process: ProcessId
    seen: datetime
    mode: str
    """How it notices files: events, or polling with the reason."""


class Watchers(Protocol):
    """When the watcher was last alive."""

    def beat(self, heartbeat: Heartbeat) -> None: ...

    def last(self) -> Heartbeat | None: ...

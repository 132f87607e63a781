"""Documents, their pages, and what can be wrong with reading them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from arkiv.domain.faults import Fault
from arkiv.domain.identity import ContractId, Sha256

__all__ = ["Arrival", "Document", "DocumentKind", "DocumentState", "Filed", "Page", "Reading"]


class DocumentKind(StrEnum):
    """What a document is to its contract."""

    ORIGINAL = "original"
    AMENDMENT = "amendment"
    ANNEX = "annex"
    VERSION = "version"


class DocumentState(StrEnum):
    """How far a document has come."""

    STORED = "stored"
    """In the archive, not read yet."""
    READ = "read"
    """Read, perhaps with a fault such as a scan without text."""
    LOCKED = "locked"
    """Protected by a password: `arkiv unlock`."""
    FAILED = "failed"
    """Cannot be read; the fault says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page, or of a whole DOCX."""

    number: int | None
    """From 1; None for a DOCX, which has no pages."""
    text: str
    paragraph_starts: tuple[int, ...] = ()
    """For a DOCX the offset at which each paragraph begins; empty for a PDF."""
    needs_ocr: bool = False
    """Nearly no characters and a large image: a scan."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says."""

    pages: tuple[Page, ...]
    page_count: int | None
    """None for a DOCX; may be more than len(pages) where the reading is partial."""
    title: str | None = None
    """The title in the file's properties, as it stands there."""
    fault: Fault | None = None
    """What is missing from the text, such as scanned pages; None when all of it was read."""
    tracked_changes: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the archive."""

    sha256: Sha256
    contract: ContractId
    kind: DocumentKind
    name: str
    """As it was called when it arrived; what could not be decoded is backslash-escaped."""
    extension: str
    """.pdf or .docx: what the bytes are, whatever the name says."""
    size: int
    """Bytes."""
    state: DocumentState
    page_count: int | None
    fault: Fault | None
    tries: int
    """How often a worker died on it."""
    filed_at: datetime
    cues_version: str | None
    """Which cues its findings were read by; None before the first reading."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes that are safe in the vault and want a row."""

    sha256: Sha256
    extension: str
    size: int
    name: str
    folder: str
    """The sub-folder of the inbox it lay in, with slashes; empty at the top."""
    origin: str
    """Where it was seen, for the trail."""
    adopted: bool = False
    """Found in the vault without a row, after a crash."""
    incomplete: bool = False
    """Taken although it looked as if its end were missing."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of an arrival."""

    contract: ContractId
    new: bool
    """False: these bytes were here already, this is another sighting."""
    trashed: bool
    """The contract that has these bytes lies in the trash."""

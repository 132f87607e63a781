"""What goes to a reader and what comes back: the values that cross to the confined worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from arkiv.domain.documents import Reading
from arkiv.domain.facts import Extraction
from arkiv.domain.faults import Fault
from arkiv.domain.identity import Sha256

__all__ = ["ReadJob", "ReadOutcome", "Readers"]


@dataclass(frozen=True, slots=True)
class ReadJob:
    """One document to read."""

    sha256: Sha256
    path: Path
    extension: str
    """.pdf or .docx: what the bytes are."""
    name: str
    password: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What became of a job."""

    sha256: Sha256
    reading: Reading | None
    """Beside a fault it is partial."""
    extraction: Extraction | None
    fault: Fault | None
    died: bool
    """The worker crashed or was killed from outside: try again. Not: the parser says no."""


class Readers(Protocol):
    """Processes that read."""

    def submit(self, job: ReadJob) -> None: ...

    def warm_up(self) -> None:
        """Be ready: a document is about to come."""
        ...

    def next_outcome(self, timeout_seconds: float | None) -> ReadOutcome | None:
        """None: nothing within the time."""
        ...

    @property
    def pending(self) -> int:
        """Jobs submitted whose outcome has not been fetched."""
        ...

    def close(self) -> None: ...

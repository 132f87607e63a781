"""What one document may cost."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Armed anew for each document."""

    cpu_seconds: float = 20.0
    """For each parser: what the first did not read in time, the second has as long for."""
    wall_seconds: float = 60.0
    """For the whole document; then the worker is killed, and what it read so far is kept."""
    memory_bytes: int = 1 << 30
    """Above what the worker has when it begins."""
    answer_bytes: int = 150_000_000
    """What may come back for one document; its text is at most 20 million characters."""
    documents: int = 200
    """So many, then the worker makes room for a fresh one."""
    resident_bytes: int = 500_000_000
    """A worker that keeps more than this in memory after a document makes room as well."""
    idle_seconds: float = 120.0
    """Without work a worker goes, and is started again when there is some."""
    start_seconds: float = 60.0
    """For the worker to get ready."""

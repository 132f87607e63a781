"""Everything the intake is given, in one value."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from arkiv.clock import now
from arkiv.domain.filing_ports import Vault
from arkiv.domain.ports import Record
from arkiv.filesystems import is_network
from arkiv.intake.jobs import Readers
from arkiv.intake.settling import Pace
from arkiv.intake.take import silent
from arkiv.workspace import Workspace

__all__ = ["Indexer", "Surroundings"]

Indexer: TypeAlias = Callable[[], bool]
"""Let the index catch up now; False: another process is writing it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The workspace, what is kept in it, and the clocks."""

    workspace: Workspace
    record: Record
    vault: Vault
    readers: Callable[[], Readers]
    """Starts the readers; called once for each watch or ingest."""
    catch_up: Indexer
    pace: Pace = Pace()  # noqa: RUF009  frozen
    actor: str = "intake"
    now: Callable[[], datetime] = now
    monotonic: Callable[[], float] = time.monotonic
    checkpoint: Callable[[str], None] = silent
    """Called at named points between two durable steps; tests kill the process there."""
    on_network: Callable[[], bool] | None = None
    """Whether the inbox lies on a network disk; None: ask the system."""

    tidy: Indexer = lambda: False
    """Put the index in order; called while nothing else is to be done."""

    @property
    def inbox_is_remote(self) -> bool:
        if self.on_network is not None:
            return self.on_network()
        return is_network(self.workspace.inbox)

"""The heartbeat of the watcher: one row, overwritten."""

from __future__ import annotations

from dataclasses import dataclass

from arkiv.domain.filing_ports import Heartbeat
from arkiv.processes import ProcessId
from arkiv.store.connection import Connections
from arkiv.store.spelling import instant, spelled, storable
from arkiv.store.statements import fetch_one

__all__ = ["SqliteWatchers"]


@dataclass(frozen=True, slots=True)
class SqliteWatchers:
    """The Watchers of domain.filing_ports."""

    connections: Connections

    def beat(self, heartbeat: Heartbeat) -> None:
        with self.connections.writing(durable=False) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO watcher (workspace, pid, started, seen_at, mode)"
                " VALUES (1, ?, ?, ?, ?)",
                (
                    heartbeat.process.pid,
                    heartbeat.process.started,
                    spelled(heartbeat.seen),
                    storable(heartbeat.mode),
                ),
            )

    def last(self) -> Heartbeat | None:
        with self.connections.reading() as connection:
            row = fetch_one(connection, "SELECT pid, started, seen_at, mode FROM watcher")
        if row is None:
            return None
        pid, started, seen_at, mode = row
        return Heartbeat(ProcessId(pid, started), instant(seen_at), mode)

"""The files that stay in the inbox, and why; not part of the trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from arkiv.domain.faults import Fault, FaultCode, InboxFault
from arkiv.store.connection import Connections
from arkiv.store.spelling import instant, spelled, storable
from arkiv.store.statements import fetch_rows

__all__ = ["SqliteInboxFaults"]

_COLUMNS = "path, code, detail, stamp, tries, since_at, next_try_at"


@dataclass(frozen=True, slots=True)
class SqliteInboxFaults:
    """The InboxFaults of domain.filing_ports."""

    connections: Connections

    def put(self, fault: InboxFault) -> None:
        with self.connections.writing() as connection:
            connection.execute(
                f"INSERT OR REPLACE INTO inbox_fault ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    storable(fault.path),
                    str(fault.fault.code),
                    storable(fault.fault.detail),
                    fault.stamp,
                    fault.tries,
                    spelled(fault.since),
                    spelled(fault.next_try),
                ),
            )

    def clear(self, paths: Iterable[str]) -> None:
        listed = [(storable(path),) for path in paths]
        if listed:
            with self.connections.writing() as connection:
                connection.executemany("DELETE FROM inbox_fault WHERE path = ?", listed)

    def every(self) -> tuple[InboxFault, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(connection, f"SELECT {_COLUMNS} FROM inbox_fault ORDER BY path")
        return tuple(_inbox_fault(*row) for row in rows)

    def retry(self, paths: Iterable[str] | None, now: datetime) -> int:
        with self.connections.writing() as connection:
            if paths is None:
                connection.execute("UPDATE inbox_fault SET next_try_at = ?", (spelled(now),))
                return connection.changes()
            due = 0
            for path in dict.fromkeys(paths):
                connection.execute(
                    "UPDATE inbox_fault SET next_try_at = ? WHERE path = ?",
                    (spelled(now), storable(path)),
                )
                due += connection.changes()
            return due


def _inbox_fault(
    path: str,
    code: str,
    detail: str,
    stamp: str,
    tries: int,
    since_at: str,
    next_try_at: str | None,
) -> InboxFault:
    return InboxFault(
        path=path,
        fault=Fault(FaultCode(code), detail),
        stamp=stamp,
        tries=tries,
        since=instant(since_at),
        next_try=instant(next_try_at),
    )

"""The record as a whole: how it is opened, what it is made of, how it is checked and copied."""

from __future__ import annotations

from pathlib import Path

import apsw

from arkiv.domain.trail_ports import Damage
from arkiv.errors import Damaged
from arkiv.store.audits import SqliteAudits
from arkiv.store.connection import Connections, refuse_unsafe_place
from arkiv.store.contracts import SqliteContracts
from arkiv.store.documents import SqliteDocuments
from arkiv.store.events import SqliteEvents
from arkiv.store.inbox_faults import SqliteInboxFaults
from arkiv.store.links import SqliteLinks
from arkiv.store.migrations import migrate, save_copy
from arkiv.store.notes import SqliteNotes
from arkiv.store.plans import SqlitePlans
from arkiv.store.purging import SqlitePurges
from arkiv.store.standing import SqliteStanding
from arkiv.store.statements import fetch_rows
from arkiv.store.tags import SqliteTags
from arkiv.store.undoing import SqliteUndoing
from arkiv.store.watchers import SqliteWatchers
from arkiv.texts import _

__all__ = ["SqliteRecord", "open_record"]


def open_record(path: Path) -> SqliteRecord:
    """The record at ``path``, made when absent, brought to the newest schema when older.

    Raises NoWorkspace for a newer one, another program's database or a network disk; Damaged;
    Busy; OSError.
    """
    refuse_unsafe_place(path)
    connections = Connections(path)
    try:
        with connections.preparing() as connection:
            migrate(connection, path)
    except BaseException:
        connections.close()
        raise
    return SqliteRecord(connections)


class SqliteRecord:
    """The Record of domain.ports, over one SQLite database."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.documents = SqliteDocuments(connections)
        self.contracts = SqliteContracts(connections)
        self.tags = SqliteTags(connections)
        self.notes = SqliteNotes(connections)
        self.plans = SqlitePlans(connections)
        self.links = SqliteLinks(connections)
        self.standing = SqliteStanding(connections)
        self.audits = SqliteAudits(connections)
        self.purges = SqlitePurges(connections)
        self.undoing = SqliteUndoing(connections)
        self.inbox_faults = SqliteInboxFaults(connections)
        self.events = SqliteEvents(connections)
        self.watchers = SqliteWatchers(connections)

    def damages(self) -> tuple[Damage, ...]:
        try:
            with self._connections.reading() as connection:
                return (*_integrity(connection), *_foreign_keys(connection))
        except Damaged as error:
            return (Damage("integrity", self._connections.path.name, str(error)),)

    def copy_to(self, path: Path) -> None:
        """Raises FileExistsError when the path is taken, and as every write does."""
        with self._connections.lent() as connection:
            save_copy(connection, path)

    def close(self) -> None:
        self._connections.close()


def _integrity(connection: apsw.Connection) -> list[Damage]:
    rows = fetch_rows(connection, "PRAGMA integrity_check")
    return [Damage("integrity", "arkiv.db", said) for (said,) in rows if said != "ok"]


def _foreign_keys(connection: apsw.Connection) -> list[Damage]:
    rows = fetch_rows(connection, "PRAGMA foreign_key_check")
    message = _("Row {row} of {table} points to a row of {parent} that is not there.")
    return [
        Damage("foreign_keys", table, message.format(row=row, table=table, parent=parent))
        for table, row, parent, _key in rows
    ]

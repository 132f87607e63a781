"""The connections to the record: one that writes, some that read, one that watches for changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from arkiv.errors import ArkivError, NoWorkspace
from arkiv.filesystems import file_system, is_network
from arkiv.store.failures import translated
from arkiv.store.statements import fetch_value
from arkiv.texts import _

__all__ = ["Connections", "connect", "has_wal_reset_bug", "refuse_unsafe_place", "use_wal"]

BUSY_SECONDS = 10.0
_WAL_KEPT_BYTES = 64 * 1024 * 1024


class Connections:
    """Lends connections to whatever thread asks; each is in one thread's hands at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[apsw.Connection] = []
        self._pool_lock = threading.Lock()
        self._write_lock = threading.Lock()
        self._writer = connect(path)
        self._open = True

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """One view of the record for all statements inside; fetch there, never iterate outside."""
        with self.lent() as connection:
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                _end(connection)

    @contextmanager
    def lent(self) -> Iterator[apsw.Connection]:
        """A connection without a transaction, for what SQLite runs only outside one."""
        with translated(self.path):
            connection = self._borrow()
            try:
                yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def preparing(self) -> Iterator[apsw.Connection]:
        """The writer without a transaction, for migrations."""
        with translated(self.path), self._taken(self._write_lock):
            yield self._writer

    @contextmanager
    def writing(self, durable: bool = True) -> Iterator[apsw.Connection]:
        """One transaction: committed and on the disk at the end, undone when anything raises.

        ``durable=False`` is for what a power cut may forget, such as a claim of a process.
        """
        with translated(self.path), self._taken(self._write_lock):
            connection = self._writer
            if not durable:
                connection.execute("PRAGMA synchronous=NORMAL")
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                _end(connection)
                if not durable:
                    connection.execute("PRAGMA synchronous=FULL")

    def close(self) -> None:
        """Waits for a write under way; connections that are lent out close when they come back."""
        with self._write_lock, self._pool_lock:
            self._open = False
            for connection in (*self._idle, self._writer):
                connection.close()
            self._idle.clear()

    @contextmanager
    def _taken(self, lock: threading.Lock) -> Iterator[None]:
        with lock:
            if not self._open:
                raise RuntimeError("the record is closed")
            yield

    def _borrow(self) -> apsw.Connection:
        with self._taken(self._pool_lock):
            if self._idle:
                return self._idle.pop()
        return connect(self.path)

    def _give_back(self, connection: apsw.Connection) -> None:
        with self._pool_lock:
            if self._open:
                self._idle.append(connection)
            else:
                connection.close()


def connect(path: Path) -> apsw.Connection:
    """A connection as every one to the record must be: on the disk at commit, keys enforced.

    Makes an empty database when there is none; use_wal() is the migration's to call, once it knows
    that the file is Arkiv's.
    """
    with translated(path):
        connection = apsw.Connection(str(path))
        connection.set_busy_timeout(int(BUSY_SECONDS * 1000))
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA journal_size_limit={_WAL_KEPT_BYTES}")
        return connection


def refuse_unsafe_place(path: Path) -> None:
    """Raises NoWorkspace for a folder shared with other machines, ArkivError for a bad SQLite."""
    if is_network(path):
        raise NoWorkspace(
            _(
                "{path} lies on a network disk ({kind}), where the record can be damaged. "
                "Keep the archive on a disk of this machine; the inbox may stay on the network."
            ).format(path=path.parent, kind=file_system(path))
        )
    version = apsw.sqlite_lib_version()
    if has_wal_reset_bug(version):
        raise ArkivError(
            _("SQLite {version} can lose changes. Install apsw 3.51.3 or newer.").format(
                version=version
            )
        )


def has_wal_reset_bug(version: str) -> bool:
    """Whether this SQLite may lose commits in a checkpoint race (sqlite.org/wal.html#walresetbug).

    In 3.7.0 to 3.51.2; mended in 3.51.3 and in the branches 3.44.6 and 3.50.7.
    """
    number = tuple(int(part) for part in version.split("."))
    mended_branch = (3, 44, 6) <= number < (3, 45) or (3, 50, 7) <= number < (3, 51)
    return (3, 7) <= number < (3, 51, 3) and not mended_branch


def use_wal(connection: apsw.Connection, path: Path) -> None:
    """Switch to WAL, which the file remembers; raises ArkivError where the disk cannot do it."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        # The switch needs the file alone, and the busy timeout does not apply to it.
        try:
            mode = fetch_value(connection, "PRAGMA journal_mode=WAL")
            break
        except apsw.BusyError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)
    if mode != "wal":
        raise ArkivError(
            _("The disk of {path} cannot hold a record safely (no WAL).").format(path=path)
        )


def _end(connection: apsw.Connection) -> None:
    """A full disk ends the transaction by itself; then there is nothing to roll back."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")

"""The schema's history: numbered SQL files, each applied once, with a snapshot before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from itertools import count
from pathlib import Path

import apsw

from arkiv.errors import NoWorkspace
from arkiv.store.connection import connect, use_wal
from arkiv.store.statements import fetch_rows
from arkiv.texts import _

__all__ = ["migrate", "save_copy"]

Steps = dict[int, str]


def migrate(connection: apsw.Connection, path: Path, steps: Steps | None = None) -> None:
    """Bring the database at ``path`` to the newest schema; an empty one gets all of it.

    A snapshot of an older one is left beside it, named after its version. Raises NoWorkspace when
    the database is of a newer Arkiv or not Arkiv's at all. Several processes may do this at once.
    """
    steps = _steps() if steps is None else steps
    version = _version(connection, path, steps)
    use_wal(connection, path)
    if version < max(steps):
        _apply(connection, path, steps)


def save_copy(source: apsw.Connection, target: Path) -> None:
    """A consistent copy, whole and on the disk under its name; raises FileExistsError."""
    if target.exists():
        raise FileExistsError(f"{target} is there already")
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    source.execute("VACUUM INTO ?", (str(unfinished),))
    _flush(unfinished)
    unfinished.rename(target)
    _flush(target.parent)


def _apply(connection: apsw.Connection, path: Path, steps: Steps) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited for the lock.
        version = _version(connection, path, steps)
        if 0 < version < max(steps):
            _snapshot(path, version)
        for number in range(version + 1, max(steps) + 1):
            connection.execute(steps[number])
        connection.execute(f"PRAGMA user_version={max(steps)}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _snapshot(path: Path, version: int) -> None:
    """The writer holds the lock meanwhile: what is copied is what is migrated."""
    names = (f"{path.stem}.version-{version}{mark}{path.suffix}" for mark in _marks())
    target = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    reader = connect(path)
    try:
        save_copy(reader, target)
    finally:
        reader.close()


def _marks() -> Iterator[str]:
    yield ""
    yield from (f".{number}" for number in count(2))


def _version(connection: apsw.Connection, path: Path, steps: Steps) -> int:
    # One statement, for both to be seen at the same moment of another process's creation.
    [(version, tables)] = fetch_rows(
        connection,
        "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version",
    )
    if version > max(steps):
        raise NoWorkspace(
            _("{path} was made by a newer Arkiv. Install that version to open it.").format(
                path=path
            )
        )
    if version == 0 and tables:
        raise NoWorkspace(_("{path} is a database, but not one of Arkiv's.").format(path=path))
    return int(version)


def _steps() -> Steps:
    folder = files("arkiv.store") / "schema"
    return {
        int(file.name.removesuffix(".sql")): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    }


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

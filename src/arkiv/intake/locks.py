"""The kernel locks: one watcher for a workspace, one file taken at a time, no purge in a backup."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from arkiv.errors import Busy
from arkiv.texts import _

__all__ = ["backup_lock", "no_backup", "take_lock", "watch_lock", "watching_pid"]

_POLL_SECONDS = 0.02


@contextlib.contextmanager
def watch_lock(archive: Path) -> Iterator[None]:
    """Held for a watcher's life; raises Busy that names the other watcher's pid."""
    path = archive / ".watch.lock"
    with _opened(path) as descriptor:
        if not _try_lock(descriptor):
            raise Busy(
                _("Another watcher is running already (process {pid}). Stop it first.").format(
                    pid=_pid_in(path) or "?"
                )
            )
        _write_pid(descriptor)
        yield


@contextlib.contextmanager
def take_lock(archive: Path, timeout_seconds: float = 30.0) -> Iterator[None]:
    """Held while one file is taken, or orphans are adopted; raises Busy after the timeout."""
    path = archive / ".take.lock"
    deadline = time.monotonic() + timeout_seconds
    with _opened(path) as descriptor:
        while not _try_lock(descriptor):
            if time.monotonic() > deadline:
                raise Busy(
                    _("Another process has been filing for long (process {pid}).").format(
                        pid=_pid_in(path) or "?"
                    )
                )
            time.sleep(_POLL_SECONDS)
        _write_pid(descriptor)
        yield


@contextlib.contextmanager
def backup_lock(archive: Path) -> Iterator[None]:
    """Held while a backup is made, by several at once; raises Busy while something is purged."""
    with _opened(archive / ".backup.lock") as descriptor:
        if not _try_lock(descriptor, fcntl.LOCK_SH):
            raise Busy(_("A contract is being purged; make the backup once that is done."))
        yield


@contextlib.contextmanager
def no_backup(archive: Path) -> Iterator[None]:
    """Held while originals go, which a backup must not miss; raises Busy while one is made."""
    with _opened(archive / ".backup.lock") as descriptor:
        if not _try_lock(descriptor):
            raise Busy(_("A backup is being made; purge once it is done."))
        yield


def watching_pid(archive: Path) -> int | None:
    """The process that holds the watch lock right now; None when nobody does."""
    path = archive / ".watch.lock"
    if not path.exists():
        return None
    with _opened(path) as descriptor:
        return None if _try_lock(descriptor) else _pid_in(path)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    # Never unlinked: a lock on a removed file would let a second process in.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int, kind: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write_pid(descriptor: int) -> None:
    with contextlib.suppress(OSError):  # a full disk is no reason not to hold the lock
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)


def _pid_in(path: Path) -> int | None:
    text = path.read_text(errors="replace").strip()
    return int(text) if text.isdigit() else None

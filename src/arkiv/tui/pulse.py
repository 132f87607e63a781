"""Noticing in the background what other processes did to the archive and the inbox."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sized
from dataclasses import dataclass
from threading import Event, Thread

from arkiv import clock
from arkiv.domain.documents import Document
from arkiv.errors import BadInput
from arkiv.services.filing import ArchiveStatus, InboxFile
from arkiv.tui.given import Archive

__all__ = ["Beat", "Pulse"]

log = logging.getLogger(__name__)

_POLL_SECONDS = 0.25
_LOOK_SECONDS = 1.0
"""The inbox is looked at less often than the record: it is a walk over a folder."""


@dataclass(frozen=True, slots=True)
class Beat:
    """How the archive and the inbox stand."""

    status: ArchiveStatus
    inbox: tuple[InboxFile, ...]
    unread: tuple[Document, ...]
    failed: tuple[Document, ...]
    overdue: int | None = None
    """Dates that passed and nobody said are done; None: not counted yet, or it can't be."""
    attention: int | None = None
    """What needs a human; None: as overdue."""


class Pulse:
    """A thread that tells when the archive changed and, more slowly, how the inbox stands."""

    def __init__(
        self,
        archive: Archive,
        on_change: Callable[[], object],
        on_beat: Callable[[Beat], object],
    ) -> None:
        """Both callables are called in this thread."""
        self._archive = archive
        self._on_change = on_change
        self._on_beat = on_beat
        self._stop = Event()
        self._look_now = Event()
        self._count_anew = True
        self._overdue: int | None = None
        self._attention: int | None = None
        self._looked = False
        """The dates of a large archive take a second or two: first the rest is on the screen."""
        self._thread = Thread(target=self._run, name="pulse", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def look_now(self) -> None:
        """Look at the inbox at the next poll instead of when it is its turn."""
        self._look_now.set()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        seen: tuple[int, int] | None = None
        day = clock.today()
        next_look = 0.0
        while not self._stop.is_set():
            try:
                now, today = self._state(seen), clock.today()
                if (now, today) != (seen, day):  # at midnight every date is a day nearer
                    self._on_change()
                    seen, day = now, today
                    self._count_anew = True
                    next_look = 0.0
                if self._look_now.is_set() or time.monotonic() >= next_look:
                    self._look_now.clear()
                    next_look = self._look()
            except Exception:  # a busy or vanished file now must not stop the refresh for good
                log.exception("the archive could not be polled")
            self._stop.wait(_POLL_SECONDS)

    def _state(self, seen: tuple[int, int] | None) -> tuple[int, int]:
        """The record's version and how far the index is behind: both change what is found.

        The index follows a moment after the record and leaves no mark there.
        """
        version = self._archive.changed()
        if seen is not None and seen == (version, 0):
            return seen
        return version, self._archive.indexing.behind()

    def _look(self) -> float:
        """Report on the inbox; returns when to look again, later where looking takes long."""
        started = time.monotonic()
        filing = self._archive.filing
        if self._count_anew and self._looked:
            today = clock.today()
            self._overdue = _number(lambda: self._archive.agenda.overdue(today))
            self._attention = _number(lambda: self._archive.attention.items(today))
            self._count_anew = False
        self._looked = True
        self._on_beat(
            Beat(
                filing.status(clock.now()),
                filing.inbox(),
                filing.waiting_to_be_read(),
                filing.failed(),
                self._overdue,
                self._attention,
            )
        )
        took = time.monotonic() - started
        return time.monotonic() + max(_LOOK_SECONDS, 20 * took)


def _number(count: Callable[[], Sized]) -> int | None:
    """None where a setting has a fault without which nobody can tell."""
    try:
        return len(count())
    except BadInput:
        return None

"""watchdog, and what has to be known of it; imported only where something is watched."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

__all__ = ["observe"]

# Neither opening nor closing after reading: our own looks at a file would wake us for ever.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


class _Flag(FileSystemEventHandler):
    def __init__(self, noticed: Callable[[], None]) -> None:
        self._noticed = noticed

    def dispatch(self, event: FileSystemEvent) -> None:
        self._noticed()


class _Watchdog:
    def __init__(self, observer: BaseObserver) -> None:
        self._observer = observer

    def is_sound(self) -> bool:
        # An observer whose emitters have ended still calls itself alive.
        emitters = self._observer.emitters
        return self._observer.is_alive() and bool(emitters) and all(e.is_alive() for e in emitters)

    def stop(self) -> None:
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join(5)


def observe(inbox: Path, noticed: Callable[[], None]) -> _Watchdog:
    """Call ``noticed`` on every change at or below the inbox; raises OSError."""
    # It warns of folders that come faster than it can look, which the scan sees anyway.
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
    observer = Observer()
    observer.daemon = True
    observer.schedule(_Flag(noticed), str(inbox), recursive=True, event_filter=_EVENTS)
    observer.start()
    return _Watchdog(observer)

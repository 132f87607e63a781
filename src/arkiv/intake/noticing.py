"""Being woken when something happens in the inbox; the scan finds out what it was.

Nothing here is trusted. watchdog may drop events, stop watching a folder that was made again, or
end its thread, all in silence: so it is tested at the start, looked after, and never needed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Protocol
from uuid import uuid4

from arkiv.texts import _

__all__ = ["Noticing", "Observing"]

log = logging.getLogger(__name__)

_PROBE_SECONDS = 2.0
_REBUILD_SECONDS = 60.0


class Observing(Protocol):
    """What is used of a watchdog observer."""

    def is_sound(self) -> bool:
        """Whether all of its threads are alive."""
        ...

    def stop(self) -> None: ...


class Noticing:
    """Sets ``wake`` when the inbox changes, where the system tells; says so where it does not."""

    def __init__(
        self,
        inbox: Path,
        wake: Event,
        monotonic: Callable[[], float],
        observe: Callable[[Path, Callable[[], None]], Observing] | None = None,
    ) -> None:
        self._inbox = inbox
        self._wake = wake
        self._monotonic = monotonic
        self._observe = observe or _watchdog
        self._observing: Observing | None = None
        self._identity: tuple[int, int] | None = None
        self._probed = Event()
        self._next_start = 0.0
        self.reason = _("not started")
        """Why files are noticed by looking only; empty when events come."""

    @property
    def mode(self) -> str:
        """For the heartbeat: events, or polling with the reason."""
        return f"polling: {self.reason}" if self.reason else "events"

    def look_after(self) -> bool:
        """Start, or start anew when it has gone deaf; returns whether the mode has changed."""
        if self._observing is not None and self._is_sound(self._observing):
            return False
        now = self._monotonic()
        if self._observing is None and now < self._next_start:
            return False
        self._next_start = now + _REBUILD_SECONDS
        before = self.reason
        self.stop()
        self.reason = self._start()
        return self.reason != before

    def stop(self) -> None:
        if self._observing is not None:
            self._observing.stop()
            self._observing = None

    def _start(self) -> str:
        """Returns why it does not work; empty when the probe was noticed."""
        try:
            self._identity = _identity(self._inbox)
            self._observing = self._observe(self._inbox, self._noticed)
            if self._probe():
                return ""
            reason = _("this disk reports no changes")
        except OSError as error:  # the limit on inotify instances or watches, among others
            reason = error.strerror or type(error).__name__
        log.warning("files are noticed by looking every few seconds: %s", reason)
        self.stop()
        return reason

    def _noticed(self) -> None:
        # Called in watchdog's thread, which an exception would end: flags, and nothing else.
        self._probed.set()
        self._wake.set()

    def _probe(self) -> bool:
        self._probed.clear()
        probe = self._inbox / f".arkiv-probe-{uuid4().hex}"
        probe.touch()
        try:
            return self._probed.wait(_PROBE_SECONDS)
        finally:
            probe.unlink(missing_ok=True)

    def _is_sound(self, observing: Observing) -> bool:
        try:
            same = _identity(self._inbox) == self._identity
        except OSError:
            same = False
        return same and observing.is_sound()


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _watchdog(inbox: Path, noticed: Callable[[], None]) -> Observing:
    """An observer that runs; raises OSError when the system grants none."""
    from arkiv.intake.observer import observe

    return observe(inbox, noticed)

"""Filing what is dropped into the inbox until stopped: when to look, and how not to go deaf.

The scan is the truth. An event only makes it come sooner, and it comes regardless.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from threading import Event

from arkiv.domain.filing_ports import Heartbeat
from arkiv.errors import Busy
from arkiv.intake.activity import Activity, Outcome
from arkiv.intake.adopt import adopt_and_sweep
from arkiv.intake.locks import watch_lock
from arkiv.intake.noticing import Noticing, Observing
from arkiv.intake.pipeline import Pipeline
from arkiv.intake.surroundings import Surroundings
from arkiv.processes import this_process
from arkiv.texts import _

__all__ = ["watch"]

log = logging.getLogger(__name__)

_SWEEP_SECONDS = 3.0
_LONGEST_SWEEP_SECONDS = 30.0
_HEARTBEAT_SECONDS = 5.0
_TICK_SECONDS = 0.5
_BUSY_TICK_SECONDS = 0.05
_SHARE_OF_SCANNING = 5
"""A pause after a scan lasts at least so many times as long as the scan did."""


def watch(
    around: Surroundings,
    stop: Event,
    on_activity: Callable[[Activity], None],
    observe: Callable[..., Observing] | None = None,
) -> None:
    """Runs until ``stop`` is set; raises Busy when another watcher runs."""
    with watch_lock(around.workspace.archive):
        try:
            adopt_and_sweep(around.workspace, around.record, around.vault, around.actor)
        except (OSError, Busy) as error:  # a full disk: what is dropped is still to be listed
            log.warning("orphans were not adopted: %s", error)
        watcher = _Watcher(_paced(around), stop, on_activity, observe)
        try:
            watcher.run()
        finally:
            watcher.close()


def _paced(around: Surroundings) -> Surroundings:
    """On a network disk a file is given longer: its changes reach us late."""
    if not around.inbox_is_remote:
        return around
    pace = dataclasses.replace(around.pace, whole=around.pace.unleased)
    return dataclasses.replace(around, pace=pace)


class _Watcher:
    def __init__(
        self,
        around: Surroundings,
        stop: Event,
        on_activity: Callable[[Activity], None],
        observe: Callable[..., Observing] | None,
    ) -> None:
        self._around = around
        self._stop = stop
        self._tell = on_activity
        self._wake = Event()
        self._remote = around.inbox_is_remote
        self._noticing = Noticing(around.workspace.inbox, self._wake, around.monotonic, observe)
        self._pipeline = Pipeline(around, on_activity)
        self._next_beat = 0.0
        self._said = ""

    def run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            try:
                self._look_after_noticing()
                self._pipeline.one_pass(self._stop, self._beat)
                self._beat()
            except (OSError, Busy) as error:  # the inbox or the record is away for the moment
                log.warning("looking again soon: %s", error)
            self._wait(self._pipeline.scan_seconds)

    def close(self) -> None:
        self._noticing.stop()
        self._pipeline.close()

    def _wait(self, scan_seconds: float) -> None:
        """Until something was noticed, a file may have come to rest, or the next sweep is due."""
        now = self._around.monotonic()
        shortest = now + max(_BUSY_TICK_SECONDS, min(scan_seconds, 6.0) * _SHARE_OF_SCANNING)
        due = now + min(max(_SWEEP_SECONDS, scan_seconds * 20), _LONGEST_SWEEP_SECONDS)
        settled = self._pipeline.seconds_to_next()
        if settled is not None:
            due = min(due, now + settled)
        while not self._stop.is_set():
            now = self._around.monotonic()
            if now >= shortest and (now >= due or self._wake.is_set()):
                return
            self._use_the_time(now < shortest)

    def _use_the_time(self, not_yet: bool) -> None:
        try:
            self._pipeline.read_and_follow()
            self._beat()
        except (OSError, Busy) as error:
            log.warning("trying again soon: %s", error)
        tick = _BUSY_TICK_SECONDS if self._pipeline.reading or not_yet else _TICK_SECONDS
        (self._stop if self._wake.is_set() else self._wake).wait(tick)

    def _look_after_noticing(self) -> None:
        self._around.workspace.inbox.mkdir(exist_ok=True)
        if not self._remote:
            self._noticing.look_after()
        mode = self._mode()
        if mode != self._said:
            self._said = mode
            self._tell(Activity(Outcome.WATCHING, mode))

    def _mode(self) -> str:
        if self._remote:
            return "polling: " + _("the inbox is on a network disk")
        return self._noticing.mode

    def _beat(self) -> None:
        now = self._around.monotonic()
        if now < self._next_beat:
            return
        self._next_beat = now + _HEARTBEAT_SECONDS
        beat = Heartbeat(this_process(), self._around.now(), self._mode())
        self._around.record.watchers.beat(beat)

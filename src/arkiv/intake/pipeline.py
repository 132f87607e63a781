"""The way of one file, from the inbox to a hit: read this first.

    scan      what lies in the inbox                                    intake/scan.py
    at_rest   complete and no longer written to                         intake/settling.py
    take      copy into archive/, then the row, then out of the inbox   intake/take.py, vault.py
    read      text and findings, by a confined worker                   intake/reading.py, pool.py
    follow    the index takes in what is new in the record              intake/following.py

Every step can be repeated, and a crash between any two leaves a state that the next pass finishes.
Nothing is handed from step to step in memory: scan looks at the disk, read and follow at the
record.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Iterator
from threading import Event

from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.filing_ports import SourceChanged
from arkiv.errors import Busy
from arkiv.intake.activity import Activity, Outcome, outcome_of
from arkiv.intake.emptied import EmptiedFolders
from arkiv.intake.faults import FaultBook, Refused, fault_of
from arkiv.intake.following import Following
from arkiv.intake.opening import Lease, ask_lease, open_regular
from arkiv.intake.reading import ReadingList
from arkiv.intake.scan import Found, Scan, scan
from arkiv.intake.settling import Look, Rest, Settling
from arkiv.intake.surroundings import Surroundings
from arkiv.intake.take import Taker
from arkiv.read.sniff import sniff, tail_is_whole

__all__ = ["Pipeline"]

log = logging.getLogger(__name__)


class Pipeline:
    """The steps, and what is remembered between two passes; one thread drives it."""

    def __init__(self, around: Surroundings, on_activity: Callable[[Activity], None]) -> None:
        self._around = around
        self._tell = on_activity
        self._remote = around.inbox_is_remote
        self._settling = Settling(around.pace, around.monotonic)
        self._faults = FaultBook(around.record.inbox_faults, around.now)
        self._emptied = EmptiedFolders(around.workspace.inbox, around.monotonic)
        self._taker = Taker(
            around.workspace, around.record, around.vault, around.actor, around.checkpoint
        )
        self._taker.clear_taken()
        self._reading = ReadingList(around)
        self._following = Following(around.catch_up, around.monotonic, around.tidy)
        self.scan_seconds = 0.0
        """How long the last scan took."""

    def one_pass(self, stop: Event, between: Callable[[], None] = lambda: None) -> Scan:
        """Everything that can be done right now; ``between`` is called after each file."""
        looked = self.scan()
        if self.seconds_to_next() is not None:
            self._reading.expect()
        for found, incomplete in self.at_rest(looked):
            if stop.is_set():
                break
            self.take(found, incomplete)
            self.read_and_follow(pausing=False)
            between()
        self._emptied.sweep()
        self.read_and_follow()
        return looked

    def scan(self) -> Scan:
        """Step 0: what lies there; what cannot be a contract is listed with its reason."""
        inbox = self._around.workspace.inbox
        inbox.mkdir(exist_ok=True)
        started = self._around.monotonic()
        looked = scan(inbox)
        self.scan_seconds = self._around.monotonic() - started
        self._faults.load()
        self._faults.keep_only(looked.paths)
        for obstacle in looked.obstacles:
            self._refuse(obstacle.found, obstacle.fault)
        self._settling.keep_only(
            found
            for found in looked.files
            if not self._faults.holds(found.relative, str(found.stamp))
        )
        return looked

    def at_rest(self, looked: Scan) -> Iterator[tuple[Found, bool]]:
        """Step 0: the files to take now, each with whether its end seems to be missing."""
        for found in looked.files:
            if self._faults.holds(found.relative, str(found.stamp)):
                continue
            rest = Rest.WAIT
            with self._guarded(found):
                rest = self._settling.rest(found, self._look)
            if rest is Rest.STILL_WRITTEN:
                self._say_still_written(found)
            elif rest is not Rest.WAIT:
                yield found, rest is Rest.TAKE_INCOMPLETE

    def take(self, found: Found, incomplete: bool) -> None:
        """Steps 1 to 4: into the archive, into the record, out of the inbox."""
        taken = None
        with self._guarded(found):
            taken = self._taker.file(found, f"inbox/{found.relative}", incomplete)
        if taken is None:
            return
        log.info("filed %s as %s", taken.sha256[:8], taken.filed.contract)
        self._faults.clear([found.relative])
        self._remove(found)
        self._following.changed(1)
        self._reading.nudge()
        outcome = outcome_of(taken.filed)
        self._tell(Activity(outcome, found.name, taken.filed.contract, sha256=taken.sha256))

    def read_and_follow(self, pausing: bool = True, wait_seconds: float = 0.0) -> None:
        """Steps 5 and 6; ``pausing``: no further file is being taken just now."""
        for activity in self._reading.work(wait_seconds):
            self._following.changed(1)
            self._tell(activity)
        if self._following.follow(pausing and self._reading.idle):
            self._around.checkpoint("indexed")

    @property
    def reading(self) -> bool:
        return not self._reading.idle

    def seconds_to_next(self) -> float | None:
        """Until a file may have come to rest; None when none is on its way."""
        return self._settling.seconds_to_next()

    def close(self) -> None:
        self._reading.close()

    @contextlib.contextmanager
    def _guarded(self, found: Found) -> Iterator[None]:
        """The trouble with one file stays with that file: it is listed, the others go on."""
        try:
            yield
        except Refused as refused:
            self._refuse(found, refused.fault)
        except SourceChanged:
            self._settling.start_again(found)
        except Busy as busy:
            log.warning("%s", busy)
        except OSError as error:
            if os.path.lexists(found.path):  # else it was taken away again: no fault
                self._refuse(found, fault_of(error))
        except Exception as error:
            log.exception("a file could not be taken")
            self._refuse(found, Fault(FaultCode.IO_ERROR, type(error).__name__))

    def _look(self, found: Found) -> Look:
        with open_regular(found.path) as file:
            lease = Lease.UNKNOWN if self._remote else ask_lease(file)
            extension = sniff(file, found.name)
            return Look(lease, extension is None or tail_is_whole(file, extension))

    def _remove(self, found: Found) -> None:
        try:
            gone = self._taker.remove_from_inbox(found)
        except OSError as error:
            fault = Fault(FaultCode.NOT_REMOVED, error.strerror or "")
            self._faults.put(found.relative, str(found.stamp), fault)
            self._tell(Activity(Outcome.REFUSED, found.name, fault=fault))
            return
        if not gone:
            log.info("a newer file lay under the same name")
        self._emptied.taken_from(found.path.parent)

    def _say_still_written(self, found: Found) -> None:
        stamp = str(found.stamp)
        if not self._faults.says(found.relative, stamp, FaultCode.STILL_WRITTEN):
            self._faults.put(found.relative, stamp, Fault(FaultCode.STILL_WRITTEN))

    def _refuse(self, found: Found, fault: Fault) -> None:
        if self._faults.holds(found.relative, str(found.stamp)):
            return
        self._faults.put(found.relative, str(found.stamp), fault)
        self._tell(Activity(Outcome.REFUSED, found.name, fault=fault))

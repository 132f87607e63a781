"""What an error of the system means for a file, and when to try again."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from arkiv.domain.faults import Fault, FaultCode, InboxFault
from arkiv.domain.filing_ports import InboxFaults
from arkiv.errors import ArkivError

__all__ = ["FaultBook", "Refused", "fault_of", "next_try"]

log = logging.getLogger(__name__)

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_UNREADABLE = {errno.EACCES, errno.EPERM, errno.ENAMETOOLONG}
_FIRST_PAUSE_SECONDS = 5
_LONGEST_PAUSE_SECONDS = 600


class Refused(Exception):
    """A file that is not taken, with the reason."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def fault_of(error: OSError) -> Fault:
    """Sorted by what a person can do; an error never seen before counts as passing."""
    said = error.strerror or type(error).__name__
    if error.errno in _NO_SPACE:
        return Fault(FaultCode.NO_SPACE)
    if error.errno == errno.ELOOP:
        return Fault(FaultCode.SYMLINK)
    if error.errno == errno.ENXIO:
        return Fault(FaultCode.NOT_A_FILE)
    if error.errno in _UNREADABLE:
        return Fault(FaultCode.UNREADABLE, said)
    return Fault(FaultCode.IO_ERROR, said)


def next_try(tries: int, now: datetime) -> datetime:
    """After 5 s, then twice as long each time, at most 10 minutes."""
    pause = min(_FIRST_PAUSE_SECONDS * 2 ** min(tries, 10), _LONGEST_PAUSE_SECONDS)
    return now + timedelta(seconds=pause)


class FaultBook:
    """The faults of the inbox, in the record and, where a full disk refuses that, in memory."""

    def __init__(self, rows: InboxFaults, now: Callable[[], datetime]) -> None:
        self._rows = rows
        self._now = now
        self._known: dict[str, InboxFault] = {}
        self._unsaved: dict[str, InboxFault] = {}

    def load(self) -> None:
        """What the record says now: a `retry` by another process shows here."""
        self._known = {row.path: row for row in self._rows.every()} | self._unsaved

    def holds(self, path: str, stamp: str) -> bool:
        """Whether this file, as it looks now, is not to be tried yet."""
        row = self._known.get(path)
        if row is None or row.stamp != stamp or row.fault.code is FaultCode.STILL_WRITTEN:
            return False
        if row.next_try is None:
            return True
        # Further off than the longest pause: the system's clock was set back since.
        wait = (row.next_try - self._now()).total_seconds()
        return 0 < wait <= _LONGEST_PAUSE_SECONDS

    def says(self, path: str, stamp: str, code: FaultCode) -> bool:
        """Whether just this is on record for the file as it looks now."""
        row = self._known.get(path)
        return row is not None and (row.stamp, row.fault.code) == (stamp, code)

    def put(self, path: str, stamp: str, fault: Fault) -> None:
        now = self._now()
        before = self._known.get(path)
        again = before is not None and (before.fault.code, before.stamp) == (fault.code, stamp)
        tries = before.tries + 1 if before and again else 1
        since = before.since if before and again else now
        later = next_try(tries - 1, now) if fault.code.passing else None
        row = InboxFault(path, fault, stamp, tries, since, later)
        self._known[path] = row
        try:
            self._rows.put(row)
        except (OSError, ArkivError) as error:
            log.warning("a fault could not be recorded: %s", error)
            self._unsaved[path] = row
        else:
            self._unsaved.pop(path, None)

    def clear(self, paths: Iterable[str]) -> None:
        """Forget what no longer applies; does nothing for paths without a fault."""
        gone = [path for path in paths if path in self._known]
        if not gone:
            return
        for path in gone:
            del self._known[path]
            self._unsaved.pop(path, None)
        try:
            self._rows.clear(gone)
        except (OSError, ArkivError) as error:  # the next load() brings them back
            log.warning("faults could not be cleared: %s", error)

    def keep_only(self, paths: frozenset[str]) -> None:
        """Forget the files that have left the inbox."""
        self.clear([path for path in self._known if path not in paths])

"""When a file in the inbox is complete and at rest, by our own monotonic clock.

A file's times are never compared with the clock: they may lie in the future, and a copied or
unpacked file carries old ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from arkiv.intake.opening import Lease
from arkiv.intake.scan import Found, Stamp

__all__ = ["Look", "Pace", "Rest", "Settling"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a file must stay unchanged, in seconds."""

    whole: float = 2.0
    """The kernel says nobody writes it, and its tail is whole."""
    unleased: float = 10.0
    """The tail is whole, and nothing is known of writers: network disks, others' files."""
    tailless: float = 60.0
    """Its end seems to be missing; then it is taken and flagged."""
    refused: float = 600.0
    """Somebody has had it open for writing all the time; then it is taken and flagged."""
    said: float = 30.0
    """After so long somebody's writing is worth telling."""


class Rest(Enum):
    """What to do with a file now."""

    WAIT = auto()
    STILL_WRITTEN = auto()
    """Wait, and say why."""
    TAKE = auto()
    TAKE_INCOMPLETE = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """What opening the file showed."""

    lease: Lease
    tail_is_whole: bool


@dataclass(slots=True)
class _Watched:
    stamp: Stamp
    since: float


class Settling:
    """Remembers since when each file has looked as it does."""

    def __init__(self, pace: Pace, monotonic: Callable[[], float]) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._watched: dict[str, _Watched] = {}

    def keep_only(self, files: Iterable[Found]) -> None:
        """Forget the files that are gone, and start again with those that changed."""
        now = self._monotonic()
        before = self._watched
        self._watched = {}
        for found in files:
            known = before.get(found.relative)
            same = known is not None and known.stamp == found.stamp
            self._watched[found.relative] = known if known and same else _Watched(found.stamp, now)

    def rest(self, found: Found, look: Callable[[Found], Look]) -> Rest:
        """``look`` opens the file; it is asked only when the shortest time has passed."""
        quiet = self._quiet_seconds(found)
        if quiet < min(self._pace.whole, self._pace.unleased):
            return Rest.WAIT
        seen = look(found)
        if seen.lease is Lease.REFUSED:
            return self._rest_of_written(quiet)
        if not seen.tail_is_whole:
            return Rest.TAKE_INCOMPLETE if quiet >= self._pace.tailless else Rest.WAIT
        needed = self._pace.whole if seen.lease is Lease.GRANTED else self._pace.unleased
        return Rest.TAKE if quiet >= needed else Rest.WAIT

    def start_again(self, found: Found) -> None:
        """It was changed while it was being taken."""
        self._watched[found.relative] = _Watched(found.stamp, self._monotonic())

    def seconds_to_next(self) -> float | None:
        """Until the next file may be at rest; None when none is being watched."""
        if not self._watched:
            return None
        now = self._monotonic()
        steps = (self._pace.whole, self._pace.unleased, self._pace.tailless, self._pace.refused)
        pauses = [
            step - (now - watched.since)
            for watched in self._watched.values()
            for step in steps
            if step > now - watched.since
        ]
        return min(pauses, default=None)

    def _quiet_seconds(self, found: Found) -> float:
        watched = self._watched.get(found.relative)
        return self._monotonic() - watched.since if watched else 0.0

    def _rest_of_written(self, quiet: float) -> Rest:
        if quiet >= self._pace.refused:
            return Rest.TAKE_INCOMPLETE
        return Rest.STILL_WRITTEN if quiet >= self._pace.said else Rest.WAIT

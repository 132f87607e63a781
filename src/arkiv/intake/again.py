"""Reading what is in the archive already: documents that were queued again, by whoever did it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from arkiv.intake.following import Following
from arkiv.intake.reading import ReadingList
from arkiv.intake.surroundings import Surroundings

__all__ = ["read_waiting"]

_TICK_SECONDS = 0.1


def read_waiting(around: Surroundings, on_step: Callable[[int, int], None], stop: Event) -> int:
    """Read every document that waits for it and let the index follow; returns how many were read.

    ``on_step`` is told how many are done and how many there were at the start. Documents that a
    watcher beside us reads are its own.
    """
    total = len(around.record.documents.unread(around.now()))
    following = Following(around.catch_up, around.monotonic)
    reading = ReadingList(around)
    done = 0
    try:
        while not stop.is_set():
            for _activity in reading.work(_TICK_SECONDS):
                done += 1
                following.changed(1)
                on_step(done, max(done, total))
            following.follow(pausing=False)
            if reading.idle and not around.record.documents.unread(around.now()):
                break
    finally:
        reading.close()
    following.follow(pausing=True)
    return done

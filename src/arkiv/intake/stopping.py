"""Turning SIGTERM and ctrl-c into a flag, so that a step under way is finished."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from threading import Event
from types import FrameType

__all__ = ["stopped_by_signals"]


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[Event]:
    """An event that SIGTERM, SIGINT and SIGHUP set; call it in the main thread only."""
    stop = Event()

    def stopped(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.signal(number, stopped) for number in numbers}
    try:
        yield stop
    finally:
        for number, action in before.items():
            signal.signal(number, action)

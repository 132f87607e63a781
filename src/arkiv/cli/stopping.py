"""How a long command is told to stop: ctrl-c, SIGTERM, or the end of the process that began it."""

from __future__ import annotations

import os
import select
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["INTERRUPTED", "stop_on_interrupt", "stop_with_parent"]

INTERRUPTED = 130
_SECONDS_BETWEEN_LOOKS = 0.5


@contextmanager
def stop_on_interrupt() -> Iterator[threading.Event]:
    """An event that ctrl-c, SIGTERM or a closed terminal sets; a second ctrl-c interrupts as usual.

    A signal that is ignored, as under nohup, stays ignored. In the main thread only.
    """
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    heeded = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, on_signal) for number in heeded}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def stop_with_parent(stop: threading.Event) -> None:
    """Set ``stop`` when the process that started this one is gone, seen from a thread.

    Where standard input is a pipe its end is the parent's end; else the parent is looked for.
    """
    waiting = _until_input_ends if _input_is_pipe() else _until_parent_changes
    threading.Thread(target=waiting, args=(stop,), name="parent", daemon=True).start()


def _input_is_pipe() -> bool:
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _until_input_ends(stop: threading.Event) -> None:
    descriptor = sys.stdin.fileno()
    while not stop.is_set():
        ready, _write, _errors = select.select([descriptor], [], [], _SECONDS_BETWEEN_LOOKS)
        if ready and not os.read(descriptor, 4096):
            stop.set()


def _until_parent_changes(stop: threading.Event) -> None:
    parent = os.getppid()
    while not stop.wait(_SECONDS_BETWEEN_LOOKS):
        if os.getppid() != parent:
            stop.set()

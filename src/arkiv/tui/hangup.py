"""Ending when the terminal is gone, as its own signal would have us do.

A window that is closed sends SIGHUP to the program that it started, which may keep it to itself
(make does); Textual would then read the end of its input again and again, and wait forever to
write.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from threading import Thread

__all__ = ["end_with_the_terminal"]


def end_with_the_terminal() -> None:
    """Watch the terminal from here on; at no cost while it is there."""
    if sys.stdin.isatty():
        Thread(target=_watch, args=(sys.stdin.fileno(),), name="hangup", daemon=True).start()


def _watch(terminal: int) -> None:
    poll = select.poll()
    poll.register(terminal, 0)  # a hangup is told without being asked for
    for _descriptor, event in poll.poll():
        if event & select.POLLHUP:  # what else it may be, such as not being asked on a Mac, is not
            os._exit(128 + signal.SIGHUP)  # nothing is lost: what is said to be saved is

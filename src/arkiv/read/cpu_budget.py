"""A limit on the CPU time of Python code, by a timer that raises inside it."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["CpuBudget", "OutOfTime"]

_AGAIN_SECONDS = 1.0


class OutOfTime(BaseException):
    """Not an Exception: parsers catch those, and would carry on."""


class CpuBudget:
    """So many seconds of CPU time, counted from now; only in a process's main thread.

    Code in C is not interrupted; who must be sure kills the process as well.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.process_time() + seconds
        signal.signal(signal.SIGVTALRM, _raise)

    @property
    def spent(self) -> bool:
        return time.process_time() >= self._end

    @contextmanager
    def slice(self, seconds: float | None = None) -> Iterator[None]:
        """Raises OutOfTime inside the block after these seconds, or when the budget is spent."""
        left = self._end - time.process_time()
        if left <= 0:
            raise OutOfTime
        try:
            # Again and again: an exception raised inside a finaliser is swallowed.
            signal.setitimer(
                signal.ITIMER_VIRTUAL,
                left if seconds is None else min(left, seconds),
                _AGAIN_SECONDS,
            )
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime

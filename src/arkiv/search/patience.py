"""How long a search may go on: until nobody wants its answer, or until its time is up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from arkiv.errors import Cancelled

__all__ = ["LIMIT_SECONDS", "Patience"]

LIMIT_SECONDS = 5.0
"""Of one search, the opening of the index aside; no query in its right mind comes near it."""

_LOOK_UP_SECONDS = 0.02


class Patience:
    """One search's. The time runs from start()."""

    def __init__(self, stop: Callable[[], bool] | None = None) -> None:
        self._stop = stop
        self._end = float("inf")

    def start(self, limit_seconds: float) -> None:
        self._end = time.monotonic() + limit_seconds

    def over(self) -> bool:
        """Whether the time is up. Raises Cancelled when nobody wants the answer any more."""
        if self._stop is not None and self._stop():
            raise Cancelled
        return time.monotonic() >= self._end

    @contextmanager
    def holding(self, lock: threading.Lock) -> Iterator[None]:
        """Wait for the lock only as long as somebody wants the answer."""
        self.over()
        while not lock.acquire(timeout=_LOOK_UP_SECONDS if self._stop else -1):
            self.over()
        try:
            yield
        finally:
            lock.release()

"""A watcher of our own beside the terminal, for as long as no other one runs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

__all__ = ["ChildWatcher"]

_PAUSE_SECONDS = 15.0
"""Between two starts, so that a watcher that cannot start is not started in a circle."""
_STOP_SECONDS = 5.0


class ChildWatcher:
    """Runs `arkiv watch` as a child process that ends with the terminal, whatever ends it."""

    def __init__(self, root: Path) -> None:
        self._command = [
            sys.executable, "-m", "arkiv", "--root", str(root), "watch", "--with-parent",
        ]  # fmt: skip
        self._child: subprocess.Popen[bytes] | None = None
        self._started = -_PAUSE_SECONDS

    def keep(self, watcher_alive: bool) -> None:
        """Start a watcher when none runs; harmless at any time and as often as one likes."""
        if watcher_alive or self._runs() or time.monotonic() - self._started < _PAUSE_SECONDS:
            return
        self._started = time.monotonic()
        # Its words would land in the middle of the screen; its faults stand in the record.
        self._child = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self) -> None:
        """End it cleanly; it finishes or gives back what it is at."""
        if self._child is None or self._child.poll() is not None:
            return
        self._child.terminate()
        try:
            self._child.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def _runs(self) -> bool:
        return self._child is not None and self._child.poll() is None

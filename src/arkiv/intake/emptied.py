"""Sub-folders of the inbox that we emptied: when they may go, by rmdir alone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from arkiv.intake.scan import TAKEN

__all__ = ["EmptiedFolders"]

_QUIET_SECONDS = 10.0


class EmptiedFolders:
    """A folder that files were taken from goes once it has lain empty and untouched a while.

    Whoever copies a tree makes a folder first and its files later: an empty one may be in use.
    """

    def __init__(
        self,
        inbox: Path,
        monotonic: Callable[[], float],
        quiet_seconds: float = _QUIET_SECONDS,
    ) -> None:
        self._inbox = inbox
        self._monotonic = monotonic
        self._quiet_seconds = quiet_seconds
        self._since: dict[Path, tuple[int, float]] = {}

    def taken_from(self, folder: Path) -> None:
        if folder != self._inbox and folder.relative_to(self._inbox).parts[0] != TAKEN:
            self._since[folder] = (0, self._monotonic())

    def sweep(self) -> None:
        # Deepest first, so that a tree goes from its leaves.
        for folder in sorted(self._since, key=lambda path: len(path.parts), reverse=True):
            self._look(folder)

    def _look(self, folder: Path) -> None:
        try:
            touched = folder.lstat().st_mtime_ns
        except OSError:
            del self._since[folder]
            return
        before, since = self._since[folder]
        now = self._monotonic()
        if touched != before:
            self._since[folder] = (touched, now)
        elif now - since >= self._quiet_seconds:
            del self._since[folder]
            with contextlib.suppress(OSError):  # not empty: something is still in it
                folder.rmdir()
                self.taken_from(folder.parent)

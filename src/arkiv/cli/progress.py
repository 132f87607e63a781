"""How far a long command has come: a bar for people who look, a line now and then for a log."""

from __future__ import annotations

import contextlib
import shutil
import sys
import time
from collections.abc import Callable
from types import TracebackType

import click

from arkiv.cleaning import clean
from arkiv.cli.tables import cut
from arkiv.texts import _

__all__ = ["ProgressBar"]

_BAR_CELLS = 24
_SECONDS_BETWEEN_LINES = 10.0
_SECONDS_BETWEEN_FRAMES = 0.05
_CLEAR_LINE = "\r\x1b[K"


class ProgressBar:
    """Writes to stderr; a bar in a terminal, else a line every ten seconds."""

    def __init__(self, label: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._label = label
        self._clock = clock
        self._animated = sys.stderr.isatty()
        self._last = clock()
        self._drawn = False

    def step(self, done: int, total: int, name: str = "") -> None:
        """So many of so many are done, this one just now."""
        pause = _SECONDS_BETWEEN_FRAMES if self._animated else _SECONDS_BETWEEN_LINES
        if self._clock() - self._last < pause and not (self._animated and done == total):
            return
        self._last = self._clock()
        if self._animated:
            self._draw(done, total, name)
        else:
            _write(self._counted(done, total) + "\n")

    def line(self, text: str) -> None:
        """A lasting line above the bar."""
        self._clear()
        _write(clean(text) + "\n")

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()

    def _counted(self, done: int, total: int) -> str:
        return _("{label}: {done} of {total}").format(label=self._label, done=done, total=total)

    def _draw(self, done: int, total: int, name: str) -> None:
        filled = _BAR_CELLS * done // max(total, 1)
        bar = "█" * filled + "░" * (_BAR_CELLS - filled)
        columns = max(20, shutil.get_terminal_size().columns)
        line = cut(f"{bar} {self._counted(done, total)}  {clean(name)}", columns - 1)
        _write(_CLEAR_LINE + line)
        self._drawn = True

    def _clear(self) -> None:
        if self._drawn:
            _write(_CLEAR_LINE)
            self._drawn = False


def _write(text: str) -> None:
    # Called in the middle of filing, which takes an OSError for trouble with the file at hand.
    with contextlib.suppress(BrokenPipeError):
        click.echo(text, err=True, nl=False)

"""The terminal interface; the only place that knows Textual."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arkiv.tui.given import Archive

__all__ = ["run"]


def run(archive: Archive) -> None:
    """Show the archive until the person leaves; files what is dropped meanwhile."""
    from arkiv.tui.app import ArkivApp
    from arkiv.tui.hangup import end_with_the_terminal

    _believe_the_terminal()
    end_with_the_terminal()
    ArkivApp(archive).run()


def _believe_the_terminal() -> None:
    """Some programs export the size at their start, which would hold after every resize."""
    try:
        measured = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
    except OSError:
        return
    if measured.columns and measured.lines:
        os.environ.pop("COLUMNS", None)
        os.environ.pop("LINES", None)

"""Handing over to the screen."""

from __future__ import annotations

from arkiv.cli.session import Session

__all__ = ["open_screen"]


def open_screen(session: Session) -> None:
    """Open the archive in the terminal and come back when it is left. Raises NoWorkspace."""
    from arkiv.tui import run

    with session.archive() as archive:
        run(archive)

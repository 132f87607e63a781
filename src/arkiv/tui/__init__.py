"""The terminal interface; the only place that knows Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arkiv.tui.given import Archive

__all__ = ["run"]


def run(archive: Archive) -> None:
    """Show the archive until the person leaves; files what is dropped meanwhile."""
    from arkiv.tui.app import ArkivApp

    ArkivApp(archive).run()

"""What the options before the command say: which workspace, and who acts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.workspace import Workspace

__all__ = ["Session"]


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command line."""

    root: Path | None = None
    """As given with --root; None: find one."""
    actor: str | None = None
    """As given with --actor; None: the user's name on this machine."""

    def workspace(self) -> Workspace:
        """Raises NoWorkspace."""
        from arkiv.workspace import find_workspace

        return find_workspace(self.root)

    def archive(self, workspace: Workspace | None = None) -> Archive:
        """The workspace's archive, opened: to be used in a ``with``. Raises NoWorkspace, Busy."""
        from arkiv.bootstrap import open_archive
        from arkiv.cli.logs import log_to_file

        log_to_file()
        return open_archive(workspace or self.workspace(), actor=self.actor)

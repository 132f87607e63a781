"""What the options before the command say: which workspace, and who acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from arkiv.errors import ArkivError

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

    @contextmanager
    def archive(self, workspace: Workspace | None = None) -> Iterator[Archive]:
        """The workspace's archive, opened. Raises NoWorkspace, Busy.

        What can't be read in the settings is said when the command is done; one that can't do
        without it says so by its error.
        """
        from arkiv.bootstrap import open_archive
        from arkiv.cli.logs import log_to_file
        from arkiv.cli.output import say

        log_to_file()
        with open_archive(workspace or self.workspace(), actor=self.actor) as archive:
            error = ""
            try:
                yield archive
            except ArkivError as refused:
                error = str(refused)
                raise
            finally:
                for fault in archive.setting_faults:
                    if fault != error:
                        say(fault)

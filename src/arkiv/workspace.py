"""Where a workspace is and what lies where in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from arkiv.errors import NoWorkspace
from arkiv.texts import _

__all__ = ["Workspace", "find_workspace", "init_workspace", "own_cues_here"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with archive/, inbox/ and index/."""

    root: Path

    @property
    def archive(self) -> Path:
        """Everything that must be backed up."""
        return self.root / "archive"

    @property
    def record(self) -> Path:
        return self.archive / "arkiv.db"

    @property
    def stage(self) -> Path:
        """Private copies on their way in; never the only copy of anything."""
        return self.archive / ".stage"

    @property
    def heads(self) -> Path:
        """The newest event of each day; the folder may be missing."""
        return self.archive / "heads"

    @property
    def settings(self) -> Path:
        return self.archive / "settings"

    @property
    def own_cues(self) -> Path:
        """Cues that a person adds; the folder may be missing."""
        return self.settings / "cues"

    @property
    def saved_searches(self) -> Path:
        """One file each, for a person to read; the folder may be missing."""
        return self.settings / "searches"

    @property
    def own_checklists(self) -> Path:
        """Checklists that a person writes; the folder may be missing."""
        return self.settings / "checklists"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def index(self) -> Path:
        """Derived: deleted at any time, made again from the record."""
        return self.root / "index"

    def make_folders(self) -> None:
        """Make those that are missing; what is there stays as it is."""
        self.root.mkdir(parents=True, exist_ok=True)
        for folder in (self.archive, self.stage, self.inbox, self.index):
            folder.mkdir(exist_ok=True)
        (self.settings).mkdir(exist_ok=True)
        self.index.chmod(0o700)


def find_workspace(root: Path | None = None, start: Path | None = None) -> Workspace:
    """The workspace named, else ARKIV_ROOT, else at or above ``start``, else ~/Arkiv.

    Raises NoWorkspace with what to do when none of these is one.
    """
    named = _named(root)
    if named is not None:
        if _is_workspace(named):
            return _opened(named)
        raise NoWorkspace(
            _("{folder} is not a workspace. Make one with `arkiv init {folder}`.").format(
                folder=named
            )
        )
    if folder := _around(start):
        return _opened(folder)
    raise NoWorkspace(
        _("There is no workspace here. Make one with `arkiv init`, or try `arkiv demo`.")
    )


def own_cues_here(root: Path | None = None, start: Path | None = None) -> Path | None:
    """The own cues of the workspace that would be found; nothing is made. None without one."""
    folder = _named(root) or _around(start)
    return Workspace(folder.absolute()).own_cues if folder and _is_workspace(folder) else None


def init_workspace(root: Path) -> Workspace:
    """Make a workspace, or complete one; raises NoWorkspace where other things are in the way."""
    workspace = Workspace(root.absolute())
    if not _is_workspace(root) and _has_contents(workspace.archive):
        raise NoWorkspace(
            _("{folder} holds other things already. Choose an empty folder.").format(
                folder=workspace.archive
            )
        )
    workspace.make_folders()
    return workspace


def _named(root: Path | None) -> Path | None:
    return root or (Path(os.environ["ARKIV_ROOT"]) if os.environ.get("ARKIV_ROOT") else None)


def _around(start: Path | None) -> Path | None:
    here = (start or Path.cwd()).absolute()
    folders = (here, *here.parents, Path.home() / "Arkiv")
    return next((folder for folder in folders if _is_workspace(folder)), None)


def _opened(root: Path) -> Workspace:
    workspace = Workspace(root.absolute())
    workspace.make_folders()
    return workspace


def _is_workspace(root: Path) -> bool:
    """A record, or a fresh pair of folders with nothing in them but .gitkeep."""
    workspace = Workspace(root)
    if workspace.record.is_file():
        return True
    return (
        workspace.archive.is_dir()
        and workspace.inbox.is_dir()
        and not _has_contents(workspace.archive)
    )


def _has_contents(folder: Path) -> bool:
    own = {".gitkeep", ".stage", "settings", ".take.lock", ".watch.lock"}
    return folder.is_dir() and any(child.name not in own for child in folder.iterdir())

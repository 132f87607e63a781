"""What lies in a folder right now, by lstat alone: nothing is opened, no link is followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from arkiv.domain.faults import Fault, FaultCode
from arkiv.intake.faults import fault_of
from arkiv.intake.names import is_ignored, is_unfinished, shown

__all__ = ["TAKEN", "Found", "Obstacle", "Scan", "Stamp", "scan", "stamp_of"]

TAKEN = ".taken"
"""The folder in the inbox into which a filed file is renamed before it is unlinked."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looked like; another stamp means another look."""

    mode: int
    inode: int
    size: int
    mtime_ns: int

    def __str__(self) -> str:
        return f"{self.mode:o}:{self.inode}:{self.size}:{self.mtime_ns}"

    def same_bytes(self, other: Stamp) -> bool:
        """Whether it is the same file with the same contents, whoever may read it."""
        return (self.inode, self.size, self.mtime_ns) == (other.inode, other.size, other.mtime_ns)


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the folder."""

    path: Path
    relative: str
    """From the scanned folder, with slashes, as the record keeps it."""
    stamp: Stamp

    @property
    def name(self) -> str:
        return self.relative.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """Where it was dropped, with slashes; empty at the top."""
        parts = self.relative.split("/")
        return "/".join(parts[2:-1] if parts[0] == TAKEN else parts[:-1])


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An entry that cannot be a contract, and why."""

    found: Found
    fault: Fault


@dataclass(frozen=True, slots=True)
class Scan:
    """One look at a folder and everything below it, in order of path."""

    files: tuple[Found, ...] = ()
    """Regular files that may be contracts."""
    unfinished: tuple[Found, ...] = ()
    """Downloads and saves in progress, by their names."""
    ignored: tuple[Found, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(
            [found.relative for found in self.files]
            + [obstacle.found.relative for obstacle in self.obstacles]
        )


@dataclass(slots=True)
class _Pile:
    files: list[Found] = field(default_factory=list)
    unfinished: list[Found] = field(default_factory=list)
    ignored: list[Found] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)


def scan(folder: Path) -> Scan:
    """Everything below ``folder``; raises OSError when the folder itself cannot be listed.

    What vanishes during the walk is left out, what cannot be listed is an obstacle.
    """
    pile = _Pile()
    pending = [(folder, "")]
    while pending:
        here, prefix = pending.pop()
        try:
            entries = list(_entries(here, prefix))
        except FileNotFoundError:
            if not prefix:
                raise
            continue
        except OSError as error:
            if not prefix:
                raise
            pile.obstacles.append(_unlistable(here, prefix, error))
            continue
        for found in entries:
            if stat.S_ISDIR(found.stamp.mode) and not _is_skipped_folder(found):
                pending.append((found.path, found.relative + "/"))
            else:
                _sort_into(pile, found)
    return _sorted(pile)


def stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns)


def _entries(folder: Path, prefix: str) -> Iterator[Found]:
    with os.scandir(folder) as listing:
        for entry in listing:
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            yield Found(Path(entry.path), prefix + shown(entry.name), stamp_of(status))


def _is_skipped_folder(found: Found) -> bool:
    return found.path.name.startswith(".") and found.relative != TAKEN


def _sort_into(pile: _Pile, found: Found) -> None:
    mode = found.stamp.mode
    if is_ignored(found.path.name):
        pile.ignored.append(found)
    elif stat.S_ISLNK(mode):
        pile.obstacles.append(Obstacle(found, Fault(FaultCode.SYMLINK)))
    elif not stat.S_ISREG(mode):
        pile.obstacles.append(Obstacle(found, Fault(FaultCode.NOT_A_FILE)))
    elif is_unfinished(found.path.name):
        pile.unfinished.append(found)
    else:
        pile.files.append(found)


def _unlistable(folder: Path, prefix: str, error: OSError) -> Obstacle:
    try:
        stamp = stamp_of(folder.lstat())
    except OSError:
        stamp = Stamp(0, 0, 0, 0)
    return Obstacle(Found(folder, prefix.rstrip("/"), stamp), fault_of(error))


def _sorted(pile: _Pile) -> Scan:
    def by_path(found: Found) -> str:
        return found.relative

    return Scan(
        tuple(sorted(pile.files, key=by_path)),
        tuple(sorted(pile.unfinished, key=by_path)),
        tuple(sorted(pile.ignored, key=by_path)),
        tuple(sorted(pile.obstacles, key=lambda obstacle: obstacle.found.relative)),
    )

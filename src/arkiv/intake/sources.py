"""The files that a person names for a bulk ingest, found as the inbox is scanned."""

from __future__ import annotations

import dataclasses
import errno
import stat
from collections.abc import Iterable
from pathlib import Path

from arkiv.domain.faults import Fault, FaultCode
from arkiv.intake.faults import fault_of
from arkiv.intake.names import shown
from arkiv.intake.scan import Found, Obstacle, Scan, Stamp, scan, stamp_of

__all__ = ["sources"]


def sources(paths: Iterable[Path]) -> Scan:
    """Files as they are named, and everything below the folders that are named.

    A folder's own name begins the ``folder`` of what is in it, as `cp -r` into the inbox would
    have it. What a person names is looked at whatever its name, and a link they name is followed.
    """
    found = [_source(path) for path in paths]
    return Scan(
        tuple(file for part in found for file in part.files),
        tuple(file for part in found for file in part.unfinished),
        tuple(file for part in found for file in part.ignored),
        tuple(obstacle for part in found for obstacle in part.obstacles),
    )


def _source(path: Path) -> Scan:
    try:
        real = path.resolve(strict=True)
        stamp = stamp_of(real.stat())
        if stat.S_ISDIR(stamp.mode):
            return _within(scan(real), shown(real.name))
    except OSError as error:
        nothing = Found(path, shown(str(path)), Stamp(0, 0, 0, 0))
        return Scan(obstacles=(Obstacle(nothing, _named_fault(error)),))
    if not stat.S_ISREG(stamp.mode):
        named = Found(real, shown(path.name), stamp)
        return Scan(obstacles=(Obstacle(named, Fault(FaultCode.NOT_A_FILE)),))
    return Scan(files=(Found(real, shown(path.name), stamp),))


def _named_fault(error: OSError) -> Fault:
    """A name that leads nowhere is the caller's to mend, not the disk's."""
    if error.errno == errno.ENOENT:
        return Fault(FaultCode.NOT_FOUND)
    return fault_of(error)


def _within(scanned: Scan, folder: str) -> Scan:
    def moved(found: Found) -> Found:
        return dataclasses.replace(found, relative=f"{folder}/{found.relative}")

    return Scan(
        tuple(map(moved, scanned.files)),
        tuple(map(moved, scanned.unfinished)),
        tuple(map(moved, scanned.ignored)),
        tuple(Obstacle(moved(one.found), one.fault) for one in scanned.obstacles),
    )

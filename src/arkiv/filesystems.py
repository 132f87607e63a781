"""Which file system a folder lies on, and whether another machine may be behind it."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["file_system", "is_network"]

_MOUNTS = Path("/proc/self/mountinfo")

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|ncpfs|afs|coda|ceph|lustre|gpfs|gfs2?|ocfs2|beegfs|glusterfs|davfs|webdav"
    r"|9p|virtiofs|vboxsf|vmhgfs|prl_fs|drvfs|fuse\..*"
)
_LOCAL_FUSE = re.compile(
    r"fuse\.(gocryptfs|encfs|cryfs|securefs|bindfs|mergerfs|fuse-overlayfs|lxcfs|exfat|ntfs-?3g?"
    r"|ext[234]|apfs|zfs)"
)


def file_system(path: Path) -> str:
    """The type of the file system that holds ``path`` or would hold it: ext4, nfs4, fuse.sshfs.

    Empty where the system does not say (only Linux does).
    """
    where = _existing(path).resolve()
    best, kind = -1, ""
    for point, mounted in _mounts():
        # A later mount on the same folder hides the earlier one.
        if where.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), mounted
    return kind


def is_network(path: Path) -> bool:
    """Whether another machine, or the host of a virtual one, may write there too.

    There files change without an event and machines share no memory. A FUSE file system counts
    unless it is known to lie on a local disk.
    """
    kind = file_system(path)
    return bool(_NETWORK.fullmatch(kind)) and not _LOCAL_FUSE.fullmatch(kind)


def _existing(path: Path) -> Path:
    absolute = path.absolute()
    return next((p for p in (absolute, *absolute.parents) if p.exists()), absolute)


def _mounts() -> list[tuple[Path, str]]:
    try:
        lines = _MOUNTS.read_text(errors="surrogateescape").splitlines()
    except OSError:
        return []
    return [_mount(line) for line in lines]


def _mount(line: str) -> tuple[Path, str]:
    """proc(5), mountinfo: field 5 is the mount point, the type comes after the lone hyphen."""
    before, _, after = line.partition(" - ")
    point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), before.split(" ")[4])
    return Path(point), after.split(" ")[0]

"""The files with a person's own cues, and whether they have changed since they were read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.extract.own_cues import Cues

__all__ = ["OwnCues"]

_MOST_BYTES = 1_000_000

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class OwnCues:
    """What lies in the folder now; read again only when it has changed."""

    folder: Path | None
    """None: there are none."""
    _stamp: Stamp = ()
    _cues: Cues | None = field(default=None)

    def current(self) -> Cues | None:
        """The cues to read with; None where a person has added none."""
        stamp = _stamp_of(self.folder)
        if stamp != self._stamp:
            self._cues = _cues_of(self.folder, stamp) if self.folder and stamp else None
            self._stamp = stamp
        return self._cues


def _stamp_of(folder: Path | None) -> Stamp:
    """Names, sizes and times of the files; empty where the folder is not there or can't be read."""
    if folder is None:
        return ()
    try:
        files = [(path, path.stat()) for path in sorted(folder.glob("*.toml"))]
    except OSError:
        return ()
    return tuple((path.name, status.st_size, status.st_mtime_ns) for path, status in files)


def _cues_of(folder: Path, stamp: Stamp) -> Cues:
    from dataclasses import replace

    from arkiv.extract.own_cues import with_own

    written, faults = {}, []
    for name, size, _changed in stamp:
        if size > _MOST_BYTES:
            faults.append(_("{file}: the file is too large").format(file=name))
            continue
        try:
            written[name] = (folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{name}: {error}")
    cues = with_own(written)
    return replace(cues, faults=(*faults, *cues.faults))

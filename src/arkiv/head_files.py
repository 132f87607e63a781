"""The heads of the trail as files: one a day, which whoever cuts the trail must also know of."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from arkiv.domain.ports import RememberedHead

__all__ = ["HeadFiles"]

_HEAD = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})\n?")
_LARGEST = 200


@dataclass(frozen=True, slots=True)
class HeadFiles:
    """Files called 2026-12-01.txt, each with ``seq:hash``; the folder is made with the first."""

    folder: Path

    def every(self) -> tuple[RememberedHead, ...]:
        return tuple(_read(path) for path in sorted(self.folder.glob("*.txt")))

    def put(self, day: date, seq: int, digest: str) -> bool:
        if not self.folder.is_dir():
            self.folder.mkdir()
            _sync(self.folder.parent)
        path = self.folder / f"{day.isoformat()}.txt"
        with self._alone():
            # Looked at under the lock: another process may have written a higher one just now.
            if path.exists() and _read(path).seq >= seq:
                return False
            part = self.folder / f".{path.name}.part"
            with part.open("w", encoding="ascii", newline="\n") as file:
                file.write(f"{seq}:{digest}\n")
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            _sync(self.folder)
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _read(path: Path) -> RememberedHead:
    with path.open("rb") as file:
        said = file.read(_LARGEST).decode("ascii", "replace")
    found = _HEAD.fullmatch(said)
    if found is None:
        return RememberedHead(path.name, 0, "")
    return RememberedHead(path.name, int(found[1]), found[2])


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The newest event of each day, in a small file of its own: a cut trail no longer has it."""

from __future__ import annotations

import fcntl
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

__all__ = ["HeadFiles"]

log = logging.getLogger(__name__)

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}|backup")
"""The day, or what a backup brought along when it was restored."""
_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})\s*")
_LARGEST = 200


@dataclass(frozen=True, slots=True)
class HeadFiles:
    """The Heads of domain.trail_ports: archive/heads/2027-01-31 has 1042:9f3c…"""

    folder: Path

    def remember(self, day: date, seq: int, digest: str) -> None:
        path = self.folder / day.isoformat()
        if _is_as_high(path, seq):
            return
        try:
            self.folder.mkdir(exist_ok=True)
            with _alone(self.folder):
                # Again, under the lock: another process may have written a higher one just now.
                if not _is_as_high(path, seq):
                    _write(path, f"{seq}:{digest}\n")
        except OSError as error:  # a full or read-only disk: the next day's head will do
            log.warning("the head of the trail is not remembered: %s", error)

    def every(self) -> Iterator[tuple[str, int, str]]:
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.iterdir()):
            if _NAME.fullmatch(path.name):
                found = _read(path)
                yield (path.name, *(found or (0, "unreadable")))


def _is_as_high(path: Path, seq: int) -> bool:
    known = _read(path)
    return known is not None and known[0] >= seq


def _read(path: Path) -> tuple[int, str] | None:
    try:
        with path.open("rb") as file:
            match = _HEAD.fullmatch(file.read(_LARGEST).decode("ascii"))
    except (OSError, UnicodeDecodeError):
        return None
    return (int(match[1]), match[2]) if match else None


def _write(path: Path, line: str) -> None:
    pending = path.with_name(f".{path.name}")
    with pending.open("w", encoding="ascii", newline="\n") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    pending.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

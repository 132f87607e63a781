"""The newest event of each day, in a small file of its own: a cut trail no longer has it."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

__all__ = ["HeadFiles"]

log = logging.getLogger(__name__)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEAD = re.compile(r"(\d+):([0-9a-f]{64})\s*")


@dataclass(frozen=True, slots=True)
class HeadFiles:
    """The Heads of domain.ports: archive/heads/2027-01-31 has 1042:9f3c…"""

    folder: Path

    def remember(self, day: date, seq: int, digest: str) -> None:
        path = self.folder / day.isoformat()
        known = _read(path)
        if known is not None and known[0] >= seq:
            return
        pending = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            self.folder.mkdir(exist_ok=True)
            pending.write_text(f"{seq}:{digest}\n", encoding="ascii")
            pending.replace(path)
        except OSError as error:  # a full or read-only disk: the next day's head will do
            log.warning("the head of the trail is not remembered: %s", error)

    def every(self) -> Iterator[tuple[str, int, str]]:
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.iterdir()):
            if _DAY.fullmatch(path.name):
                found = _read(path)
                yield (path.name, *(found or (0, "unreadable")))


def _read(path: Path) -> tuple[int, str] | None:
    try:
        match = _HEAD.fullmatch(path.read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        return None
    return (int(match[1]), match[2]) if match else None

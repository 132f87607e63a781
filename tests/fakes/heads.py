"""Remembered heads in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from arkiv.domain.ports import RememberedHead

__all__ = ["FakeHeads"]


@dataclass
class FakeHeads:
    """The HeadShelf of domain.ports."""

    kept: dict[str, RememberedHead] = field(default_factory=dict)

    def every(self) -> tuple[RememberedHead, ...]:
        return tuple(self.kept[name] for name in sorted(self.kept))

    def put(self, day: date, seq: int, digest: str) -> bool:
        name = f"{day.isoformat()}.txt"
        if name in self.kept and self.kept[name].seq >= seq:
            return False
        self.kept[name] = RememberedHead(name, seq, digest)
        return True

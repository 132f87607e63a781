"""A vault in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from arkiv.domain.identity import Sha256
from arkiv.domain.trail_ports import Damage


class FakeVault:
    """Objects in a dict; ``folder``, when given, also holds them as files for who opens path()."""

    def __init__(self, folder: Path | None = None) -> None:
        self.contents: dict[tuple[Sha256, str], bytes] = {}
        self._folder = folder

    def put(self, source: BinaryIO, extension: str) -> tuple[Sha256, int]:
        source.seek(0)
        content = source.read()
        sha256 = Sha256(hashlib.sha256(content).hexdigest())
        self.contents[sha256, extension] = content
        if self._folder is not None:
            self.path(sha256, extension).write_bytes(content)
        return sha256, len(content)

    def path(self, sha256: Sha256, extension: str) -> Path:
        return (self._folder or Path("/nowhere")) / f"{sha256}{extension}"

    def verify(self, sha256: Sha256, extension: str) -> Damage | None:
        content = self.contents.get((sha256, extension))
        if content is None:
            return Damage("original_missing", sha256, "missing")
        if hashlib.sha256(content).hexdigest() != sha256:
            return Damage("original_altered", sha256, "altered")
        return None

    def remove(self, sha256: Sha256, extension: str) -> None:
        self.contents.pop((sha256, extension), None)
        if self._folder is not None:
            self.path(sha256, extension).unlink(missing_ok=True)

    def objects(self) -> Iterator[tuple[Sha256, str]]:
        yield from sorted(self.contents)

    def sweep(self) -> int:
        return 0

    def damage(self, sha256: Sha256, extension: str, content: bytes) -> None:
        """What a failing disk does."""
        self.contents[sha256, extension] = content

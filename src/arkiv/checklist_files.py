"""Checklists as files that a person can read and write: one TOML file each, beside Arkiv's own."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from arkiv.domain.auditing import BrokenPack, Pack
from arkiv.domain.packs import pack_from
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["ChecklistFiles", "shipped"]

_LARGEST = 256 * 1024
# Deeply nested brackets are valid TOML, and more than the parser can follow.
_FAULTS = (BadInput, OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError)


@dataclass(frozen=True, slots=True)
class ChecklistFiles:
    """The folder of own checklists, which may be missing, and those that come with Arkiv."""

    folder: Path

    def every(self) -> tuple[tuple[Pack, ...], tuple[BrokenPack, ...]]:
        """By key; an own one counts in the place of Arkiv's with the same id and language."""
        own, broken = self._read_own()
        found = {pack.key: pack for pack in shipped()} | own
        return tuple(found[key] for key in sorted(found)), tuple(broken)

    def copy(self, key: str) -> Path | None:
        """Nothing is written over; durable when its path is returned."""
        path = self.folder / f"{key}.toml"
        source = files("arkiv") / "checklists" / path.name
        if not source.is_file() or path.exists() or key in self._read_own()[0]:
            return None
        self.folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(source.read_text(encoding="utf-8"))
            file.flush()
            os.fsync(file.fileno())
        return path

    def _read_own(self) -> tuple[dict[str, Pack], list[BrokenPack]]:
        own: dict[str, Pack] = {}
        broken: list[BrokenPack] = []
        for path in self._paths():
            try:
                pack = _read(path)
                if pack.key in own:
                    raise BadInput(_("another file has the same id and language"))
                own[pack.key] = pack
            except _FAULTS as error:
                broken.append(BrokenPack(path.name, str(error)))
        return own, broken

    def _paths(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*.toml") if not path.name.startswith("."))


def shipped() -> Iterator[Pack]:
    """The checklists that come with Arkiv."""
    for file in (files("arkiv") / "checklists").iterdir():
        if file.name.endswith(".toml"):
            yield pack_from(tomllib.loads(file.read_text(encoding="utf-8")))


def _read(path: Path) -> Pack:
    """Raises BadInput, OSError, UnicodeDecodeError or TOMLDecodeError."""
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise BadInput(_("the file is too large for a checklist"))
    return pack_from(tomllib.loads(content.decode("utf-8-sig")))

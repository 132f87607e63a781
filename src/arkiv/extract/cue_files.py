"""The TOML files of the languages as they are written, before anything in them is compiled."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

__all__ = ["WRITTEN", "CueError", "months_of", "read_toml"]

_MONTHS = 12


class CueError(ValueError):
    """A cue file that does not hold; names the file and the cue."""


def read_toml(name: str, text: str) -> dict[str, Any]:
    """One file's tables; raises CueError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CueError(f"{name}: {error}") from error


def months_of(name: str, spelled: dict[str, Any]) -> dict[str, int]:
    """The names of the months of one file and their numbers; raises CueError."""
    months = spelled.get("months", [])
    if len(months) != _MONTHS or not all(isinstance(names, list) for names in months):
        raise CueError(f"{name}: months must hold twelve lists of names, January first")
    return {word: number for number, names in enumerate(months, 1) for word in names}


def _written() -> dict[str, dict[str, Any]]:
    folder = resources.files("arkiv.extract") / "cues"
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".toml"): read_toml(entry.name, entry.read_text(encoding="utf-8"))
        for entry in entries
        if entry.name.endswith(".toml")
    }


WRITTEN = _written()
"""By the code of the language; shapes and cues are made from it."""

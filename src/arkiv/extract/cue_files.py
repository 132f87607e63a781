"""The TOML files of the languages as they are written, before anything in them is compiled."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

__all__ = ["WRITTEN", "CueError", "check_cue", "months_of", "read_toml"]

_MONTHS = 12
_CUE_KEYS = frozenset(
    (
        "beside",
        "field",
        "id",
        "near",
        "pattern",
        "reads",
        "refuses",
        "score",
        "value",
        "where",
        "without",
    )
)


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


def check_cue(spelled: dict[str, Any]) -> None:
    """Raises KeyError, TypeError or ValueError for what would be a cue that never matches."""
    if unknown := sorted(spelled.keys() - _CUE_KEYS):
        raise ValueError(f"a cue has no key called {unknown[0]}")
    for key in ("id", "field", "pattern"):
        if not isinstance(spelled[key], str):
            raise TypeError(f"{key} must be a text")
    for key in ("near", "beside", "without"):
        words = spelled[key] if key == "near" else spelled.get(key, [])
        if not isinstance(words, list) or not all(_is_low(word) for word in words):
            raise ValueError(f"{key} must be a list of words in lower case")
    if not spelled["near"]:
        raise ValueError("near must hold at least one word")
    if not 0 < float(spelled.get("score", 0.8)) <= 1:
        raise ValueError("score must be above 0 and at most 1")
    if spelled.get("where", "any") not in ("any", "front", "back"):
        raise ValueError("where must be any, front or back")


def _is_low(word: object) -> bool:
    return isinstance(word, str) and word != "" and word == word.lower()


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

"""docs/languages.md says of every list what it holds, and names none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from arkiv.extract.cue_files import WRITTEN
from arkiv.extract.cues_loader import PATTERN_KINDS

_PAGE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (`.*?) \|", re.MULTILINE)


def _named(heading: str) -> set[str]:
    """What the left column of the table under a heading names."""
    part = _PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = " ".join(_ROW.findall(part))
    return {name.strip("[]") for name in re.findall(r"`([^`]+)`", cells)}


def test_every_list_of_patterns_is_explained() -> None:
    assert _named("Patterns") == PATTERN_KINDS


def test_every_key_of_a_language_is_explained() -> None:
    keys = {key for spelled in WRITTEN.values() for key in spelled}

    assert _named("The words of a language") == keys - {"cue", "patterns"}


def test_every_language_may_be_extended_by_a_person() -> None:
    part = _PAGE.split("\n## Cues of your own\n")[1].split("```")[0]

    assert set(re.findall(r"`(\w\w)\.toml`", part)) == WRITTEN.keys()


def test_every_key_of_a_cue_is_explained() -> None:
    keys = {key for spelled in WRITTEN.values() for cue in spelled["cue"] for key in cue}
    part = _PAGE.split("\n## A cue\n")[1].split("\n## ")[0]

    assert set(re.findall(r"^- `(\w+)`:", part, re.MULTILINE)) == keys

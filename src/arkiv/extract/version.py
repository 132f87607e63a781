"""Which rules, cues and calibration read a document, known without compiling any of them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

__all__ = ["cues_version"]

_RULES = "3"
"""Goes up when a rule changes what it reads."""


@cache
def cues_version() -> str:
    """Changes whenever a cue, a rule or the calibration does."""
    package = resources.files("arkiv.extract")
    digest = hashlib.sha256()
    files = (*(package / "cues").iterdir(), package / "calibration.toml")
    for entry in sorted(files, key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            digest.update(entry.read_bytes())
    return f"{_RULES}-{digest.hexdigest()[:12]}"

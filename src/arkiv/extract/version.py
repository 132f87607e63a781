"""Which rules, cues and calibration read a document, known without compiling any of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["cues_version"]

_RULES = "4"
"""Goes up when a rule changes what it reads."""


def cues_version(own: Mapping[str, str] | None = None) -> str:
    """Changes with every cue, rule and curve; ``own`` holds a person's files by name."""
    version = _built_in_version()
    if not own:
        return version
    digest = hashlib.sha256()
    for name, text in sorted(own.items()):
        digest.update(f"{name}\0{text}\0".encode())
    return f"{version}-{digest.hexdigest()[:6]}"


@cache
def _built_in_version() -> str:
    package = resources.files("arkiv.extract")
    digest = hashlib.sha256()
    files = (*(package / "cues").iterdir(), package / "calibration.toml")
    for entry in sorted(files, key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            digest.update(entry.read_bytes())
    return f"{_RULES}-{digest.hexdigest()[:12]}"

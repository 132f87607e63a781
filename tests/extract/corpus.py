"""The contracts beside the repository, read once; tests skip where they are not there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from arkiv.domain.documents import Reading
from arkiv.read.reader import Unreadable, read_file

__all__ = ["EVERY", "SAMPLE", "reading_of"]

_FOLDER = Path(__file__).parents[3] / "shared" / "corpus"
_ONE_IN = 20
"""So few of them are enough for each run; `make soak` takes all."""


def _files() -> Iterator[Path]:
    for folder in ("cuad/pdf", "nordic/real", "nordic/synth"):
        found = sorted((_FOLDER / folder).rglob("*"))
        yield from (path for path in found if path.suffix.lower() in (".pdf", ".docx"))


EVERY = tuple(_files())
SAMPLE = EVERY[::_ONE_IN]


@cache
def reading_of(path: Path) -> Reading:
    """The pages of a file; skips the test where the file can't be read."""
    try:
        return read_file(path, path.suffix.lower(), None)
    except Unreadable as error:
        pytest.skip(f"{path.name}: {error}")

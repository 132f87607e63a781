"""Programs of tests/programs in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import arkiv

__all__ = ["meddling", "program"]

_PATHS = Path(__file__).parents[1], Path(arkiv.__file__).parents[1]


@contextmanager
def program(name: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Of the Arkiv that is tested, whichever is installed; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"programs.{name}", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, _PATHS))},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def meddling(database: Path) -> Iterator[subprocess.Popen[str]]:
    """A second process that changes the record, and is under way."""
    with program("meddling", str(database)) as other:
        assert other.stdout is not None
        assert other.stdout.readline(), "it ended at once"
        yield other

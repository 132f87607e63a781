"""A second process that changes an archive while a test works on it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import arkiv

__all__ = ["meddling"]


@contextmanager
def meddling(database: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that is under way, and is ended at the end."""
    paths = Path(__file__).parents[1], Path(arkiv.__file__).parents[1]
    other = subprocess.Popen(
        [sys.executable, "-m", "programs.meddling", str(database)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths))},
    )
    assert other.stdout is not None
    try:
        assert other.stdout.readline(), "it ended at once"
        yield other
    finally:
        other.kill()
        other.wait()
        other.stdout.close()

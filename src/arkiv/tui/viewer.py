"""Opening a file in the system's own viewer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["open_in_viewer"]


def open_in_viewer(path: Path) -> bool:
    """Start the viewer detached; False when this machine or session has none."""
    program = _opener()
    if program is None:
        return False
    subprocess.Popen(
        [program, str(path.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True


def _opener() -> str | None:
    if sys.platform == "darwin":
        return shutil.which("open")
    # Without a display xdg-open falls back to a browser in this very terminal.
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    return shutil.which("xdg-open")

"""The sample contracts that come with Arkiv: invented, in three languages, as people name them."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["sample_files", "sample_folder"]


def sample_folder() -> Path:
    """The folder they lie in, with its sub-folders; an installed package is never a zip file."""
    with as_file(files("arkiv.samples")) as folder:
        return Path(folder)


def sample_files() -> tuple[Path, ...]:
    """Every sample in the order of its path; PDF and DOCX, one a scan, one damaged."""
    found = sample_folder().rglob("*")
    return tuple(sorted(path for path in found if path.suffix in {".pdf", ".docx"}))

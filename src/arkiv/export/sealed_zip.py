"""A zip with the hash of each of its files, which is the same bytes when it is made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

__all__ = ["SUMS", "HashDiffers", "write_sealed_zip"]

SUMS = "SHA256SUMS"
"""The list of hashes, in the form that sha256sum -c reads."""
_ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_CHUNK_BYTES = 1 << 20


class HashDiffers(Exception):
    """A file has not the hash that is named for it, or can no longer be read."""


def write_sealed_zip(
    target: BinaryIO, texts: Mapping[str, bytes], files: Mapping[str, tuple[Path, str]]
) -> None:
    """Names are paths with slashes; ``files`` are copied in, each with the SHA-256 it must have.

    Sorted by name, without the times of the clock or of the files. Raises HashDiffers with the
    name of a file, OSError.
    """
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in texts.items()}
    sums |= {name: digest for name, (_path, digest) in files.items()}
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    whole = {**texts, SUMS: listed.encode()}
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in sorted({*whole, *files}):
            if name in whole:
                made.writestr(_entry(name, ZIP_DEFLATED), whole[name])
            else:
                _copy(made, name, *files[name])


def _copy(made: ZipFile, name: str, path: Path, digest: str) -> None:
    """Stored as it is: PDF and DOCX are compressed already."""
    entry, found = _entry(name, ZIP_STORED), hashlib.sha256()
    try:
        source = path.open("rb")
    except OSError as error:
        raise HashDiffers(name) from error
    entry.file_size = path.stat().st_size  # so that zipfile knows when it needs ZIP64
    with source, made.open(entry, "w") as copy:
        while chunk := source.read(_CHUNK_BYTES):
            found.update(chunk)
            copy.write(chunk)
    if found.hexdigest() != digest:
        raise HashDiffers(name)


def _entry(name: str, how: int) -> ZipInfo:
    entry = ZipInfo(name, _ZIP_BEGINS)
    entry.compress_type, entry.create_system, entry.external_attr = how, _UNIX, _PLAIN_FILE
    return entry

"""The originals by content: how bytes become durable in archive/, and are never altered there."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from arkiv.domain.filing_ports import SourceChanged
from arkiv.domain.identity import Sha256
from arkiv.domain.trail_ports import Damage
from arkiv.texts import _

__all__ = ["FileVault"]

_CHUNK_BYTES = 1 << 20
_READ_ONLY = 0o444
_OBJECT_NAME = re.compile(r"([0-9a-f]{64})(\.[a-z]+)")
_SHELF_NAME = re.compile(r"[0-9a-f]{2}")


class FileVault:
    """Objects at archive/ab/<sha256>.<ext>, private copies on their way in archive/.stage/."""

    def __init__(self, archive: Path, checkpoint: Callable[[str], None] = lambda _name: None):
        self._archive = archive
        self._stage = archive / ".stage"
        self._checkpoint = checkpoint
        self._durable_shelves: set[str] = set()

    def put(self, source: BinaryIO, extension: str) -> tuple[Sha256, int]:
        self._stage.mkdir(exist_ok=True)
        staged = self._stage / uuid4().hex
        try:
            sha256, size = _private_copy(source, staged)
            self._checkpoint("staged")
            self._keep(staged, sha256, extension)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise
        self._checkpoint("archived")
        return sha256, size

    def path(self, sha256: Sha256, extension: str) -> Path:
        return self._archive / sha256[:2] / f"{sha256}{extension}"

    def verify(self, sha256: Sha256, extension: str) -> Damage | None:
        path = self.path(sha256, extension)
        try:
            found = _hash_of(path)
        except FileNotFoundError:
            said = _("The original {name} is not in the archive.").format(name=path.name)
            return Damage("original_missing", sha256, said)
        except OSError as error:
            said = _("The original {name} cannot be read: {reason}.").format(
                name=path.name, reason=error.strerror
            )
            return Damage("original_unreadable", sha256, said)
        if found != sha256:
            said = _("The original {name} is not what was filed.").format(name=path.name)
            return Damage("original_altered", sha256, said)
        return None

    def remove(self, sha256: Sha256, extension: str) -> None:
        path = self.path(sha256, extension)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            _sync_folder(path.parent)

    def objects(self) -> Iterator[tuple[Sha256, str]]:
        for shelf in sorted(self._archive.iterdir()):
            if not _SHELF_NAME.fullmatch(shelf.name) or not shelf.is_dir():
                continue
            for path in sorted(shelf.iterdir()):
                named = _OBJECT_NAME.fullmatch(path.name)
                if named and named[1].startswith(shelf.name):
                    yield Sha256(named[1]), named[2]

    def sweep(self) -> int:
        if not self._stage.is_dir():
            return 0
        leftovers = [path for path in self._stage.iterdir() if not path.is_dir()]
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)

    def _keep(self, staged: Path, sha256: Sha256, extension: str) -> None:
        """Rename the copy to its place, unless the same bytes are there and sound."""
        place = self.path(sha256, extension)
        self._make_shelf(place.parent)
        if place.exists() and self.verify(sha256, extension) is None:
            staged.unlink()
        else:
            staged.rename(place)
        # Also when the object was there: a crash may have come between its rename and this.
        _sync_folder(place.parent)

    def _make_shelf(self, shelf: Path) -> None:
        if shelf.name in self._durable_shelves and shelf.is_dir():
            return
        shelf.mkdir(exist_ok=True)
        _sync_folder(self._archive)
        self._durable_shelves.add(shelf.name)


def _private_copy(source: BinaryIO, staged: Path) -> tuple[Sha256, int]:
    """Copy and hash in one pass; durable, read-only, and the same before and after the copy."""
    before = _stamp(source)
    source.seek(0)
    digest = hashlib.sha256()
    size = 0
    with staged.open("xb") as copy:
        while chunk := source.read(_CHUNK_BYTES):
            copy.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        copy.flush()
        os.fchmod(copy.fileno(), _READ_ONLY)
        os.fsync(copy.fileno())
    if _stamp(source) != before:
        raise SourceChanged(_("The file was changed while it was copied."))
    return Sha256(digest.hexdigest()), size


def _stamp(source: BinaryIO) -> tuple[int, int] | None:
    """Size and mtime; None for a source that is not a file of the system."""
    try:
        found = os.fstat(source.fileno())
    except OSError:  # io.UnsupportedOperation: bytes in memory
        return None
    return found.st_size, found.st_mtime_ns


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

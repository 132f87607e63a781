"""Steps 1 to 4: one file from where it lies into the archive and the record, then out of the inbox.

The order is the promise: the bytes are durable, then the row is, and only then the inbox copy goes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from arkiv.domain.documents import Arrival, Filed
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.filing_ports import SourceChanged, Vault
from arkiv.domain.identity import Sha256
from arkiv.domain.ports import Record
from arkiv.intake.faults import Refused
from arkiv.intake.locks import take_lock
from arkiv.intake.opening import open_regular
from arkiv.intake.scan import TAKEN, Found, stamp_of
from arkiv.read.sniff import sniff, tail_is_whole
from arkiv.workspace import Workspace

__all__ = ["Taken", "Taker", "silent"]

_RESERVE_BYTES = 64 << 20
_LARGEST_BYTES = 1 << 30


def silent(_name: str) -> None:
    """The checkpoint of everyday use: does nothing. Tests stop the process here."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is in the archive and in the record."""

    sha256: Sha256
    extension: str
    filed: Filed


class Taker:
    """Takes one file at a time, under the take lock."""

    def __init__(
        self,
        workspace: Workspace,
        record: Record,
        vault: Vault,
        actor: str,
        checkpoint: Callable[[str], None] = silent,
    ) -> None:
        self._archive = workspace.archive
        self._inbox = workspace.inbox
        self._record = record
        self._vault = vault
        self._actor = actor
        self._checkpoint = checkpoint

    def file(self, found: Found, origin: str, incomplete: bool = False) -> Taken:
        """Copy it into the archive and give it a row; the file itself stays where it is.

        Raises Refused for what is no contract, SourceChanged when it no longer looks as ``found``
        says, FileNotFoundError when it is gone, another OSError, or Busy.
        """
        with take_lock(self._archive), open_regular(found.path) as file:
            if not stamp_of(os.fstat(file.fileno())).same_bytes(found.stamp):
                raise SourceChanged(found.relative)
            extension = _accepted(file, found)
            self._need_space(found.stamp.size)
            sha256, size = self._vault.put(file, extension)
            arrival = Arrival(
                sha256=sha256,
                extension=extension,
                size=size,
                name=found.name,
                folder=found.folder,
                origin=origin,
                incomplete=incomplete or not tail_is_whole(file, extension),
            )
            filed = self._record.documents.file(arrival, self._actor)
            self._checkpoint("recorded")
        return Taken(sha256, extension, filed)

    def remove_from_inbox(self, found: Found) -> bool:
        """Take the filed copy away; False when a newer file lies under its name: that one stays.

        It is renamed away first, so that a version saved between the comparison and the unlink
        is not the one that goes. Raises OSError when the file or its folder may not be touched.
        """
        away = self._inbox / TAKEN / uuid4().hex
        place = away / found.folder / found.path.name if found.folder else away / found.path.name
        try:
            place.parent.mkdir(parents=True)
            found.path.rename(place)
        except FileNotFoundError:
            self.clear_taken()
            return True
        except OSError:
            self.clear_taken()
            raise
        self._checkpoint("moved")
        same = stamp_of(place.lstat()).same_bytes(found.stamp)
        if same:
            place.unlink()
            self._checkpoint("removed")
            self.clear_taken()
        return same

    def clear_taken(self) -> None:
        """Remove the empty folders that a crash left where files are renamed away to."""
        for folder, _folders, _files in os.walk(self._inbox / TAKEN, topdown=False):
            with contextlib.suppress(OSError):
                Path(folder).rmdir()

    def _need_space(self, size: int) -> None:
        """The copy, its row and its index want room; a record on a full disk cannot be written."""
        if shutil.disk_usage(self._archive).free < _RESERVE_BYTES + 3 * size:
            raise Refused(Fault(FaultCode.NO_SPACE))


def _accepted(file: BinaryIO, found: Found) -> str:
    """The extension by the bytes; raises Refused."""
    size = found.stamp.size
    if size == 0:
        raise Refused(Fault(FaultCode.EMPTY))
    if size > _LARGEST_BYTES:
        raise Refused(Fault(FaultCode.TOO_LARGE, f"{size / (1 << 30):.1f} GB"))
    extension = sniff(file, found.name)
    if extension is None:
        raise Refused(Fault(FaultCode.NOT_PDF_OR_DOCX))
    return extension

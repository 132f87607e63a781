"""Getting originals out again: copies under their old names, never the archived file itself."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from arkiv.domain.documents import Document
from arkiv.domain.filing_ports import Vault
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.errors import Damaged
from arkiv.services.reviewing import absent
from arkiv.texts import _

__all__ = ["Originals", "free_names", "safe_name"]

log = logging.getLogger(__name__)

_LONGEST_NAME_BYTES = 200
_FORBIDDEN = set('/\\:*?"<>|')


@dataclass(frozen=True, slots=True)
class Originals:
    """Copies out of the vault."""

    record: Record
    vault: Vault

    def copy(self, contract: ContractId, into: Path) -> tuple[Path, ...]:
        """Copy every document of a contract into a folder; nothing there is overwritten.

        Raises NotFound, and Damaged when an original is missing or altered.
        """
        documents = self._documents(contract)
        into.mkdir(parents=True, exist_ok=True)
        return tuple(self._copy(document, into) for document in documents)

    def viewing_copy(self, contract: ContractId) -> Path:
        """A read-only copy of the first document for a viewer, in a folder of its own."""
        document = self._documents(contract)[0]
        copy = self._copy(document, Path(tempfile.mkdtemp(prefix="arkiv-")))
        copy.chmod(0o444)
        return copy

    def forget_viewing_copies(self, document: Document) -> None:
        """Remove what viewing_copy() made of it, as far as this machine still has it."""
        for copy in Path(tempfile.gettempdir()).glob(f"arkiv-*/*{document.extension}"):
            try:
                if not copy.is_file():
                    continue
                with copy.open("rb") as file:
                    same = hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
                if same:
                    copy.unlink()
                    copy.parent.rmdir()
            except OSError as error:  # somebody else's, or there is more in the folder
                log.debug("a copy for viewing was left: %s", error)

    def _documents(self, contract: ContractId) -> tuple[Document, ...]:
        documents = self.record.documents.of_contract(contract)
        if not documents:
            raise absent(self.record, contract)
        return documents

    def _copy(self, document: Document, into: Path) -> Path:
        damage = self.vault.verify(document.sha256, document.extension)
        if damage is not None:
            raise Damaged(damage.message)
        for name in free_names(safe_name(document.name, document.extension)):
            target = into / name
            try:
                copy = target.open("xb")
            except FileExistsError:
                continue
            with copy, self.vault.path(document.sha256, document.extension).open("rb") as source:
                shutil.copyfileobj(source, copy)
            return target
        raise AssertionError("names do not run out")


def safe_name(name: str, extension: str) -> str:
    """A file name any system takes, from whatever the file was once called."""
    kept = "".join(c for c in name if c.isprintable() and c not in _FORBIDDEN).strip(" .")
    stem = kept[: len(kept) - len(extension)] if kept.lower().endswith(extension) else kept
    room = _LONGEST_NAME_BYTES - len(extension)
    stem = stem.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore").strip(" .")
    return (stem or _("contract")) + extension


def free_names(name: str) -> Iterator[str]:
    """The name, and then the same with numbers, without an end."""
    yield name
    path = Path(name)
    number = 2
    while True:
        yield f"{path.stem} ({number}){path.suffix}"
        number += 1

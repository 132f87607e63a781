"""What a file is by its bytes; safe on hostile bytes, imports the standard library only."""

from __future__ import annotations

import errno
import os
import struct
import zipfile
import zlib
from typing import IO, BinaryIO

from arkiv.read.ole import OLE_MAGIC, has_encrypted_package

__all__ = ["MAIN_PARTS", "ZIP_FAULTS", "as_zip_input", "sniff", "tail_is_whole"]

_HEAD = 1024
_TAIL = 2048
_ZIP_END = 22
_ZIP_COMMENT = 65_535
_TYPES_CAP = 1_000_000
MAIN_PARTS = (
    b"wordprocessingml.document.main+xml",
    b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroEnabled.main+xml",
    b"ms-word.template.macroEnabledTemplate.main+xml",
)
_OTHER_OFFICE = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ppt", ".pptx", ".pptm", ".vsdx")

ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    MemoryError,
)
"""What zipfile raises on bytes that are no sound ZIP, as met with broken and fuzzed files."""


def sniff(file: BinaryIO, name: str) -> str | None:
    """.pdf or .docx, or None for everything else, an empty file among them.

    A protected DOCX is one; of two files alike in their bytes, a broken ZIP and a protected Office
    file, the name decides. Raises OSError as reading does.
    """
    file.seek(0)
    head = file.read(_HEAD)
    lower = name.lower()
    if head.startswith(b"PK"):
        return _sniff_zip(file, lower)
    if head.startswith(OLE_MAGIC):
        wanted = not lower.endswith(_OTHER_OFFICE) and has_encrypted_package(file)
        return ".docx" if wanted else None
    return ".pdf" if b"%PDF-" in head else None


def tail_is_whole(file: BinaryIO, extension: str) -> bool:
    """Whether the end of the file looks as its format ends; a copy under way does not."""
    size = file.seek(0, os.SEEK_END)
    if extension == ".pdf":
        tail = _tail(file, size, _TAIL)
        return b"%%EOF" in tail or b"startxref" in tail
    file.seek(0)
    if file.read(len(OLE_MAGIC)) == OLE_MAGIC:
        return True
    tail = _tail(file, size, _ZIP_END + _ZIP_COMMENT)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _ZIP_END > len(tail):
        return False
    (comment,) = struct.unpack_from("<H", tail, at + 20)
    return at + _ZIP_END + int(comment) <= len(tail)


class _CappedFile:
    """A file for zipfile that never reads more than ``cap`` bytes at once.

    A ZIP's central directory is read whole and costs ten times its size in memory.
    """

    def __init__(self, file: BinaryIO, cap: int = 2_000_000) -> None:
        self._file = file
        self._cap = cap

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._cap + 1 if size < 0 else min(size, self._cap + 1))
        if len(data) > self._cap:
            raise zipfile.BadZipFile("more entries than allowed")
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """Leaves the file to whoever opened it."""


def as_zip_input(file: BinaryIO) -> IO[bytes]:
    """The capped file under the type that zipfile asks for."""
    return _CappedFile(file)  # type: ignore[return-value]


def _sniff_zip(file: BinaryIO, lower_name: str) -> str | None:
    try:
        with zipfile.ZipFile(as_zip_input(file)) as archive:
            return ".docx" if _is_word(archive) else None
    except ZIP_FAULTS:
        return ".docx" if lower_name.endswith(".docx") else None
    except OSError as error:
        if error.errno != errno.EINVAL:  # a seek to before the start: the ZIP is broken
            raise
        return ".docx" if lower_name.endswith(".docx") else None


def _is_word(archive: zipfile.ZipFile) -> bool:
    names = {name.lower(): name for name in archive.namelist()}
    if "word/document.xml" in names:
        return True
    types = names.get("[content_types].xml")
    if types is None:
        return False
    entry = archive.getinfo(types)
    # Other methods have no bound on what a few bytes expand to.
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return False
    with archive.open(entry) as part:
        said = part.read(_TYPES_CAP)
    return any(main in said for main in MAIN_PARTS)


def _tail(file: BinaryIO, size: int, length: int) -> bytes:
    file.seek(max(0, size - length))
    return file.read(length)

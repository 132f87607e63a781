"""The directory of an OLE file ([MS-CFB]), as far as it tells a protected Office file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

__all__ = ["OLE_MAGIC", "has_encrypted_package"]

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage"
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
_HEADER_FAT_SECTORS = 109
_MOST_SECTORS = 64
"""Of the directory and of the chain that finds it; a protected file's directory has about four."""


def has_encrypted_package(file: BinaryIO) -> bool:
    """Whether the OLE file holds an encrypted Office document ([MS-OFFCRYPTO] §2.3.4.4)."""
    try:
        return any(name == _PACKAGE for name in _entry_names(file))
    except struct.error:  # it ends too early
        return False


def _entry_names(file: BinaryIO) -> Iterator[str]:
    file.seek(0)
    header = file.read(512)
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in (9, 12):  # [MS-CFB] §2.2
        return
    (sector,) = struct.unpack_from("<I", header, 48)
    for _ in range(_MOST_SECTORS):
        if sector >= _LAST_SECTOR:
            return
        directory = _sector(file, sector, shift)
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            raw = directory[at : at + max(0, min(length, 64) - 2)]
            yield raw.decode("utf-16-le", "replace")
        sector = _next(file, header, sector, shift)


def _next(file: BinaryIO, header: bytes, sector: int, shift: int) -> int:
    numbers = (1 << shift) // 4
    table = _table_sector(file, header, sector // numbers, shift)
    return _number(_sector(file, table, shift), sector % numbers)


def _table_sector(file: BinaryIO, header: bytes, index: int, shift: int) -> int:
    """Where the index-th sector of the allocation table lies ([MS-CFB] §2.5)."""
    if index < _HEADER_FAT_SECTORS:
        return _number(header, 19 + index)
    held = (1 << shift) // 4 - 1
    steps, place = divmod(index - _HEADER_FAT_SECTORS, held)
    at = _number(header, 17)
    for _ in range(min(steps, _MOST_SECTORS)):
        at = _number(_sector(file, at, shift), held)
    return _number(_sector(file, at, shift), place)


def _sector(file: BinaryIO, number: int, shift: int) -> bytes:
    file.seek((number + 1) << shift)
    return file.read(1 << shift)


def _number(table: bytes, index: int) -> int:
    number: int = struct.unpack_from("<I", table, 4 * index)[0]
    return number

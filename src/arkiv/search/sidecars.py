"""Two files beside each segment that Whoosh does not have: its words, and its contracts.

``.words`` holds every field's terms in order, with how many documents have each and where its
postings are; ``.contracts`` the number of the contract and the lengths of its texts for every
document. Both are written with the segment, never change as it never does, and go with it. Where
one is missing or damaged, what it holds is read from the segment itself, only slower.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

__all__ = [
    "CONTRACTS",
    "NOTHING",
    "POSTINGS",
    "WORDS",
    "FieldWords",
    "KeptWords",
    "Written",
    "read_contracts",
    "write_contracts",
    "write_words",
]

WORDS = ".words"
CONTRACTS = ".contracts"
POSTINGS = ".pst"
"""Whoosh's own."""
_LAYOUT = 3
_COUNT_BYTES = 4 + 8
"""Of a term beside its characters: how many documents have it, and where."""
_END_BYTES = 8


@dataclass(frozen=True, slots=True, eq=False)
class FieldWords:
    """The distinct terms of one field of one segment."""

    terms: list[str]
    """Ascending by code point, which is the order of their UTF-8 too."""
    frequencies: npt.NDArray[np.int32]
    """Documents with each, deleted ones included."""
    offsets: npt.NDArray[np.int64] | None = None
    """Where the postings of each begin in the segment's file, and where the last one's end.

    None: nobody knows."""

    def holds(self, term: str) -> bool:
        at = bisect_left(self.terms, term)
        return at < len(self.terms) and self.terms[at] == term


NOTHING = FieldWords([], np.empty(0, np.int32))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of a field, term by term."""

    terms: list[bytes]
    frequencies: list[int]
    offsets: list[int]
    """One more than terms: where the last one's postings end."""


def write_words(file: IO[bytes], fields: Mapping[str, Written]) -> None:
    """Terms, document frequencies and offsets of each field, in the order of the terms."""
    texts = {name: b"\n".join(written.terms) for name, written in fields.items()}
    head = [[name, len(fields[name].terms), len(text)] for name, text in texts.items()]
    file.write(json.dumps([_LAYOUT, head]).encode() + b"\n")
    for name, written in fields.items():
        file.write(texts[name] + np.array(written.frequencies, "<i4").tobytes())
        file.write(np.array(written.offsets, "<i8").tobytes())


class KeptWords:
    """The words of a segment, open so that they can be read when the file is gone."""

    def __init__(self, file: IO[bytes], head: list[tuple[str, int, int]]) -> None:
        self._file = file
        self._head = head

    @classmethod
    def open(cls, path: Path) -> KeptWords | None:
        """None when the file is not there or not whole."""
        try:
            file = path.open("rb")
            layout, head = json.loads(file.readline())
            size = sum(size + _COUNT_BYTES * count + _END_BYTES for _name, count, size in head)
            if layout == _LAYOUT and os.fstat(file.fileno()).st_size == file.tell() + size:
                return cls(file, head)
        except (OSError, ValueError, TypeError):
            pass
        return None

    def read(self) -> dict[str, FieldWords]:
        """By field; only once. Raises ValueError when it is damaged."""
        with self._file:
            content = self._file.read()
        found = {}
        start = 0
        for name, count, size in self._head:
            found[name] = _words(content, start, count, size)
            start += size + _COUNT_BYTES * count + _END_BYTES
        return found

    def close(self) -> None:
        self._file.close()


def _words(content: bytes, start: int, count: int, size: int) -> FieldWords:
    terms = content[start : start + size].decode().split("\n") if count else []
    if len(terms) != count:
        raise ValueError("not as many terms as frequencies")
    frequencies = np.frombuffer(content, "<i4", count, start + size).astype(np.int32)
    offsets = np.frombuffer(content, "<i8", count + 1, start + size + 4 * count).astype(np.int64)
    return FieldWords(terms, frequencies, offsets)


def write_contracts(file: IO[bytes], stored: list[tuple[int, ...]]) -> None:
    """A row a document: the contract's number, then the length of each text."""
    width = len(stored[0]) if stored else 0
    file.write(json.dumps([_LAYOUT, len(stored), width]).encode() + b"\n")
    file.write(np.array(stored, "<i8").tobytes())


def read_contracts(path: Path, documents: int, width: int) -> npt.NDArray[np.int64] | None:
    """As written, for so many documents; None when the file is not there or not whole."""
    try:
        content = path.read_bytes()
        start = content.index(b"\n") + 1
        if json.loads(content[:start]) != [_LAYOUT, documents, width]:
            return None
        table = np.frombuffer(content, "<i8", documents * width, start)
        return table.reshape(documents, width).astype(np.int64)
    except (OSError, ValueError, TypeError):
        return None

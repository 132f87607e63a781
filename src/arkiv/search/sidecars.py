"""Two files beside each segment that Whoosh does not have: its words, and its contracts.

``.words`` holds every field's terms in order, with how many documents have each and where its
postings are; ``.contracts`` the number of the contract and the lengths of its texts for every
document. Both are written with the segment, never change as it never does, and go with it. Where
one is missing or damaged, what it holds is read from the segment itself, only slower.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "CONTRACTS",
    "NOTHING",
    "POSTINGS",
    "WORDS",
    "FieldWords",
    "Written",
    "kept_words",
    "read_contracts",
    "read_words",
    "write_contracts",
    "write_words",
]

WORDS = ".words"
CONTRACTS = ".contracts"
POSTINGS = ".pst"
"""Whoosh's own."""
_LAYOUT = 2


@dataclass(frozen=True, slots=True, eq=False)
class FieldWords:
    """The distinct terms of one field of one segment."""

    terms: list[str]
    """Ascending by code point, which is the order of their UTF-8 too."""
    frequencies: npt.NDArray[np.int32]
    """Documents with each, deleted ones included."""
    offsets: npt.NDArray[np.int64] | None = None
    """Where the postings of each begin in the segment's file; None: nobody knows."""


NOTHING = FieldWords([], np.empty(0, np.int32))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of a field, term by term."""

    terms: list[bytes] = field(default_factory=list)
    frequencies: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)


def write_words(file: IO[bytes], fields: Mapping[str, Written]) -> None:
    """Terms, document frequencies and offsets of each field, in the order of the terms."""
    texts = {name: b"\n".join(written.terms) for name, written in fields.items()}
    head = [[name, len(fields[name].terms), len(text)] for name, text in texts.items()]
    file.write(json.dumps([_LAYOUT, head]).encode() + b"\n")
    for name, written in fields.items():
        file.write(texts[name] + np.array(written.frequencies, "<i4").tobytes())
        file.write(np.array(written.offsets, "<i8").tobytes())


def read_words(path: Path) -> dict[str, FieldWords] | None:
    """None when the file is not there or not whole."""
    try:
        content = path.read_bytes()
        start = content.index(b"\n") + 1
        layout, head = json.loads(content[:start])
        if layout != _LAYOUT:
            return None
        found = {}
        for name, count, size in head:
            found[name] = _words(content, start, count, size)
            start += size + 12 * count
        return found if start == len(content) else None
    except (OSError, ValueError, TypeError):
        return None


def _words(content: bytes, start: int, count: int, size: int) -> FieldWords:
    """Raises ValueError when less stands there than was said."""
    terms = content[start : start + size].decode().split("\n") if count else []
    if len(terms) != count:
        raise ValueError("not as many terms as frequencies")
    frequencies = np.frombuffer(content, "<i4", count, start + size).astype(np.int32)
    offsets = np.frombuffer(content, "<i8", count, start + size + 4 * count).astype(np.int64)
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


def kept_words(reader: Any, names: tuple[str, ...]) -> dict[str, FieldWords]:
    """The words as the segment itself has them, term by term."""
    terms: dict[str, list[str]] = {name: [] for name in names}
    frequencies: dict[str, list[int]] = {name: [] for name in names}
    for (name, term), about in reader:
        if name in terms:
            terms[name].append(term.decode())
            frequencies[name].append(about.doc_frequency())
    return {name: FieldWords(terms[name], np.array(frequencies[name], np.int32)) for name in names}

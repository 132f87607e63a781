"""The source of one sample: a TOML file whose body is marked-up text.

The marks, one block a paragraph: ``# `` the title, ``## `` a clause with a number, ``. `` a
numbered paragraph under it, ``- `` a lettered item, ``> `` a centred line, ``| `` a row of a table
(the first one is its head), ``---`` a new page; anything else is a plain paragraph.
Inside a paragraph ``**bold**``; in a DOCX also ``{++inserted++}``, ``{--deleted--}``,
``[[a content control]]`` and ``^[a footnote]``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

__all__ = ["Block", "Kind", "Sample", "Signature", "read_samples"]


class Kind(StrEnum):
    """What a block is; the values are its mark in the source."""

    TITLE = "# "
    CLAUSE = "## "
    NUMBERED = ". "
    LETTERED = "- "
    CENTRED = "> "
    ROW = "| "
    BREAK = "---"
    PLAIN = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, table or page break."""

    kind: Kind
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table; empty for everything else."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines under one party's name at the end."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One contract to be laid out."""

    source: Path
    file: str
    """Where it is built, relative to the folder of samples."""
    made: datetime
    """Stands in the file's properties, so that rebuilding gives the same bytes."""
    header: str
    page_words: str
    """The footer, with {page} and {pages}."""
    clause: str
    """How a clause is labelled, with {n}."""
    font: str
    scanned: bool
    torn: tuple[float, float] | None
    """From where to where the bytes of a damaged file are missing, as shares; None: it is whole."""
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...]


def read_samples(folder: Path) -> tuple[Sample, ...]:
    """Every source in the folder, in the order of their names."""
    return tuple(_sample(path) for path in sorted(folder.glob("*.toml")))


def _sample(path: Path) -> Sample:
    spelled = tomllib.loads(path.read_text("utf-8"))
    return Sample(
        source=path,
        file=spelled["file"],
        made=datetime.combine(spelled["made"], datetime.min.time(), UTC),
        header=spelled.get("header", ""),
        page_words=spelled.get("page_words", ""),
        clause=spelled.get("clause", "{n}."),
        font=spelled.get("font", "Times"),
        scanned=spelled.get("scanned", False),
        torn=tuple(spelled["torn"]) if "torn" in spelled else None,
        blocks=tuple(_blocks(spelled["body"])),
        signatures=tuple(Signature(tuple(one["lines"])) for one in spelled.get("signatures", ())),
    )


def _blocks(body: str) -> Iterator[Block]:
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in chunk.splitlines()]
        if lines[0].startswith(Kind.ROW):
            yield Block(Kind.ROW, "", tuple(_cells(line) for line in lines))
            continue
        kind = next(kind for kind in Kind if lines[0].startswith(kind))
        yield Block(kind, " ".join(lines).removeprefix(kind))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("| ").split("|"))

"""Tables that fit the terminal, measured in cells and not in characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from arkiv.cleaning import clean

__all__ = ["Column", "cells", "cut", "layout"]

_GAP = "  "
_NARROWEST = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    heading: str
    right: bool = False
    gives_way: bool = False
    """Cut first when the table is wider than the terminal."""


def layout(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None
) -> list[str]:
    """The heading and one line a row, cleaned; None: as wide as it needs to be."""
    table = [
        [column.heading for column in columns],
        *([clean(cell) for cell in row] for row in rows),
    ]
    widths = [max(cells(row[n]) for row in table) for n in range(len(columns))]
    if width is not None:
        widths = _fitted(columns, widths, width - len(_GAP) * (len(columns) - 1))
    return [_line(columns, row, widths) for row in table]


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def cut(text: str, width: int) -> str:
    """The text in at most so many cells, its end replaced by an ellipsis."""
    if cells(text) <= width:
        return text
    taken, used = [], 1
    for character in text:
        used += _cells(character)
        if used > width:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitted(columns: Sequence[Column], widths: list[int], room: int) -> list[int]:
    """Take from the widest of the columns that give way until all of it fits, or none can."""
    fitted = list(widths)
    while sum(fitted) > room:
        candidates = [n for n, c in enumerate(columns) if c.gives_way and fitted[n] > _NARROWEST]
        if not candidates:
            break
        fitted[max(candidates, key=lambda n: fitted[n])] -= 1
    return fitted


def _line(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        _padded(cut(cell, width), width, column.right)
        for cell, width, column in zip(row, widths, columns, strict=True)
    )
    return _GAP.join(padded).rstrip()


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks

"""A table as CSV (RFC 4180) that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import re

from arkiv.cleaning import clean
from arkiv.export.tabular import Cell, Table, plain

__all__ = ["comma_separated"]

_FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n]")
"""What begins a formula, in ASCII or full width, or was put there to hide one."""
_AFTER_SEMICOLON = re.compile(r"(;\s*)(?=[=+\-@])")


def comma_separated(table: Table) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding.

    One line a row: line breaks within a text become spaces. The headings are the columns' labels.
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([_safe(column.label) for column in table.columns])
    lines.writerows([_spelled(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def _spelled(cell: Cell) -> str:
    return _safe(cell) if isinstance(cell, str) else plain(cell)


def _safe(text: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula.

    Also after a semicolon: where that separates the cells, as in Norwegian and Dutch, Excel begins
    a cell there whatever the quotes say.
    """
    cleaned = clean(text)  # makes a hyphen that is shown of a soft one
    line = _AFTER_SEMICOLON.sub(r"\1'", cleaned)
    return f"'{line}" if _FORMULA.match(text) or _FORMULA.match(cleaned) else line

"""A table as JSON for other programs."""

from __future__ import annotations

import json

from arkiv.export.tabular import Cell, Table, plain

__all__ = ["records"]


def records(table: Table) -> bytes:
    """An array of one object a row and line, by the columns' keys, in UTF-8.

    Days are ISO 8601 and amounts decimal strings, so that no program makes a float of them.
    """
    keys = [column.key for column in table.columns]
    lines = (_object(keys, row) for row in table.rows)
    text = "[\n" + ",\n".join(lines) + "\n]\n" if table.rows else "[]\n"
    # A lone surrogate has no UTF-8; written with its backslash it is still JSON (RFC 8259 §7).
    return text.encode("utf-8", "backslashreplace")


def _object(keys: list[str], row: tuple[Cell, ...]) -> str:
    return json.dumps(dict(zip(keys, map(_value, row), strict=True)), ensure_ascii=False)


def _value(cell: Cell) -> str | int | bool | None:
    return cell if cell is None or isinstance(cell, str | int) else plain(cell)

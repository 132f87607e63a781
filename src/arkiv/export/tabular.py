"""A table of typed cells: what each format of the export is written from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

__all__ = ["Cell", "Column", "Table", "plain"]

Cell = str | int | Decimal | date | bool | None
"""None: nothing is known. An amount is a Decimal, with its currency in a column of its own."""


@dataclass(frozen=True, slots=True)
class Column:
    """What stands under one heading."""

    key: str
    """For programs, the same in every language: expiration_date."""
    label: str
    """For people: Expiration date."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one cell for each column; raises ValueError where a row has more or fewer."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row of a table needs a cell for each column")


def plain(cell: Cell) -> str:
    """A cell as programs read it: true and false, ISO 8601 days, no exponent; None is empty."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)

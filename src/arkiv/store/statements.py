"""How rows are fetched: all at once, so that no statement stays open and holds its view."""

from __future__ import annotations

from typing import Any

import apsw

__all__ = ["Bindings", "fetch_one", "fetch_rows", "fetch_value"]

Bindings = tuple[str | int | float | None, ...] | dict[str, str | int | None]


def fetch_rows(
    connection: apsw.Connection, statement: str, values: Bindings = ()
) -> list[tuple[Any, ...]]:
    return connection.execute(statement, values).fetchall()


def fetch_one(
    connection: apsw.Connection, statement: str, values: Bindings = ()
) -> tuple[Any, ...] | None:
    """The first row; None when there is none."""
    found = connection.execute(statement, values).fetchall()
    return found[0] if found else None


def fetch_value(connection: apsw.Connection, statement: str, values: Bindings = ()) -> Any:
    """The first column of the first row; None when there is none."""
    found = fetch_one(connection, statement, values)
    return None if found is None else found[0]

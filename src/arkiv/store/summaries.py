"""Contracts as rows: read in a handful of statements, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import apsw

from arkiv.domain.contracts import Summary, shown_title
from arkiv.domain.faults import Fault, gravest
from arkiv.domain.identity import ContractId
from arkiv.store.shown import facts_of
from arkiv.store.spelling import fault_of, instant
from arkiv.store.statements import fetch_rows

__all__ = ["fetch_summaries", "summary_of"]


@dataclass(slots=True)
class _Beside:
    """What stands in other tables about one contract."""

    name: str = ""
    """Of its first document."""
    faults: list[Fault | None] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    reviewed: bool = False
    noted: bool = False


_Fetched = tuple[tuple[Any, ...], _Beside]


def fetch_summaries(
    connection: apsw.Connection, condition: str, value: int | str
) -> list[_Fetched]:
    """The contracts that meet a condition on their table, by id; summary_of() makes them Summaries.

    Fetching and making are apart so that the record is let go before the rows are turned to values.
    """
    # +id: sorted after the condition has chosen, else SQLite walks through all of them in order
    rows = fetch_rows(
        connection,
        "SELECT id, seq, shown, folder, owner, filed_at, trashed, ended_on FROM contract AS c"
        f" WHERE {condition} ORDER BY +id",
        (value,),
    )
    if not rows:
        return []  # as nearly always: this is asked before each search
    beside: defaultdict[int, _Beside] = defaultdict(_Beside)
    for contract, name, code, detail in _joined(
        connection, "document", "name, fault_code, fault_detail", "t.id", condition, value
    ):
        row = beside[contract]
        row.name = row.name or name
        if code is not None:
            row.faults.append(fault_of(code, detail))
    for contract, tag in _joined(connection, "tag", "t.name", "t.name", condition, value):
        beside[contract].tags.append(tag)
    for contract, _field in _joined(connection, "decision", "field", "field", condition, value):
        beside[contract].reviewed = True
    for contract, _note in _joined(connection, "note", "t.id", "t.id", condition, value):
        beside[contract].noted = True
    return [(row, beside[row[0]]) for row in rows]


def summary_of(row: tuple[Any, ...], beside: _Beside) -> Summary:
    number, seq, shown, folder, owner, filed_at, trashed, ended_on = row
    facts = facts_of(shown)
    return Summary(
        id=ContractId(number),
        seq=seq,
        title=shown_title(facts, beside.name),
        facts=facts,
        folder=folder,
        tags=tuple(beside.tags),
        owner=owner,
        filed_on=instant(filed_at).astimezone().date(),
        fault=gravest(beside.faults) if beside.faults else None,
        trashed=bool(trashed),
        reviewed=beside.reviewed,
        ended_on=None if ended_on is None else date.fromisoformat(ended_on),
        noted=beside.noted,
    )


def _joined(
    connection: apsw.Connection,
    table: str,
    columns: str,
    order: str,
    condition: str,
    value: int | str,
) -> list[tuple[Any, ...]]:
    # CROSS JOIN: SQLite would rather walk through the whole table than look up a few contracts
    return fetch_rows(
        connection,
        f"SELECT t.contract, {columns} FROM contract AS c CROSS JOIN {table} AS t"
        f" ON c.id = t.contract WHERE {condition} ORDER BY t.contract, {order}",
        (value,),
    )

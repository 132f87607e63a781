"""Contracts as rows: read in a handful of statements, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import apsw

from arkiv.domain.contracts import (
    Acknowledgement,
    Amended,
    Link,
    LinkKind,
    Summary,
    part_of,
    shown_title,
)
from arkiv.domain.facts import DecisionKind, Field
from arkiv.domain.faults import Fault, gravest
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState
from arkiv.domain.obligations import Obligation
from arkiv.store.plans import (
    ACKNOWLEDGEMENT_COLUMNS,
    OBLIGATION_COLUMNS,
    acknowledgement_of,
    obligation_of,
)
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
    part_of: Link | None = None
    rejected: list[Field] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    acknowledged: list[Acknowledgement] = field(default_factory=list)


_COLUMNS = (
    "id, seq, shown, folder, owner, filed_at, trashed, ended_on, ended_reason, renewed_until,"
    " amended_until, amended_by, reviewed_on, reviewed_by, review_next_on"
)
_NONE: frozenset[Field] = frozenset()
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
        f"SELECT {_COLUMNS} FROM contract AS c WHERE ({condition}) AND NOT c.purged ORDER BY +id",
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
    for contract, decided, kind in _joined(
        connection, "decision", "field, kind", "field", condition, value
    ):
        beside[contract].reviewed = True
        if kind == DecisionKind.REJECTED:
            beside[contract].rejected.append(Field(decided))
    noted = _joined(connection, "note", "t.id, supersedes, state", "t.id", condition, value)
    replaced = {supersedes for _contract, _note, supersedes, _state in noted}
    for contract, note, _supersedes, state in noted:
        if note not in replaced and state != NoteState.WITHDRAWN:
            beside[contract].noted = True
    for contract, target, kind, away in _joined(
        connection,
        "link",
        "target, kind, (SELECT other.trashed FROM contract AS other WHERE other.id = target)",
        "target, kind",
        condition,
        value,
    ):
        if not away:
            link = Link(ContractId(contract), ContractId(target), LinkKind(kind))
            beside[contract].part_of = part_of([beside[contract].part_of, link])
    _add_plans(connection, beside, condition, value)
    return [(row, beside[row[0]]) for row in rows]


def _add_plans(
    connection: apsw.Connection,
    beside: defaultdict[int, _Beside],
    condition: str,
    value: int | str,
) -> None:
    for contract, withdrawn, *columns in _joined(
        connection, "obligation", f"withdrawn, {OBLIGATION_COLUMNS}", "t.id", condition, value
    ):
        if not withdrawn:
            beside[contract].obligations.append(obligation_of(contract, *columns))
    for contract, *columns in _joined(
        connection, "acknowledgement", ACKNOWLEDGEMENT_COLUMNS, "due_on", condition, value
    ):
        beside[contract].acknowledged.append(acknowledgement_of(*columns))


def summary_of(row: tuple[Any, ...], beside: _Beside) -> Summary:
    (
        number, seq, shown, folder, owner, filed_at, trashed, ended_on, ended_reason,
        renewed_until, amended_until, amended_by, reviewed_on, reviewed_by, review_next_on,
    ) = row  # fmt: skip
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
        ended_on=_day(ended_on),
        ended_reason=ended_reason,
        noted=beside.noted,
        renewed_until=_day(renewed_until),
        amended=None
        if amended_until is None
        else Amended(ContractId(amended_by), date.fromisoformat(amended_until)),
        part_of=beside.part_of,
        rejected=frozenset(beside.rejected) if beside.rejected else _NONE,
        obligations=tuple(beside.obligations),
        acknowledged=tuple(beside.acknowledged),
        last_reviewed=_day(reviewed_on),
        reviewed_by=reviewed_by,
        next_review=_day(review_next_on),
    )


def _day(spelled: str | None) -> date | None:
    return None if spelled is None else date.fromisoformat(spelled)


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
        f" ON c.id = t.contract WHERE ({condition}) AND NOT c.purged ORDER BY t.contract, {order}",
        (value,),
    )

"""Dates by hand, and what was done about deadlines: put in place and taken back, with events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

import apsw

from arkiv import clock
from arkiv.domain.contracts import Acknowledgement, EventKind
from arkiv.domain.facts_json import source_from_json, source_to_json
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.plans_json import acknowledgement_to_json, obligation_to_json
from arkiv.domain.values import Duration
from arkiv.store.connection import Connections
from arkiv.store.events import append
from arkiv.store.existing import existing
from arkiv.store.spelling import as_json, spelled, storable
from arkiv.store.statements import fetch_one

__all__ = [
    "ACKNOWLEDGEMENT_COLUMNS",
    "OBLIGATION_COLUMNS",
    "SqlitePlans",
    "acknowledgement_of",
    "obligation_of",
]

OBLIGATION_COLUMNS = "t.id, kind, title, falls_on, since_on, rule, notice, t.owner, evidence"
ACKNOWLEDGEMENT_COLUMNS = "kind, due_on, obligation, snoozed_until, reason, actor"


@dataclass(frozen=True, slots=True)
class SqlitePlans:
    """The Plans of domain.ports."""

    connections: Connections

    def get(self, obligation: str) -> Obligation | None:
        with self.connections.reading() as connection:
            return _standing(connection, obligation)

    def put(self, obligation: Obligation, actor: str) -> bool:
        obligation = replace(obligation, title=storable(obligation.title))
        with self.connections.writing() as connection:
            existing(connection, [obligation.contract])
            before = _standing(connection, obligation.id)
            if before == obligation:
                return False
            connection.execute(
                "INSERT INTO obligation (id, contract, kind, title, falls_on, since_on, rule,"
                " notice, owner, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title,"
                " falls_on = excluded.falls_on, rule = excluded.rule, notice = excluded.notice,"
                " owner = excluded.owner, evidence = excluded.evidence, withdrawn = 0",
                _columns(obligation),
            )
            _planned(connection, obligation.contract, before, obligation, actor)
        return True

    def withdraw(self, obligation: str, actor: str) -> bool:
        with self.connections.writing() as connection:
            before = _standing(connection, obligation)
            if before is None:
                return False
            connection.execute("UPDATE obligation SET withdrawn = 1 WHERE id = ?", (obligation,))
            _planned(connection, before.contract, before, None, actor)
        return True

    def acknowledge(self, said: Sequence[tuple[ContractId, Acknowledgement]], actor: str) -> int:
        batch = str(uuid4())
        with self.connections.writing() as connection:
            existing(connection, [contract for contract, _one in said])
            return sum(_put(connection, contract, one, actor, batch) for contract, one in said)

    def reopen(self, said: Sequence[tuple[ContractId, Acknowledgement]], actor: str) -> int:
        batch = str(uuid4())
        with self.connections.writing() as connection:
            existing(connection, [contract for contract, _one in said])
            return sum(_take(connection, contract, one, actor, batch) for contract, one in said)


def obligation_of(contract: int, *columns: Any) -> Obligation:
    """From OBLIGATION_COLUMNS."""
    id_, kind, title, falls_on, since_on, rule, notice, owner, evidence = columns
    return Obligation(
        id=id_,
        contract=ContractId(contract),
        kind=ObligationKind(kind),
        title=title,
        on=date.fromisoformat(falls_on),
        since=date.fromisoformat(since_on),
        rule=rule,
        notice=None if notice is None else Duration.parse(notice),
        owner=owner,
        evidence=None if evidence is None else source_from_json(json.loads(evidence)),
    )


def acknowledgement_of(
    kind: str, due_on: str, obligation: str, snoozed_until: str | None, reason: str, actor: str
) -> Acknowledgement:
    """From ACKNOWLEDGEMENT_COLUMNS."""
    return Acknowledgement(
        kind,
        date.fromisoformat(due_on),
        obligation,
        None if snoozed_until is None else date.fromisoformat(snoozed_until),
        reason,
        actor,
    )


def _standing(connection: apsw.Connection, obligation: str) -> Obligation | None:
    row = fetch_one(
        connection,
        f"SELECT contract, {OBLIGATION_COLUMNS} FROM obligation AS t"
        " WHERE t.id = ? AND NOT withdrawn",
        (obligation,),
    )
    return None if row is None else obligation_of(*row)


def _columns(obligation: Obligation) -> tuple[Any, ...]:
    notice, evidence = obligation.notice, obligation.evidence
    return (
        obligation.id,
        obligation.contract,
        str(obligation.kind),
        obligation.title,
        obligation.on.isoformat(),
        obligation.since.isoformat(),
        obligation.rule,
        None if notice is None else str(notice),
        obligation.owner,
        None if evidence is None else as_json(source_to_json(evidence)),
    )


def _planned(
    connection: apsw.Connection,
    contract: ContractId,
    before: Obligation | None,
    after: Obligation | None,
    actor: str,
) -> None:
    append(
        connection,
        EventKind.PLANNED,
        actor,
        contract,
        before=None if before is None else obligation_to_json(before),
        after=None if after is None else obligation_to_json(after),
    )


def _key(contract: ContractId, said: Acknowledgement) -> tuple[Any, ...]:
    return (contract, said.kind, said.due.isoformat(), said.obligation)


def _said(
    connection: apsw.Connection, contract: ContractId, said: Acknowledgement
) -> Acknowledgement | None:
    row = fetch_one(
        connection,
        f"SELECT {ACKNOWLEDGEMENT_COLUMNS} FROM acknowledgement"
        " WHERE contract = ? AND kind = ? AND due_on = ? AND obligation = ?",
        _key(contract, said),
    )
    return None if row is None else acknowledgement_of(*row)


def _put(
    connection: apsw.Connection,
    contract: ContractId,
    said: Acknowledgement,
    actor: str,
    batch: str,
) -> bool:
    before = _said(connection, contract, said)
    if before is not None and (before.snoozed_until, before.reason) == (
        said.snoozed_until,
        said.reason,
    ):
        return False
    snoozed = said.snoozed_until
    connection.execute(
        "INSERT INTO acknowledgement (contract, kind, due_on, obligation, snoozed_until, reason,"
        " actor, acknowledged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (contract, kind, due_on, obligation) DO UPDATE SET"
        " snoozed_until = excluded.snoozed_until, reason = excluded.reason,"
        " actor = excluded.actor, acknowledged_at = excluded.acknowledged_at",
        (
            *_key(contract, said),
            None if snoozed is None else snoozed.isoformat(),
            storable(said.reason),
            storable(actor),
            spelled(clock.now()),
        ),
    )
    _acknowledged(connection, contract, before, said, actor, batch)
    return True


def _take(
    connection: apsw.Connection,
    contract: ContractId,
    said: Acknowledgement,
    actor: str,
    batch: str,
) -> bool:
    before = _said(connection, contract, said)
    if before is None:
        return False
    connection.execute(
        "DELETE FROM acknowledgement"
        " WHERE contract = ? AND kind = ? AND due_on = ? AND obligation = ?",
        _key(contract, said),
    )
    _acknowledged(connection, contract, before, None, actor, batch)
    return True


def _acknowledged(
    connection: apsw.Connection,
    contract: ContractId,
    before: Acknowledgement | None,
    after: Acknowledgement | None,
    actor: str,
    batch: str,
) -> None:
    append(
        connection,
        EventKind.ACKNOWLEDGED,
        actor,
        contract,
        before=None if before is None else acknowledgement_to_json(before),
        after=None if after is None else acknowledgement_to_json(after),
        batch=batch,
    )

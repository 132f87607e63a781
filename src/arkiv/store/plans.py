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
    "place_acknowledgement",
    "place_obligation",
    "standing_acknowledgement",
    "standing_obligation",
]

OBLIGATION_COLUMNS = "t.id, kind, title, falls_on, since_on, rule, notice, t.owner, evidence"
ACKNOWLEDGEMENT_COLUMNS = "kind, due_on, obligation, snoozed_until, reason, actor, acknowledged_at"


@dataclass(frozen=True, slots=True)
class SqlitePlans:
    """The Plans of domain.act_ports."""

    connections: Connections

    def get(self, obligation: str) -> Obligation | None:
        with self.connections.reading() as connection:
            return standing_obligation(connection, obligation)

    def put(self, obligation: Obligation, actor: str) -> bool:
        obligation = replace(obligation, title=storable(obligation.title))
        with self.connections.writing() as connection:
            existing(connection, [obligation.contract])
            before = standing_obligation(connection, obligation.id)
            if before == obligation:
                return False
            place_obligation(connection, before, obligation, actor, str(uuid4()))
        return True

    def withdraw(self, obligation: str, actor: str) -> bool:
        with self.connections.writing() as connection:
            before = standing_obligation(connection, obligation)
            if before is None:
                return False
            place_obligation(connection, before, None, actor, str(uuid4()))
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
    kind: str,
    due_on: str,
    obligation: str,
    snoozed_until: str | None,
    reason: str,
    actor: str,
    at: str,
) -> Acknowledgement:
    """From ACKNOWLEDGEMENT_COLUMNS."""
    return Acknowledgement(
        kind,
        date.fromisoformat(due_on),
        obligation,
        None if snoozed_until is None else date.fromisoformat(snoozed_until),
        reason,
        actor,
        at,
    )


def standing_obligation(connection: apsw.Connection, obligation: str) -> Obligation | None:
    """The one of that id, unless it was withdrawn."""
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


def place_obligation(
    connection: apsw.Connection,
    before: Obligation | None,
    after: Obligation | None,
    actor: str,
    batch: str,
) -> None:
    """Put the one in the place of the other, with the event that says so."""
    either = after or before
    assert either is not None, "nothing was and nothing is to be"
    if after is None:
        connection.execute("UPDATE obligation SET withdrawn = 1 WHERE id = ?", (either.id,))
    else:
        connection.execute(
            "INSERT INTO obligation (id, contract, kind, title, falls_on, since_on, rule,"
            " notice, owner, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title,"
            " falls_on = excluded.falls_on, rule = excluded.rule, notice = excluded.notice,"
            " owner = excluded.owner, evidence = excluded.evidence, withdrawn = 0",
            _columns(after),
        )
    append(
        connection,
        EventKind.PLANNED,
        actor,
        either.contract,
        before=None if before is None else obligation_to_json(before),
        after=None if after is None else obligation_to_json(after),
        batch=batch,
    )


def _key(contract: ContractId, said: Acknowledgement) -> tuple[Any, ...]:
    return (contract, said.kind, said.due.isoformat(), said.obligation)


def standing_acknowledgement(
    connection: apsw.Connection, contract: ContractId, said: Acknowledgement
) -> Acknowledgement | None:
    """What was said of the same deadline."""
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
    before = standing_acknowledgement(connection, contract, said)
    if before is not None and (before.snoozed_until, before.reason) == (
        said.snoozed_until,
        said.reason,
    ):
        return False
    after = replace(
        said, reason=storable(said.reason), actor=storable(actor), at=spelled(clock.now())
    )
    place_acknowledgement(connection, contract, before, after, actor, batch)
    return True


def _take(
    connection: apsw.Connection,
    contract: ContractId,
    said: Acknowledgement,
    actor: str,
    batch: str,
) -> bool:
    before = standing_acknowledgement(connection, contract, said)
    if before is None:
        return False
    place_acknowledgement(connection, contract, before, None, actor, batch)
    return True


def place_acknowledgement(
    connection: apsw.Connection,
    contract: ContractId,
    before: Acknowledgement | None,
    after: Acknowledgement | None,
    actor: str,
    batch: str,
) -> None:
    """Put the one in the place of the other, with the event that says so."""
    either = after or before
    assert either is not None, "nothing was and nothing is to be"
    connection.execute(
        "DELETE FROM acknowledgement"
        " WHERE contract = ? AND kind = ? AND due_on = ? AND obligation = ?",
        _key(contract, either),
    )
    if after is not None:
        snoozed = after.snoozed_until
        connection.execute(
            "INSERT INTO acknowledgement (contract, kind, due_on, obligation, snoozed_until,"
            " reason, actor, acknowledged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *_key(contract, after),
                None if snoozed is None else snoozed.isoformat(),
                after.reason,
                after.actor,
                after.at,
            ),
        )
    append(
        connection,
        EventKind.ACKNOWLEDGED,
        actor,
        contract,
        before=None if before is None else acknowledgement_to_json(before),
        after=None if after is None else acknowledgement_to_json(after),
        batch=batch,
    )

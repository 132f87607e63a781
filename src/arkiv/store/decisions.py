"""What people say about a field: put in place and taken back, each with its event."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from arkiv import clock
from arkiv.domain.contracts import EventKind
from arkiv.domain.decisions_json import decision_to_json
from arkiv.domain.facts import Decision, DecisionKind, Field, FieldValue
from arkiv.domain.facts_json import value_to_json
from arkiv.domain.identity import ContractId
from arkiv.store.events import append
from arkiv.store.shown import decisions_of, keep_shown
from arkiv.store.spelling import as_json, spelled, storable

__all__ = ["place_decision", "put_decision", "standing_decision", "take_decision"]


def put_decision(
    connection: apsw.Connection,
    contract: ContractId,
    field: Field,
    kind: DecisionKind,
    values: Sequence[FieldValue],
    actor: str,
    batch: str,
) -> bool:
    """Whether that was new; the shown facts and the trail follow in the same transaction."""
    before = standing_decision(connection, contract, field)
    if before is not None and (before.kind, before.values) == (kind, tuple(values)):
        return False
    said = Decision(field, kind, tuple(values), storable(actor), spelled(clock.now()))
    place_decision(connection, contract, before, said, actor, batch)
    return True


def take_decision(
    connection: apsw.Connection, contract: ContractId, field: Field, actor: str, batch: str
) -> bool:
    """Whether there was one to take back."""
    before = standing_decision(connection, contract, field)
    if before is None:
        return False
    place_decision(connection, contract, before, None, actor, batch)
    return True


def standing_decision(
    connection: apsw.Connection, contract: ContractId, field: Field
) -> Decision | None:
    """The decision there is."""
    decided = decisions_of(connection, contract)
    return next((decision for decision in decided if decision.field is field), None)


def place_decision(
    connection: apsw.Connection,
    contract: ContractId,
    before: Decision | None,
    after: Decision | None,
    actor: str,
    batch: str,
) -> None:
    """Put the one in the place of the other, with the event that says so."""
    either = after or before
    assert either is not None, "nothing was and nothing is to be"
    connection.execute(
        "DELETE FROM decision WHERE contract = ? AND field = ?", (contract, str(either.field))
    )
    if after is not None:
        connection.execute(
            "INSERT INTO decision (contract, field, kind, value, actor, decided_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                contract,
                str(after.field),
                str(after.kind),
                as_json([value_to_json(value) for value in after.values]),
                after.actor,
                after.at,
            ),
        )
    keep_shown(connection, contract, actor)
    append(
        connection,
        EventKind.DECIDED,
        actor,
        contract,
        before=None if before is None else decision_to_json(before),
        after=None if after is None else decision_to_json(after),
        batch=batch,
    )

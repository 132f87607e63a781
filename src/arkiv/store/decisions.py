"""What people say about a field: put in place and taken back, each with its event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import apsw

from arkiv import clock
from arkiv.domain.contracts import EventKind
from arkiv.domain.facts import DecisionKind, Field, FieldValue
from arkiv.domain.facts_json import value_to_json
from arkiv.domain.identity import ContractId
from arkiv.store.events import append
from arkiv.store.shown import decisions_of, keep_shown
from arkiv.store.spelling import as_json, spelled, storable

__all__ = ["put_decision", "take_decision"]


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
    before = _standing(connection, contract, field)
    said = [value_to_json(value) for value in values]
    after = {"field": str(field), "kind": str(kind), "values": said}
    if before == after:
        return False
    connection.execute(
        "INSERT INTO decision (contract, field, kind, value, actor, decided_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (contract, field) DO UPDATE SET"
        " kind = excluded.kind, value = excluded.value, actor = excluded.actor,"
        " decided_at = excluded.decided_at",
        (contract, str(field), str(kind), as_json(said), storable(actor), spelled(clock.now())),
    )
    _follow(connection, contract, actor, before, after, batch)
    return True


def take_decision(
    connection: apsw.Connection, contract: ContractId, field: Field, actor: str, batch: str
) -> bool:
    """Whether there was one to take back."""
    before = _standing(connection, contract, field)
    if before is None:
        return False
    connection.execute(
        "DELETE FROM decision WHERE contract = ? AND field = ?", (contract, str(field))
    )
    _follow(connection, contract, actor, before, None, batch)
    return True


def _standing(
    connection: apsw.Connection, contract: ContractId, field: Field
) -> dict[str, Any] | None:
    """The decision there is, as its event spells it."""
    for decision in decisions_of(connection, contract):
        if decision.field is field:
            return {
                "field": str(field),
                "kind": str(decision.kind),
                "values": [value_to_json(value) for value in decision.values],
            }
    return None


def _follow(
    connection: apsw.Connection,
    contract: ContractId,
    actor: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    batch: str,
) -> None:
    keep_shown(connection, contract, actor)
    append(
        connection,
        EventKind.DECIDED,
        actor,
        contract,
        before=before,
        after=after,
        batch=batch,
    )

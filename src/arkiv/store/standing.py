"""What people say of a whole contract: ended, renewed, reviewed, and who looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import apsw

from arkiv.domain.contracts import EventKind, Review
from arkiv.domain.identity import ContractId
from arkiv.store.connection import Connections
from arkiv.store.events import append
from arkiv.store.existing import existing
from arkiv.store.notes import write_note
from arkiv.store.spelling import storable
from arkiv.store.statements import fetch_one

__all__ = ["COLUMNS", "SqliteStanding", "place_standing", "standing_said"]

COLUMNS = {
    EventKind.ENDED: ("ended_on", "ended_reason"),
    EventKind.RENEWED: ("renewed_until",),
    EventKind.OWNED: ("owner",),
    EventKind.REVIEWED: ("reviewed_on", "reviewed_by", "review_next_on"),
}
"""Where it is kept; the first is empty where nothing is said."""


@dataclass(frozen=True, slots=True)
class SqliteStanding:
    """The Standing of domain.act_ports."""

    connections: Connections

    def end(self, contract: ContractId, on: date | None, reason: str, actor: str) -> bool:
        said = (None, None) if on is None else (on.isoformat(), storable(reason))
        return self._say([contract], EventKind.ENDED, said, actor) > 0

    def renew(self, contract: ContractId, until: date | None, actor: str) -> bool:
        said = (None if until is None else until.isoformat(),)
        return self._say([contract], EventKind.RENEWED, said, actor) > 0

    def own(self, contracts: Sequence[ContractId], owner: str | None, actor: str) -> int:
        said = (None if owner is None else storable(owner),)
        return self._say(contracts, EventKind.OWNED, said, actor)

    def review(self, contract: ContractId, said: Review | None, actor: str, note: str = "") -> bool:
        columns = (None, None, None) if said is None else _review_columns(said)
        batch = str(uuid4())
        with self.connections.writing() as connection:
            changed = _say(connection, [contract], EventKind.REVIEWED, columns, actor, batch)
            if note:
                write_note(connection, batch, contract, note, actor, batch=batch)
        return changed > 0 or bool(note)

    def _say(
        self,
        contracts: Sequence[ContractId],
        kind: EventKind,
        said: tuple[str | None, ...],
        actor: str,
    ) -> int:
        """All or none; how many that changed."""
        with self.connections.writing() as connection:
            return _say(connection, contracts, kind, said, actor, str(uuid4()))


def _say(
    connection: apsw.Connection,
    contracts: Sequence[ContractId],
    kind: EventKind,
    said: tuple[str | None, ...],
    actor: str,
    batch: str,
) -> int:
    changed = [
        contract
        for contract in existing(connection, contracts)
        if standing_said(connection, contract, COLUMNS[kind]) != said
    ]
    for contract in changed:
        place_standing(connection, contract, kind, said, actor, batch)
    return len(changed)


def _review_columns(said: Review) -> tuple[str, str, str | None]:
    again = None if said.next_on is None else said.next_on.isoformat()
    return (said.on.isoformat(), storable(said.by), again)


def place_standing(
    connection: apsw.Connection,
    contract: ContractId,
    kind: EventKind,
    said: tuple[str | None, ...],
    actor: str,
    batch: str,
) -> None:
    """Put it in the place of what was said, with the event that says so."""
    columns = COLUMNS[kind]
    before = standing_said(connection, contract, columns)
    placed = ", ".join(f"{column} = ?" for column in columns)
    connection.execute(f"UPDATE contract SET {placed} WHERE id = ?", (*said, contract))
    append(
        connection,
        kind,
        actor,
        contract,
        before=_spelled(columns, before),
        after=_spelled(columns, said),
        batch=batch,
    )


def standing_said(
    connection: apsw.Connection, contract: ContractId, columns: tuple[str, ...]
) -> tuple[str | None, ...]:
    """What is said of the contract in these columns, None where nothing is."""
    row = fetch_one(
        connection, f"SELECT {', '.join(columns)} FROM contract WHERE id = ?", (contract,)
    )
    assert row is not None, "a contract is never deleted"
    return row


def _spelled(columns: tuple[str, ...], said: tuple[str | None, ...]) -> dict[str, Any] | None:
    return None if said[0] is None else dict(zip(columns, said, strict=True))

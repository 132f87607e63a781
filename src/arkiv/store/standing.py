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
from arkiv.store.spelling import storable
from arkiv.store.statements import fetch_one

__all__ = ["SqliteStanding"]


@dataclass(frozen=True, slots=True)
class SqliteStanding:
    """The Standing of domain.ports."""

    connections: Connections

    def end(self, contract: ContractId, on: date | None, reason: str, actor: str) -> bool:
        known = ("ended_on", "ended_reason")
        said = (None, None) if on is None else (on.isoformat(), storable(reason))
        return self._say([contract], known, said, EventKind.ENDED, actor) > 0

    def renew(self, contract: ContractId, until: date | None, actor: str) -> bool:
        said = (None if until is None else until.isoformat(),)
        return self._say([contract], ("renewed_until",), said, EventKind.RENEWED, actor) > 0

    def own(self, contracts: Sequence[ContractId], owner: str | None, actor: str) -> int:
        said = (None if owner is None else storable(owner),)
        return self._say(contracts, ("owner",), said, EventKind.OWNED, actor)

    def review(self, contract: ContractId, said: Review | None, actor: str) -> bool:
        columns = (None, None, None) if said is None else _review_columns(said)
        return self._say([contract], _REVIEW, columns, EventKind.REVIEWED, actor) > 0

    def _say(
        self,
        contracts: Sequence[ContractId],
        columns: tuple[str, ...],
        said: tuple[str | None, ...],
        kind: EventKind,
        actor: str,
    ) -> int:
        """All or none; how many that changed."""
        batch = str(uuid4())
        with self.connections.writing() as connection:
            known = {c: _said(connection, c, columns) for c in existing(connection, contracts)}
            changed = [contract for contract, before in known.items() if before != said]
            for contract in changed:
                placed = ", ".join(f"{column} = ?" for column in columns)
                connection.execute(f"UPDATE contract SET {placed} WHERE id = ?", (*said, contract))
                append(
                    connection,
                    kind,
                    actor,
                    contract,
                    before=_spelled(columns, known[contract]),
                    after=_spelled(columns, said),
                    batch=batch,
                )
        return len(changed)


_REVIEW = ("reviewed_on", "reviewed_by", "review_next_on")


def _review_columns(said: Review) -> tuple[str, str, str | None]:
    again = None if said.next_on is None else said.next_on.isoformat()
    return (said.on.isoformat(), storable(said.by), again)


def _said(
    connection: apsw.Connection, contract: ContractId, columns: tuple[str, ...]
) -> tuple[str | None, ...]:
    row = fetch_one(
        connection, f"SELECT {', '.join(columns)} FROM contract WHERE id = ?", (contract,)
    )
    assert row is not None, "existing() was asked"
    return row


def _spelled(columns: tuple[str, ...], said: tuple[str | None, ...]) -> dict[str, Any] | None:
    return None if said[0] is None else dict(zip(columns, said, strict=True))

"""What contracts are to each other, and the end that amendments give the contract they amend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import apsw

from arkiv import clock
from arkiv.domain.contracts import EventKind, Link, LinkKind
from arkiv.domain.identity import ContractId
from arkiv.errors import BadInput
from arkiv.store.connection import Connections
from arkiv.store.events import append
from arkiv.store.existing import existing
from arkiv.store.spelling import spelled, storable
from arkiv.store.statements import fetch_one, fetch_rows, fetch_value
from arkiv.texts import _

__all__ = ["SqliteLinks", "follow_amendments", "follow_target", "has_link", "place_link"]


@dataclass(frozen=True, slots=True)
class SqliteLinks:
    """The Links of domain.act_ports."""

    connections: Connections

    def add(self, link: Link, actor: str) -> bool:
        with self.connections.writing() as connection:
            existing(connection, [link.contract, link.target])
            if has_link(connection, link):
                return False
            place_link(connection, link, True, actor, str(uuid4()))
        return True

    def remove(self, link: Link, actor: str) -> bool:
        with self.connections.writing() as connection:
            existing(connection, [link.contract, link.target])
            if not has_link(connection, link):
                return False
            place_link(connection, link, False, actor, str(uuid4()))
        return True

    def of_contract(self, contract: ContractId) -> tuple[Link, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(
                connection,
                "SELECT contract, target, kind FROM link"
                " WHERE contract = :id OR target = :id ORDER BY contract, target, kind",
                {"id": contract},
            )
        return tuple(Link(ContractId(c), ContractId(t), LinkKind(kind)) for c, t, kind in rows)

    def every(self) -> tuple[Link, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(
                connection,
                "SELECT contract, target, kind FROM link"
                " ORDER BY linked_at, contract, target, kind",
            )
        return tuple(Link(ContractId(c), ContractId(t), LinkKind(kind)) for c, t, kind in rows)


def follow_amendments(
    connection: apsw.Connection, amendment: ContractId, actor: str, batch: str | None = None
) -> None:
    """Give the contracts that it amends the end it now has; in the transaction that changed it."""
    rows = fetch_rows(
        connection,
        "SELECT target FROM link WHERE contract = ? AND kind = 'amendment' ORDER BY target",
        (amendment,),
    )
    for (target,) in rows:
        _amend(connection, ContractId(target), actor, batch)


def follow_target(
    connection: apsw.Connection, target: ContractId, trashed: bool, actor: str, batch: str
) -> None:
    """Tell what is part of a contract that it went to the trash, or came back.

    An amendment's dates count for the contract it amends, and for itself while that is away.
    """
    rows = fetch_rows(
        connection,
        "SELECT DISTINCT contract FROM link WHERE target = ? AND kind <> 'replaces'"
        " ORDER BY contract",
        (target,),
    )
    before, after = ({"target": target, "trashed": state} for state in (not trashed, trashed))
    for (contract,) in rows:
        append(
            connection,
            EventKind.TARGET_MOVED,
            actor,
            ContractId(contract),
            before=before,
            after=after,
            batch=batch,
        )


def _amend(connection: apsw.Connection, target: ContractId, actor: str, batch: str | None) -> None:
    """The newest amendment that names an end counts; one in the trash does not."""
    newest = fetch_one(
        connection,
        "SELECT c.id, json_extract(shown, '$.expiration_date') FROM link AS l"
        " JOIN contract AS c ON c.id = l.contract"
        " WHERE l.target = ? AND l.kind = 'amendment' AND NOT trashed"
        " AND json_extract(shown, '$.expiration_date') IS NOT NULL"
        " ORDER BY coalesce(json_extract(shown, '$.agreement_date'),"
        " json_extract(shown, '$.effective_date'), '') DESC, c.id DESC LIMIT 1",
        (target,),
    ) or (None, None)
    before = fetch_one(
        connection, "SELECT amended_by, amended_until FROM contract WHERE id = ?", (target,)
    )
    if before == newest:
        return
    connection.execute(
        "UPDATE contract SET amended_by = ?, amended_until = ? WHERE id = ?", (*newest, target)
    )
    assert before is not None, "a contract is never deleted"
    append(
        connection,
        EventKind.AMENDED,
        actor,
        target,
        before=_spelled(*before),
        after=_spelled(*newest),
        batch=batch,
    )


def _spelled(by: int | None, until: str | None) -> dict[str, Any] | None:
    return None if by is None else {"by": by, "until": until}


def place_link(
    connection: apsw.Connection, link: Link, linked: bool, actor: str, batch: str
) -> None:
    """Tie or untie them, with an event for each end, since both rows change.

    Raises BadInput for tying one that is being purged: its original may be gone by now.
    """
    said = {"contract": link.contract, "target": link.target, "kind": str(link.kind)}
    if linked:
        _refuse_purge(connection, link)
        connection.execute(
            "INSERT INTO link (contract, target, kind, actor, linked_at) VALUES (?, ?, ?, ?, ?)",
            (*_key(link), storable(actor), spelled(clock.now())),
        )
    else:
        connection.execute(
            "DELETE FROM link WHERE contract = ? AND target = ? AND kind = ?", _key(link)
        )
    kind = EventKind.LINKED if linked else EventKind.UNLINKED
    before, after = (None, said) if linked else (said, None)
    for contract in (link.contract, link.target):
        append(connection, kind, actor, contract, before=before, after=after, batch=batch)
    if link.kind is LinkKind.AMENDMENT:
        _amend(connection, link.target, actor, batch)


def _refuse_purge(connection: apsw.Connection, link: Link) -> None:
    going = fetch_value(
        connection,
        "SELECT contract FROM purge WHERE contract IN (?, ?)",
        (link.contract, link.target),
    )
    if going is not None:
        raise BadInput(_("Contract {id} is being purged; nothing was linked.").format(id=going))


def has_link(connection: apsw.Connection, link: Link) -> bool:
    found = fetch_value(
        connection,
        "SELECT 1 FROM link WHERE contract = ? AND target = ? AND kind = ?",
        _key(link),
    )
    return found is not None


def _key(link: Link) -> tuple[int, int, str]:
    return (link.contract, link.target, str(link.kind))

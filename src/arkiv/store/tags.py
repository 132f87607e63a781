"""Tags: which contract has which, and how many have each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

import apsw

from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.domain.tagging import retagged
from arkiv.store.connection import Connections
from arkiv.store.events import append
from arkiv.store.existing import existing
from arkiv.store.spelling import storable
from arkiv.store.statements import fetch_rows, fetch_value

__all__ = ["SqliteTags", "has_tag", "place_tag"]


@dataclass(frozen=True, slots=True)
class SqliteTags:
    """The Tags of domain.act_ports; what one call changes shares a batch."""

    connections: Connections

    def add(self, contracts: Sequence[ContractId], tag: str, actor: str) -> int:
        tag, batch = storable(tag), str(uuid4())
        with self.connections.writing() as connection:
            new = [c for c in existing(connection, contracts) if not has_tag(connection, c, tag)]
            for contract in new:
                place_tag(connection, contract, tag, True, actor, batch)
        return len(new)

    def remove(self, contracts: Sequence[ContractId], tag: str, actor: str) -> int:
        tag, batch = storable(tag), str(uuid4())
        with self.connections.writing() as connection:
            tagged = [c for c in existing(connection, contracts) if has_tag(connection, c, tag)]
            for contract in tagged:
                place_tag(connection, contract, tag, False, actor, batch)
        return len(tagged)

    def rename(self, old: str, new: str, actor: str) -> int:
        old, new, batch = storable(old), storable(new), str(uuid4())
        with self.connections.writing() as connection:
            having = _having(connection, old)
            changed = 0
            for contract, before in having.items():
                after = retagged(before, old, new)
                for tag in sorted(before - after):
                    place_tag(connection, contract, tag, False, actor, batch)
                for tag in sorted(after - before):
                    place_tag(connection, contract, tag, True, actor, batch)
                changed += after != before
        return changed

    def counts(self) -> dict[str, int]:
        with self.connections.reading() as connection:
            rows = fetch_rows(
                connection,
                "SELECT name, count(*) FROM tag JOIN contract ON contract.id = tag.contract"
                " WHERE NOT trashed GROUP BY name ORDER BY name",
            )
        return dict(rows)


def place_tag(
    connection: apsw.Connection,
    contract: ContractId,
    tag: str,
    tagged: bool,
    actor: str,
    batch: str,
) -> None:
    """Put it on or take it off, with the event that says so; it was not so before."""
    said = {"tag": tag}
    if tagged:
        connection.execute("INSERT INTO tag (contract, name) VALUES (?, ?)", (contract, tag))
        append(connection, EventKind.TAGGED, actor, contract, after=said, batch=batch)
    else:
        connection.execute("DELETE FROM tag WHERE contract = ? AND name = ?", (contract, tag))
        append(connection, EventKind.UNTAGGED, actor, contract, before=said, batch=batch)


def _having(connection: apsw.Connection, tag: str) -> dict[ContractId, set[str]]:
    """All tags of each contract that has this one or one under it."""
    rows = fetch_rows(
        connection,
        "SELECT contract, name FROM tag WHERE contract IN"
        " (SELECT contract FROM tag WHERE name = :tag OR substr(name, 1, :length) = :upper)"
        " ORDER BY contract",
        {"tag": tag, "length": len(tag) + 1, "upper": f"{tag}/"},
    )
    found: dict[ContractId, set[str]] = {}
    for contract, name in rows:
        found.setdefault(ContractId(contract), set()).add(name)
    return found


def has_tag(connection: apsw.Connection, contract: ContractId, tag: str) -> bool:
    found = fetch_value(
        connection, "SELECT 1 FROM tag WHERE contract = ? AND name = ?", (contract, tag)
    )
    return found is not None

"""Erasing a contract for good: what goes, what stays so that the trail still holds."""

from __future__ import annotations

import time
from dataclasses import dataclass

import apsw

from arkiv.domain.acts import TURNS
from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.errors import BadInput, Busy
from arkiv.store.connection import BUSY_SECONDS, Connections
from arkiv.store.events import append
from arkiv.store.existing import existing
from arkiv.store.spelling import as_json, storable
from arkiv.store.statements import fetch_one, fetch_rows, fetch_value
from arkiv.texts import _

__all__ = ["KEPT", "OF_CONTRACT", "OF_DOCUMENTS", "SqlitePurges", "purged_contracts"]

OF_DOCUMENTS = ("page", "finding", "sighting")
"""The tables whose rows go with a document."""
OF_CONTRACT = (
    *("decision", "note", "tag", "obligation", "acknowledgement", "audit_answer"),
    "document",
)
"""Those whose rows go with a contract, in an order in which none points to one that is gone."""
KEPT = {
    "contract": "its number; everything else is taken out",
    "event": "who did what kind of thing when; the contents go",
    "audit_contract": "that it was in an audit, which says how many of its contracts were purged",
    "link": "none: a contract with a link is refused",
    "purge": "the purge itself, until it is done",
}
"""The tables that name a contract and keep their rows, and what of it stays in them."""


@dataclass(frozen=True, slots=True)
class SqlitePurges:
    """The Purges of domain.act_ports."""

    connections: Connections

    def ask(self, contract: ContractId, actor: str) -> None:
        with self.connections.writing() as connection:
            existing(connection, [contract])
            _refuse_linked(connection, contract)
            connection.execute(
                "INSERT OR IGNORE INTO purge (contract, actor) VALUES (?, ?)",
                (contract, storable(actor)),
            )

    def asked(self) -> tuple[ContractId, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(connection, "SELECT contract FROM purge ORDER BY contract")
        return tuple(ContractId(contract) for (contract,) in rows)

    def erase(self, contract: ContractId) -> None:
        with self.connections.writing() as connection:
            found = fetch_one(
                connection,
                "SELECT actor FROM purge JOIN contract AS c ON c.id = contract"
                " WHERE contract = ? AND NOT purged",
                (contract,),
            )
            if found is None:
                return
            connection.execute("PRAGMA secure_delete=ON")
            try:
                _erase_rows(connection, contract)
                append(connection, EventKind.PURGED, found[0], contract)
            finally:
                connection.execute("PRAGMA secure_delete=OFF")

    def clean(self) -> None:
        """Raises Busy while another process reads on and on."""
        path = self.connections.path
        for snapshot in path.parent.glob(f"{path.stem}.version-*"):
            snapshot.unlink()
        with self.connections.preparing() as connection:
            # Free pages still have what was deleted or replaced before secure_delete was on.
            connection.execute("VACUUM")
            give_up = time.monotonic() + BUSY_SECONDS
            while fetch_value(connection, "PRAGMA wal_checkpoint(TRUNCATE)"):
                if time.monotonic() > give_up:
                    raise Busy(_("Another process is reading the record; try again."))
                time.sleep(0.05)

    def done(self, contract: ContractId) -> None:
        with self.connections.writing() as connection:
            connection.execute("DELETE FROM purge WHERE contract = ?", (contract,))


def purged_contracts(connection: apsw.Connection) -> frozenset[ContractId]:
    rows = fetch_rows(connection, "SELECT id FROM contract WHERE purged")
    return frozenset(ContractId(number) for (number,) in rows)


def _erase_rows(connection: apsw.Connection, contract: ContractId) -> None:
    for table in OF_DOCUMENTS:
        connection.execute(
            f"DELETE FROM {table} WHERE document IN (SELECT id FROM document WHERE contract = ?)",
            (contract,),
        )
    for table in OF_CONTRACT:
        connection.execute(f"DELETE FROM {table} WHERE contract = ?", (contract,))
    connection.execute(
        # What says which act was taken back tells nothing of a document, and undo needs it.
        "UPDATE event SET content = NULL WHERE contract = ?"
        " AND kind NOT IN (SELECT value FROM json_each(?))",
        (contract, as_json(sorted(TURNS))),
    )
    connection.execute(
        "UPDATE contract SET purged = 1, folder = '', shown = '{}', owner = NULL, ended_on = NULL,"
        " ended_reason = NULL, trashed = 0, renewed_until = NULL, amended_until = NULL,"
        " amended_by = NULL, reviewed_on = NULL, reviewed_by = NULL, review_next_on = NULL"
        " WHERE id = ?",
        (contract,),
    )


def _refuse_linked(connection: apsw.Connection, contract: ContractId) -> None:
    linked = fetch_value(
        connection,
        "SELECT CASE contract WHEN :id THEN target ELSE contract END FROM link"
        " WHERE contract = :id OR target = :id",
        {"id": contract},
    )
    if linked is not None:
        raise BadInput(
            _(
                "Contract {id} is linked to contract {other}; nothing was purged. "
                "Take the link off first (`arkiv link --help`)."
            ).format(id=contract, other=linked)
        )

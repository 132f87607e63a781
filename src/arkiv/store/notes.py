"""Review notes: each version stays; the newest of each is what people see."""

from __future__ import annotations

from dataclasses import dataclass

import apsw

from arkiv import clock
from arkiv.domain.contracts import EventKind, Note
from arkiv.domain.identity import ContractId
from arkiv.errors import NotFound
from arkiv.store.connection import Connections
from arkiv.store.events import append
from arkiv.store.spelling import instant, spelled, storable
from arkiv.store.statements import fetch_one, fetch_rows, fetch_value
from arkiv.texts import _

__all__ = ["SqliteNotes", "notes_of"]


@dataclass(frozen=True, slots=True)
class SqliteNotes:
    """The Notes of domain.ports."""

    connections: Connections

    def add(self, note_id: str, contract: ContractId, text: str, actor: str) -> Note:
        with self.connections.writing() as connection:
            known = _written(connection, note_id)
            if known is not None:
                return known
            if fetch_value(connection, "SELECT 1 FROM contract WHERE id = ?", (contract,)) is None:
                raise NotFound(_("There is no contract {contract}.").format(contract=contract))
            note = Note(note_id, contract, storable(text), storable(actor), clock.now())
            _insert(connection, note)
            after = {"note": note.id, "text": note.text}
            append(connection, EventKind.NOTED, actor, contract, after=after)
        return note

    def of_contract(self, contract: ContractId) -> tuple[Note, ...]:
        with self.connections.reading() as connection:
            return notes_of(connection, contract)


def notes_of(connection: apsw.Connection, contract: ContractId) -> tuple[Note, ...]:
    """The newest versions that were not withdrawn, oldest first."""
    rows = fetch_rows(
        connection,
        "SELECT id, contract, text, actor, noted_at FROM note"
        " WHERE contract = ? AND state <> 'withdrawn'"
        " AND NOT EXISTS (SELECT 1 FROM note AS later WHERE later.supersedes = note.id)"
        " ORDER BY number",
        (contract,),
    )
    return tuple(_note(*row) for row in rows)


def _written(connection: apsw.Connection, note_id: str) -> Note | None:
    row = fetch_one(
        connection, "SELECT id, contract, text, actor, noted_at FROM note WHERE id = ?", (note_id,)
    )
    return None if row is None else _note(*row)


def _insert(connection: apsw.Connection, note: Note) -> None:
    connection.execute(
        "INSERT INTO note (id, contract, text, actor, noted_at) VALUES (?, ?, ?, ?, ?)",
        (note.id, note.contract, note.text, note.actor, spelled(note.at)),
    )


def _note(id_: str, contract: int, text: str, actor: str, noted_at: str) -> Note:
    return Note(id_, ContractId(contract), text, actor, instant(noted_at))

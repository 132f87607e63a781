"""Review notes: each version stays; the newest of each is what people see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import uuid4

import apsw

from arkiv import clock
from arkiv.domain.anchors import Anchor
from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import (
    Note,
    NoteState,
    anchor_from_json,
    anchor_to_json,
    newest_versions,
    note_to_json,
    versions_of,
)
from arkiv.errors import BadInput, NotFound
from arkiv.store.connection import Connections
from arkiv.store.events import append
from arkiv.store.existing import existing
from arkiv.store.spelling import as_json, instant, spelled, storable
from arkiv.store.statements import fetch_rows, fetch_value
from arkiv.texts import _

__all__ = ["SqliteNotes", "notes_of", "place_note", "standing_note", "write_note"]

_COLUMNS = "id, contract, text, actor, noted_at, state, anchor, supersedes"


@dataclass(frozen=True, slots=True)
class SqliteNotes:
    """The Notes of domain.act_ports."""

    connections: Connections

    def add(
        self,
        note_id: str,
        contract: ContractId,
        text: str,
        actor: str,
        anchor: Anchor | None = None,
        batch: str | None = None,
    ) -> Note:
        with self.connections.writing() as connection:
            return write_note(connection, note_id, contract, text, actor, anchor, batch)

    def revise(
        self,
        note_id: str,
        supersedes: str,
        text: str,
        state: NoteState,
        anchor: Anchor | None,
        actor: str,
    ) -> Note:
        with self.connections.writing() as connection:
            known = _version(connection, note_id)
            if known is not None:
                return known
            before = _version(connection, supersedes)
            if before is None:
                raise NotFound(_("There is no note {id}.").format(id=supersedes))
            note = replace(
                before,
                id=note_id,
                text=storable(text),
                actor=actor,
                at=clock.now(),
                state=state,
                anchor=anchor and _storable(anchor),
                supersedes=supersedes,
            )
            newest = versions_of(_versions(connection, before.contract), supersedes)[-1]
            if newest.id != supersedes:
                raise BadInput(
                    _("Note {name} of contract {id} was changed meanwhile; nothing was saved.")
                    .format(name=before.name, id=before.contract)
                )  # fmt: skip
            if note.says_as(before):
                return before
            return _insert(connection, before, note)

    def of_contract(self, contract: ContractId, withdrawn: bool = False) -> tuple[Note, ...]:
        with self.connections.reading() as connection:
            return notes_of(connection, contract, withdrawn)

    def versions(self, version: str) -> tuple[Note, ...]:
        with self.connections.reading() as connection:
            known = _version(connection, version)
            if known is None:
                return ()
            return versions_of(_versions(connection, known.contract), version)


def write_note(
    connection: apsw.Connection,
    note_id: str,
    contract: ContractId,
    text: str,
    actor: str,
    anchor: Anchor | None = None,
    batch: str | None = None,
) -> Note:
    """A new note, or the version of this id that there is. Raises NotFound."""
    known = _version(connection, note_id)
    if known is not None:
        return known
    existing(connection, [contract])
    number = len(newest_versions(_versions(connection, contract))) + 1
    note = Note(note_id, contract, text, actor, clock.now(), anchor=anchor, number=number)
    return _insert(connection, None, note, batch)


def notes_of(
    connection: apsw.Connection, contract: ContractId, withdrawn: bool = False
) -> tuple[Note, ...]:
    """The newest version of each, by number; those that were withdrawn only when asked for."""
    newest = newest_versions(_versions(connection, contract))
    return tuple(note for note in newest if withdrawn or note.state is not NoteState.WITHDRAWN)


def standing_note(connection: apsw.Connection, version: str) -> Note | None:
    """The newest version of the note that has this one; None when none has."""
    known = _version(connection, version)
    if known is None:
        return None
    return versions_of(_versions(connection, known.contract), version)[-1]


def place_note(
    connection: apsw.Connection, before: Note, after: Note, actor: str, batch: str
) -> None:
    """Put a version that says what ``after`` does in the place of the newest, with its event."""
    version = replace(
        after, id=str(uuid4()), actor=actor, at=clock.now(), supersedes=before.id
    )  # fmt: skip
    _insert(connection, before, version, batch)


def _versions(connection: apsw.Connection, contract: ContractId) -> Iterator[Note]:
    """Of all notes of a contract, in the order of writing."""
    rows = fetch_rows(
        connection, f"SELECT {_COLUMNS} FROM note WHERE contract = ? ORDER BY number", (contract,)
    )
    numbers: dict[str, int] = {}
    notes = 0
    for row in rows:
        note = _note(*row)
        if note.supersedes is None:
            notes += 1
        numbers[note.id] = numbers.get(note.supersedes or "", notes)
        yield replace(note, number=numbers[note.id])


def _version(connection: apsw.Connection, version: str) -> Note | None:
    contract = fetch_value(connection, "SELECT contract FROM note WHERE id = ?", (version,))
    if contract is None:
        return None
    return next(
        note for note in _versions(connection, ContractId(contract)) if note.id == version
    )  # fmt: skip


def _insert(
    connection: apsw.Connection, before: Note | None, note: Note, batch: str | None = None
) -> Note:
    """The note as the record has it, with the event that says what changed."""
    anchor = note.anchor and _storable(note.anchor)
    note = replace(note, text=storable(note.text), actor=storable(note.actor), anchor=anchor)
    connection.execute(
        f"INSERT INTO note ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            note.id,
            note.contract,
            note.text,
            note.actor,
            spelled(note.at),
            str(note.state),
            None if anchor is None else as_json(anchor_to_json(anchor)),
            note.supersedes,
        ),
    )
    append(
        connection,
        EventKind.NOTED,
        note.actor,
        note.contract,
        before=note_to_json(before),
        after=note_to_json(note),
        batch=batch,
    )
    return note


def _storable(anchor: Anchor) -> Anchor:
    source = replace(anchor.source, text=storable(anchor.source.text))
    return replace(anchor, source=source)


def _note(
    id_: str,
    contract: int,
    text: str,
    actor: str,
    noted_at: str,
    state: str,
    anchor: str | None,
    supersedes: str | None,
) -> Note:
    return Note(
        id_,
        ContractId(contract),
        text,
        actor,
        instant(noted_at),
        NoteState(state),
        None if anchor is None else anchor_from_json(json.loads(anchor)),
        supersedes,
    )

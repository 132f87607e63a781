"""The JSON of notes and their versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arkiv.domain.notes import Note, anchor_to_json

if TYPE_CHECKING:
    from arkiv.services.noting import PlacedNote

__all__ = ["note_to_json", "placed_note_to_json"]


def placed_note_to_json(placed: PlacedNote) -> dict[str, Any]:
    """The passage with where it stands now, and ``found``: exact, nearly or gone."""
    spelled, located = note_to_json(placed.note), placed.located
    if located is not None:
        spelled["anchor"] = {**anchor_to_json(located.anchor), "found": str(located.hold)}
    return spelled


def note_to_json(note: Note) -> dict[str, Any]:
    """One version; its passage as it was when that was written."""
    return {
        "id": note.id,
        "name": note.name,
        "text": note.text,
        "actor": note.actor,
        "at": note.at.isoformat(timespec="seconds"),
        "state": str(note.state),
        "anchor": None if note.anchor is None else anchor_to_json(note.anchor),
        "supersedes": note.supersedes,
    }

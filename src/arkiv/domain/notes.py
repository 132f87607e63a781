"""Review notes: their versions, their state, and the passage that each is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from arkiv.domain.anchors import BY_HAND, Anchor
from arkiv.domain.facts import Source
from arkiv.domain.identity import ContractId, Sha256

__all__ = [
    "Note",
    "NoteState",
    "anchor_from_json",
    "anchor_to_json",
    "newest_versions",
    "note_from_json",
    "note_to_json",
    "versions_of",
]


class NoteState(StrEnum):
    """What is to be done about a note."""

    OPEN = "open"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    """Not shown and not searched any more; kept, and opened again when somebody asks."""


@dataclass(frozen=True, slots=True)
class Note:
    """One version of a review note; a change is a new version with the old one kept."""

    id: str
    """A uuid made by whoever writes, so that a retried save is the same version."""
    contract: ContractId
    text: str
    """Markdown, kept and shown as typed."""
    actor: str
    at: datetime
    """Who wrote this version, and when."""
    state: NoteState = NoteState.OPEN
    anchor: Anchor | None = None
    """None: it is about the contract as a whole."""
    supersedes: str | None = None
    """The version before; None in a first one."""
    number: int = 1
    """Which of the contract's notes it is, in the order of their first versions; stays."""

    @property
    def name(self) -> str:
        """What people call it: c1."""
        return f"c{self.number}"

    def says_as(self, other: Note) -> bool:
        """Whether the two versions differ in nothing but who wrote them and when."""
        said = self.text, self.state, self.anchor
        return said == (other.text, other.state, other.anchor)


def newest_versions(versions: Iterable[Note]) -> tuple[Note, ...]:
    """Of every note of a contract the newest version, by number; versions in order of writing."""
    newest = {note.number: note for note in versions}
    return tuple(note for _number, note in sorted(newest.items()))


def versions_of(versions: Iterable[Note], version: str) -> tuple[Note, ...]:
    """All versions of the note that this is one of, oldest first; empty when it is none."""
    known = tuple(versions)
    number = next((note.number for note in known if note.id == version), None)
    return tuple(note for note in known if note.number == number)


def note_to_json(note: Note | None) -> dict[str, Any] | None:
    """As the trail has a version; None where there is none yet."""
    if note is None:
        return None
    return {
        "note": note.id,
        "text": note.text,
        "state": str(note.state),
        "anchor": None if note.anchor is None else anchor_to_json(note.anchor),
    }


def note_from_json(note: Note, spelled: Mapping[str, Any] | None) -> Note:
    """The note as a version of the trail has it; None: as if it had not been written.

    An old trail says nothing of state and passage.
    """
    if spelled is None:
        return replace(note, state=NoteState.WITHDRAWN)
    anchor = spelled.get("anchor")
    return replace(
        note,
        text=spelled["text"],
        state=NoteState(spelled.get("state", NoteState.OPEN)),
        anchor=None if anchor is None else anchor_from_json(anchor),
    )


def anchor_to_json(anchor: Anchor) -> dict[str, Any]:
    """Without what is the same for every note: it is about no clause, and a person chose it."""
    source = anchor.source
    return {
        "sha256": anchor.document,
        "page": source.page,
        "paragraph": source.paragraph,
        "start": source.start,
        "end": source.end,
        "text": source.text,
    }


def anchor_from_json(spelled: Mapping[str, Any]) -> Anchor:
    """Undoes anchor_to_json."""
    source = Source(
        spelled["page"],
        spelled["paragraph"],
        None,
        spelled["start"],
        spelled["end"],
        spelled["text"],
        BY_HAND,
    )
    return Anchor(Sha256(spelled["sha256"]), source)

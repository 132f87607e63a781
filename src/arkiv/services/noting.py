"""Review notes: written, changed, settled and withdrawn, each about a contract or a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid4, uuid5

from arkiv.domain.anchoring import Located, locate, places_of
from arkiv.domain.anchors import Anchor
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import Note, NoteState
from arkiv.domain.ports import Record
from arkiv.errors import BadInput, NotFound
from arkiv.services.indexing import Indexing
from arkiv.texts import _

__all__ = ["Noting", "PlacedNote", "checked_note", "placed_notes"]

_LONGEST = 100_000
_SHORTEST_ID = 3


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with where its passage stands now."""

    note: Note
    located: Located | None
    """None: it is about the contract as a whole."""


@dataclass(frozen=True, slots=True)
class Noting:
    """Acts of a person on notes; each returns when it is durable.

    A caller that may have to try again passes the same ``note_id`` each time.
    """

    record: Record
    indexing: Indexing
    actor: str

    def write(
        self,
        contract: ContractId,
        text: str,
        note_id: str | None = None,
        anchor: Anchor | None = None,
    ) -> Note:
        """A new note. Raises BadInput, NotFound."""
        return self.write_on([contract], text, note_id, anchor)[0]

    def write_on(
        self,
        contracts: Sequence[ContractId],
        text: str,
        note_id: str | None = None,
        anchor: Anchor | None = None,
    ) -> tuple[Note, ...]:
        """A new note on each of them, in one act. Raises BadInput, NotFound."""
        said, act = checked_note(text), note_id or _new_id()
        alone = len(contracts) == 1
        written = tuple(
            self.record.notes.add(
                act if alone else str(uuid5(NAMESPACE_OID, f"{act} {contract}")),
                contract,
                said,
                self.actor,
                anchor,
                batch=act,
            )
            for contract in contracts
        )
        self.indexing.catch_up()
        return written

    def edit(
        self, note: Note, text: str, note_id: str | None = None, anchor: Anchor | None = None
    ) -> Note:
        """Other words, and another passage if one is given. Raises BadInput, NotFound."""
        passage = anchor or note.anchor
        return self._revise(note.id, checked_note(text), note.state, passage, note_id)

    def settle(self, note: Note, state: NoteState, note_id: str | None = None) -> Note:
        """Resolve it, open it again or withdraw it. Raises BadInput, NotFound."""
        return self._revise(note.id, note.text, state, note.anchor, note_id)

    def of_contract(self, contract: ContractId, withdrawn: bool = False) -> tuple[PlacedNote, ...]:
        """By number; with those that are withdrawn when asked. Raises NotFound."""
        self._known(contract)
        return placed_notes(self.record, contract, withdrawn)

    def named(self, contract: ContractId, name: str) -> Note:
        """The note called c1, or with a version whose id begins so; withdrawn ones too.

        Raises NotFound, and BadInput where several begin so.
        """
        self._known(contract)
        notes = self.record.notes.of_contract(contract, withdrawn=True)
        typed = name.strip().lower()
        found = [note for note in notes if note.name == typed]
        if not found and len(typed) >= _SHORTEST_ID:
            found = [note for note in notes if self._has_id(note, typed)]
        if len(found) > 1:
            raise BadInput(_("Several notes begin with {name}; type more of it.").format(name=name))
        if not found:
            raise NotFound(
                _("Contract {id} has no note {name}. `arkiv notes {id}` lists them.").format(
                    id=contract, name=name
                )
            )
        return found[0]

    def versions(self, note: Note) -> tuple[Note, ...]:
        """Oldest first."""
        return self.record.notes.versions(note.id)

    def passage(self, contract: ContractId, words: str, page: int | None = None) -> Anchor:
        """The first place of these words, on that page if one is given.

        Raises NotFound, and BadInput where they stand on several pages and none was given.
        """
        self._known(contract)
        places = places_of(words, self.record.contracts.texts(contract))
        found = [place for place in places if page in (None, place.source.page)]
        numbers = {place.source.page for place in found}
        pages = sorted(number for number in numbers if number is not None)
        if len(pages) > 1:
            raise BadInput(
                _("These words stand on several pages ({pages}); say which with --page.").format(
                    pages=", ".join(map(str, pages))
                )
            )
        if not found:
            raise NotFound(_not_there(places, page))
        return found[0]

    def _revise(
        self,
        newest: str,
        text: str,
        state: NoteState,
        anchor: Anchor | None,
        note_id: str | None,
    ) -> Note:
        id_ = note_id or _new_id()
        note = self.record.notes.revise(id_, newest, text, state, anchor, self.actor)
        self.indexing.catch_up()
        return note

    def _has_id(self, note: Note, beginning: str) -> bool:
        return any(version.id.startswith(beginning) for version in self.versions(note))

    def _known(self, contract: ContractId) -> None:
        if self.record.contracts.summary(contract) is None:
            raise NotFound(_("There is no contract {contract}.").format(contract=contract))


def placed_notes(
    record: Record, contract: ContractId, withdrawn: bool = False
) -> tuple[PlacedNote, ...]:
    """The notes of a contract by number; its text is read only where one is about a passage."""
    notes = record.notes.of_contract(contract, withdrawn)
    anchored = any(note.anchor is not None for note in notes)
    texts = record.contracts.texts(contract) if anchored else ()
    return tuple(
        PlacedNote(note, None if note.anchor is None else locate(note.anchor, texts))
        for note in notes
    )


def _not_there(places: Sequence[Anchor], page: int | None) -> str:
    if not places:
        return _("These words do not stand in the text. `arkiv show --text` prints it.")
    pages = ", ".join(
        str(number) for number in sorted({p.source.page for p in places if p.source.page})
    )
    if not pages:
        return _("The text has no pages; leave --page out.")
    return _("These words do not stand on page {page}, but on {pages}.").format(
        page=page, pages=pages
    )


def checked_note(text: str) -> str:
    """Without white space around it. Raises BadInput for one that is empty or too long."""
    if not text.strip():
        raise BadInput(_("The note is empty; nothing was saved."))
    if len(text) > _LONGEST:
        raise BadInput(_("The note is too long; keep it under 100,000 characters."))
    return text.strip()


def _new_id() -> str:
    return str(uuid4())

"""What a person does with notes from any view: behind the screen, said, and undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from arkiv import clock
from arkiv.domain.anchors import Anchor
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import Note, NoteState
from arkiv.services.noting import PlacedNote
from arkiv.services.reviewing import ContractView
from arkiv.texts import _, ngettext
from arkiv.tui.acts import Acts
from arkiv.tui.dialogs.note import NoteDialog
from arkiv.tui.given import Archive

__all__ = ["NoteTaking"]


class NoteTaking:
    """Shows the notes there are and takes another; keeps what was typed and not saved."""

    def __init__(self, archive: Archive, acts: Acts) -> None:
        self._archive = archive
        self._acts = acts
        self._drafts: dict[ContractId, dict[str, str]] = {}

    def note(
        self,
        contracts: Sequence[ContractId],
        passage: Anchor | None = None,
        move: Callable[[int], Anchor | None] = lambda _by: None,
        editing: Note | None = None,
    ) -> None:
        """On each of the contracts; of a single one it may be about a passage.

        ``editing``: the note that is to be changed first.
        """
        if not contracts:
            return
        contract = contracts[0]
        drafts = self._drafts.setdefault(contract, {})
        acts = _OnContracts(self._archive, self._acts, contracts, move)

        def closed(_nothing: None) -> None:
            if any(text.strip() for text in drafts.values()):
                self._acts.say(_("Not saved; c brings back what you wrote."))

        def ask(view: ContractView) -> None:
            alone = len(contracts) == 1
            what = view.summary.title if alone else _contracts(len(contracts))
            notes = view.notes if alone else ()
            self._acts.ask(NoteDialog(what, notes, drafts, acts, passage, editing), closed)

        self._acts.run(lambda: self._archive.reviewing.show(contract, clock.today()), ask)

    def settle(self, note: Note, state: NoteState) -> None:
        """Resolve it, open it again or withdraw it."""
        _settle(self._archive, self._acts, note, state)


@dataclass(frozen=True, slots=True)
class _OnContracts:
    """The NoteActs of the dialog."""

    archive: Archive
    acts: Acts
    contracts: Sequence[ContractId]
    passage_by: Callable[[int], Anchor | None]

    def move(self, by: int) -> Anchor | None:
        return self.passage_by(by)

    def write(
        self,
        note_id: str,
        text: str,
        anchor: Anchor | None,
        saved: Callable[[], None],
        refused: Callable[[str], None],
    ) -> None:
        write = partial(self.archive.noting.write_on, self.contracts, text, note_id, anchor)
        self.acts.do(write, _("Note saved."), saved=saved, refused=refused)

    def edit(
        self,
        note: Note,
        note_id: str,
        text: str,
        saved: Callable[[], None],
        refused: Callable[[str], None],
    ) -> None:
        said = _("Note {name} saved.").format(name=note.name)
        noting = self.archive.noting
        edit = partial(noting.edit, note, text, note_id)
        self.acts.do(edit, said, saved=saved, refused=refused)

    def settle(
        self,
        note: Note,
        state: NoteState,
        settled: Callable[[Sequence[PlacedNote]], None],
        refused: Callable[[str], None],
    ) -> None:
        noting = self.archive.noting

        def look() -> None:
            self.acts.run(lambda: noting.of_contract(note.contract), settled, refused)

        _settle(self.archive, self.acts, note, state, look, refused)


def _settle(
    archive: Archive,
    acts: Acts,
    note: Note,
    state: NoteState,
    saved: Callable[[], None] | None = None,
    refused: Callable[[str], None] | None = None,
) -> None:
    said = {
        NoteState.OPEN: _("Note {name} is open again."),
        NoteState.RESOLVED: _("Note {name} resolved."),
        NoteState.WITHDRAWN: _("Note {name} withdrawn."),
    }[state].format(name=note.name)
    settle = partial(archive.noting.settle, note, state, str(uuid4()))
    acts.do(settle, said, saved=saved, refused=refused)


def _contracts(number: int) -> str:
    return ngettext("{n} contract", "{n} contracts", number).format(n=number)

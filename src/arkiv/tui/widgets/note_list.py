"""The notes on a contract as lines: name, state, day, writer and passage; the words below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from arkiv.domain.notes import NoteState
from arkiv.labels import note_state_label, passage_words
from arkiv.services.noting import PlacedNote
from arkiv.tui.actions import Home
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.pieces import Piece, fit

__all__ = ["NoteList"]

_STATE, _DAY = 11, 10
_LOOKS = {NoteState.OPEN: "warning", NoteState.RESOLVED: "success", NoteState.WITHDRAWN: "muted"}


class NoteList(CursorLines):
    """Two lines a note; the newest is the current one at first."""

    HOME = Home.LINES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,enter", "choose", show=False),
        Binding("r", "settle('resolved')", show=False),
        Binding("x", "settle('withdrawn')", show=False),
    ]
    item_height = 2

    class Settle(Message):
        """The current note is dealt with, open again where it is that, or taken off."""

        def __init__(self, state: NoteState) -> None:
            self.state = state
            super().__init__()

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.notes: Sequence[PlacedNote] = ()

    def show(self, notes: Sequence[PlacedNote]) -> None:
        """Other notes; the cursor stays where it is, where that is possible."""
        at = self.cursor if self.notes else len(notes) - 1
        self.notes = notes
        self.resize_content()
        self.call_after_refresh(self.move_to, at)

    @property
    def current(self) -> PlacedNote | None:
        return self.notes[self.cursor] if self.cursor < len(self.notes) else None

    def item_count(self) -> int:
        return len(self.notes)

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        note, located = self.notes[item].note, self.notes[item].located
        bar = Piece("▌" if item == self.cursor else " ", "bar")
        if part == 1:
            return bar, Piece(" " + fit(" ".join(note.text.split()), width - 2))
        head = Piece(fit(note.name, 4), "title")
        state = Piece(fit(note_state_label(note.state), _STATE) + " ", _LOOKS[note.state])
        said = f"{note.at.astimezone().date().isoformat()} {note.actor}"
        if located is not None:
            said += "  " + passage_words(located.anchor, located.hold)
        return bar, head, state, Piece(fit(said, width - _STATE - 6), "muted")

    def action_settle(self, state: str) -> None:
        self.post_message(self.Settle(NoteState(state)))

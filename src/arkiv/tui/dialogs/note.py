"""Writing a note: it says saved when it is, and what was typed is never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import uuid4

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from arkiv.cleaning import clean
from arkiv.domain.notes import Note
from arkiv.texts import _

__all__ = ["NoteDialog"]

Save = Callable[[str, str, Callable[[], None], Callable[[str], None]], None]
"""Saves a text under a note's id behind the screen, then calls one: saved, or why not."""


class NoteDialog(ModalScreen[str]):
    """Dismissed with the text that was not saved: empty after saving."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f2", "save", show=False),
    ]

    def __init__(self, title: str, earlier: Sequence[Note], draft: str, save: Save) -> None:
        super().__init__()
        self._title = title
        self._earlier = earlier
        self._draft = draft
        self._save = save
        self._note_id = str(uuid4())  # the same for each try, so that a retried save is one note
        self._saving = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(clean(_("Note on {title}").format(title=self._title)))
            if self._earlier:
                with VerticalScroll(id="earlier"):
                    yield Static(self._earlier_notes())
            yield TextArea(self._draft, compact=True, id="text")
            yield Static(id="sentence")
            with Horizontal(id="buttons"):
                yield Button(_("Save  F2"), variant="primary", compact=True, id="save")
                yield Button(_("Close  esc"), compact=True, id="leave")

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    def _earlier_notes(self) -> Content:
        return Content("\n").join(
            Content.assemble(
                (f"{note.at.date().isoformat()} {clean(note.actor)}  ", "$text-muted"),
                clean(note.text, keep_newlines=True),
            )
            for note in reversed(self._earlier)
        )

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()

    def action_save(self) -> None:
        if self._saving:
            return
        self._saving = True
        self._say(_("Saving…"))
        text = self.query_one(TextArea).text
        self._save(self._note_id, text, self._saved, self._not_saved)

    def _saved(self) -> None:
        self.dismiss("")

    def _not_saved(self, why: str) -> None:
        self._saving = False
        self._say(why)

    def action_leave(self) -> None:
        if not self._saving:
            self.dismiss(self.query_one(TextArea).text)

    def _say(self, sentence: str) -> None:
        self.query_one("#sentence", Static).update(Content(clean(sentence)))

"""Notes: writing one, and changing and settling those there are; what was typed is never lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol
from uuid import uuid4

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from arkiv.cleaning import clean
from arkiv.domain.anchors import Anchor
from arkiv.domain.notes import Note, NoteState
from arkiv.labels import passage_words
from arkiv.services.noting import PlacedNote
from arkiv.texts import _
from arkiv.tui.widgets.note_list import NoteList

__all__ = ["NoteActs", "NoteDialog"]

_SHORT = 30


class NoteActs(Protocol):
    """What the dialog has done behind the screen; one of the callables follows."""

    def write(
        self,
        note_id: str,
        text: str,
        anchor: Anchor | None,
        saved: Callable[[], None],
        refused: Callable[[str], None],
    ) -> None: ...

    def edit(
        self,
        note: Note,
        note_id: str,
        text: str,
        saved: Callable[[], None],
        refused: Callable[[str], None],
    ) -> None: ...

    def settle(
        self,
        note: Note,
        state: NoteState,
        settled: Callable[[Sequence[PlacedNote]], None],
        refused: Callable[[str], None],
    ) -> None: ...

    def move(self, by: int) -> Anchor | None:
        """The passage so many lines further on."""
        ...


class NoteDialog(ModalScreen[None]):
    """Leaves in ``drafts`` what was not saved: by the id of a note, of a new one by ""."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f2", "save", show=False),
        Binding("f4", "whole", show=False),
        Binding("alt+up", "passage(-1)", show=False),
        Binding("alt+down", "passage(1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        notes: Sequence[PlacedNote],
        drafts: dict[str, str],
        acts: NoteActs,
        passage: Anchor | None = None,
        editing: Note | None = None,
    ) -> None:
        """``passage``: what a new note is about; None where it can only be the whole contract.

        ``editing``: the note to change first; None: a new one is written.
        """
        super().__init__()
        self._title = title
        self._notes = notes
        self._drafts = drafts
        self._acts = acts
        self._passage = passage
        self._whole = passage is None
        self._editing: Note | None = None
        self._first = editing
        # The same for each try, so that a retried save is one version.
        self._ids: defaultdict[str, str] = defaultdict(lambda: str(uuid4()))
        self._saving = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(clean(_("Note on {title}").format(title=self._title)))
            yield NoteList(id="earlier")
            yield Static(id="about")
            yield TextArea(self._drafts.get("", ""), compact=True, id="text")
            yield Static(id="sentence")
            with Horizontal(id="buttons"):
                yield Button(_("Save  F2"), variant="primary", compact=True, id="save")
                yield Button(_("Close  esc"), compact=True, id="leave")

    def on_mount(self) -> None:
        if self.app.size.height < _SHORT:
            self.query_one(TextArea).styles.height = 5
        self._show_notes(self._notes)
        self._show_about()
        self.query_one(TextArea).focus()
        if self._first is not None:
            self._turn_to(self._first)

    # --- the notes there are ------------------------------------------------------------------

    def _show_notes(self, notes: Sequence[PlacedNote]) -> None:
        most = 6 if self.app.size.height < _SHORT else 10
        listed = self.query_one(NoteList)
        listed.show(notes)
        listed.display = bool(notes)
        listed.styles.height = min(most, listed.line_count())
        hint = _("shift+tab notes · e change · r resolve or reopen · x withdraw") if notes else ""
        self.query_one("#dialog").border_subtitle = hint
        if not notes:
            self.query_one(TextArea).focus()

    def on_cursor_lines_chosen(self) -> None:
        current = self.query_one(NoteList).current
        if current is not None and not self._saving:
            self._turn_to(current.note)

    def on_note_list_settle(self, event: NoteList.Settle) -> None:
        current = self.query_one(NoteList).current
        if current is None or self._saving:
            return
        state = event.state
        if state is NoteState.RESOLVED and current.note.state is NoteState.RESOLVED:
            state = NoteState.OPEN
        self._saving = True
        if self._editing is not None and self._editing.id == current.note.id:
            self._turn_to(None)
        self._acts.settle(current.note, state, self._settled, self._refused)

    def _settled(self, notes: Sequence[PlacedNote]) -> None:
        self._saving = False
        self._say("")
        self._show_notes(notes)

    # --- what is written ----------------------------------------------------------------------

    def _turn_to(self, note: Note | None) -> None:
        """Change this note; None: write a new one."""
        self._keep()
        self._editing = note
        text = self.query_one(TextArea)
        text.text = self._drafts.get(self._key, self._before)
        text.move_cursor(text.document.end)
        text.focus()
        self._say("")
        self._show_about()

    @property
    def _key(self) -> str:
        return self._editing.id if self._editing is not None else ""

    @property
    def _before(self) -> str:
        """What stands there before anything is typed; the editor obeys what it is given."""
        return clean(self._editing.text, keep_newlines=True) if self._editing is not None else ""

    def _keep(self) -> None:
        """What was typed and not saved."""
        text = self.query_one(TextArea).text
        self._drafts.pop(self._key, None)
        if text.strip() != self._before.strip():
            self._drafts[self._key] = text

    def _show_about(self) -> None:
        if self._editing is not None:
            said = _("Changing {name} · esc goes back").format(name=self._editing.name)
        elif self._passage is None:
            said = ""
        elif self._whole:
            said = _("On the contract as a whole · F4 on the passage")
        else:
            said = passage_words(self._passage)
            said += "\n" + _("F4 on the contract as a whole · alt+↑ alt+↓ another line")
        about = self.query_one("#about", Static)
        about.display = bool(said)
        about.update(Content(clean(said, keep_newlines=True)))

    def action_whole(self) -> None:
        if self._passage is not None and self._editing is None:
            self._whole = not self._whole
            self._show_about()

    def action_passage(self, by: int) -> None:
        if self._passage is not None and self._editing is None:
            self._passage = self._acts.move(by) or self._passage
            self._whole = False
            self._show_about()

    # --- saving and leaving -------------------------------------------------------------------

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
        text, note_id = self.query_one(TextArea).text, self._ids[self._key]
        if self._editing is not None and text == self._before:
            self._saved()
        elif self._editing is not None:
            self._acts.edit(self._editing, note_id, text, self._saved, self._refused)
        else:
            anchor = None if self._whole else self._passage
            self._acts.write(note_id, text, anchor, self._saved, self._refused)

    def _saved(self) -> None:
        self._drafts.pop(self._key, None)
        self.dismiss()

    def _refused(self, why: str) -> None:
        self._saving = False
        self._say(why)

    def action_leave(self) -> None:
        if self._saving:
            return
        if self._editing is not None:
            self._turn_to(None)
            return
        self._keep()
        self.dismiss()

    def _say(self, sentence: str) -> None:
        self.query_one("#sentence", Static).update(Content(clean(sentence)))

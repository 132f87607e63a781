"""Choosing one of several things, with a field that narrows them where there are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from arkiv.cleaning import clean
from arkiv.texts import _
from arkiv.tui.actions import Home
from arkiv.tui.widgets.grouped import GroupedLines
from arkiv.tui.widgets.pieces import Piece, fit

__all__ = ["Choice", "PickDialog", "PickList"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to choose."""

    value: str
    """What the dialog is dismissed with; empty for a heading, which cannot be chosen."""
    label: str
    key: str = ""
    """The key that does the same, shown before the label."""
    help: str = ""


class PickList(GroupedLines):
    """The lines of a dialog."""

    HOME = Home.LINES

    def __init__(self) -> None:
        super().__init__(id="choices")
        self.choices: Sequence[Choice] = ()
        self._keys = 0
        """The widest key's letters."""
        self._helped = False

    def show(self, choices: Sequence[Choice]) -> None:
        """Other lines, with the cursor on the first that can be chosen."""
        self.choices = choices
        self._keys = max((len(choice.key) for choice in choices), default=0)
        self._helped = any(choice.help for choice in choices)
        self.cursor = self.first_choice()
        self.resize_content()
        self.scroll_to(y=0, animate=False)

    def start_at(self, value: str) -> None:
        """Put the cursor on that value, where it is one of the choices."""
        at = next((n for n, choice in enumerate(self.choices) if choice.value == value), None)
        if value and at is not None:
            self.move_to(at)

    @property
    def value(self) -> str:
        """Empty where nothing can be chosen."""
        return self.choices[self.cursor].value if self.cursor < len(self.choices) else ""

    def is_heading(self, item: int) -> bool:
        return not self.choices[item].value

    def item_count(self) -> int:
        return len(self.choices)

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        choice = self.choices[item]
        if not choice.value:
            return (Piece(fit(choice.label, width), "group"),)
        keys = self._keys
        label = width // 3 if self._helped else width - keys - 3
        return (
            Piece("▌" if item == self.cursor else " ", "bar"),
            Piece(fit(choice.key, keys + 1), "mark"),
            Piece(fit(choice.label, label), "title"),
            Piece(" "),
            Piece(fit(choice.help, width - keys - label - 4), "muted"),
        )


class PickDialog(ModalScreen[str | None]):
    """Dismissed with the value chosen; None: nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss_with_nothing", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(
        self,
        title: str,
        choices: Callable[[str], Sequence[Choice]],
        searchable: bool = False,
        placeholder: str = "",
        at: str = "",
    ) -> None:
        """``choices`` gives the lines for what is typed; the cursor starts on the value ``at``."""
        super().__init__()
        self._title = title
        self._choices = choices
        self._searchable = searchable
        self._placeholder = placeholder or _("type to narrow")
        self._at = at

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(clean(self._title))
            dialog.border_subtitle = _("enter choose · esc close")
            if self._searchable:
                yield Input(placeholder=self._placeholder, compact=True, id="narrow")
            yield PickList()
            yield Static(id="sentence")

    def on_mount(self) -> None:
        self._fill("")
        (self.query_one(Input) if self._searchable else self.query_one(PickList)).focus()
        widest = len(self.query_one(PickList).choices)
        self.query_one(PickList).styles.height = max(1, min(widest, self.app.size.height - 8))
        self.call_after_refresh(self.query_one(PickList).start_at, self._at)

    def _fill(self, text: str) -> None:
        self.query_one(PickList).show(self._choices(text))

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the line it stands before."""
        if self._searchable or not event.key.isdigit():
            return
        for choice in self.query_one(PickList).choices:
            if choice.value and choice.key == event.key:
                event.stop()
                self.dismiss(choice.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        self.action_choose()

    def on_cursor_lines_chosen(self) -> None:
        self.action_choose()

    def on_click(self) -> None:
        if self.query_one(PickList).is_mouse_over:
            self.action_choose()

    def action_move(self, by: int) -> None:
        self.query_one(PickList).action_move(by)

    def action_choose(self) -> None:
        value = self.query_one(PickList).value
        if value:
            self.dismiss(value)

    def action_dismiss_with_nothing(self) -> None:
        self.dismiss(None)

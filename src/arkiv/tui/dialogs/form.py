"""Several lines to fill in at once: what does not fit is said, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from arkiv.cleaning import clean
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["Blank", "FormDialog"]


@dataclass(frozen=True, slots=True)
class Blank:
    """One line of a form."""

    label: str
    example: str
    check: Callable[[str], object]
    """Raises BadInput for what does not fit."""
    before: str = ""
    words: tuple[str, ...] = ()
    """Offered behind the cursor when they begin with what is typed; → takes them."""


class FormDialog(ModalScreen[tuple[str, ...] | None]):
    """Dismissed with what was typed, once all of it fits; None: nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down,tab", "app.focus_next", show=False),
        Binding("up,shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        blanks: Sequence[Blank],
        note: str = "",
        warning: Callable[[Sequence[str]], str] = lambda _typed: "",
    ) -> None:
        """``note`` stands under the lines, ``warning`` says what comes of what is typed."""
        super().__init__()
        self._title = title
        self._blanks = tuple(blanks)
        self._note = note
        self._warning = warning

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(clean(self._title))
            several = len(self._blanks) > 1
            dialog.border_subtitle = (
                _("enter save · tab next · esc close") if several else _("enter save · esc close")
            )
            for blank in self._blanks:
                with Horizontal(classes="blank"):
                    yield Label(Content(blank.label))
                    yield Input(
                        clean(blank.before),
                        placeholder=blank.example,
                        compact=True,
                        suggester=SuggestFromList(blank.words, case_sensitive=False)
                        if blank.words
                        else None,
                    )
            if self._note:
                yield Static(Content(clean(self._note)), id="note")
            yield Static(id="sentence")

    def on_mount(self) -> None:
        self.query(Input).first().focus()

    def on_input_changed(self) -> None:
        self._say(self._warning(self._typed()))

    def on_input_submitted(self) -> None:
        typed = self._typed()
        for blank, text, field in zip(self._blanks, typed, self.query(Input), strict=True):
            try:
                blank.check(text)
            except BadInput as error:
                self._say("▲ " + str(error))
                field.focus()
                return
        self.dismiss(tuple(typed))

    def _typed(self) -> list[str]:
        return [field.value for field in self.query(Input)]

    def _say(self, sentence: str) -> None:
        self.query_one("#sentence", Static).update(Content(clean(sentence)))

    def action_leave(self) -> None:
        self.dismiss(None)

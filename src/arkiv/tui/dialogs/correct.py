"""Typing a value: what does not fit is said under the field, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from arkiv.cleaning import clean
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["CorrectDialog"]


class CorrectDialog(ModalScreen[str | None]):
    """Dismissed with what was typed, once it fits; None: nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(
        self, title: str, before: str, example: str, check: Callable[[str], object]
    ) -> None:
        """``check`` raises BadInput for what does not fit."""
        super().__init__()
        self._title = title
        self._before = before
        self._example = example
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(clean(self._title))
            dialog.border_subtitle = _("enter save · esc close")
            yield Input(clean(self._before), placeholder=self._example, compact=True, id="value")
            yield Static(Content(_("for example {example}").format(example=self._example)),
                         id="example")  # fmt: skip
            yield Static(id="sentence")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self) -> None:
        self._say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            self._check(event.value)
        except BadInput as error:
            self._say("▲ " + str(error))
        else:
            self.dismiss(event.value)

    def _say(self, sentence: str) -> None:
        self.query_one("#sentence", Static).update(Content(clean(sentence)))

    def action_leave(self) -> None:
        self.dismiss(None)

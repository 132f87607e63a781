"""The field that narrows a list: letters go into it, enter goes to the list."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input

from arkiv.tui.actions import Home, bindings

__all__ = ["FilterField"]


class FilterField(Input):
    """A line to type words into that have to be in what is listed."""

    HOME = Home.FILTER
    BINDINGS = bindings(Home.FILTER)

    class Left(Message):
        """The focus is to go to the list."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def action_clear(self) -> None:
        self.value = ""

"""The search field: letters go into it, arrows move the results below."""

from __future__ import annotations

from rich.cells import cell_len
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from arkiv.tui.actions import Home, bindings

__all__ = ["SearchField"]


class SearchField(Input):
    """A line to type a query into."""

    HOME = Home.FIELD
    BINDINGS = bindings(Home.FIELD)
    # As in Lines: its width does not follow what is typed, so nothing has to be laid out again.
    virtual_size = Reactive(Size(0, 0), layout=False)

    class ResultsMoved(Message):
        """The cursor in the results is to move while the field keeps the focus."""

        def __init__(self, by: int, page: bool) -> None:
            self.by, self.page = by, page
            super().__init__()

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)

    class Left(Message):
        """The focus is to go to the results."""

    class TakeWanted(Message):
        """What is offered is to go into the query."""

    class StepWanted(Message):
        """The next of what is offered is to be the current one."""

    class ClearWanted(Message):
        """The query is to be empty."""

    @property
    def at_end(self) -> bool:
        """The cursor stands behind everything."""
        return self.cursor_position >= len(self.value) and self.selection.is_empty

    def column_of(self, position: int) -> int:
        """Where a character stands, in cells from the left of what is shown."""
        return cell_len(self.value[:position]) - int(self.scroll_offset.x)

    def put(self, text: str) -> None:
        """Another query, to go on typing behind it."""
        self.value = text
        self.cursor_position = len(text)

    def action_take(self) -> None:
        if self.at_end:
            self.post_message(self.TakeWanted())
        else:
            self.action_cursor_right()

    def action_step(self) -> None:
        self.post_message(self.StepWanted())

    def action_clear(self) -> None:
        self.post_message(self.ClearWanted())

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def action_move_results(self, by: int) -> None:
        self.post_message(self.ResultsMoved(by, page=False))

    def action_page_results(self, by: int) -> None:
        self.post_message(self.ResultsMoved(by, page=True))

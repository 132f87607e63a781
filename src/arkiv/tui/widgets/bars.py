"""One-line bars of words that can be pressed: the header, the footer, the filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from arkiv.cleaning import clean
from arkiv.tui.widgets.looks import look_of

__all__ = ["Bar", "Part"]

_LOOKS = ("text", "key", "now", "muted", "warning", "success", "error", "chip")


class Part(NamedTuple):
    """Some words of a bar."""

    text: str
    look: str = "text"
    """The name of a component class after ``bar--``."""
    press: str = ""
    """What a click on it means; empty: nothing."""
    key: str = ""
    """Drawn before the text, as a key."""

    @property
    def width(self) -> int:
        """In cells."""
        return cell_len(self.key) + cell_len(self.text)


class Bar(Widget, can_focus=False):
    """Parts from the left and from the right; the right ones go where there is no room."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {f"bar--{look}" for look in _LOOKS}  # noqa: RUF012 - Textual's own form

    class Pressed(Message):
        """A part was clicked."""

        def __init__(self, bar: Bar, press: str) -> None:
            self.bar, self.press = bar, press
            super().__init__()

        @property
        def control(self) -> Bar:
            return self.bar

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: tuple[Part, ...] = ()
        self._right: tuple[Part, ...] = ()

    def show(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Draws only when something is different."""
        if (tuple(left), tuple(right)) != (self._left, self._right):
            self._left, self._right = tuple(left), tuple(right)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        base, width = self.rich_style, self.size.width
        if y:
            return Strip.blank(width, base)
        segments = [
            Segment(text, base + look_of(self, f"bar--{look}"))
            for part in self._parts(width)
            for text, look in ((part.key, "key"), (part.text, part.look))
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _parts(self, width: int) -> list[Part]:
        """Cleaned parts with the gap between left and right."""
        left = [part._replace(text=clean(part.text)) for part in self._fitting(width)]
        right = [part._replace(text=clean(part.text)) for part in self._right]
        room = width - sum(part.width for part in left)
        while right and sum(part.width for part in right) > room:
            right.pop(0)
        gap = room - sum(part.width for part in right)
        return [*left, Part(" " * max(0, gap)), *right]

    def _fitting(self, width: int) -> Sequence[Part]:
        """The left parts that are shown."""
        return self._left

    def on_click(self, event: events.Click) -> None:
        at = 0
        for part in self._parts(self.size.width):
            at += part.width
            if event.x < at:
                if part.press:
                    self.post_message(self.Pressed(self, part.press))
                return

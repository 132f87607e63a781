"""Ways out of having found nothing: other questions, with how much each finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from arkiv.services.ways_out import WayOut
from arkiv.texts import _
from arkiv.tui.actions import Home
from arkiv.tui.labels import facet_label, value_label
from arkiv.tui.spelling import counted
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.pieces import Piece, fit

__all__ = ["Ways"]


class Ways(CursorLines):
    """One line for each; enter takes the current one."""

    HOME = Home.SEARCH
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "choose", show=False)]

    def __init__(self) -> None:
        super().__init__(id="ways")
        self.ways: tuple[WayOut, ...] = ()
        self._text = ""

    def show(self, ways: Sequence[WayOut], text: str) -> None:
        """``text`` is the query that found nothing."""
        if (tuple(ways), text) != (self.ways, self._text):
            self.ways, self._text, self.cursor = tuple(ways), text, 0
            self.resize_content()

    @property
    def current(self) -> WayOut | None:
        """None where there is no way out."""
        return self.ways[self.cursor] if self.cursor < len(self.ways) else None

    def item_count(self) -> int:
        return len(self.ways)

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        way = self.ways[item]
        words = f"{self._words(way)} ({counted(way.total)})"
        return (
            Piece(" ▌ " if item == self.cursor else "   ", "bar"),
            Piece(fit(words, width - 3), "title" if item == self.cursor else "text"),
        )

    def _words(self, way: WayOut) -> str:
        if way.text != self._text and not way.meant:
            return _("only {query}").format(query=way.text)
        if way.meant:
            return _("did you mean {query}").format(query=way.text)
        if way.dropped is None:
            return _("without any filter")
        facet, value = way.dropped
        return _("without {facet}: {value}").format(
            facet=facet_label(facet), value=value_label(facet, value)
        )

    def clicked(self, event: events.Click) -> None:
        self.action_choose()

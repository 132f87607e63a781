"""What the query could go on with, under the search field, while the field keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message

from arkiv.domain.query_completion import Completion
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.pieces import Piece, fit

__all__ = ["Suggestions"]

_MOST = 6


class Suggestions(CursorLines, can_focus=False):
    """A few lines over the first results."""

    class Pressed(Message):
        """One was clicked."""

        def __init__(self, completion: Completion) -> None:
            self.completion = completion
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="suggestions")
        self.offers: tuple[Completion, ...] = ()

    def show(self, offers: Sequence[Completion]) -> None:
        """Other offers; none hides them."""
        offers = tuple(offers[:_MOST])
        if offers == self.offers:
            return
        if len(offers) != len(self.offers):
            self.styles.height = max(1, len(offers))
            self.display = bool(offers)
        self.offers, self.cursor = offers, 0
        self.resize_content()

    @property
    def current(self) -> Completion | None:
        """The one that would be taken; None where nothing is offered."""
        return self.offers[self.cursor] if self.offers else None

    def step(self) -> None:
        """Go to the next one, from the last to the first."""
        if self.offers:
            self.move_to((self.cursor + 1) % len(self.offers), tell=False)

    def item_count(self) -> int:
        return len(self.offers)

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        offer = self.offers[item]
        longest = max(cell_len(each.help) for each in self.offers)
        label = max(width // 2, width - longest - 5)
        return (
            Piece(" "),
            Piece(fit(offer.label, label), "title"),
            Piece(" "),
            Piece(fit(offer.help, max(0, width - label - 4)), "muted"),
            Piece("→ " if item == self.cursor else "  ", "mark"),
        )

    def clicked(self, event: events.Click) -> None:
        if self.current is not None:
            self.post_message(self.Pressed(self.current))

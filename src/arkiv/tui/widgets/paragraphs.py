"""Paragraphs broken into lines at the width there is; the wheel scrolls them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events

from arkiv.cleaning import clean
from arkiv.tui.widgets.lines import Lines
from arkiv.tui.widgets.pieces import Piece
from arkiv.tui.wrapping import broken

__all__ = ["Paragraph", "Paragraphs", "Warned"]

Paragraph = tuple[str, str]
"""Words and the look they have."""


class Paragraphs(Lines, can_focus=False):
    """Words of one kind and another, below each other."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self._said: tuple[Paragraph, ...] = ()
        self._lines: tuple[Piece, ...] = ()

    def tell(self, paragraphs: Iterable[Paragraph]) -> None:
        """Other words, from the top."""
        self._said = tuple(paragraphs)
        self._break()
        self.scroll_to(y=0, animate=False)

    def _break(self) -> None:
        width = max(8, self.scrollable_content_region.width - 1)
        self._lines = tuple(
            Piece(line, look) for words, look in self._said for line in broken(clean(words), width)
        )
        self.resize_content()

    def on_resize(self, event: events.Resize) -> None:
        self._break()

    def line_count(self) -> int:
        return len(self._lines)

    def line(self, y: int, width: int) -> Sequence[Piece]:
        return (Piece(" "), self._lines[y])


class Warned(Paragraphs):
    """What the reading warns of: as high as its words, and away where there is none."""

    _MOST = 4

    def _break(self) -> None:
        self.display = bool(self._said)
        super()._break()
        self.styles.height = min(self._MOST, max(1, self.line_count())) + 1  # and the rule above

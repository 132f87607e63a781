"""Paragraphs broken into lines at the width there is; the wheel scrolls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual import events

from arkiv.cleaning import clean
from arkiv.tui.widgets.lines import Lines
from arkiv.tui.widgets.pieces import Piece
from arkiv.tui.wrapping import breaks

__all__ = ["Paragraph", "Paragraphs", "Runs", "Warned", "height_of"]

Paragraph = tuple[str, str]
"""Words and the look they have."""

Runs = Sequence[Paragraph]
"""One paragraph of words with different looks."""


class Paragraphs(Lines, can_focus=False):
    """Words of one kind and another, below each other."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self._said: tuple[Runs, ...] = ()
        self._lines: tuple[tuple[Piece, ...], ...] = ()

    def tell(self, paragraphs: Iterable[Paragraph]) -> None:
        """Other words, from the top."""
        self.tell_runs([paragraph] for paragraph in paragraphs)

    def tell_runs(self, paragraphs: Iterable[Runs]) -> None:
        """Other words, in paragraphs of several looks."""
        said = tuple(tuple(runs) for runs in paragraphs)
        if said == self._said:
            return
        self._said = said
        self._break()
        self.scroll_to(y=0, animate=False)

    def _break(self) -> None:
        # Of what is left beside the gutter the last cell is for the scrollbar there may be.
        width = max(8, self.size.width - 1 - self.scrollbar_size_vertical)
        self._lines = tuple(line for runs in self._said for line in _broken(runs, width))
        self.resize_content()

    def on_resize(self, event: events.Resize) -> None:
        self._break()

    def line_count(self) -> int:
        return len(self._lines)

    def line(self, y: int, width: int) -> Sequence[Piece]:
        return (Piece(" "), *self._lines[y])


def _broken(runs: Runs, width: int) -> Iterator[tuple[Piece, ...]]:
    """The lines of one paragraph, each run's words in its look."""
    shown = [Piece(clean(words), look) for words, look in runs]
    for start, end in breaks("".join(piece.text for piece in shown), width):
        yield tuple(_cut(shown, start, end))


def _cut(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            yield Piece(piece.text[first:last], piece.look)
        at += len(piece.text)


def height_of(paragraphs: Paragraphs, most: int) -> int:
    """How high it has to be for its words and the rule above, up to so many lines of them."""
    return min(most, max(1, paragraphs.line_count())) + 1


class Warned(Paragraphs):
    """What the reading warns of: as high as its words, and away where there is none."""

    _MOST = 4

    def _break(self) -> None:
        self.display = bool(self._said)
        super()._break()
        self.styles.height = height_of(self, self._MOST)

"""A contract's text with the hits marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from arkiv.services.finding import PreviewPage
from arkiv.tui.actions import Home
from arkiv.tui.passages import (
    Laid,
    MarginNote,
    Span,
    line_at,
    margin_width,
    margins,
)
from arkiv.tui.widgets.pieces import Piece
from arkiv.tui.widgets.pointed_lines import NO_TEXT, PointedLines
from arkiv.tui.wrapping import TextLine, wrap

__all__ = ["Document"]


class Document(PointedLines):
    """Lines that are scrolled, selected with the mouse, and walked hit by hit."""

    HOME = Home.PREVIEW
    ALLOW_SELECT = True

    class Scrolled(Message):
        """Another page or hit than before may be the current one."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self._pages: Sequence[PreviewPage] = ()
        self._width = 0
        self._laid_out = False
        self._quoted: Sequence[Span] = ()
        self._quoted_in: dict[int, list[tuple[int, int]]] = {}
        """By line: start and end of the words a fact was read from."""
        self._quoted_at = 0
        """The line of the first of them."""
        self._notes: Sequence[MarginNote] = ()
        self._margins: dict[int, tuple[str, str]] = {}

    @property
    def room(self) -> int:
        """Cells for the text and its margin; one is left free at each side."""
        return max(16, self.scrollable_content_region.width - 2)

    @property
    def text_width(self) -> int:
        """Cells to wrap to."""
        return max(10, self.room - margin_width(self._notes))

    def show(self, laid: Laid) -> None:
        """Another text; it begins at its first hit."""
        self._pages, self._text, self._width, self.hit = laid.pages, laid.wrapped, laid.width, 0
        self._quoted, self._quoted_in, self._pointed = (), {}, None
        self._notes, self._margins = laid.beside, margins(laid.wrapped.lines, laid.beside)
        if laid.width != self.text_width and self.size.width:
            self._rewrap()
        self.resize_content()
        self._show_place()

    def annotate(self, notes: Sequence[MarginNote]) -> None:
        """Other notes beside the same text, which stays where it is."""
        self._notes = notes
        if self._width == self.text_width or not self.size.width:
            self._margins = margins(self._text.lines, notes)
            self.refresh()
            return
        top = int(self.scroll_offset.y)
        line = self._text.lines[top] if top < self.line_count() else None
        self._rewrap()
        self.resize_content()
        if line is not None:
            self.scroll_to(y=line_at(self._text.lines, line.sheet, line.start), animate=False)

    def clear(self) -> None:
        self.show(Laid((), NO_TEXT, self._width, ()))

    @property
    def page(self) -> int | None:
        """The current hit's page while it is on the screen, else the topmost one's.

        None without pages.
        """
        top = int(self.scroll_offset.y)
        if self._quoted_in and top <= self._quoted_at < top + self.size.height:
            return self._text.lines[self._quoted_at].page
        hit = self._text.hit_lines[self.hit] if self.hit_count else top
        at = hit if top <= hit < top + self.size.height else top
        return self._text.lines[at].page if at < len(self._text.lines) else None

    @property
    def last_page(self) -> int | None:
        return self._text.last_page

    def next_hit(self, by: int) -> None:
        """Go round the hits; does nothing without any."""
        if self.hit_count:
            self.hit = (self.hit + by) % self.hit_count
            self.quote(())
            self._show_place()

    def quote(self, quoted: Sequence[Span]) -> None:
        """Mark these words and go to the first given; the text stays when there are none."""
        self._quoted = quoted
        self._find_quoted()
        self.refresh()
        if self._quoted_in:
            self._show_place()

    def _find_quoted(self) -> None:
        self._quoted_in = {}
        if not self._quoted:
            return
        found: dict[int, int] = {}
        for y, line in enumerate(self._text.lines):
            end = line.start + len(line.text)
            for number, (sheet, first, last) in enumerate(self._quoted):
                if line.sheet == sheet and not line.heading and first < end and last > line.start:
                    span = max(first, line.start) - line.start, min(last, end) - line.start
                    self._quoted_in.setdefault(y, []).append(span)
                    found.setdefault(number, y)
        self._quoted_at = found[min(found)] if found else 0

    def _show_place(self) -> None:
        """Go to the quoted words, else to the current hit, else to the top."""
        at = 0
        if self._quoted_in:
            at = self._quoted_at
        elif self.hit_count:
            at = self._text.hit_lines[self.hit]
        self.scroll_to(y=max(0, at - self.size.height // 3), animate=False)
        self.post_message(self.Scrolled())

    def _rewrap(self) -> None:
        self._width = self.text_width
        self._text = wrap(self._pages, self._width)
        self._margins = margins(self._text.lines, self._notes)
        self._pointed = None
        self._find_quoted()

    def on_resize(self, event: events.Resize) -> None:
        if self._pages and self._width != self.text_width:
            self._rewrap()
            self.resize_content()
            self._laid_out = False
        if not self._laid_out and event.size.height:
            self._laid_out = True
            self._show_place()

    def on_hide(self) -> None:
        self._laid_out = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def line(self, y: int, width: int) -> Sequence[Piece]:
        line = self._text.lines[y]
        if line.heading:
            rest = max(0, width - len(line.text) - 4)
            return (
                Piece("── ", "rule"),
                Piece(line.text, "muted"),
                Piece(" " + "─" * rest, "rule"),
            )
        quoted = self._quoted_in.get(y, ())
        bar = Piece("▌", "bar") if quoted or y == self._pointed else Piece(" ")
        return (bar, *self._marked(line, quoted), *self._margin(y, line))

    def _margin(self, y: int, line: TextLine) -> Sequence[Piece]:
        if y not in self._margins:
            return ()
        mark, look = self._margins[y]
        return Piece(" " * (self._width - cell_len(line.text) + 1)), Piece(mark, look)

    def _marked(self, line: TextLine, quoted: Sequence[tuple[int, int]]) -> list[Piece]:
        spans = [(start, end, "evidence") for start, end in sorted(quoted)]
        spans += [
            (start, end, "hit-now" if number == self.hit and not self._quoted_in else "hit")
            for start, end, number in line.hits
        ]
        pieces, at = [], 0
        for start, end, look in _apart(spans):
            pieces += [Piece(line.text[at:start]), Piece(line.text[start:end], look)]
            at = end
        return [*pieces, Piece(line.text[at:])]

    def _strip(self, pieces: Sequence[Piece], base: Style, width: int, y: int) -> Strip:
        strip = super()._strip(pieces, base, width, y)
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(y)) is not None:
            strip = self._selected(strip, *span)
        return strip.apply_offsets(0, y)

    def _selected(self, strip: Strip, start: int, end: int) -> Strip:
        end = strip.cell_length if end == -1 else min(end, strip.cell_length)
        if start >= end:
            return strip
        before, chosen, after = (
            strip.crop(0, start), strip.crop(start, end), strip.crop(end),
        )  # fmt: skip
        style = self.screen.get_component_rich_style("screen--selection")
        return Strip.join([before, chosen.apply_style(style), after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        text = "\n".join(("" if line.heading else " ") + line.text for line in self._text.lines)
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self.refresh()


def _apart(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """In their order, none over another: of two the one given first keeps the characters."""
    edges = sorted({edge for start, end, _look in spans for edge in (start, end)})
    found = []
    for start, end in pairwise(edges):
        looks = [look for first, last, look in spans if first <= start and end <= last]
        if looks:
            found.append((start, end, looks[0]))
    return found

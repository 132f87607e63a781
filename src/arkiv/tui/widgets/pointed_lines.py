"""The lines of a wrapped text, one of which can be pointed at: what a note written now is about."""

from __future__ import annotations

from textual import events

from arkiv.tui.passages import Span, selected, text_of
from arkiv.tui.widgets.lines import Lines
from arkiv.tui.wrapping import WrappedText

__all__ = ["NO_TEXT", "PointedLines"]

NO_TEXT = WrappedText((), (), None)


class PointedLines(Lines):
    """Points by the mouse or line by line; a hit on the screen is pointed at by itself."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self._text = NO_TEXT
        self.hit = 0
        """The current hit, from 0."""
        self._pointed: int | None = None
        """The line that was clicked or gone to."""

    def line_count(self) -> int:
        return len(self._text.lines)

    @property
    def hit_count(self) -> int:
        return len(self._text.hit_lines)

    def passage(self) -> Span | None:
        """The words selected, else the line pointed at, the hit, or the first line on the screen.

        What is not on the screen any more does not count.
        """
        if self.text_selection is not None:
            chosen = selected(self._text.lines, self.text_selection)
            if chosen is not None:
                return chosen
        if self._seen(self._pointed) is None and self.hit_count:
            number, at = self.hit, self._seen(self._text.hit_lines[self.hit])
            hits = self._text.lines[at].hits if at is not None else ()
            for start, end, counted in hits:
                if at is not None and counted == number:
                    line = self._text.lines[at]
                    return line.sheet, line.start + start, line.start + end
        at = self._line_now()
        return None if at is None else text_of(self._text.lines[at])

    def point_at(self, by: int) -> Span | None:
        """Go to the line with words that stands so many below, or above; None at the end."""
        at, step = self._line_now(), 1 if by > 0 else -1
        for _line in range(abs(by)):
            at = None if at is None else self._worded(at + step, step)
        if at is None:
            return None
        self._point(at)
        if self._seen(at) is None:
            self.scroll_to(y=max(0, at - self.size.height // 3), animate=False)
        return text_of(self._text.lines[at])

    def _line_now(self) -> int | None:
        hit = self._text.hit_lines[self.hit] if self.hit_count else None
        for at in (self._seen(self._pointed), self._seen(hit)):
            if at is not None:
                return at
        return self._worded(int(self.scroll_offset.y), 1)

    def _seen(self, at: int | None) -> int | None:
        top = int(self.scroll_offset.y)
        return at if at is not None and top <= at < top + self.size.height else None

    def _worded(self, at: int, step: int) -> int | None:
        """The nearest line from there on that has words."""
        while 0 <= at < self.line_count():
            if text_of(self._text.lines[at]) is not None:
                return at
            at += step
        return None

    def _point(self, at: int) -> None:
        self._pointed = at
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        at = None if offset is None else offset.y + int(self.scroll_offset.y)
        if at is not None and at < self.line_count() and text_of(self._text.lines[at]):
            self._point(at)

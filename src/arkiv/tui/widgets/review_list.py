"""The lines of a review by group; the cursor goes from one that is open to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from arkiv.services.walking import LineKey, ReviewLine, Walk
from arkiv.tui.homes import Home
from arkiv.tui.review_words import ReviewRow, cells_of, review_rows
from arkiv.tui.widgets.grouped import GroupedLines
from arkiv.tui.widgets.pieces import Piece, fit, stated_line

__all__ = ["ReviewList"]


class ReviewList(GroupedLines):
    """One contract's lines."""

    HOME = Home.REVIEW

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._walk: Walk | None = None
        self.rows: tuple[ReviewRow, ...] = ()
        self._settled: set[LineKey] = set()
        """Dealt with a moment ago; the answer is on its way."""
        self._acted: LineKey | None = None
        """The line that something was last done about."""
        self._dealt: list[LineKey] = []
        """What was dealt with here, the latest last."""

    def clear(self) -> None:
        """Another contract is on its way."""
        self._walk, self.rows, self.cursor = None, (), 0
        self._settled, self._acted, self._dealt = set(), None, []
        self.resize_content()

    def show(self, walk: Walk) -> None:
        """Another look, or the first: that begins at the first open line.

        The cursor stays on its line; but it goes on where that was dealt with here, and back to
        what was dealt with last where that is open again.
        """
        anew, place = self._walk is None, self.current
        self._walk, self.rows = walk, review_rows(walk)
        known = {row.line.key: n for n, row in enumerate(self.rows) if row.line is not None}
        self.cursor = known.get(place.key, self._near()) if place is not None else self._near()
        back = self._opened_again(known)
        if anew:
            self.cursor = self._next_open(0)
        elif back is not None:
            self.cursor = known[back]
        elif place is not None and place.key in self._seen_closed(known):
            self.cursor = self._next_open(self.cursor)
        self.resize_content()
        self._show_cursor()
        self.post_message(self.Moved(self))

    def _near(self) -> int:
        return self.first_choice(min(self.cursor, len(self.rows) - 1))

    def _seen_closed(self, known: dict[LineKey, int]) -> list[LineKey]:
        """What was dealt with here and is seen to be for the first time."""
        acted = self._settled | ({self._acted} if self._acted is not None else set())
        closed = [key for key in acted if not self._is_open(key, known)]
        self._settled -= set(closed)
        if self._acted in closed:
            self._acted = None
        self._dealt += closed
        return closed

    def _opened_again(self, known: dict[LineKey, int]) -> LineKey | None:
        if self._dealt and self._dealt[-1] in known and self._is_open(self._dealt[-1], known):
            return self._dealt.pop()
        return None

    def _is_open(self, key: LineKey, known: dict[LineKey, int]) -> bool:
        line = self.rows[known[key]].line if key in known else None
        return line is not None and line.is_open

    @property
    def current(self) -> ReviewLine | None:
        """None while nothing is listed."""
        return self.rows[self.cursor].line if self.cursor < len(self.rows) else None

    def open_lines(self) -> Iterable[ReviewLine]:
        """Those that are neither dealt with nor being dealt with."""
        return (line for line in self._lines() if line.is_open and line.key not in self._settled)

    def _lines(self) -> Iterable[ReviewLine]:
        return (row.line for row in self.rows if row.line is not None)

    @property
    def counted(self) -> tuple[int, int]:
        """The current line's number, from 1, and how many there are."""
        upto = self.rows[: self.cursor + 1]
        return sum(row.line is not None for row in upto), sum(1 for _line in self._lines())

    def acting(self) -> None:
        """Something is done about the current line; once it is seen closed the cursor goes on."""
        line = self.current
        self._acted = line.key if line is not None and line.is_open else None

    def settle(self, are: Callable[[ReviewLine], bool]) -> None:
        """These lines are dealt with: go on before that is seen."""
        self._settled |= {line.key for line in self._lines() if are(line)}
        self.move_to(self._next_open(self.cursor))

    def unsettle(self, are: Callable[[ReviewLine], bool]) -> None:
        """It did not work."""
        self._settled -= {line.key for line in self._lines() if are(line)}

    def _next_open(self, start: int) -> int:
        """The first open line from there on; the last line closes all of them."""
        for item in range(start, len(self.rows)):
            line = self.rows[item].line
            if line is not None and line.is_open and line.key not in self._settled:
                return item
        return max(0, len(self.rows) - 1)

    def stand_on(self, are: Callable[[ReviewLine], bool]) -> None:
        """Go to the first such line, where there is one."""
        for item, row in enumerate(self.rows):
            if row.line is not None and are(row.line):
                self.move_to(item)
                return

    def next_open(self) -> None:
        """Go to the first open line, from the top."""
        self.move_to(self._next_open(0))

    def item_count(self) -> int:
        return len(self.rows)

    def is_heading(self, item: int) -> bool:
        return self.rows[item].line is None

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        row = self.rows[item]
        if row.line is None or self._walk is None:
            return (Piece(fit(row.heading, width), "group"),)
        cells = cells_of(row.line, self._walk)
        is_current = item == self.cursor
        return stated_line(
            is_current, cells.label, cells.said, cells.place, cells.state, width, cells.look
        )

"""The list of dates, by group: the day, how far, how near, what, and of which contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.message import Message

from arkiv.deadline_labels import days_words, what_words
from arkiv.services.agenda import Due
from arkiv.tui.due_rows import DueKey, DueRow, due_key, nearness
from arkiv.tui.homes import Home
from arkiv.tui.widgets.grouped import GroupedLines
from arkiv.tui.widgets.pieces import Piece, fit, fit_right

__all__ = ["DueList"]

_DAY, _DAYS, _WORD = 10, 10, 9


class DueList(GroupedLines):
    """Dates of contracts, some of which may be marked."""

    HOME = Home.DUES

    class MarksChanged(Message):
        """Other dates are marked than before."""

    def __init__(self, party: Callable[[Due], str], home: Home = Home.DUES, id: str = "") -> None:
        """``party``: who is on the other side."""
        super().__init__(id=id)
        self.HOME = home
        self._party = party
        self._today = date.min
        self.rows: tuple[DueRow, ...] = ()
        self.marked: set[DueKey] = set()

    def show(self, rows: Sequence[DueRow], today: date) -> None:
        """Another look; the cursor stays on its date, or near it where that is gone."""
        place = self.current
        self.rows, self._today = tuple(rows), today
        known = {due_key(due): n for n, row in enumerate(rows) if (due := row.due) is not None}
        self.marked &= known.keys()
        same = known.get(due_key(place)) if place is not None else None
        self.cursor = same if same is not None else self.first_choice(self.cursor)
        self.resize_content()
        self._show_cursor()
        self.post_message(self.Moved(self))

    @property
    def current(self) -> Due | None:
        """None where nothing is listed."""
        return self.rows[self.cursor].due if self.cursor < len(self.rows) else None

    def chosen(self) -> tuple[Due, ...]:
        """The marked dates in their order, else the current one."""
        dues = [row.due for row in self.rows if row.due is not None]
        marked = tuple(due for due in dues if due_key(due) in self.marked)
        return marked or ((self.current,) if self.current is not None else ())

    def mark(self) -> None:
        """Mark the current one, or take its mark away, and go on."""
        if self.current is None:
            return
        self.marked ^= {due_key(self.current)}
        self.refresh_lines(self.cursor, 1)
        self.post_message(self.MarksChanged())
        self.action_move(1)

    def mark_all(self) -> None:
        """All or none."""
        every = {due_key(row.due) for row in self.rows if row.due is not None}
        self.marked = set() if self.marked >= every else every
        self.refresh()
        self.post_message(self.MarksChanged())

    def unmark(self) -> None:
        """No marks any more."""
        self.marked.clear()
        self.refresh()
        self.post_message(self.MarksChanged())

    def stand_on(self, key: DueKey) -> None:
        """Put the cursor on that date, where it is listed."""
        for item, row in enumerate(self.rows):
            if row.due is not None and due_key(row.due) == key:
                self.move_to(item)

    def item_count(self) -> int:
        return len(self.rows)

    def is_heading(self, item: int) -> bool:
        return self.rows[item].due is None

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        row = self.rows[item]
        if row.due is None:
            return (Piece(fit(row.heading, width), "group"),)
        return self._due_line(row.due, item, width)

    def _due_line(self, due: Due, item: int, width: int) -> Sequence[Piece]:
        words, look = nearness(due, self._today)
        glyph, _space, word = words.partition(" ")
        worded = _WORD if width >= 84 or self.HOME is Home.DAY else 0
        # In the calendar the day stands above all of them.
        when = 0 if self.HOME is Home.DAY else _DAY + 1 + _DAYS + 2
        room = width - 2 - when - 2 - worded
        owner = 10 if room >= 62 else 0
        party = (room - owner) // 3 if room - owner >= 58 else 0
        rest = room - owner - party - bool(owner) - bool(party) - 1
        what = min(31, max(12, rest // 2 - 2))
        days = days_words(due.day, self._today)
        cells = (
            Piece(fit(due.day.isoformat(), when and _DAY), "text"),
            Piece(fit_right(days, when and _DAYS + 1), "muted"),
            Piece("  " if when else ""),
            Piece(glyph + " ", look),
            Piece(fit(word, worded), look),
            Piece(fit(what_words(due.deadline), what) + " ", "title"),
            Piece(fit(due.summary.title, rest - what), "text"),
            Piece(" " * bool(party) + fit(self._party(due), party), "muted"),
            Piece(" " * bool(owner) + fit(due.owner or "", owner), "muted"),
        )
        return (self._gutter(due, item), *(cell for cell in cells if cell.text))

    def _gutter(self, due: Due, item: int) -> Piece:
        if due_key(due) in self.marked:
            return Piece("✓ ", "mark")
        return Piece("▌ ", "bar") if item == self.cursor else Piece("  ")

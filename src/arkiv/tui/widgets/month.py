"""The calendar itself: a month by ISO weeks, or a year in twelve small ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from textual import events
from textual.message import Message

from arkiv.deadline_labels import what_words
from arkiv.services.agenda import Due
from arkiv.tui.actions import Home, bindings
from arkiv.tui.almanac import HEAT, Almanac, heat
from arkiv.tui.days import MONTHS, WEEKDAYS, monday_of, moved_by_months
from arkiv.tui.due_rows import NEARNESS
from arkiv.tui.widgets.lines import Lines
from arkiv.tui.widgets.pieces import Piece, fit

__all__ = ["MonthGrid"]

_WEEKS = 6
_WEEK_COLUMN = 4
_WORDED = 14
"""Cells of a day from which on it has room for words."""
_FIRST, _LAST = date(2, 1, 1), date(9998, 12, 31)
"""With room on both sides for whole weeks and years."""
_SMALL = 22
"""Cells of a small month, with the gap behind it."""


class MonthGrid(Lines, inherit_bindings=False):
    """Days, one of which is the current one."""

    HOME = Home.CALENDAR
    BINDINGS = bindings(Home.CALENDAR)

    class Moved(Message):
        """Another day is the current one."""

    def __init__(self, today: date, *, id: str) -> None:
        super().__init__(id=id)
        self.almanac = Almanac(today)
        self.day = today
        self.by_year = False

    def show(self, almanac: Almanac) -> None:
        """Other dates, or another day today."""
        if self.day == self.almanac.today != almanac.today:
            self.day = almanac.today
        self.almanac = almanac
        self.refresh()

    def go_to(self, day: date) -> None:
        """Make it the current one, or the nearest that the calendar has."""
        day = max(_FIRST, min(_LAST, day))
        if day != self.day:
            self.day = day
            self.refresh()
            self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        self.go_to(self.day + timedelta(days=by))

    def action_month(self, by: int) -> None:
        self.go_to(moved_by_months(self.day, by * 12 if self.by_year else by))

    def action_today(self) -> None:
        self.go_to(self.almanac.today)

    def action_year(self) -> None:
        self.by_year = not self.by_year
        self.refresh()
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # --- drawing ------------------------------------------------------------------------------

    def line_count(self) -> int:
        return self.size.height

    def line(self, y: int, width: int) -> Sequence[Piece]:
        if y == self.size.height - 1:
            return tuple(_heat_legend() if self.by_year else _glyph_legend())
        if not self.by_year:
            return tuple(self._month_line(y, width))
        return tuple(self._year_line(y, width) if self._columns else self._strip_line(y))

    def day_look(self, day: date) -> str:
        """The current day first, then today, then what it is."""
        if day == self.day:
            return "cursor" if self.has_focus else "cursor-off"
        if day == self.almanac.today:
            return "group"
        if day in self.almanac.holidays or day.weekday() > 4:
            return "muted"
        return "text"

    def _sign(self, day: date) -> str:
        """What stands behind the number of a day: today, a holiday."""
        sign = "T" if day == self.almanac.today else ""
        return sign + "!" if day in self.almanac.holidays else sign

    # A month: a line of weekdays, then so many lines a week.

    @property
    def _week_height(self) -> int:
        return max(1, min(6, (self.size.height - 2) // _WEEKS))

    @property
    def _cell(self) -> int:
        return max(4, (self.size.width - _WEEK_COLUMN) // 7)

    def _month_line(self, y: int, width: int) -> Iterator[Piece]:
        if y == 0:
            yield Piece("   │", "rule")
            for name in WEEKDAYS:
                yield Piece(fit(" " + name, self._cell), "muted")
            return
        week, part = divmod(y - 1, self._week_height)
        monday = monday_of(self.day.replace(day=1)) + timedelta(days=7 * week)
        if week >= _WEEKS or (week >= 4 and monday.month != self.day.month):
            return
        yield Piece(f"{monday.isocalendar().week:>2} " if part == 0 else "   ", "muted")
        yield Piece("│", "rule")
        for weekday in range(7):
            yield from self._cell_line(monday + timedelta(days=weekday), part)

    def _cell_line(self, day: date, part: int) -> Iterator[Piece]:
        if day.month != self.day.month:
            yield Piece(" " * self._cell)
            return
        mark, look = self.almanac.marks.get(day), self.day_look(day)
        under = look if look.startswith("cursor") else ""
        bar = "▌" if day == self.day else " "
        if part == 0:
            number = f"{day.day:>2}{self._sign(day)}"
            yield Piece(fit(bar + number, min(6, self._cell - 2)), look)
            room = self._cell - min(6, self._cell - 2)
            said = f"{mark.glyph}{len(mark.dues)}" if mark is not None else ""
            yield Piece(fit(said, room - 1), under or (mark.look if mark is not None else "text"))
            yield Piece(" ")
        elif mark is not None and part <= len(mark.dues) and self._cell >= _WORDED:
            rest = len(mark.dues) - part if part == self._week_height - 1 else 0
            more = f" +{rest}" if rest else ""
            words = fit(bar + _due_words(mark.dues[part - 1]), self._cell - 1 - len(more))
            yield Piece(words + more, under or "muted")
            yield Piece(" ")
        else:
            yield Piece(fit(bar, self._cell - 1), under or "text")
            yield Piece(" ")

    # A year: small months where there is room for them, else a line a month.

    @property
    def _columns(self) -> int:
        """Small months beside each other; 0 where not all twelve have room."""
        columns = min(6, self.size.width // _SMALL)
        while columns and 12 % columns:
            columns -= 1
        return columns if columns and 12 // columns * 7 < self.size.height else 0

    @property
    def _block(self) -> int:
        """Lines of a small month, with a gap where there is room."""
        return 8 if 12 // self._columns * 8 < self.size.height else 7

    def _year_line(self, y: int, width: int) -> Iterator[Piece]:
        row, part = divmod(y, self._block)
        for column in range(self._columns):
            month = row * self._columns + column + 1
            if month > 12:
                return
            first = self.day.replace(month=month, day=1)
            if part == 0:
                here = month == self.day.month
                yield Piece(fit(" " + MONTHS[month - 1], _SMALL), "group" if here else "title")
            else:
                yield from self._small_week(first, part - 1)

    def _small_week(self, first: date, week: int) -> Iterator[Piece]:
        monday = monday_of(first) + timedelta(days=7 * week)
        for weekday in range(7):
            day = monday + timedelta(days=weekday)
            if day.month != first.month or week >= _WEEKS:
                yield Piece("   ")
                continue
            number = len(self.almanac.on(day))
            yield Piece(f"{day.day:>2}", self.day_look(day))
            empty = "T" if day == self.almanac.today else " "
            yield Piece(heat(number) if number else empty, self._heat_look(day))
        yield Piece(" ")

    def _strip_line(self, y: int) -> Iterator[Piece]:
        if y == 0:
            yield Piece("     " + "".join(f"{day:<2}" if day % 5 == 0 else "  "
                        for day in range(1, 32)), "muted")  # fmt: skip
        elif y <= 12:
            here = y == self.day.month
            yield Piece(fit(" " + MONTHS[y - 1][:3], 5), "group" if here else "muted")
            day = self.day.replace(month=y, day=1)
            while day.month == y:
                shown = heat(len(self.almanac.on(day)))
                plain = day == self.almanac.today and shown == HEAT[0][0]
                look = self.day_look(day)
                if look not in ("cursor", "cursor-off", "group"):
                    look = self._heat_look(day)
                yield Piece("T" if plain else shown, look)
                yield Piece(" ")
                day += timedelta(days=1)

    def _heat_look(self, day: date) -> str:
        mark = self.almanac.marks.get(day)
        return mark.look if mark is not None else "muted"

    # --- the mouse ----------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        day = self._day_at(offset.x, offset.y) if offset is not None else None
        if day is not None:
            self.go_to(day)

    def _day_at(self, x: int, y: int) -> date | None:
        """The day under a place; None beside all of them."""
        if not self.by_year:
            week, weekday = (y - 1) // self._week_height, (x - _WEEK_COLUMN) // self._cell
            first = self.day.replace(day=1)
        elif self._columns:
            row, part = divmod(y, self._block)
            month = row * self._columns + x // _SMALL + 1
            if month > 12:
                return None
            week, weekday = part - 1, x % _SMALL // 3
            first = self.day.replace(month=month, day=1)
        else:
            if not 1 <= y <= 12:
                return None
            first = self.day.replace(month=y, day=1)
            day = first + timedelta(days=max(0, (x - 5) // 2))
            return day if day.month == y else None
        if not (0 <= week < _WEEKS and 0 <= weekday < 7):
            return None
        day = monday_of(first) + timedelta(days=7 * week + weekday)
        return day if day.month == first.month else None


def _due_words(due: Due) -> str:
    return f" {due.summary.title} · {what_words(due.deadline)}"


def _glyph_legend() -> Iterator[Piece]:
    yield Piece("    ")
    for words, look in NEARNESS:
        yield Piece(words + "  ", look)


def _heat_legend() -> Iterator[Piece]:
    yield Piece("   ")
    for shade, number in HEAT:
        yield Piece(f" {shade} {number} ", "muted")

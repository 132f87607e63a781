"""The calendar view: a month or a year, and the dates of the current day beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from arkiv import clock
from arkiv.cleaning import clean
from arkiv.deadline_labels import days_words
from arkiv.domain.contracts import Summary
from arkiv.services.agenda import Due
from arkiv.texts import _, ngettext
from arkiv.tui.actions import Home
from arkiv.tui.acts import Acts
from arkiv.tui.almanac import almanac, holidays_of
from arkiv.tui.days import long_day, month_name
from arkiv.tui.due_rows import DueRow
from arkiv.tui.given import Archive
from arkiv.tui.screens.agenda import AgendaView
from arkiv.tui.widgets.bars import Bar, Part
from arkiv.tui.widgets.due_list import DueList
from arkiv.tui.widgets.frame import Footer, Header
from arkiv.tui.widgets.month import MonthGrid
from arkiv.tui.widgets.proof_pane import ProofPane

__all__ = ["CalendarView"]

_YEARS_AHEAD = 2
"""Recurring dates are fetched so far beyond the year that is shown."""


class CalendarView(AgendaView):
    """The dates of all contracts, done ones included, by day."""

    NAME = "calendar"
    HOME = Home.CALENDAR

    def __init__(
        self, archive: Archive, acts: Acts, contract: Callable[[], Summary | None]
    ) -> None:
        """``contract``: the current one of the search view."""
        super().__init__(archive, acts)
        self._contract = contract
        self._fetched = date.min
        self._holidays: dict[date, str] = {}
        self._years = range(0)
        """Whose holidays they are; far years have none."""

    def compose(self) -> ComposeResult:
        yield Header(self.NAME)
        yield Bar(id="day-bar")
        with Container(id="agenda"):
            with Vertical(id="grid"):
                yield MonthGrid(clock.today(), id="month")
            with Vertical(id="day"):
                yield DueList(self.party, Home.DAY, id="dues")
                yield Static(id="nothing")
                yield ProofPane(id="proof")
        yield Footer()

    def on_mount(self) -> None:
        self.month.focus()
        self._show_day()
        self.load()

    @property
    def month(self) -> MonthGrid:
        return self.query_one(MonthGrid)

    def until(self, today: date) -> date:
        year = min(date.max.year, max(today, self.month.day).year + _YEARS_AHEAD)
        return date(year, 12, 31)

    def fetch(self, today: date, until: date) -> tuple[Due, ...]:
        self._fetched = until
        shown = self.month.day.year
        holidays = self._archive.agenda.working.holidays
        self._years = range(shown - 1, shown + _YEARS_AHEAD)
        self._holidays = holidays_of(self._years, holidays)
        return super().fetch(today, until)

    def show_found(self, found: tuple[Due, ...], today: date) -> None:
        self.month.show(almanac(found, today, self._holidays))
        self._show_day()

    def show_why_not(self) -> None:
        self._show_day()

    @on(MonthGrid.Moved)
    def _show_day(self) -> None:
        month = self.month
        day, found = month.day, month.almanac.on(month.day)
        self.dues.show([DueRow(due=due) for due in found], month.almanac.today)
        self.query_one("#day").set_class(not found, "-empty")
        self.query_one("#nothing", Static).update(Content(clean(self._empty_words(day))))
        shown = str(day.year) if month.by_year else month_name(day)
        self.query_one("#grid").border_title = Content(shown)
        parts = [long_day(day), days_words(day, month.almanac.today)]
        if found:
            parts.append(ngettext("{n} date", "{n} dates", len(found)).format(n=len(found)))
        title = " · ".join(parts)
        self.query_one("#day").border_title = Content(title)
        week = _("week {n}").format(n=day.isocalendar().week)
        left = [Part(f" {long_day(day)} ", "key"), Part(f" {week}  ", "muted")]
        if (name := month.almanac.holidays.get(day)) is not None:
            left.append(Part(name, "chip"))
        right = [Part(_("! holidays of NO and NL · T today "), "muted")]
        self.query_one("#day-bar", Bar).show(left, right)
        if day.year + 1 > self._fetched.year or not self._knows(day.year):
            self.load()

    def _empty_words(self, day: date) -> str:
        if self.why_not:
            return self.why_not
        following = min((each for each in self.month.almanac.marks if each > day), default=None)
        if following is None:
            return _("Nothing on this day, and nothing after it.")
        return _("Nothing on this day. The next: {day}").format(day=long_day(following))

    def _knows(self, year: int) -> bool:
        """Its holidays, or that they are on their way."""
        return self._loading or year in self._years

    # --- what is done -------------------------------------------------------------------------

    def action_open(self) -> None:
        if self.month.has_focus and len(self.dues.rows) > 1:
            self.dues.focus()
        elif self.dues.rows:
            super().action_open()
        else:
            self._acts.say(_("Nothing is due on this day; d adds a date to a contract."))

    def action_add(self) -> None:
        """On this day, to the contract that is current in the search view."""
        summary = self._contract()
        if summary is None:
            self._acts.say(_("Choose the contract in the search view first; then d adds a date."))
        else:
            self._following.plan(summary.id, summary.title, self.month.day)

    def action_step_out(self) -> None:
        if self.month.has_focus and self.month.by_year:
            self.month.action_year()
        self.month.focus()

"""The calendar: months, years, holidays, and what is done about a day's dates."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.bootstrap import Archive
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.outlook import State
from arkiv.public_holidays import public_holidays
from arkiv.services.agenda import Due
from arkiv.tui.almanac import heat, holidays_of
from arkiv.tui.days import monday_of, moved_by_months
from arkiv.tui.screens.calendar import CalendarView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.due_list import DueList
from arkiv.tui.widgets.fact_list import FactList
from arkiv.tui.widgets.month import MonthGrid
from tui.stage import (
    DEEDS,
    TODAY,
    fill,
    on_stage,
    press,
    said,
    screen_text,
    small_archive,
    until,
)

LEASE = ContractId(1)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with small_archive(tmp_path / "ws", DEEDS[:3]) as archive:
        yield archive


def test_keys_move_by_day_week_month_and_back_to_today(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "3")
            month = app.screen.query_one(MonthGrid)
            for keys, day in (
                (("right", "l"), date(2026, 12, 3)),
                (("down", "j"), date(2026, 12, 17)),
                (("up", "k", "left", "h"), date(2026, 12, 1)),
                (("L",), date(2027, 1, 1)),
                (("H", "H"), date(2026, 11, 1)),
                (("T",), TODAY),
                (("v", "L"), date(2027, 12, 1)),
                (("escape",), date(2027, 12, 1)),
            ):
                await press(pilot, *keys)
                assert month.day == day
            assert not month.by_year

    asyncio.run(run())


def test_a_month_shows_weeks_today_holidays_and_counts(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "3")
            await until(pilot, lambda: "25!" in screen_text(app))
            shown = screen_text(app)
            assert "49 │" in shown and "53 │" in shown
            assert "1T" in shown
            assert "✕ overdue  ▲ soon" in shown

            await press(pilot, "down", "down", "down", "right", "right", "right")
            assert "Fri 25 December 2026" in screen_text(app)
            assert "Christmas Day (NO NL)" in screen_text(app)

            await press(pilot, "T", "L")
            assert "●1" in screen_text(app)

    asyncio.run(run())


def test_the_dates_of_a_day_stand_beside_it_and_enter_opens_one(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "3")
            assert "Nothing on this day. The next: Sun 31 January 2027" in " ".join(
                screen_text(app).split()
            ).replace("││ ", "").replace("│ ", "")

            app.screen.query_one(MonthGrid).go_to(date(2027, 1, 31))
            await press(pilot)
            shown = screen_text(app)
            assert "Sun 31 January 2027 · in 61 d · 1 date" in shown
            assert "Expiration date: 2027-01-31" in shown
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            await press(pilot)
            search = app.screen
            assert isinstance(search, SearchView)
            assert search.opened == LEASE
            current = search.query_one(FactList).current
            assert current is not None and current.field is Field.EXPIRATION_DATE

    asyncio.run(run())


def test_done_and_put_off_work_on_a_day_and_are_undone(archive: Archive) -> None:
    def state() -> State:
        every = archive.agenda.every(TODAY, date(2027, 2, 1))
        return next(due.deadline.state for due in every if due.summary.id == LEASE)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "3")
            app.screen.query_one(MonthGrid).go_to(date(2027, 1, 31))
            await press(pilot, "x")
            assert state() is State.DONE
            await until(pilot, lambda: "✓1" in screen_text(app))
            await press(pilot, "u")
            await until(pilot, lambda: "●1" in screen_text(app))
            await press(pilot, "w")
            await fill(pilot, "2027-01-15", "asked")
            assert state() is State.SNOOZED
            await press(pilot, "u")
            assert state() is State.OPEN

    asyncio.run(run())


def test_d_adds_a_date_on_that_day_to_the_contract_of_the_search(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "3", "right", "d")
            await fill(pilot, "call [them]", "2026-12-02", "obligation", "", "", "")
            await until(pilot, lambda: "call [them]" in screen_text(app))

            app.screen.query_one(MonthGrid).go_to(date(2027, 1, 31))
            await press(pilot, "T", "right", "enter")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            await press(pilot, "3", "u")
            await until(pilot, lambda: "call [them]" not in screen_text(app))

    asyncio.run(run())


def test_several_dates_of_a_day_are_chosen_from(archive: Archive) -> None:
    for what in ("one", "two"):
        archive.following_up.plan(LEASE, what, date(2026, 12, 2), TODAY)

    async def run() -> None:
        async with on_stage(archive, (80, 24)) as (app, pilot):
            await press(pilot, "tab", "3", "right", "enter")
            assert isinstance(app.screen, CalendarView)
            listed = app.screen.query_one(DueList)
            assert listed.has_focus and len(listed.rows) == 2
            await press(pilot, "space", "space", "x", "escape")
            assert isinstance(app.focused, MonthGrid)
            assert all(r.due and r.due.deadline.state is State.DONE for r in listed.rows)

    asyncio.run(run())


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
def test_a_year_shows_every_month_and_is_clicked(archive: Archive, size: tuple[int, int]) -> None:
    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            await press(pilot, "tab", "3", "v", "L")
            shown = screen_text(app)
            assert all(name in shown for name in ("Jan", "Jun", "Dec"))
            assert "░" in shown.rpartition("· 0")[0]
            await press(pilot, "H")
            month = app.screen.query_one(MonthGrid)
            days = set()
            for x in range(0, month.size.width, 2):
                for y in range(month.size.height):
                    days.add(month._day_at(x, y))
            assert len({day.month for day in days if day}) == 12
            await press(pilot, "v")
            await pilot.click(MonthGrid, offset=(4 + month._cell + 2, month._week_height + 1))
            assert month.day == date(2026, 12, 8)

    asyncio.run(run())


def test_an_empty_archive_has_an_empty_calendar(tmp_path: Path) -> None:
    async def run(archive: Archive) -> None:
        async with on_stage(archive, (80, 24)) as (app, pilot):
            await press(pilot, "tab", "3")
            assert "Nothing on this day, and nothing after it." in screen_text(app)
            for key in ("x", "w", "y", "e", "a", "space", "enter", "d"):
                await press(pilot, key)
            assert "Choose the contract in the search view first" in said(app)
            assert isinstance(app.screen, CalendarView)

    with small_archive(tmp_path / "ws", ()) as archive:
        asyncio.run(run(archive))


def test_at_midnight_today_moves_on_and_takes_the_cursor_along(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "3")
            month = app.screen.query_one(MonthGrid)
            os.environ["ARKIV_TODAY"] = "2026-12-02"
            await until(pilot, lambda: month.almanac.today == date(2026, 12, 2))
            assert month.day == date(2026, 12, 2)
            assert "2T" in screen_text(app)

    asyncio.run(run())


def test_a_year_without_known_holidays_is_not_fetched_for_ever(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = []
    fetch = CalendarView.fetch

    def counted(view: CalendarView, today: date, until: date) -> tuple[Due, ...]:
        fetched.append(until)
        return fetch(view, today, until)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "3")
            fetched.clear()
            app.screen.query_one(MonthGrid).go_to(date(2300, 6, 1))
            await press(pilot, "j")
            assert set(fetched) == {date(2302, 12, 31)}
            assert len(fetched) <= 3, "once, and again where the archive is looked at meanwhile"

    monkeypatch.setattr(CalendarView, "fetch", counted)
    asyncio.run(run())


def test_far_years_do_not_end_the_calendar(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "3")
            month = app.screen.query_one(MonthGrid)
            for day, keys in ((date(9997, 12, 31), ("L", "j")), (date(2, 1, 1), ("H", "k"))):
                month.go_to(day)
                await press(pilot, *keys, "v", *keys, "v")
                assert date(1, 12, 1) < month.day < date(9999, 1, 1)

    asyncio.run(run())


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(-30, 30))
def test_moving_by_months_keeps_the_day_or_takes_the_last(day: date, by: int) -> None:
    moved = moved_by_months(day, by)

    if moved != day:
        assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == by
        assert moved.day <= day.day


@given(st.dates())
def test_a_week_begins_on_monday(day: date) -> None:
    monday = monday_of(day)

    assert 0 <= (day - monday).days <= 6
    assert monday.weekday() == 0


def test_heat_and_holidays() -> None:
    assert "".join(heat(number) for number in (0, 1, 2, 3, 4, 6, 7, 99)) == "·░▒▒▓▓██"
    found = holidays_of([2026], public_holidays)
    assert found[date(2026, 5, 17)] == "Constitution Day (NO)"
    assert found[date(2026, 12, 25)].endswith("(NO NL)")

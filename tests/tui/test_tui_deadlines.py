"""The deadlines view: what is listed, what is said about dates, and the way back from it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from arkiv.bootstrap import Archive
from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.outlook import DeadlineKind, State
from arkiv.domain.review import FactState
from arkiv.services.agenda import Due
from arkiv.tui.dialogs.pick import PickDialog
from arkiv.tui.screens.deadlines import DeadlinesView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.due_list import DueList
from arkiv.tui.widgets.fact_list import FactList
from arkiv.tui.widgets.filter_field import FilterField
from arkiv.tui.widgets.inbox_list import InboxList
from tui.stage import (
    DEEDS,
    TODAY,
    Deed,
    fill,
    on_stage,
    press,
    said,
    screen_text,
    small_archive,
    until,
)

LEASE, FRAMEWORK, PUMPS = (ContractId(number) for number in (1, 2, 3))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A lease that ends soon, a framework that is renewed, pumps that ended last year."""
    with small_archive(tmp_path / "ws", DEEDS[:3]) as archive:
        yield archive


def dues_of(archive: Archive, contract: ContractId) -> list[Due]:
    found = archive.agenda.every(TODAY, date.max)
    return [due for due in found if due.summary.id == contract]


def only_due(archive: Archive, contract: ContractId) -> Due:
    (due,) = dues_of(archive, contract)
    return due


def history(archive: Archive) -> None:
    """What has passed is dealt with, so that nothing is asked."""
    archive.following_up.done(archive.agenda.overdue(TODAY), "history")


def test_dates_stand_in_groups_by_how_near_they_are(archive: Archive) -> None:
    archive.following_up.plan(LEASE, "call the landlord", date(2026, 12, 4), TODAY)
    archive.following_up.plan(LEASE, "send the keys", date(2026, 12, 8), TODAY, owner="ola")

    async def run() -> None:
        async with on_stage(archive, (200, 60)) as (app, pilot):
            await press(pilot, "tab", "2", "escape")
            shown = screen_text(app)
            order = ["Overdue (1)", "This week (1)", "Next week (1)", "January 2027 (1)"]
            assert [shown.index(heading) for heading in order] == sorted(
                shown.index(heading) for heading in order
            )
            assert "✕ overdue" in shown
            assert "▲ soon" in shown
            assert "call the landlord" in shown
            assert "Deadlines (1)" in shown or "2 Deadlines" in shown
            await until(pilot, lambda: "Deadlines (1)" in screen_text(app))

    asyncio.run(run())


def test_the_proof_names_the_words_and_how_sure_they_are(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "W", "W", "g", "j")
            shown = screen_text(app)
            assert "last day to give notice" in shown
            assert "3 months before → act by 2028-02-29" in shown
            assert "Notice period: 3 months" in shown
            assert "p. 1 · 7.1" in shown
            assert "● sure" in shown

    asyncio.run(run())


def test_done_is_said_and_taken_back(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "x")
            assert only_due(archive, LEASE).deadline.state is State.DONE
            await until(pilot, lambda: "Nothing is due in the next 90 days" in screen_text(app))

            await press(pilot, "H")
            assert "✓" in screen_text(app)
            await press(pilot, "X")
            assert only_due(archive, LEASE).deadline.state is State.OPEN
            await press(pilot, "u")
            assert only_due(archive, LEASE).deadline.state is State.DONE
            await press(pilot, "u")
            assert only_due(archive, LEASE).deadline.state is State.OPEN

    asyncio.run(run())


def test_putting_off_asks_until_when_and_why(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "w")
            await fill(pilot, "2026-11-01", "later")
            assert "a day after today" in screen_text(app)
            await fill(pilot, "2 weeks", "")
            assert "Say why." in screen_text(app)
            await fill(pilot, "2 weeks", "asked the landlord")

            due = only_due(archive, LEASE)
            assert due.deadline.state is State.SNOOZED
            assert due.deadline.snoozed_until == date(2026, 12, 15)
            await until(pilot, lambda: "put off until 2026-12-15" in screen_text(app))
            await until(pilot, lambda: "asked the landlord" in screen_text(app))

            await press(pilot, "u")
            assert only_due(archive, LEASE).deadline.state is State.OPEN

    asyncio.run(run())


def test_marked_dates_are_done_in_one_act(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "W", "W", "space", "space")
            assert "2 marked" in screen_text(app)
            await press(pilot, "x")
            every = archive.agenda.every(TODAY, date.max)
            done = [due.kind for due in every if due.deadline.state is State.DONE]
            assert len(done) == 2

            await press(pilot, "u")
            every = archive.agenda.every(TODAY, date.max)
            assert not [due for due in every if due.deadline.state is State.DONE]

    asyncio.run(run())


def test_y_confirms_the_facts_the_date_follows_from(archive: Archive) -> None:
    history(archive)

    def state() -> FactState:
        rows = archive.deciding.facts_for_review(LEASE)
        return next(row.state for row in rows if row.field is Field.EXPIRATION_DATE)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "y")
            assert state() is FactState.CONFIRMED
            await until(pilot, lambda: "✓ confirmed" in screen_text(app))
            await press(pilot, "y")
            assert "Nothing here is left to confirm" in said(app)
            await press(pilot, "u")
            assert state() is FactState.SURE

    asyncio.run(run())


def test_a_date_by_hand_is_added_changed_taken_away_and_each_undone(archive: Archive) -> None:
    history(archive)

    def by_hand() -> list[tuple[str, date, str | None]]:
        return [
            (o.title, o.on, o.rule)
            for due in dues_of(archive, LEASE)
            if (o := due.deadline.obligation) is not None
        ][:1]

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "d")
            await fill(pilot, "index letter", "nonsense", "obligation", "", "", "")
            assert "is not" in screen_text(app) or "“nonsense”" in screen_text(app)
            await fill(pilot, "index letter", "10.12.2026", "milestone", "yearly", "", "ola")
            assert by_hand() == [("index letter", date(2026, 12, 10), "FREQ=YEARLY")]
            await until(pilot, lambda: "index letter" in screen_text(app))

            listed = app.screen.query_one(DueList)
            await press(pilot, "g")
            assert listed.current is not None and listed.current.owner == "ola"
            await press(pilot, "e")
            await fill(pilot, "letter", "2026-12-11", "milestone", "every year", "", "")
            assert by_hand() == [("letter", date(2026, 12, 11), "FREQ=YEARLY")]
            await press(pilot, "u")
            assert by_hand() == [("index letter", date(2026, 12, 10), "FREQ=YEARLY")]

            await app.action_perform("dues.take_away")
            await press(pilot)
            assert by_hand() == []
            await press(pilot, "u")
            assert by_hand() == [("index letter", date(2026, 12, 10), "FREQ=YEARLY")]
            await press(pilot, "u")
            assert by_hand() == []

    asyncio.run(run())


def test_an_owner_is_assigned_and_filtered_by(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "a")
            await fill(pilot, "ola")
            assert only_due(archive, LEASE).owner == "ola"

            await press(pilot, "O")
            assert isinstance(app.screen, PickDialog)
            await press(pilot, "2")  # mine
            assert "No date is like that" in screen_text(app)
            await press(pilot, "O", "G", "enter")
            assert "ola" in screen_text(app).splitlines()[1]
            assert "Leieavtale Kaigata 12" in screen_text(app)

            await press(pilot, "u")
            await until(pilot, lambda: only_due(archive, LEASE).owner is None)

    asyncio.run(run())


def test_the_filter_window_and_kind_narrow_the_list(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2")
            listed = app.screen.query_one(DueList)
            assert [row.due.summary.id for row in listed.rows if row.due] == [LEASE]

            await press(pilot, "W", "W")
            assert "all dates" in screen_text(app)
            assert {row.due.summary.id for row in listed.rows if row.due} == {LEASE, FRAMEWORK}

            await press(pilot, "slash", *"rijnmond")
            assert isinstance(app.focused, FilterField)
            assert {row.due.summary.id for row in listed.rows if row.due} == {FRAMEWORK}
            await press(pilot, "ctrl+u", "enter", "t")
            await press(pilot, "j", "enter")
            assert {row.due.kind for row in listed.rows if row.due} == {DeadlineKind.NOTICE}

    asyncio.run(run())


def test_enter_reads_the_contract_at_the_words(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "W", "W", "j", "enter")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            search = app.screen
            assert isinstance(search, SearchView)
            await press(pilot)
            facts = search.query_one(FactList)
            assert search.opened == FRAMEWORK
            assert facts.current is not None and facts.current.field is Field.NOTICE_PERIOD
            assert facts.has_focus
            await press(pilot, "escape")
            assert search.results.current_id == FRAMEWORK

    asyncio.run(run())


def test_past_dates_are_asked_about_once_and_marked_as_history(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2")
            assert "1 past date: mark it as history?" in screen_text(app)
            assert "2025-10-18" in screen_text(app)
            await press(pilot, "escape", "1", "2")
            assert isinstance(app.screen, DeadlinesView)

            await app.action_perform("deadlines.past")
            await press(pilot, "1")
            assert archive.agenda.overdue(TODAY) == ()
            summary = archive.record.contracts.summary(PUMPS)
            assert summary is not None
            assert [one.reason for one in summary.acknowledged] == ["history"]

            await press(pilot, "u")
            assert [due.summary.id for due in archive.agenda.overdue(TODAY)] == [PUMPS]

    asyncio.run(run())


def test_nothing_is_asked_where_nothing_has_passed(tmp_path: Path) -> None:
    async def run(archive: Archive) -> None:
        async with on_stage(archive, (80, 24)) as (app, pilot):
            await press(pilot, "tab", "2")
            assert isinstance(app.screen, DeadlinesView)
            assert "Nothing is due in the next 90 days" in screen_text(app)
            await press(pilot, "W", "W")
            assert "No dates yet." in screen_text(app)
            for key in ("x", "w", "y", "e", "d", "a", "space", "enter", "X", "J"):
                await press(pilot, key)
            assert isinstance(app.screen, DeadlinesView)
            await app.action_perform("deadlines.past")
            await press(pilot)
            assert isinstance(app.screen, DeadlinesView)

    with small_archive(tmp_path / "ws", ()) as archive:
        asyncio.run(run(archive))


def test_at_midnight_everything_is_a_day_nearer(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2")
            assert "in 61 d" in screen_text(app)

            os.environ["ARKIV_TODAY"] = "2026-12-02"

            await until(pilot, lambda: "in 60 d" in screen_text(app))
            os.environ["ARKIV_TODAY"] = "2027-02-01"
            await until(pilot, lambda: "1 d late" in screen_text(app))
            await until(pilot, lambda: "Deadlines (1)" in screen_text(app))

    asyncio.run(run())


def test_what_others_do_shows_up_by_itself(archive: Archive) -> None:
    history(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "2", "6")
            assert app.screen.query_one(InboxList)
            archive.following_up.plan(LEASE, "fix [roof]", date(2026, 12, 3), TODAY)
            await press(pilot, "2")
            await until(pilot, lambda: "fix [roof]" in screen_text(app))

    asyncio.run(run())


def test_a_large_list_is_filled_and_walked_through(tmp_path: Path) -> None:
    many = tuple(
        Deed(f"Lease {n}", "Nord AS", DocumentType.LEASE, date(2027, 1, 1 + n % 28), ("x",))
        for n in range(60)
    )

    async def run(archive: Archive) -> None:
        async with on_stage(archive, (80, 24)) as (app, pilot):
            await press(pilot, "tab", "2", "G")
            listed = app.screen.query_one(DueList)
            assert listed.cursor == len(listed.rows) - 1
            await press(pilot, "g")
            assert listed.cursor == 1
            assert "January 2027 (60)" in screen_text(app)

    with small_archive(tmp_path / "ws", many) as archive:
        asyncio.run(run(archive))

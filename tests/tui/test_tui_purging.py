"""A contract that another process purges leaves every view, and none of them stumbles."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from arkiv.bootstrap import Archive, open_archive
from arkiv.domain.identity import ContractId
from arkiv.tui.screens.audits import AuditsView
from arkiv.tui.screens.review import ReviewView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.results import Results
from tui.stage import DEEDS, TODAY, fill, on_stage, press, said, screen_text, small_archive, until

LEASE, FRAMEWORK, PUMPS = map(ContractId, (1, 2, 3))
TITLE = DEEDS[0].title
SIZES = [(80, 24), (120, 36), (200, 60)]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setenv("LANGUAGE", "en")
    with small_archive(tmp_path / "ws", DEEDS[:3]) as archive:
        yield archive


def purge(archive: Archive, contract: ContractId = LEASE) -> None:
    """As another process does it."""
    with open_archive(archive.workspace, actor="ola") as other:
        other.purging.purge(contract, other.purging.title(contract))


@pytest.mark.parametrize("size", SIZES)
def test_reading_goes_back_to_the_results_and_says_why(
    archive: Archive, size: tuple[int, int]
) -> None:
    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            view = app.screen
            assert isinstance(view, SearchView)
            view.read_contract(LEASE, None)
            await until(pilot, lambda: "Husleie betales" in screen_text(app))

            await asyncio.to_thread(purge, archive)

            await until(pilot, lambda: view.opened is None)
            await until(pilot, lambda: LEASE not in view.results.ids)
            assert "Contract 1 was purged on " in said(app) and "by ola" in said(app)
            assert isinstance(app.focused, Results)
            app.clear_notifications()
            await press(pilot, *"jktj")
            await press(pilot, "escape", "enter", "e", "escape")
            assert TITLE not in screen_text(app)
            assert "Kaigata" not in screen_text(app)

    asyncio.run(run())


@pytest.mark.parametrize("size", SIZES)
def test_its_review_goes_back_to_where_it_came_from(
    archive: Archive, size: tuple[int, int]
) -> None:
    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            view = app.screen
            assert isinstance(view, SearchView)
            view.read_contract(LEASE, None)
            await until(pilot, lambda: "Husleie betales" in screen_text(app))
            await press(pilot, "R")
            await until(pilot, lambda: isinstance(app.screen, ReviewView))
            await until(pilot, lambda: TITLE in screen_text(app))

            await asyncio.to_thread(purge, archive)

            await until(pilot, lambda: app.screen is view)
            assert "Contract 1 was purged on " in said(app)
            app.clear_notifications()
            await until(pilot, lambda: LEASE not in view.results.ids)
            await press(pilot, "escape", "j", "R")
            await until(pilot, lambda: isinstance(app.screen, ReviewView))
            assert "Kaigata" not in screen_text(app)

    asyncio.run(run())


def test_u_says_what_it_takes_back_where_the_last_act_was_on_what_is_purged(
    archive: Archive,
) -> None:
    archive.reviewing.tag([FRAMEWORK], "kept")

    async def run() -> None:
        async with on_stage(archive, (120, 36)) as (app, pilot):
            view = app.screen
            assert isinstance(view, SearchView)
            view.read_contract(LEASE, None)
            await until(pilot, lambda: "Husleie betales" in screen_text(app))
            await press(pilot, "D")
            await until(pilot, lambda: archive.reviewing.show(LEASE, TODAY).summary.trashed)
            await asyncio.to_thread(purge, archive)

            await press(pilot, "u")

            await until(pilot, lambda: "Undone: " in said(app))
            assert "Undone: tagged: kept (contract 2)" in said(app)
            assert archive.record.tags.counts() == {}
            await press(pilot, "U")
            await until(pilot, lambda: "Done again: tagged: kept (contract 2)" in said(app))
            assert archive.record.tags.counts() == {"kept": 1}

    asyncio.run(run())


@pytest.mark.parametrize(
    ("keys", "contract"), [("2", LEASE), ("3Ljjjjll", LEASE), ("4", LEASE), ("5", PUMPS)]
)
def test_every_view_drops_it(archive: Archive, keys: str, contract: ContractId) -> None:
    word = DEEDS[contract - 1].title.split()[0]
    pack = archive.auditing.pack("contract-basics.en")
    archive.auditing.start(pack, "Yearly", "", date(2027, 1, 31), "ola", TODAY)

    async def run() -> None:
        async with on_stage(archive, (120, 36)) as (app, pilot):
            await press(pilot, "tab", *keys)
            await until(pilot, lambda: word in screen_text(app))

            await asyncio.to_thread(purge, archive, contract)

            await until(pilot, lambda: word not in screen_text(app))
            await press(pilot, "j", "k", "enter", "escape", "1")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            assert word not in screen_text(app)

    asyncio.run(run())


def test_an_audit_that_is_open_says_so_also_when_all_of_it_is_gone(archive: Archive) -> None:
    pack = archive.auditing.pack("contract-basics.en")
    archive.auditing.start(pack, "Yearly", "id:1,2", date(2027, 1, 31), "ola", TODAY)

    async def run() -> None:
        async with on_stage(archive, (120, 36)) as (app, pilot):
            await press(pilot, "tab", "4")
            await until(pilot, lambda: TITLE in screen_text(app))
            assert "purged" not in screen_text(app)

            await asyncio.to_thread(purge, archive)
            await until(pilot, lambda: "1 contract purged" in screen_text(app))
            await press(pilot, "x")
            await asyncio.to_thread(purge, archive, FRAMEWORK)
            await until(pilot, lambda: "2 contracts purged" in screen_text(app))

            await fill(pilot, "missing", "", "2027-01-31")
            await until(pilot, lambda: "Contract 2 is not in audit" in said(app))
            assert isinstance(app.screen, AuditsView)
            assert "0 of 0 answered" in screen_text(app)
            await press(pilot, "j", "k", "x", "space", "enter", "escape", "right", "u")

    asyncio.run(run())


def test_what_is_asked_about_it_in_a_dialog_is_refused(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive, (120, 36)) as (app, pilot):
            view = app.screen
            assert isinstance(view, SearchView)
            view.read_contract(LEASE, None)
            await until(pilot, lambda: "Husleie betales" in screen_text(app))
            await press(pilot, "t")
            await until(pilot, lambda: isinstance(app.focused, Input) and app.screen is not view)

            await asyncio.to_thread(purge, archive)
            await press(pilot, *"rent", "enter")

            await until(pilot, lambda: "no contract 1" in said(app) or "was purged" in said(app))
            assert archive.record.tags.counts() == {}

    asyncio.run(run())

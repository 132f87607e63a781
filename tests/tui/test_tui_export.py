"""What the search view shows, written into a file: which contracts, in which order, where."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from arkiv.bootstrap import Archive, open_archive
from arkiv.domain.identity import ContractId
from arkiv.domain.searching import SortKey
from arkiv.services.finding import Selection
from arkiv.services.listing_columns import COLUMNS, DEFAULT
from arkiv.tui.dialogs.confirm import ConfirmDialog
from arkiv.tui.dialogs.form import FormDialog
from arkiv.tui.listing_acts import ListingActs
from arkiv.tui.screens.search import SearchView
from tui.stage import (
    DEEDS,
    ask,
    file_deed,
    fill,
    on_stage,
    press,
    said,
    screen_text,
    settle,
    small_archive,
    until,
)

BOTH_SIZES = pytest.mark.parametrize("size", [(120, 36), (80, 24)])


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with small_archive(tmp_path / "ws") as archive:
        yield archive


def search_of(pilot: Pilot[None]) -> SearchView:
    (view,) = (screen for screen in pilot.app.screen_stack if isinstance(screen, SearchView))
    return view


async def to_results(pilot: Pilot[None]) -> tuple[ContractId, ...]:
    """What is shown, in its order."""
    await press(pilot, "tab")
    return search_of(pilot).results.ids


async def is_written(pilot: Pilot[None], path: Path) -> None:
    await until(pilot, lambda: f"Written: {path}" in said(pilot.app))


def ids_in(path: Path) -> tuple[int, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(int(row[0]) for row in list(csv.reader(file))[1:])


@BOTH_SIZES
def test_all_that_is_shown_is_written_in_its_order(
    archive: Archive, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "here" / "all.csv"

    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            shown = await to_results(pilot)
            await press(pilot, "E")
            assert "Export 4 contracts found: .csv .xlsx .json .html" in screen_text(app)
            assert app.screen.query(Input).first().value == str(Path.cwd() / "contracts.xlsx")
            await fill(pilot, "all.csv", "")
            await is_written(pilot, path)
            assert f"Written: {path} (4 contracts)" in said(app)
            assert ids_in(path) == shown

            view = search_of(pilot)
            view.question("", Selection(sort=SortKey.TITLE, descending=True))
            await settle(pilot)
            turned = view.results.ids
            assert turned not in (shown, tuple(sorted(turned)))
            await press(pilot, "E")
            await fill(pilot, "turned.csv", "usual")
            await is_written(pilot, path.with_name("turned.csv"))
            assert ids_in(path.with_name("turned.csv")) == turned

    asyncio.run(run())


@BOTH_SIZES
def test_the_marked_ones_are_written_where_some_are_marked(
    archive: Archive, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "here" / "marked.json"

    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            shown = await to_results(pilot)
            await press(pilot, "j", "j", "space", "g", "space")
            await press(pilot, "E")
            assert "Export 2 marked contracts" in screen_text(app)
            await fill(pilot, str(path), "ALL ")
            await is_written(pilot, path)
            rows = json.loads(path.read_text())
            assert [row["id"] for row in rows] == [shown[0], shown[2]]
            assert list(rows[0]) == list(COLUMNS) and len(COLUMNS) > len(DEFAULT)

    asyncio.run(run())


@BOTH_SIZES
def test_a_file_that_is_there_is_replaced_only_after_asking(
    archive: Archive, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "here" / "contracts.html"
    path.write_text("mine")

    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            await to_results(pilot)
            await press(pilot, "E")
            await fill(pilot, str(path), "all")
            await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, FormDialog))
            assert [field.value for field in app.screen.query(Input)] == [str(path), "all"]
            assert path.read_text() == "mine"

            await fill(pilot, str(path), "all")
            await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
            await press(pilot, "right", "enter")
            await is_written(pilot, path)
            assert "Mutual NDA" in path.read_text()

    asyncio.run(run())


@BOTH_SIZES
def test_what_does_not_fit_is_said_and_nothing_is_lost(
    archive: Archive, size: tuple[int, int]
) -> None:
    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            await to_results(pilot)
            await press(pilot, "E")
            for file, columns, sentence in [
                ("contracts.doc", "", "“contracts.doc”: the format comes from the ending;"),
                ("dates.ics", "", "E in the deadlines"),
                ("nowhere/contracts.csv", "", "There is no folder nowhere."),
                ("~nobody-here/contracts.csv", "", "There is no folder ~nobody-here/"),
                ("contracts.csv", "most", "The columns are usual or all."),
            ]:
                await fill(pilot, file, columns)
                assert sentence in screen_text(app)
            await press(pilot, "escape")
            assert isinstance(app.screen, SearchView)
            assert not list(Path.cwd().iterdir())

    asyncio.run(run())


def test_a_file_that_cannot_be_written_is_said(archive: Archive) -> None:
    Path("folder.csv").mkdir()

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await to_results(pilot)
            await press(pilot, "E")
            await fill(pilot, "folder.csv", "")
            await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
            await press(pilot, "right", "enter")
            await until(pilot, lambda: "can't be written" in said(app))

    asyncio.run(run())


def test_half_an_answer_is_refused_but_what_is_marked_in_it_is_not(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            shown = await to_results(pilot)
            view = search_of(pilot)
            assert view._result is not None
            view._result = replace(view._result, partial=True)
            await press(pilot, "E")
            await until(pilot, lambda: "nothing was written" in said(app))
            assert isinstance(app.screen, SearchView)

            await press(pilot, "space", "E")
            await fill(pilot, "one.csv", "")
            await is_written(pilot, Path.cwd() / "one.csv")
            assert ids_in(Path("one.csv")) == shown[:1]

    asyncio.run(run())


def test_nothing_found_is_nothing_to_write(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await ask(pilot, "zyzzyva")
            await app.action_perform("search.export")
            await until(pilot, lambda: "There are no contracts here to write." in said(app))

    asyncio.run(run())


@pytest.mark.parametrize("marking", [False, True])
def test_the_file_has_what_was_shown_whatever_another_process_does_meanwhile(
    archive: Archive, marking: bool
) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            shown = await to_results(pilot)
            view = search_of(pilot)
            if marking:
                await press(pilot, "a")
            await press(pilot, "E")
            await until(pilot, lambda: isinstance(app.screen, FormDialog))

            with open_archive(archive.workspace, actor="eva") as other:
                filed = file_deed(other, DEEDS[0], "another.pdf")
                other.record.contracts.trash([shown[1], shown[3]], "eva")
                other.indexing.catch_up()
            view.archive_changed()
            await settle(pilot)
            await until(pilot, lambda: shown[1] not in view.results.ids)

            await fill(pilot, "shown.csv", "")
            await is_written(pilot, Path.cwd() / "shown.csv")
            assert ids_in(Path("shown.csv")) == shown
            assert filed not in shown

    asyncio.run(run())


def test_what_is_gone_is_left_out_and_said(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            shown = await to_results(pilot)
            view = search_of(pilot)
            assert view._result is not None
            gone = ContractId(max(shown) + 1)
            ListingActs(archive, view._acts).export(view._result, (shown[2], gone, shown[0]))
            await fill(pilot, "two.csv", "")
            await is_written(pilot, Path.cwd() / "two.csv")
            assert "(2 contracts). 1 contract is gone meanwhile and left out." in said(app)
            assert ids_in(Path("two.csv")) == (shown[2], shown[0])

    asyncio.run(run())

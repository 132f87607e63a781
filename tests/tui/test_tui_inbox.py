"""The inbox view over a real inbox."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from arkiv.bootstrap import Archive
from arkiv.domain.documents import DocumentState
from arkiv.tui.screens.inbox import InboxView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.inbox_list import InboxList
from arkiv.tui.widgets.results import Results
from tui.stage import DEEDS, file_damaged, on_stage, press, screen_text, small_archive, until


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with small_archive(tmp_path / "ws", DEEDS[:1]) as archive:
        yield archive


def test_the_inbox_says_what_failed_and_why_and_tries_again(archive: Archive) -> None:
    broken = file_damaged(archive, "broken.pdf")

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            assert "Inbox (1)" in screen_text(app)
            await press(pilot, "tab", "6")
            assert isinstance(app.screen, InboxView)
            assert "✕ not read" in screen_text(app)
            assert "The file is damaged and cannot be read (no pages)." in screen_text(app)

            await press(pilot, "r")

            (document,) = archive.record.documents.of_contract(broken)
            assert document.state is DocumentState.STORED
            await until(pilot, lambda: "□ to be read" in screen_text(app))
            assert "↑ reading 1" in screen_text(app)

    asyncio.run(run())


def test_a_file_that_is_dropped_shows_up_by_itself(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive, (80, 24)) as (app, pilot):
            await press(pilot, "tab", "6")
            assert "Everything is filed and read." in screen_text(app)

            (archive.workspace.inbox / "new lease.pdf").write_bytes(b"%PDF-1.7")
            (archive.workspace.inbox / ".~lock.x.docx#").write_bytes(b"x")

            await until(pilot, lambda: "new lease.pdf" in screen_text(app))
            await until(pilot, lambda: "Left alone (1)" in screen_text(app))
            assert "□ waiting" in screen_text(app)

    asyncio.run(run())


def test_the_cursor_steps_over_headings_and_stays_on_its_file(archive: Archive) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        file_damaged(archive, name)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "6", "j")
            listed = app.screen.query_one(InboxList)
            assert listed.current is not None and listed.current.name == "b.pdf"
            await press(pilot, "g", "k")
            assert listed.current is not None and listed.current.name == "a.pdf"

            await press(pilot, "j", "j")
            (archive.workspace.inbox / "first.exe").write_bytes(b"MZ")
            await until(pilot, lambda: "first.exe" in screen_text(app))

            assert listed.current is not None and listed.current.name == "c.pdf"

    asyncio.run(run())


def test_enter_finds_the_documents_contract(archive: Archive) -> None:
    broken = file_damaged(archive, "broken.pdf")
    archive.indexing.catch_up()

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, *"kaigata", "tab", "6", "enter")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            results = app.screen.query_one(Results)
            await until(pilot, lambda: results.current_id == broken)

    asyncio.run(run())


def test_the_views_are_clicked_in_the_header(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await pilot.click(offset=(screen_text(app).index("Inbox"), 0))
            await until(pilot, lambda: isinstance(app.screen, InboxView))
            await pilot.click(offset=(12, 0))
            await until(pilot, lambda: isinstance(app.screen, SearchView))

    asyncio.run(run())

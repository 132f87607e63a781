"""A fault in arkiv.toml on the screen: it starts, says so, and shows no empty list of dates."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest

from arkiv.tui.due_rows import SOON, nearness
from arkiv.workspace import init_workspace
from tui.stage import (
    DEEDS,
    TODAY,
    ask,
    file_damaged,
    on_stage,
    press,
    said,
    screen_text,
    small_archive,
    until,
)

LEADS = '[lead_times.type]\nleese = "6m"\n'
CYCLES = '[review_cycle]\ndefault = "soon"\n'


def workspace(folder: Path, settings: str) -> Path:
    made = init_workspace(folder / "ws")
    made.settings.mkdir(parents=True, exist_ok=True)
    (made.settings / "arkiv.toml").write_text(settings, "utf-8")
    return made.root


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_screen_starts_and_the_header_names_the_file(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def run() -> None:
        with small_archive(workspace(tmp_path, CYCLES), DEEDS[:3]) as archive:
            async with on_stage(archive, size) as (app, pilot):
                assert "review_cycle.default: “soon”" in said(app)
                app.clear_notifications()
                await ask(pilot, "leieavtale")
                assert "Leieavtale Kaigata 12" in screen_text(app)
                assert "arkiv.toml" in screen_text(app).splitlines()[0]
                await app.run_action("setting_faults")
                await until(pilot, lambda: "review_cycle.default: “soon”" in said(app))

    asyncio.run(run())


def test_no_view_of_dates_looks_as_if_nothing_were_due(tmp_path: Path) -> None:
    async def run() -> None:
        with small_archive(workspace(tmp_path, CYCLES), DEEDS[:3]) as archive:
            async with on_stage(archive, (160, 40)) as (app, pilot):
                app.clear_notifications()
                for key in ("2", "3", "5"):
                    await press(pilot, "tab", key)
                    await until(pilot, lambda: "review_cycle.default" in screen_text(app))
                    assert "Nothing" not in screen_text(app)
                    assert key == "3" or " ? ─" in screen_text(app)
                file_damaged(archive, "broken.pdf")
                await until(pilot, lambda: "Inbox (1)" in screen_text(app).splitlines()[0])

    asyncio.run(run())


def test_without_lead_times_the_dates_are_there_and_what_is_ahead_counts_as_soon(
    tmp_path: Path,
) -> None:
    async def run() -> None:
        with small_archive(workspace(tmp_path, LEADS), DEEDS[:3]) as archive:
            async with on_stage(archive) as (app, pilot):
                await press(pilot, "tab", "2")
                await until(pilot, lambda: "2027-01-31" in screen_text(app))
                ahead = [d for d in archive.agenda.every(TODAY, date.max) if d.day > TODAY]
                assert {nearness(due, TODAY) for due in ahead if due.deadline.act} == {SOON}
                app.clear_notifications()
                await press(pilot, "escape", "5")  # first the question about past dates
                await until(pilot, lambda: "lead_times.type.leese" in screen_text(app))

    asyncio.run(run())

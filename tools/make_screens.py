"""Make the pictures in docs/screens/ from the sample contracts: `python tools/make_screens.py`."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from threading import Event

from textual.pilot import Pilot

from arkiv.bootstrap import Archive, open_archive
from arkiv.samples import sample_files
from arkiv.tui.app import ArkivApp
from arkiv.workspace import init_workspace

SCREENS = Path(__file__).parents[1] / "docs" / "screens"
SIZE = (120, 36)


async def main() -> None:
    """The search with a query and a mark, a contract's facts beside its text, its review."""
    os.environ["ARKIV_TODAY"] = "2026-12-01"
    with (
        tempfile.TemporaryDirectory() as folder,
        open_archive(init_workspace(Path(folder) / "Arkiv"), actor="kari") as archive,
    ):
        archive.filing.ingest([Path(str(file)) for file in sample_files()], lambda _: None, Event())
        _tag_some(archive)
        app = ArkivApp(archive, watch=False)
        async with app.run_test(size=SIZE) as pilot:
            await _show(pilot, "oppsigelse")
            _save(app, "search")
            await _review(pilot)
            _save(app, "facts")
            await pilot.press("R")
            await pilot.pause(3)
            _save(app, "review")


def _save(app: ArkivApp, name: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    svg = app.export_screenshot(title="Arkiv")
    (SCREENS / f"{name}.svg").write_text(svg, encoding="utf-8")


def _tag_some(archive: Archive) -> None:
    ids = sorted(archive.index.ids())
    archive.reviewing.tag(ids[1:4], "review-2027")
    archive.reviewing.tag(ids[:2], "kontor")


async def _show(pilot: Pilot[None], query: str) -> None:
    await pilot.pause(1)
    await pilot.press(*query)
    await pilot.pause(1)
    await pilot.press("tab", "j", "space")
    await pilot.pause(1)


async def _review(pilot: Pilot[None]) -> None:
    """What is sure confirmed, and the notification of it gone."""
    await pilot.press("e")
    await pilot.pause(1)
    await pilot.press("Y")
    await pilot.pause(5)
    await pilot.press("j", "j")
    await pilot.pause(1)


if __name__ == "__main__":
    asyncio.run(main())

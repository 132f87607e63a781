"""Acting on marked contracts while a second process changes the archive under the screen."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.tui.dialogs.pick import PickDialog
from arkiv.tui.widgets.results import Results
from fakes.meddlers import meddling
from tui.stage import DEEDS, on_stage, press, small_archive, until


def test_a_tag_goes_to_exactly_those_that_were_marked_and_comes_off_them(
    tmp_path: Path,
) -> None:
    marked: list[ContractId] = []

    def tagged(kind: EventKind) -> list[ContractId]:
        events = [event for event in archive.record.events.of() if event.kind is kind]
        told = [event for event in events if (event.after or event.before)["tag"] == "bulk"]
        return sorted(event.contract for event in told if event.contract is not None)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "a")
            marked.extend(sorted(app.screen.query_one(Results).marked))
            with meddling(archive.workspace.record):
                await busy(pilot)
                await pilot.press("t")
                await until(pilot, lambda: isinstance(app.screen, PickDialog))
                await busy(pilot)
                await pilot.press(*"bulk", "enter")
                await until(pilot, lambda: tagged(EventKind.TAGGED))
                await busy(pilot)
                await pilot.press("u")
                await until(pilot, lambda: tagged(EventKind.UNTAGGED))

    async def busy(pilot: Pilot[None]) -> None:
        """The other one has done ten things more."""
        last = archive.record.events.last_seq() + 10
        await until(pilot, lambda: archive.record.events.last_seq() > last)

    with small_archive(tmp_path / "ws") as archive:
        asyncio.run(run())

        assert len(marked) == len(DEEDS)
        assert tagged(EventKind.TAGGED) == tagged(EventKind.UNTAGGED) == marked
        others = {event.contract for event in archive.record.events.of() if event.actor == "ola"}
        assert others & set(marked) and others - set(marked), "it did what could be mixed up"
        assert archive.record.events.broken() == ()

"""Acting on marked contracts while a second process changes the archive under the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.tui.acts import Acts
from arkiv.tui.dialogs.pick import PickDialog
from arkiv.tui.widgets.results import Results
from fakes.programs import meddling
from tui.stage import DEEDS, on_stage, press, small_archive, until


def test_a_tag_goes_to_exactly_those_that_were_marked_and_comes_off_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked: list[ContractId] = []
    asked: list[ContractId] = []
    tag = Acts.tag

    def tag_them(acts: Acts, contracts: Sequence[ContractId]) -> None:
        asked.extend(contracts)
        tag(acts, contracts)

    monkeypatch.setattr(Acts, "tag", tag_them)

    def tagged(kind: EventKind) -> list[ContractId]:
        events = [event for event in archive.record.events.of() if event.kind is kind]
        told = [event for event in events if (event.after or event.before)["tag"] == "bulk"]
        return sorted(event.contract for event in told if event.contract is not None)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "a")
            marked.extend(app.screen.query_one(Results).marked)
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

        assert tagged(EventKind.TAGGED) == tagged(EventKind.UNTAGGED) == sorted(asked) != []
        assert set(asked) <= set(marked) and len(marked) == len(DEEDS), "what is gone is not shown"
        others = {event.contract for event in archive.record.events.of() if event.actor == "ola"}
        assert others & set(asked) and others - set(asked), "it did what could be mixed up"
        assert archive.record.events.broken() == ()

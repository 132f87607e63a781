"""How the screens look, as text, at three sizes. ARKIV_UPDATE_SNAPSHOTS=1 writes them anew."""

from __future__ import annotations

import asyncio
import os
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from arkiv.bootstrap import Archive
from arkiv.domain.auditing import Verdict
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import ObligationKind
from arkiv.tui.app import ArkivApp
from arkiv.tui.screens.audits import AuditsView
from tui.stage import (
    TODAY,
    ask,
    file_damaged,
    on_stage,
    press,
    screen_text,
    small_archive,
    until,
)

SNAPSHOTS = Path(__file__).with_name("snapshots")
SIZES = ((80, 24), (120, 36), (200, 60))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_screens_look_as_they_did(tmp_path: Path, size: tuple[int, int]) -> None:
    shown: dict[str, str] = {}

    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            await until(pilot, lambda: app._beat is not None and app._beat.attention is not None)
            await ask(pilot, "oppsigelse")
            await press(pilot, "tab")
            shown["search"] = screen_text(app)
            await press(pilot, "f")
            shown["facets"] = screen_text(app)
            await press(pilot, "escape", "enter")
            shown["text"] = screen_text(app)
            await press(pilot, "tab")
            shown["facts"] = screen_text(app)
            await press(pilot, "escape", "question_mark")
            shown["help"] = screen_text(app)
            await press(pilot, "escape", "6")
            shown["inbox"] = screen_text(app)
            await press(pilot, "2")
            shown["past"] = screen_text(app)
            await press(pilot, "escape", "W", "W", "j", "j")
            shown["deadlines"] = screen_text(app)
            await press(pilot, "3", "right", "right")
            shown["calendar"] = screen_text(app)
            await press(pilot, "v")
            shown["year"] = screen_text(app)
            await press(pilot, "left", "d")
            shown["date"] = screen_text(app)
            answer_some(archive)
            await press(pilot, "escape", "4")
            await _looked(app, pilot)
            await press(pilot, "right" if size[0] >= 100 else "down")
            shown["audits"] = screen_text(app)
            await press(pilot, "R")
            shown["review"] = screen_text(app)
            await press(pilot, "enter")
            shown["review-words"] = screen_text(app)
            await press(pilot, "escape", "G")
            shown["review-end"] = screen_text(app)
            await press(pilot, "escape")
            await press(pilot, "escape", "5", "j")
            shown["attention"] = screen_text(app)

    with small_archive(tmp_path / "ws") as archive:
        file_damaged(archive, "broken.pdf")
        plan_dates(archive)
        archive.indexing.catch_up()
        asyncio.run(run())

    place = str(archive.workspace.inbox)
    for name, text in shown.items():
        _compare(f"{name}-{size[0]}x{size[1]}", text, place)


def plan_dates(archive: Archive) -> None:
    """Something for this week and the next, some of it on one day."""
    plan, lease = archive.following_up.plan, ContractId(1)
    plan(lease, "Kontrollere brannslukkere", date(2026, 12, 3), TODAY, owner="ola")
    plan(lease, "Ring [utleier]", date(2026, 12, 3), TODAY, kind=ObligationKind.MILESTONE)
    plan(lease, "Avlesing av strøm", date(2026, 12, 10), TODAY, rule="monthly")


def answer_some(archive: Archive) -> None:
    """An audit with an answer of each kind, and another one."""
    pack, answer = archive.auditing.pack("contract-basics.en"), archive.answering.answer
    audit = archive.auditing.start(pack, "Årlig [gjennomgang]", "", date(2027, 1, 31), "ola", TODAY)
    archive.noting.write(ContractId(1), "Ask [utleier] for the annex.")
    archive.auditing.start(pack, "Leases", "type:lease", date(2027, 3, 1), "kari", TODAY)
    lease = ContractId(1)
    answer(audit, [lease], pack.items[0], Verdict.FAIL, TODAY, comment="one signature")
    answer(audit, [lease], pack.items[2], Verdict.NOT_APPLICABLE, TODAY)
    answer(audit, [lease], pack.items[4], Verdict.PASS, TODAY, comment="in the safe")


async def _looked(app: ArkivApp, pilot: Pilot[None]) -> None:
    view = app.screen
    assert isinstance(view, AuditsView)
    await until(pilot, lambda: view._looked >= set(view.checks.seen()) != set())


def _compare(name: str, text: str, place: str) -> None:
    lines = [line for line in text.splitlines() if place[:30] not in line]
    text = "\n".join(lines) + "\n"
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("ARKIV_UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")

"""The attention view: the queue in its order, what mends an item there, and the way back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from arkiv.bootstrap import Archive
from arkiv.domain.attention_items import Attention, AttentionKind
from arkiv.domain.identity import ContractId
from arkiv.tui.app import ArkivApp
from arkiv.tui.attention_words import field_of, item_key, key_words
from arkiv.tui.dialogs.pick import PickDialog, PickList
from arkiv.tui.screens.attention import AttentionView
from arkiv.tui.screens.audits import AuditsView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.attention_list import AttentionList
from tui.stage import (
    DEEDS,
    TODAY,
    file_damaged,
    fill,
    on_stage,
    press,
    said,
    screen_text,
    small_archive,
    until,
)

LEASE, PUMPS = ContractId(1), ContractId(3)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A date of next week, an end that has passed, a notice that is missing, a damaged file."""
    with small_archive(tmp_path / "ws", DEEDS) as archive:
        file_damaged(archive, "broken.pdf")
        archive.following_up.plan(LEASE, "call the landlord", date(2026, 12, 4), TODAY, owner="ola")
        archive.indexing.catch_up()
        yield archive


def items(archive: Archive, *kinds: AttentionKind) -> tuple[Attention, ...]:
    found = archive.attention.items(TODAY, kinds)
    return tuple(item for item in found if isinstance(item, Attention))


def queue_of(app: ArkivApp) -> AttentionList:
    return app.screen.query_one(AttentionList)


def stand_on(app: ArkivApp, kind: AttentionKind) -> Attention:
    queue = queue_of(app)
    place, item = next((n, item) for n, item in enumerate(queue.items) if item.kind is kind)
    assert isinstance(item, Attention)
    queue.move_to(place)
    return item


def test_items_stand_in_the_order_of_the_queue_with_why_and_what_to_do(archive: Archive) -> None:
    expected = items(archive)

    async def run() -> None:
        async with on_stage(archive, (200, 60)) as (app, pilot):
            await press(pilot, "tab", "5")
            assert queue_of(app).items == expected
            assert expected[0].kind is AttentionKind.DUE
            shown = screen_text(app)
            assert "▲ due" in shown
            assert "Call the landlord: 2026-12-04, in 3 d." in shown
            assert "x says that it is done" in shown
            assert "Øst Eiendom AS · owner ola · NOK 120\u202f000/year" in shown
            await until(pilot, lambda: f"Attention ({len(expected)})" in screen_text(app))

    asyncio.run(run())


def test_dates_by_hand_of_one_day_stand_by_their_words(archive: Archive) -> None:
    for title in ("send keys", "ask around", "pay"):
        archive.following_up.plan(LEASE, title, date(2026, 12, 3), TODAY)

    found = [item.deadline.obligation for item in items(archive) if item.deadline is not None]

    titles = [obligation.title for obligation in found if obligation is not None]
    assert titles == ["ask around", "pay", "send keys", "call the landlord"]


def test_what_is_mended_goes_and_the_cursor_stays(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "5")
            second = queue_of(app).items[1]
            await press(pilot, "x")
            await until(pilot, lambda: not items(archive, AttentionKind.DUE))
            await until(pilot, lambda: queue_of(app).current == second)

            ended = stand_on(app, AttentionKind.PAST_END)
            await app.action_perform("attention.end")
            await fill(pilot, "2025-10-18", "delivered")
            gone = item_key(ended)
            await until(pilot, lambda: gone not in map(item_key, queue_of(app).items))
            await press(pilot, "u")
            await until(pilot, lambda: gone in map(item_key, queue_of(app).items))
            await press(pilot, "u")
            await until(pilot, lambda: bool(items(archive, AttentionKind.DUE)))

    asyncio.run(run())


def test_what_another_process_mends_goes_and_the_cursor_keeps_its_item(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "5", "j")
            current = queue_of(app).current
            assert current is not None
            archive.following_up.done(archive.agenda.every(TODAY, date(2026, 12, 4))[-1:])
            await press(pilot, "f5")
            await until(pilot, lambda: queue_of(app).cursor == 0)
            assert queue_of(app).current == current

    asyncio.run(run())


def test_kinds_and_owners_narrow_the_queue(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "5", "t")
            assert isinstance(app.screen, PickDialog)
            offered = [choice.value for choice in app.screen.query_one(PickList).choices]
            assert {"due", "past_end", "failed_reading"} <= set(offered)
            assert "tracked_changes" not in offered
            app.screen.dismiss("past_end")
            await press(pilot)
            assert queue_of(app).items == items(archive, AttentionKind.PAST_END)

            await press(pilot, "O")
            app.screen.dismiss("=ola")
            await press(pilot)
            assert queue_of(app).items == ()
            assert "Nothing needs you of this kind and owner." in screen_text(app)
            await press(pilot, "t")
            app.screen.dismiss("any")
            await press(pilot)
            assert queue_of(app).items == archive.attention.items(TODAY, owner="ola")
            assert "call the landlord".casefold() in screen_text(app).casefold()

    asyncio.run(run())


def test_enter_reads_the_contract_at_the_fact_it_is_about(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "5")
            stand_on(app, AttentionKind.PAST_END)
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            await press(pilot)
            assert isinstance(app.screen, SearchView)
            assert app.screen.opened == PUMPS
            assert app.screen.reading.facts.lines.has_focus

            await press(pilot, "5")
            assert isinstance(app.screen, AttentionView)
            failed = stand_on(app, AttentionKind.FAILED_READING)
            assert field_of(failed) is None
            await press(pilot, "e")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            assert app.screen.opened == failed.contract.id

    asyncio.run(run())


def test_owner_date_and_review_are_said_where_one_stands(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "5")
            failed = stand_on(app, AttentionKind.FAILED_READING)
            contract = failed.contract.id
            await press(pilot, "x")
            assert f"This is no date. {key_words(failed)}" in said(app)
            await press(pilot, "a")
            await fill(pilot, "kari")
            await press(pilot, "d")
            await fill(pilot, "ask for a copy", "2027-06-01", "obligation", "", "", "")
            await press(pilot, "V")
            summary = archive.record.contracts.summary(contract)
            assert summary is not None
            assert summary.owner == "kari"
            assert [planned.title for planned in summary.obligations] == ["ask for a copy"]
            assert summary.last_reviewed == TODAY
            await press(pilot, "u")
            summary = archive.record.contracts.summary(contract)
            assert summary is not None
            assert summary.last_reviewed is None

    asyncio.run(run())


def test_the_menu_offers_done_where_there_is_a_date(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "5", "m")
            assert "Done" in screen_text(app)
            await press(pilot, "escape")
            stand_on(app, AttentionKind.FAILED_READING)
            await press(pilot, "m")
            assert isinstance(app.screen, PickDialog)
            labels = {choice.label for choice in app.screen.query_one(PickList).choices}
            assert "Done" not in labels
            assert {"End…", "Renew…", "Link…", "Reviewed"} <= labels

    asyncio.run(run())


def test_no_item_is_told_to_use_the_shell_where_a_key_does_it(archive: Archive) -> None:
    told = [key_words(item) for item in items(archive)]

    assert told
    assert [words for words in told if "`" in words] == []


def test_an_audit_stands_in_the_queue_and_enter_goes_to_it(archive: Archive) -> None:
    pack = archive.auditing.pack("contract-basics.en")
    archive.auditing.start(pack, "Another", "", date(2028, 1, 31), "ola", TODAY)
    archive.auditing.start(pack, "Autumn", "", date(2026, 11, 30), "ingrid", TODAY)

    async def run() -> None:
        async with on_stage(archive, (200, 60)) as (app, pilot):
            await press(pilot, "tab", "5")
            queue = queue_of(app)
            place = next(n for n, item in enumerate(queue.items) if item.title == "Autumn")
            queue.move_to(place)
            await press(pilot)
            shown = screen_text(app)
            assert "✕ audit overdue" in shown
            assert "has passed, and it is not signed off." in " ".join(shown.split())
            assert "owner ingrid" in shown

            for key in ("x", "a", "V", "d", "o", "D", "w"):
                await press(pilot, key)
                assert "This is an audit." in said(app)
                assert isinstance(app.screen, AttentionView)
            await press(pilot, "m")
            assert isinstance(app.screen, PickDialog)
            labels = {choice.label for choice in app.screen.query_one(PickList).choices}
            assert not labels & {"End…", "Renew…", "Link…", "Reviewed", "Done", "Owner…"}
            await press(pilot, "escape", "enter")
            await until(pilot, lambda: isinstance(app.screen, AuditsView))
            audits = app.screen
            assert isinstance(audits, AuditsView)

            def shows() -> bool:
                matrix = audits.checks.matrix
                return matrix is not None and matrix.audit.name == "Autumn"

            await until(pilot, shows)
            await until(pilot, lambda: audits.checks.has_focus)
            archive.auditing.close(archive.auditing.get("Autumn"), "", with_open=True)
            await press(pilot, "5", "f5")
            await until(pilot, lambda: "Autumn" not in {i.title for i in queue_of(app).items})

    asyncio.run(run())


def test_an_archive_that_needs_nobody_says_so(tmp_path: Path) -> None:
    async def run(empty: Archive) -> None:
        async with on_stage(empty, (80, 24)) as (app, pilot):
            await press(pilot, "tab", "5")
            shown = " ".join(screen_text(app).split())
            assert "Nothing needs you. What comes up stands here until it is mended." in shown
            await press(pilot, "x", "a", "V", "enter", "d", "j", "G")
            assert isinstance(app.screen, AttentionView)

    with small_archive(tmp_path / "ws", ()) as empty:
        asyncio.run(run(empty))

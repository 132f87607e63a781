"""What is said of a whole contract on the screen, and taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from arkiv.bootstrap import Archive
from arkiv.domain.contracts import Link, LinkKind, Summary
from arkiv.domain.identity import ContractId
from arkiv.tui.dialogs.pick import PickDialog, PickList
from arkiv.tui.screens.search import SearchView
from tui.stage import (
    DEEDS,
    TODAY,
    fill,
    on_stage,
    press,
    said,
    screen_text,
    small_archive,
    until,
)

LEASE, FRAMEWORK = ContractId(1), ContractId(2)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with small_archive(tmp_path / "ws", DEEDS) as archive:
        yield archive


def summary(archive: Archive, contract: ContractId = LEASE) -> Summary:
    found = archive.record.contracts.summary(contract)
    assert found is not None
    return found


async def open_facts(pilot: Pilot[None], contract: ContractId) -> None:
    search = pilot.app.screen
    assert isinstance(search, SearchView)
    search.show_contract(contract)
    await press(pilot)
    await press(pilot, "e")
    assert search.opened == contract


async def offered(pilot: Pilot[None]) -> set[str]:
    """What the menu has."""
    await press(pilot, "m")
    screen = pilot.app.screen
    assert isinstance(screen, PickDialog)
    found = {choice.label for choice in screen.query_one(PickList).choices}
    await press(pilot, "escape")
    return found


def test_a_contract_is_ended_with_a_reason_and_the_end_taken_back(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await open_facts(pilot, LEASE)
            assert "Take back the end" not in await offered(pilot)

            await app.action_perform("contract.end")
            await fill(pilot, "2026-11-30", "")
            assert "Say why." in screen_text(app)
            await fill(pilot, "2026-11-30", "moved out [early]")
            assert summary(archive).ended_on == date(2026, 11, 30)
            await until(pilot, lambda: "■ ended 2026-11-30 · moved out [early]" in screen_text(app))
            assert "Take back the end" in await offered(pilot)

            await press(pilot, "u")
            assert summary(archive).ended_on is None
            await app.action_perform("contract.end")
            await fill(pilot, "2026-11-30", "moved out")
            await until(pilot, lambda: "■ ended" in screen_text(app))
            await app.action_perform("contract.take_back_end")
            await press(pilot)
            assert summary(archive).ended_on is None
            await press(pilot, "u")
            assert summary(archive).ended_reason == "moved out"

    asyncio.run(run())


def test_a_contract_is_renewed_and_that_taken_back(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await open_facts(pilot, LEASE)
            await app.action_perform("contract.renew_until")
            await fill(pilot, "31.1.2029")
            assert summary(archive).renewed_until == date(2029, 1, 31)
            await until(pilot, lambda: "✓ renewed until 2029-01-31" in screen_text(app))
            assert "Take back the renewal" in await offered(pilot)

            await app.action_perform("contract.take_back_renewal")
            await press(pilot)
            assert summary(archive).renewed_until is None
            await press(pilot, "u")
            assert summary(archive).renewed_until == date(2029, 1, 31)
            await press(pilot, "u")
            assert summary(archive).renewed_until is None

    asyncio.run(run())


def test_a_contract_is_reviewed_and_that_taken_back(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await open_facts(pilot, LEASE)
            assert "Take back the review" not in await offered(pilot)
            await press(pilot, "V")
            assert summary(archive).last_reviewed == TODAY
            assert summary(archive).reviewed_by == "kari"
            assert "Reviewed: Leieavtale Kaigata 12 · u undoes it" in said(app)
            assert "Take back the review" in await offered(pilot)

            await app.action_perform("contract.take_back_review")
            await press(pilot)
            assert summary(archive).last_reviewed is None
            await press(pilot, "u")
            assert summary(archive).last_reviewed == TODAY
            await press(pilot, "u")
            assert summary(archive).last_reviewed is None

    asyncio.run(run())


def test_contracts_are_linked_and_the_link_taken_away(archive: Archive) -> None:
    link = Link(LEASE, FRAMEWORK, LinkKind.CALL_OFF)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await open_facts(pilot, LEASE)
            assert "Take away a link…" not in await offered(pilot)
            await app.action_perform("contract.link")
            await fill(pilot, "sister", "2")
            assert "One of: amendment" in screen_text(app)
            await fill(pilot, "call-off", "1")
            assert "can't be linked to itself" in screen_text(app)
            await fill(pilot, "call-off", "#2")
            assert archive.standing.links(LEASE) == (link,)
            await until(pilot, lambda: "called off under #2" in screen_text(app))

            await app.action_perform("contract.unlink")
            await press(pilot)
            await press(pilot, "1")
            assert archive.standing.links(LEASE) == ()
            await press(pilot, "u")
            assert archive.standing.links(LEASE) == (link,)
            await press(pilot, "u")
            assert archive.standing.links(LEASE) == ()

            await app.action_perform("contract.link")
            await fill(pilot, "annex", "99")
            assert "99" in said(app)

    asyncio.run(run())


def test_marked_contracts_get_an_owner(archive: Archive) -> None:
    archive.standing.own([LEASE], "ola")

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "a")
            await app.action_perform("contract.own")
            await fill(pilot, " kari ")
            assert {summary(archive, ContractId(n)).owner for n in (1, 2, 3, 4)} == {"kari"}
            await press(pilot, "u")
            assert summary(archive, LEASE).owner == "ola"
            assert summary(archive, FRAMEWORK).owner is None

    asyncio.run(run())


def test_the_facts_begin_with_the_dates_and_what_is_missing(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await open_facts(pilot, ContractId(4))
            await until(pilot, lambda: "? no end found: enter the expiration" in screen_text(app))
            await press(pilot, "escape")
            await open_facts(pilot, FRAMEWORK)
            await until(pilot, lambda: "● 2028-02-29 in 455 d" in screen_text(app))
            assert "no end found" not in screen_text(app)

    asyncio.run(run())


def test_d_adds_a_date_to_the_contract_that_is_read(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive, (80, 24)) as (app, pilot):
            await open_facts(pilot, LEASE)
            await press(pilot, "d")
            await fill(pilot, "x", "2026-12-24", "obligation", "sometimes", "", "")
            assert "is not a rule for repeating" in " ".join(screen_text(app).split())
            await fill(pilot, "inspection", "2026-12-24", "obligation", "", "1 week", "")
            (planned,) = summary(archive).obligations
            assert (planned.title, str(planned.notice)) == ("inspection", "P1W")
            await until(pilot, lambda: "▲ 2026-12-17 in 16 d  inspection" in screen_text(app))
            await press(pilot, "u")
            assert summary(archive).obligations == ()

    asyncio.run(run())

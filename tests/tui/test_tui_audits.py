"""The audits view: starting, answering, what fails, signing off, reporting, and the ways about."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from arkiv.bootstrap import Archive
from arkiv.domain.audit_matrix import Asked
from arkiv.domain.auditing import Audit, Verdict
from arkiv.domain.identity import ContractId
from arkiv.tui.app import ArkivApp
from arkiv.tui.dialogs.confirm import ConfirmDialog
from arkiv.tui.dialogs.pick import PickDialog
from arkiv.tui.screens.audits import AuditsView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.audit_list import AuditList
from arkiv.tui.widgets.checks import Checks
from arkiv.tui.widgets.document import Document
from arkiv.tui.widgets.fact_list import FactList
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

LEASE, FRAMEWORK, PUMPS = (ContractId(number) for number in (1, 2, 3))
DUE = date(2027, 1, 31)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("HOME", str(tmp_path))
    with small_archive(tmp_path / "ws", DEEDS[:3]) as archive:
        yield archive


def started(archive: Archive, name: str = "Yearly") -> Audit:
    pack = archive.auditing.pack("contract-basics.en")
    return archive.auditing.start(pack, name, "", DUE, "ola", TODAY)


def cell(archive: Archive, row: int = 0, column: int = 0) -> Asked:
    audit, _progress = archive.auditing.every()[0]
    return archive.auditing.matrix(audit).rows[row].cells[column]


async def looked(app: ArkivApp, pilot: Pilot[None]) -> None:
    """Until the evidence of all that is seen was looked for."""
    view = app.screen
    assert isinstance(view, AuditsView)

    def is_done() -> bool:
        return view.checks.matrix is not None and view._looked >= set(view.checks.seen())

    await until(pilot, is_done)
    await press(pilot)


def test_an_audit_is_started_with_a_checklist(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4")
            assert "No audits yet" in screen_text(app)
            await press(pilot, "space", "x", "minus", "c", "E", "enter")
            assert "N starts" in said(app)

            await press(pilot, "N")
            await until(pilot, lambda: isinstance(app.screen, PickDialog))
            assert "Contract basics" in screen_text(app)
            await press(pilot, "enter")
            await fill(pilot, "Mine", "nonsuchword", "2 weeks", "ola")
            await until(pilot, lambda: "finds no contract" in said(app))
            await fill(pilot, "Mine", "", "2 weeks", "ola")
            await until(pilot, lambda: "Started Mine · u undoes it" in said(app))
            await until(pilot, lambda: isinstance(app.focused, Checks))
            await looked(app, pilot)

            ((audit, _progress),) = archive.auditing.every()
            assert (audit.name, audit.due, audit.owner) == ("Mine", date(2026, 12, 15), "ola")
            assert "Leieavtale Kaigata 12" in screen_text(app)
            assert "Is it signed by everybody" in screen_text(app)

    asyncio.run(run())


def test_space_passes_on_what_was_found_and_u_takes_it_back(archive: Archive) -> None:
    started(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4")
            await looked(app, pilot)
            await press(pilot, "right")
            assert "Found by itself" in screen_text(app)
            assert "Øst Eiendom AS" in screen_text(app)

            await press(pilot, "space")
            answer = cell(archive, 0, 1).answer
            assert (answer.verdict, answer.actor) == (Verdict.PASS, "kari")
            assert answer.evidence
            await until(pilot, lambda: "✓ pass  kari" in screen_text(app))
            assert "1 of" in screen_text(app)

            await press(pilot, "u")
            assert cell(archive, 0, 1).answer.verdict is Verdict.OPEN

    asyncio.run(run())


def test_a_pass_that_needs_evidence_asks_where_it_lies(archive: Archive) -> None:
    audit = started(archive)
    items = audit.pack.items
    needy = next(n for n, each in enumerate(items) if each.evidence is not None and not each.fact)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4", *["right"] * needy)
            await looked(app, pilot)
            view = app.screen
            assert isinstance(view, AuditsView) and view.checks.proposal is None
            await press(pilot, "space")
            await fill(pilot, "")
            assert "with evidence only" in screen_text(app)
            await fill(pilot, "in the [b]safe")
            assert cell(archive, 0, needy).answer.comment == "in the [b]safe"
            await until(pilot, lambda: "“in the [b]safe”" in screen_text(app))

    asyncio.run(run())


def test_what_fails_becomes_a_deadline(archive: Archive) -> None:
    started(archive)
    archive.following_up.done(archive.agenda.overdue(TODAY), "history")

    async def run() -> None:
        async with on_stage(archive, (200, 60)) as (app, pilot):
            await press(pilot, "tab", "4")
            await looked(app, pilot)
            await press(pilot, "x")
            await fill(pilot, "one signature", "per", "someday")
            await fill(pilot, "one signature", "per", "2026-12-20")
            failed = cell(archive)
            assert failed.answer.verdict is Verdict.FAIL
            assert failed.follow_up is not None
            assert failed.follow_up.obligation.on == date(2026, 12, 20)
            await until(pilot, lambda: "Follow-up: by 2026-12-20, per, open" in screen_text(app))

            await press(pilot, "2")
            await until(pilot, lambda: "Audit Yearly: Is it signed" in screen_text(app))
            await press(pilot, "4")
            await app.action_perform("audits.open_again")
            await until(pilot, lambda: cell(archive).answer.verdict is Verdict.OPEN)
            assert cell(archive).follow_up is None

    asyncio.run(run())


def test_what_does_not_apply_and_comments(archive: Archive) -> None:
    started(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4")
            await looked(app, pilot)
            await press(pilot, "minus")
            await fill(pilot, "no signature needed")
            assert cell(archive).answer.verdict is Verdict.NOT_APPLICABLE
            await until(pilot, lambda: "– not applicable  kari" in screen_text(app))
            await press(pilot, "c")
            await fill(pilot, "says the landlord")
            answer = cell(archive).answer
            assert (answer.verdict, answer.comment) == (
                Verdict.NOT_APPLICABLE,
                "says the landlord",
            )

    asyncio.run(run())


def test_an_audit_is_signed_off_and_opened_again(archive: Archive) -> None:
    started(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4")
            await looked(app, pilot)
            await app.action_perform("audits.sign_off")
            await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
            await press(pilot, "right", "enter")
            await fill(pilot, "board")
            await until(pilot, lambda: "signed off" in screen_text(app).splitlines()[1])
            await press(pilot, "space")
            assert "This audit is signed off" in said(app)
            assert cell(archive).answer.verdict is Verdict.OPEN

            await app.action_perform("audits.reopen")
            await until(pilot, lambda: archive.auditing.every()[0][0].closed is None)
            await until(pilot, lambda: "due 2027-01-31" in screen_text(app).splitlines()[1])

    asyncio.run(run())


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv", "json"])
def test_a_report_is_written(archive: Archive, tmp_path: Path, ending: str) -> None:
    started(archive)
    path = tmp_path / f"report.{ending}"

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4")
            await looked(app, pilot)
            await press(pilot, "E")
            assert "Yearly.html" in screen_text(app)
            await fill(pilot, str(tmp_path / "report.pdf"))
            assert "ends with one of" in screen_text(app)
            await fill(pilot, str(path))
            await until(pilot, path.exists)
            await until(pilot, lambda: "The report is at" in said(app))

    asyncio.run(run())


def test_enter_reads_the_contract_at_the_evidence(archive: Archive) -> None:
    audit = started(archive)
    item = audit.pack.items[2]
    words = archive.answering.quote(PUMPS, "Oppsigelse is Norwegian")
    archive.answering.answer(audit, [PUMPS], item, Verdict.PASS, TODAY, evidence={PUMPS: (words,)})

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4", "G", "right", "right")
            await looked(app, pilot)
            assert "Oppsigelse is Norwegian" in screen_text(app)
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            search = app.screen
            assert isinstance(search, SearchView)
            await press(pilot)
            assert search.opened == PUMPS
            assert search.query_one(Document)._quoted
            assert search.query_one(Document).has_focus

            await press(pilot, "escape", "4", "left", "enter")
            await until(pilot, lambda: isinstance(app.screen, SearchView))
            await press(pilot)
            assert search.query_one(FactList).has_focus

    asyncio.run(run())


def test_u_takes_back_a_sign_off_and_a_start(archive: Archive) -> None:
    archive.reviewing.tag([LEASE], "rent")
    started(archive, "First")
    audit = started(archive, "Second")

    def state() -> list[tuple[str, str | None]]:
        every = archive.auditing.every()
        return [(each.name, each.closed.comment if each.closed else None) for each, _p in every]

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4")
            await looked(app, pilot)
            assert isinstance(app.screen, AuditsView)
            app.screen.choose(audit.id)
            await until(pilot, lambda: "Second" in screen_text(app).splitlines()[1])
            await app.action_perform("audits.sign_off")
            await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
            await press(pilot, "right", "enter")
            await fill(pilot, "all but a few")
            await until(pilot, lambda: "Signed off: Second · u undoes it" in said(app))
            assert state() == [("First", None), ("Second", "all but a few")]

            await press(pilot, "u")
            await until(pilot, lambda: "Undone: Signed off: Second" in said(app))
            assert state() == [("First", None), ("Second", None)]
            await press(pilot, "U")
            await until(pilot, lambda: state()[1] == ("Second", "all but a few"))
            await press(pilot, "u")
            await until(pilot, lambda: state()[1] == ("Second", None))
            await press(pilot, "u")
            await until(pilot, lambda: "Undone: audit started: Second" in said(app))
            await until(pilot, lambda: "First" in screen_text(app).splitlines()[1])
            assert state() == [("First", None)]
            assert archive.reviewing.tags() == {"rent": 1}

    asyncio.run(run())


def test_a_narrow_screen_shows_one_contract_at_a_time(archive: Archive) -> None:
    started(archive, "First [b]")
    started(archive, "Second")

    async def run() -> None:
        async with on_stage(archive, (80, 24)) as (app, pilot):
            await press(pilot, "tab", "4")
            await looked(app, pilot)
            assert "Contract 1/3: Leieavtale Kaigata 12" in screen_text(app)
            await press(pilot, "full_stop", "down")
            await looked(app, pilot)
            assert "Contract 2/3: Raamovereenkomst" in screen_text(app)
            assert "[?]" in screen_text(app)
            await press(pilot, "space")
            await until(pilot, lambda: "[✓]" in screen_text(app))
            await press(pilot, "comma", "h", "l", "k", "G", "g", "pagedown", "pageup", "J", "K")

            await press(pilot, "a")
            assert app.screen.query_one(AuditList).has_focus
            await press(pilot, "space")
            assert "Go to a question first" in said(app)
            await press(pilot, "j", "enter")
            await looked(app, pilot)
            name = archive.auditing.every()[1][0].name
            assert name in screen_text(app).splitlines()[1]
            await press(pilot, "escape", "escape", "tab", "tab")
            assert app.screen.query_one(Checks).has_focus

    asyncio.run(run())


def test_a_click_stands_on_a_question_and_two_read_it(archive: Archive) -> None:
    started(archive)

    async def run() -> None:
        async with on_stage(archive) as (app, pilot):
            await press(pilot, "tab", "4")
            await looked(app, pilot)
            view = app.screen
            assert isinstance(view, AuditsView)
            title, wide, first, last = view.checks._plan(view.checks.size.width)
            assert (first, last) == (0, 15)
            await pilot.click(Checks, offset=(2 + title + 3 * wide - 1, 3))
            assert (view.checks.row, view.checks.column) == (1, 2)
            await pilot.click(Checks, offset=(2 + title + 3 * wide - 1, 3), times=2)
            await until(pilot, lambda: isinstance(app.screen, SearchView))

    asyncio.run(run())

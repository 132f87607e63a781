"""The review of one contract on the screen: each kind of line, the ways about, and what changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from arkiv.bootstrap import Archive
from arkiv.domain.auditing import Verdict
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState
from arkiv.domain.review import FactState
from arkiv.errors import Busy
from arkiv.services.deciding import Deciding
from arkiv.services.walking import DateLine, FactLine, Group, QuestionLine
from arkiv.tui.app import ArkivApp
from arkiv.tui.dialogs.correct import CorrectDialog
from arkiv.tui.dialogs.note import NoteDialog
from arkiv.tui.passages import lay_out
from arkiv.tui.screens.attention import AttentionView
from arkiv.tui.screens.deadlines import DeadlinesView
from arkiv.tui.screens.review import Found, ReviewView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.screens.view import View
from arkiv.tui.widgets.document import Document
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

LEASE, FRAMEWORK, PUMPS, NDA = (ContractId(number) for number in (1, 2, 3, 4))
SMALL, LARGE = (80, 24), (120, 36)
Play = Callable[[ArkivApp, Pilot[None], ReviewView], Awaitable[None]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with small_archive(tmp_path / "ws", DEEDS) as archive:
        yield archive


def play(
    archive: Archive, plays: Play, size: tuple[int, int] = LARGE, contract: ContractId = LEASE
) -> None:
    """With the review of a contract on the screen, opened from the results."""

    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            search = app.screen
            assert isinstance(search, SearchView)
            search.show_contract(contract)
            await press(pilot)
            await press(pilot, "R")
            view = await review_of(app, pilot, contract)
            await plays(app, pilot, view)

    asyncio.run(run())


async def review_of(app: ArkivApp, pilot: Pilot[None], contract: ContractId) -> ReviewView:
    """Once its lines are there."""

    def is_there() -> bool:
        view = app.screen
        shown = isinstance(view, ReviewView) and view.walk_shown
        return bool(shown) and shown.view.summary.id == contract  # type: ignore[union-attr]

    await until(pilot, is_there)
    await press(pilot)
    assert isinstance(app.screen, ReviewView)
    return app.screen


def started(archive: Archive, name: str = "Yearly") -> None:
    pack = archive.auditing.pack("contract-basics.en")
    archive.auditing.start(pack, name, "", date(2027, 1, 31), "ola", TODAY)


def state(archive: Archive, field: Field, contract: ContractId = LEASE) -> FactState:
    rows = archive.deciding.facts_for_review(contract)
    return next(row.state for row in rows if row.field is field)


def verdicts(archive: Archive, contract: ContractId = LEASE) -> dict[str, Verdict]:
    """What was answered."""
    (matrix,) = archive.auditing.asked_of(contract)
    answered = [cell.answer for cell in matrix.rows[0].cells if cell.answer.at]
    return {answer.item: answer.verdict for answer in answered}


def stands_on(view: ReviewView) -> tuple[str, ...]:
    line = view.lines.current
    return line.key if line is not None else ()


async def go_to(pilot: Pilot[None], view: ReviewView, group: Group) -> None:
    """The first line of a group."""
    view.lines.stand_on(lambda line: line.group is group)
    await press(pilot)
    assert stands_on(view)[0] == group


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_review_is_walked_from_the_first_fact_to_the_end(
    archive: Archive, size: tuple[int, int]
) -> None:
    archive.following_up.plan(LEASE, "Inspect", date(2026, 12, 3), TODAY)
    archive.noting.write(LEASE, "Too dear?")
    started(archive)

    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        assert stands_on(view) == (Group.FACTS, Field.TITLE, "")
        assert "y Right" in screen_text(app)
        await press(pilot, "y")
        assert state(archive, Field.TITLE) is FactState.CONFIRMED
        assert stands_on(view) == (Group.FACTS, Field.DOCUMENT_TYPE, "")

        await press(pilot, "e")
        dialog = app.screen
        assert isinstance(dialog, CorrectDialog)
        dialog.query_one("#value").value = "services"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert state(archive, Field.DOCUMENT_TYPE) is FactState.CORRECTED
        assert stands_on(view) == (Group.FACTS, Field.PARTIES, "1")
        await press(pilot, "A")
        await until(pilot, lambda: isinstance(view.lines.current, DateLine))

        assert "x Done" in screen_text(app) and "y Right" not in screen_text(app)
        await press(pilot, "x")
        await until(pilot, lambda: isinstance(view.lines.current, QuestionLine))

        assert stands_on(view)[2] == "signed"
        assert "- N/A" in screen_text(app)
        await press(pilot, "x")
        await fill(pilot, "one signature", "", "2027-01-31")
        await until(pilot, lambda: stands_on(view)[2:] == ("parties",))
        await press(pilot, "space")
        await until(pilot, lambda: stands_on(view)[2:] == ("complete",))
        await press(pilot, "minus")
        await fill(pilot, "no annexes")
        await until(pilot, lambda: stands_on(view)[2:] == ("scope",))
        assert verdicts(archive) == {
            "signed": Verdict.FAIL,
            "parties": Verdict.PASS,
            "complete": Verdict.NOT_APPLICABLE,
        }

        await go_to(pilot, view, Group.NOTES)
        assert "y Resolve" in screen_text(app)
        await press(pilot, "y")
        await until(pilot, lambda: stands_on(view) == (Group.REVIEW,))
        assert archive.noting.named(LEASE, "c1").state is NoteState.RESOLVED

        assert "11 questions open" in " ".join(screen_text(app).split())
        await press(pilot, "enter")
        await until(pilot, lambda: "✓ today" in screen_text(app))
        assert archive.reviewing.show(LEASE, TODAY).summary.reviewed_by == "kari"
        assert "Reviewed: Leieavtale Kaigata 12; 11 questions open" in said(app)

        await press(pilot, "u")
        await until(pilot, lambda: "✓ today" not in screen_text(app))
        assert archive.reviewing.show(LEASE, TODAY).summary.last_reviewed is None
        assert stands_on(view) == (Group.REVIEW,)
        await press(pilot, "u")
        await until(pilot, lambda: stands_on(view) == (Group.NOTES, "c1"))
        await press(pilot, "u")
        await until(pilot, lambda: stands_on(view)[2:] == ("complete",))

    play(archive, walks, size)


def test_a_date_is_put_off_opened_again_and_its_facts_confirmed(archive: Archive) -> None:
    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        await go_to(pilot, view, Group.DEADLINES)
        place = stands_on(view)
        await press(pilot, "w")
        await fill(pilot, "2027-01-15", "they asked")
        await until(pilot, lambda: "■ put off" in screen_text(app))
        assert stands_on(view) == place
        assert "they asked" in screen_text(app)
        await press(pilot, "X")
        await until(pilot, lambda: "● later" in screen_text(app))
        await press(pilot, "y")
        await until(pilot, lambda: state(archive, Field.EXPIRATION_DATE).decided)
        await press(pilot, "e")
        await until(pilot, lambda: stands_on(view) == (Group.FACTS, Field.EXPIRATION_DATE, ""))

    play(archive, walks)


def test_a_missing_fact_is_typed_or_said_not_to_be_there(archive: Archive) -> None:
    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        view.lines.stand_on(lambda line: isinstance(line, FactLine) and line.missing is not None)
        await press(pilot)
        assert stands_on(view)[1] == Field.EXPIRATION_DATE
        assert "? no end found" in screen_text(app)
        await press(pilot, "y")
        assert "There is nothing to confirm" in said(app)
        await press(pilot, "x")
        await until(pilot, lambda: state(archive, Field.EXPIRATION_DATE, NDA).decided)
        await until(pilot, lambda: "no end found" not in screen_text(app))

    play(archive, walks, contract=NDA)


def test_enter_reads_the_words_and_keys_go_on_meaning_the_line(archive: Archive) -> None:
    archive.noting.write(LEASE, "Sent?", anchor=archive.noting.passage(LEASE, "skal skje"))

    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        await go_to(pilot, view, Group.NOTES)
        assert "p. 2 “skal skje”" in screen_text(app)
        assert not view.query_one(Document).size.height
        await press(pilot, "enter")
        assert view.query_one(Document).has_focus
        marked = next(line for line in screen_text(app).splitlines() if "skal skje." in line)
        assert marked.startswith("▌") and "◂ c1" in marked
        await press(pilot, "y")
        assert archive.noting.named(LEASE, "c1").state is NoteState.RESOLVED
        await press(pilot, "escape")
        assert view.lines.has_focus
        await press(pilot, "escape")
        assert isinstance(app.screen, SearchView)

    play(archive, walks, SMALL)


def test_a_note_is_written_on_the_words_of_the_line_and_changed(archive: Archive) -> None:
    passage = archive.noting.passage(LEASE, "Husleie betales")
    archive.noting.write(LEASE, "First", anchor=passage)

    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        await go_to(pilot, view, Group.NOTES)
        await press(pilot, "c")
        assert "“Husleie betales”" in screen_text(app)
        await press(pilot, *"Second", "f2")
        written = archive.noting.named(LEASE, "c2")
        assert written.text == "Second" and written.anchor is not None
        assert written.anchor.source.text == passage.source.text

        await press(pilot, "e")
        dialog = app.screen
        assert isinstance(dialog, NoteDialog)
        assert dialog.query_one(TextArea).text == "First"
        await press(pilot, *" try", "f2")
        assert archive.noting.named(LEASE, "c1").text == "First try"

        await go_to(pilot, view, Group.NOTES)
        await press(pilot, "x")
        await until(pilot, lambda: "First try" not in screen_text(app))
        assert stands_on(view) == (Group.NOTES, "c2")
        await go_to(pilot, view, Group.FACTS)
        await press(pilot, "c")
        assert not app.screen.query_one("#about").display

    play(archive, walks)


def test_a_question_is_commented_and_its_answer_taken_away(archive: Archive) -> None:
    started(archive)

    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        await go_to(pilot, view, Group.CHECKLIST)
        place = stands_on(view)
        await press(pilot, "e")
        await fill(pilot, "asked them")
        await until(pilot, lambda: "“asked them”" in screen_text(app))
        assert stands_on(view) == place
        await press(pilot, "y")
        await until(pilot, lambda: stands_on(view) != place)
        assert verdicts(archive)["signed"] is Verdict.PASS
        await press(pilot, "k", "X")
        await until(pilot, lambda: "signed" not in verdicts(archive))
        assert stands_on(view) == place

    play(archive, walks)


def test_another_process_changes_the_contract_and_the_place_is_kept(archive: Archive) -> None:
    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        await press(pilot, "j", "j", "j")
        place = stands_on(view)
        archive.deciding.confirm(LEASE, Field.TITLE)
        archive.deciding.correct(LEASE, Field.AGREEMENT_DATE, "2024-01-15")
        archive.deciding.confirm(LEASE, Field.PARTIES)
        archive.noting.write(LEASE, "From elsewhere")
        app.action_refresh()
        await until(pilot, lambda: "From elsewhere" in screen_text(app))
        assert "Agreement date" in screen_text(app)
        assert stands_on(view) == place == (Group.FACTS, Field.EXPIRATION_DATE, "")

    play(archive, walks)


def test_what_could_not_be_done_stays_open(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object) -> None:
        raise Busy("The archive is busy.")

    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        monkeypatch.setattr(Deciding, "confirm", busy)
        await press(pilot, "y")
        await until(pilot, lambda: "The archive is busy." in said(app))
        await press(pilot, "R")
        assert stands_on(view) == (Group.FACTS, Field.TITLE, "")

    play(archive, walks)


def test_a_cancelled_dialog_moves_nothing(archive: Archive) -> None:
    async def walks(_app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        await go_to(pilot, view, Group.DEADLINES)
        place = stands_on(view)
        await press(pilot, "w", "escape")
        assert stands_on(view) == place
        await go_to(pilot, view, Group.FACTS)
        await press(pilot, "e", "escape")
        assert stands_on(view) == (Group.FACTS, Field.TITLE, "")
        assert not state(archive, Field.TITLE).decided

    play(archive, walks)


def test_the_text_goes_to_the_first_of_the_words_given(tmp_path: Path) -> None:
    pages = tuple("\n".join(f"line {n} of page {p}" for n in range(60)) for p in (1, 2))

    async def walks(_app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        view.document.quote([(1, 400, 410), (0, 300, 310)])
        await press(pilot)
        assert view.document.page == 2
        view.document.quote([(0, 300, 310), (1, 400, 410)])
        await press(pilot)
        assert view.document.page == 1

    with small_archive(tmp_path / "ws", (replace(DEEDS[0], pages=pages),)) as archive:
        play(archive, walks)


def test_one_contract_after_another_is_gone_through(archive: Archive) -> None:
    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        assert "1 of 4" in screen_text(app)
        ids, first = view._among, view.walk_shown
        await press(pilot, "full_stop")
        await review_of(app, pilot, ids[1])
        assert "2 of 4" in screen_text(app)
        assert first is not None
        view.show_found(Found(first, lay_out((), (), 50)), TODAY)  # it came too late
        assert view.walk_shown is not None and view.walk_shown.view.summary.id == ids[1]
        await press(pilot, "comma")
        await review_of(app, pilot, ids[0])
        await press(pilot, "comma")
        assert "This is the first of 4." in said(app)
        assert view.current_contract == ids[0]

    async def run() -> None:
        async with on_stage(archive, LARGE) as (app, pilot):
            await press(pilot, "tab", "R")
            search = app._screen_stacks["search"][0]
            assert isinstance(search, SearchView)
            view = await review_of(app, pilot, search.results.ids[0])
            await walks(app, pilot, view)

    asyncio.run(run())


def test_it_opens_from_every_view_and_goes_back_there(archive: Archive) -> None:
    async def run() -> None:
        async with on_stage(archive, LARGE) as (app, pilot):
            started(archive)
            await press(pilot, "tab", "2")
            await press(pilot, "escape", "W", "W")
            deadlines = app.screen
            assert isinstance(deadlines, DeadlinesView)
            due = deadlines.dues.current
            assert due is not None
            for key, kind in (("2", DeadlinesView), ("5", AttentionView), ("4", View)):
                await press(pilot, key)
                await until(pilot, lambda: not _loading(app))
                await press(pilot, "R")
                await until(pilot, lambda: isinstance(app.screen, ReviewView))
                await until(pilot, lambda: bool(app.screen.walk_shown))  # type: ignore[attr-defined]
                await press(pilot, "escape")
                assert isinstance(app.screen, kind) and not isinstance(app.screen, ReviewView)
            await press(pilot, "1", "enter", "R")
            await until(pilot, lambda: isinstance(app.screen, ReviewView))
            await press(pilot, "escape")
            search = app.screen
            assert isinstance(search, SearchView) and search.opened is not None

    asyncio.run(run())


def _loading(app: ArkivApp) -> bool:
    return bool(getattr(app.screen, "_loading", False))


def test_the_groups_say_so_where_there_is_nothing(archive: Archive) -> None:
    damaged = file_damaged(archive, "broken.pdf")
    archive.indexing.catch_up()

    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        text = screen_text(app)
        assert "Facts · The file is damaged" in text
        assert "Deadlines · none; d adds one" in text
        assert "Checklist · in no open audit" in text
        assert "Notes · none; c writes one" in text
        assert view.query_one("#nothing").display

    play(archive, walks, contract=damaged)


def test_a_contract_in_the_trash_says_so(archive: Archive) -> None:
    async def walks(app: ArkivApp, pilot: Pilot[None], _view: ReviewView) -> None:
        archive.reviewing.trash([LEASE])
        app.action_refresh()
        await until(pilot, lambda: "■ in the trash; D takes it out" in screen_text(app))
        await app.action_perform("contract.trash")
        await until(pilot, lambda: "in the trash" not in screen_text(app))

    play(archive, walks)


def test_the_menu_has_what_the_line_takes(archive: Archive) -> None:
    async def walks(app: ArkivApp, pilot: Pilot[None], view: ReviewView) -> None:
        await press(pilot, "m")
        text = screen_text(app)
        assert "Right" in text and "Put off" not in text
        await press(pilot, "escape")
        await app.action_perform("review_date.done")
        await press(pilot)
        assert stands_on(view) == (Group.FACTS, Field.TITLE, "")
        await go_to(pilot, view, Group.DEADLINES)
        await press(pilot, "m")
        assert "Put off" in screen_text(app)

    play(archive, walks)

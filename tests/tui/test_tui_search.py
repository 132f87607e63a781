"""The search view, driven by keys and the mouse over a real small archive."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from arkiv.bootstrap import Archive, open_archive
from arkiv.domain.anchors import Anchor
from arkiv.domain.facts import DocumentType
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import Note
from arkiv.domain.searching import Facet
from arkiv.errors import Busy
from arkiv.services.noting import Noting
from arkiv.tui.app import ArkivApp
from arkiv.tui.dialogs.note import NoteDialog
from arkiv.tui.dialogs.pick import PickDialog
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.document import Document
from arkiv.tui.widgets.facets import Facets
from arkiv.tui.widgets.field import SearchField
from arkiv.tui.widgets.results import Results
from tui.stage import (
    DEEDS,
    ask,
    file_deed,
    on_stage,
    press,
    screen_text,
    settle,
    small_archive,
    until,
)

Play = Callable[[ArkivApp, Pilot[None]], Awaitable[None]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with small_archive(tmp_path / "ws") as archive:
        yield archive


def play(archive: Archive, play: Play, size: tuple[int, int] = (120, 36)) -> None:
    """Run a play on the stage."""

    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            await play(app, pilot)

    asyncio.run(run())


def titles(app: ArkivApp) -> list[str]:
    results = app.screen.query_one(Results)
    return [results._rows[id].summary.title for id in results.ids]


def said(app: ArkivApp) -> str:
    return " ".join(notice.message for notice in app._notifications)


def test_everything_is_listed_before_anything_is_typed(archive: Archive) -> None:
    async def looks(app: ArkivApp, pilot: Pilot[None]) -> None:
        assert sorted(titles(app)) == sorted(deed.title for deed in DEEDS)
        shown = screen_text(app)
        assert "Øst Eiendom AS · Lease" in shown
        assert "2027-01-31" in shown and "▲ ends 61 d" in shown

    play(archive, looks)


def test_results_follow_the_typing_and_the_hits_are_marked(archive: Archive) -> None:
    async def types(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, *"oppsigelse")

        assert sorted(titles(app)) == ["Leieavtale Kaigata 12", "Supply of pumps [draft]"]
        document = app.screen.query_one(Document)
        assert document.hit_count == 1
        assert "p. 2/2 · hit 1/1" in screen_text(app)
        assert "7.1 Oppsigelse skal skje.  p. 2" in screen_text(app)

    play(archive, types)


def test_arrows_move_the_results_while_the_field_keeps_the_focus(archive: Archive) -> None:
    async def moves(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps")
        await press(pilot, "down")

        assert isinstance(app.screen.focused, SearchField)
        assert app.screen.query_one(Results).cursor == 1
        assert "2/2" in screen_text(app)

    play(archive, moves)


def test_a_bad_query_says_why_and_keeps_the_results(archive: Archive) -> None:
    async def errs(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps")
        before = titles(app)

        await ask(pilot, "pumps expires:soonish")

        assert titles(app) == before
        assert "▲" in screen_text(app).splitlines()[2]

        await ask(pilot, "")
        assert len(titles(app)) == len(DEEDS)
        assert "soonish" not in screen_text(app)

    play(archive, errs)


def test_escape_steps_out_and_never_erases_the_query(archive: Archive) -> None:
    async def escapes(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps")
        await press(pilot, "enter")
        assert isinstance(app.screen.focused, Document)
        assert not app.screen.query_one(Results).is_on_screen

        await press(pilot, "escape", "escape", "escape")

        assert isinstance(app.screen.focused, Results)
        assert app.screen.query_one(SearchField).value == "pumps"

    play(archive, escapes)


def test_a_facet_narrows_excludes_and_is_cleared(archive: Archive) -> None:
    async def narrows(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "f")
        facets = app.screen.query_one(Facets)
        at = next(n for n, row in enumerate(facets._rows) if row.count and row.count.value == "nda")
        facets.move_to(at)

        await press(pilot, "space")
        assert titles(app) == ["Mutual NDA"]
        assert "[Type: NDA ✕]" in screen_text(app)

        await press(pilot, "minus")
        assert "Mutual NDA" not in titles(app) and len(titles(app)) == 3
        assert "[Type: not NDA ✕]" in screen_text(app)

        await press(pilot, "0")
        assert len(titles(app)) == 4
        assert "Filters" not in screen_text(app)

    play(archive, narrows)


def test_a_facet_is_clicked(archive: Archive) -> None:
    async def clicks(app: ArkivApp, pilot: Pilot[None]) -> None:
        lines = screen_text(app).splitlines()
        row = next(n for n, line in enumerate(lines) if "[ ] Lease" in line)

        await pilot.click(offset=(4, row))
        await settle(pilot)

        assert titles(app) == ["Leieavtale Kaigata 12"]

    play(archive, clicks)


def test_a_filter_is_taken_away_by_clicking_it(archive: Archive) -> None:
    async def clicks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await test_select(app, pilot, "[ ] Lease")
        assert len(titles(app)) == 1

        line = screen_text(app).splitlines()[2]
        await pilot.click(offset=(line.index("Type"), 2))
        await settle(pilot)

        assert len(titles(app)) == 4

    async def test_select(app: ArkivApp, pilot: Pilot[None], words: str) -> None:
        lines = screen_text(app).splitlines()
        await pilot.click(offset=(4, next(n for n, line in enumerate(lines) if words in line)))
        await settle(pilot)

    play(archive, clicks)


def test_a_tag_is_put_on_all_marked_contracts_and_undone(archive: Archive) -> None:
    async def tags(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps")
        await press(pilot, "tab", "space", "space")
        assert "2 marked" in screen_text(app)

        await press(pilot, "t")
        assert isinstance(app.screen, PickDialog)
        await press(pilot, *"review", "enter")
        assert archive.reviewing.tags() == {"review": 2}
        assert "u undoes it" in said(app)
        assert "[ ] review" in screen_text(app)

        await press(pilot, "u")
        assert archive.reviewing.tags() == {}

    play(archive, tags)


def test_a_tag_that_all_have_is_taken_away(archive: Archive) -> None:
    archive.reviewing.tag([ContractId(4)], "old")

    async def untags(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "confidential")
        await press(pilot, "tab", "t")
        assert "[x]" in screen_text(app)

        await press(pilot, "enter")

        assert archive.reviewing.tags() == {}

    play(archive, untags)


def test_a_note_is_said_to_be_saved_only_when_it_is(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = Noting.write_on
    ids: list[str | None] = []

    def fails_once(
        self: Noting,
        contracts: Sequence[ContractId],
        text: str,
        note_id: str | None = None,
        anchor: Anchor | None = None,
    ) -> tuple[Note, ...]:
        ids.append(note_id)
        if len(ids) == 1:
            raise Busy("Another program is writing. Try again.")
        return save(self, contracts, text, note_id, anchor)

    monkeypatch.setattr(Noting, "write_on", fails_once)

    async def notes(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "confidential")
        await press(pilot, "tab", "c")
        await press(pilot, *"Ring", "enter", *"dem")
        await press(pilot, "f2")
        assert isinstance(app.screen, NoteDialog)
        assert "Another program is writing" in screen_text(app)
        assert app.screen.query_one(TextArea).text == "Ring\ndem"
        assert "saved" not in said(app)

        await press(pilot, "f2")
        assert "Note saved." in said(app)
        assert [note.text for note in archive.record.notes.of_contract(ContractId(4))] == [
            "Ring\ndem"
        ]
        assert ids[0] == ids[1]
        assert "1 note" in screen_text(app)

    play(archive, notes)


def test_a_note_that_was_left_comes_back(archive: Archive) -> None:
    async def leaves(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "c", *"half")
        await press(pilot, "escape")
        assert "Not saved" in said(app)

        await press(pilot, "c")

        assert app.screen.query_one(TextArea).text == "half"

    play(archive, leaves)


def test_the_original_is_copied_when_there_is_no_viewer(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    copy = tmp_path / "lease.pdf"
    monkeypatch.setattr(type(archive.filing), "viewing_copy", lambda _self, _id: copy)

    async def opens(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "o")

        assert str(copy) in said(app)

    play(archive, opens)


def test_a_reference_is_copied_with_its_page(archive: Archive) -> None:
    async def copies(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "confidential")
        await press(pilot, "tab", "y")

        assert app.clipboard == "Mutual NDA, #4, p. 1"

    play(archive, copies)


def test_one_key_puts_a_contract_into_the_trash_and_takes_it_out(archive: Archive) -> None:
    async def trashes(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "confidential")
        await press(pilot, "tab", "D")
        assert titles(app) == []
        await press(pilot, "u")
        assert titles(app) == ["Mutual NDA"]

        await press(pilot, "D")
        await ask(pilot, "is:trashed")
        assert titles(app) == ["Mutual NDA"]
        await press(pilot, "tab", "D")
        assert titles(app) == []
        await ask(pilot, "confidential")
        assert titles(app) == ["Mutual NDA"]

    play(archive, trashes)


def test_several_go_into_the_trash_only_after_asking(archive: Archive) -> None:
    async def trashes(app: ArkivApp, pilot: Pilot[None]) -> None:
        before = titles(app)
        await press(pilot, "tab", "a", "D")
        assert "Nothing is deleted" in screen_text(app)

        await press(pilot, "enter")  # the safe answer has the focus
        assert titles(app) == before

        await press(pilot, "D", "tab", "enter")
        assert titles(app) == []

        await press(pilot, "u")
        assert titles(app) == before

    play(archive, trashes)


def test_what_another_process_files_comes_in_by_itself(archive: Archive) -> None:
    async def waits(app: ArkivApp, pilot: Pilot[None]) -> None:
        with open_archive(archive.workspace) as other:
            file_deed(other, DEEDS[0], "another lease.pdf")
            other.indexing.catch_up()

        await until(pilot, lambda: len(app.screen.query_one(Results).ids) == 5)
        assert "+ Leieavtale" in screen_text(app)

    play(archive, waits)


def test_a_list_in_use_is_not_reordered_under_the_cursor(archive: Archive) -> None:
    async def reads(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "j", "j")
        results = app.screen.query_one(Results)
        place, before = results.current_id, results.ids

        with open_archive(archive.workspace) as other:
            file_deed(other, DEEDS[0], "another lease.pdf")
            other.indexing.catch_up()
        await until(pilot, lambda: "1 new, press r" in screen_text(app))
        assert (results.current_id, results.ids) == (place, before)

        await press(pilot, "r")
        assert len(results.ids) == 5

    play(archive, reads)


def test_the_menu_and_the_help_do_what_is_chosen(archive: Archive) -> None:
    async def chooses(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "m")
        assert "What to do" in screen_text(app)
        await press(pilot, "escape", "question_mark")
        await press(pilot, *"mark all", "enter")

        assert "4 marked" in screen_text(app)

    play(archive, chooses)


def test_the_palette_lists_the_same_actions(archive: Archive) -> None:
    async def lists(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab")
        names = {command.title for command in app.get_system_commands(app.screen)}

        assert {"Tag", "Note", "Trash, or back", "Theme…", "Inbox"} <= names

        await press(pilot, "colon")
        await press(pilot, *"mark all")
        await until(pilot, lambda: "Mark all hits" in screen_text(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, SearchView))
        await settle(pilot)
        assert "4 marked" in screen_text(app)

    play(archive, lists)


def test_the_order_is_chosen(archive: Archive) -> None:
    async def sorts(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "s", "down", "enter")

        assert titles(app) == sorted(deed.title for deed in DEEDS)
        assert "sort: title" in screen_text(app)

    play(archive, sorts)


@pytest.mark.parametrize(
    ("width", "height", "panes"),
    [(80, 24, 1), (99, 40, 1), (100, 24, 3), (120, 36, 3), (200, 60, 3)],
)
def test_there_are_as_many_panes_as_fit(
    archive: Archive, width: int, height: int, panes: int
) -> None:
    async def counts(app: ArkivApp, pilot: Pilot[None]) -> None:
        shown = [app.screen.query_one(name).display for name in ("#facets", "#middle", "#reading")]

        assert sum(shown) == panes
        assert "Leieavtale Kaigata 12" in screen_text(app)

    play(archive, counts, (width, height))


def test_facets_lie_over_the_results_on_a_small_screen(archive: Archive) -> None:
    async def overlays(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "f")
        assert "▾ Status" in screen_text(app) and "█" in screen_text(app)
        assert not app.screen.query_one("#middle").display

        await press(pilot, "f")
        assert app.screen.query_one("#middle").display

    play(archive, overlays, (80, 24))


def test_the_text_is_shown_below_on_a_small_screen(archive: Archive) -> None:
    async def toggles(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "oppsigelse")
        await press(pilot, "tab", "p")

        assert "Oppsigelse" in screen_text(app)
        assert app.screen.query_one("#middle").display

    play(archive, toggles, (80, 24))


def test_rows_are_fetched_as_the_list_is_scrolled(tmp_path: Path) -> None:
    deeds = tuple(
        type(DEEDS[0])(f"Contract {n:03}", "Some Party", DocumentType.LEASE, None, ("words",))
        for n in range(120)
    )

    async def scrolls(app: ArkivApp, pilot: Pilot[None]) -> None:
        results = app.screen.query_one(Results)
        assert len(results._rows) < 120

        await press(pilot, "tab", "G")

        assert "Contract 000" in screen_text(app)
        assert "120/120" in screen_text(app)

    with small_archive(tmp_path / "ws", deeds) as archive:
        play(archive, scrolls)


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    async def reads(app: ArkivApp, pilot: Pilot[None]) -> None:
        assert "No contracts yet." in screen_text(app)

    with small_archive(tmp_path / "ws", ()) as archive:
        play(archive, reads)


def test_no_hits_says_what_to_try(archive: Archive) -> None:
    async def types(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "zebra")

        assert "Nothing matches “zebra”." in screen_text(app)
        assert app.screen.query_one(Input).value == "zebra"

    play(archive, types)


def test_a_key_that_changes_the_answer_lays_nothing_out_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts: list[object] = []
    lay_out = SearchView._refresh_layout

    def counted(self: SearchView, *args: Any, **options: Any) -> None:
        layouts.append(self)
        lay_out(self, *args, **options)

    async def types(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps")
        monkeypatch.setattr(SearchView, "_refresh_layout", counted)

        await press(pilot, "down")
        await ask(pilot, "confidential")

        assert titles(app) == ["Mutual NDA"]
        assert layouts == []

    play(archive, types)


def test_a_range_is_marked(archive: Archive) -> None:
    async def marks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "space", "j", "v")

        results = app.screen.query_one(Results)
        assert results.marked == set(results.ids[:3])

    play(archive, marks)


def test_a_value_is_found_inside_a_facet(archive: Archive) -> None:
    async def finds(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "f")
        facets = app.screen.query_one(Facets)
        facets.move_to(
            next(n for n, row in enumerate(facets._rows) if row.facet is Facet.COUNTERPARTY)
        )

        await press(pilot, "F", *"pendle", "enter")

        assert titles(app) == ["Mutual NDA"]

    play(archive, finds)

"""How a query is completed, mended, kept, sorted and called up again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from arkiv.bootstrap import Archive
from arkiv.domain.searching import Facet
from arkiv.errors import NotFound
from arkiv.services.finding import Selection
from arkiv.tui.app import ArkivApp
from arkiv.tui.dialogs.pick import PickDialog, PickList
from arkiv.tui.widgets.facets import Facets
from arkiv.tui.widgets.field import SearchField
from arkiv.tui.widgets.results import Results
from arkiv.tui.widgets.suggestions import Suggestions
from arkiv.tui.widgets.ways import Ways
from tui.stage import DEEDS, TODAY, ask, press, screen_text, settle, small_archive
from tui.test_tui_search import archive, play, said, titles

__all__ = ["archive"]


def offered(app: ArkivApp) -> list[str]:
    return [offer.label for offer in app.screen.query_one(Suggestions).offers]


def query(app: ArkivApp) -> str:
    return app.screen.query_one(SearchField).value


def test_what_a_query_could_go_on_with_is_taken_by_one_key(archive: Archive) -> None:
    async def types(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, *"part")
        assert offered(app)[0] == "party:"
        await press(pilot, "right", *"rij")
        assert offered(app) == ["Rijnmond Inkoop B.V."]
        assert "Rijnmond Inkoop B.V." in screen_text(app).splitlines()[2]

        await press(pilot, "right")

        assert query(app) == 'party:"Rijnmond Inkoop B.V." '
        assert titles(app) == ["Raamovereenkomst IT-inkoop"]
        assert not app.screen.query_one(Suggestions).display

    play(archive, types, (80, 24))


def test_offers_leave_the_arrows_to_the_results_and_go_with_the_focus(archive: Archive) -> None:
    async def types(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps")
        app.screen.query_one(SearchField).put("pumps type:")
        await settle(pilot)
        before = offered(app)
        assert len(before) > 1
        await press(pilot, "f4", "down")
        assert app.screen.query_one(Results).cursor == 1
        current = app.screen.query_one(Suggestions).current
        assert current is not None and current.label == before[1]

        await press(pilot, "left", "right")  # inside the text it is an arrow
        assert query(app) == "pumps type:"

        await press(pilot, "tab")
        assert offered(app) == []

    play(archive, types)


def test_a_whole_word_that_is_also_a_field_covers_no_results(archive: Archive) -> None:
    async def types(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, *"oppsigelse")

        assert offered(app) == []

    play(archive, types)


def test_an_offer_is_clicked(archive: Archive) -> None:
    async def clicks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, *"par")
        await pilot.click(Suggestions, offset=(2, 0))
        await settle(pilot)

        assert query(app) == "party:"
        assert isinstance(app.screen.focused, SearchField)

    play(archive, clicks)


def test_an_error_stands_under_its_place_and_one_key_mends_it(archive: Archive) -> None:
    async def errs(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps is:reviewd ")
        app.screen.query_one(SearchField).cursor_position = 99
        lines = screen_text(app).splitlines()
        assert lines[2].index("▲") == lines[1].index("reviewd")
        assert "→ pumps is:reviewed" in screen_text(app)

        await press(pilot, "right")

        assert query(app) == "pumps is:reviewed "
        assert "▲" not in screen_text(app).splitlines()[2]

    play(archive, errs)


def test_no_hits_offers_ways_out_with_their_counts(archive: Archive) -> None:
    async def seeks(app: ArkivApp, pilot: Pilot[None]) -> None:
        app.screen._selection = Selection({Facet.STATUS: frozenset({"expired"})})  # type: ignore[attr-defined]
        await ask(pilot, "confidential")
        assert "Nothing matches “confidential”." in screen_text(app)
        assert "▌ without Status: ✕ expired (1)" in screen_text(app)

        await press(pilot, "enter")
        assert titles(app) == ["Mutual NDA"]

        await ask(pilot, "confidential zebra")
        assert "only confidential (1)" in screen_text(app)
        await press(pilot, "tab")
        assert isinstance(app.screen.focused, Ways)
        await press(pilot, "enter")
        assert query(app) == "confidential"

    play(archive, seeks, (80, 24))


def test_a_mistyped_word_is_mended_by_one_key(archive: Archive) -> None:
    async def mistypes(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "confidnetial")
        assert "▌ did you mean confidential (1)" in screen_text(app)

        await press(pilot, "enter")

        assert query(app) == "confidential"
        assert titles(app) == ["Mutual NDA"]

    play(archive, mistypes, (80, 24))


def test_a_search_is_kept_called_up_and_counted(archive: Archive) -> None:
    async def keeps(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps")
        await press(pilot, "tab", "B", *"Pumps", "enter")
        assert "Saved as “Pumps”" in said(app)
        assert archive.saved.get("pumps").query == "pumps"

        await ask(pilot, "")
        await press(pilot, "b")
        assert isinstance(app.screen, PickDialog)
        (choice,) = app.screen.query_one(PickList).choices
        assert (choice.label, choice.key, choice.help) == ("Pumps", "2", "pumps")
        await press(pilot, "enter")

        assert query(app) == "pumps"
        assert len(titles(app)) == 2
        view: Screen[Any] = app.screen
        titled = {command.title for command in app.get_system_commands(view)}
        assert "Pumps" in titled

    play(archive, keeps)


def test_saving_over_another_and_forgetting_are_undone(archive: Archive) -> None:
    archive.saved.save("Mine", "pumps", Selection(), TODAY)

    async def replaces(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "oppsigelse")
        await press(pilot, "tab", "B", *"mine", "enter")
        assert archive.saved.get("mine").query == "oppsigelse"
        await press(pilot, "u")
        assert archive.saved.get("mine").query == "pumps"

        await app.action_perform("search.forget_saved")
        await settle(pilot)
        await press(pilot, "enter")
        assert archive.saved.find("mine") is None
        await press(pilot, "u")
        assert archive.saved.get("mine").query == "pumps"

    play(archive, replaces)


def test_undoing_a_first_save_puts_it_aside(archive: Archive) -> None:
    async def saves(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "B", *"all", "enter", "u")

        try:
            archive.saved.get("all")
        except NotFound:
            return
        raise AssertionError(screen_text(app))

    play(archive, saves)


def test_a_broken_file_is_named_among_the_saved_searches(archive: Archive) -> None:
    folder = archive.workspace.saved_searches
    folder.mkdir()
    (folder / "old.toml").write_text('sort = "size"')

    async def looks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "b")

        assert "old.toml: “size” is no order" in screen_text(app)

    play(archive, looks)


def test_an_order_is_turned_round_by_choosing_it_again(archive: Archive) -> None:
    async def sorts(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "s", "down", "enter")
        ordered = titles(app)
        assert "4 of 4 · sort: title ↑" in screen_text(app)

        await press(pilot, "s", "enter")
        assert titles(app) == ordered[::-1]
        assert "sort: title ↓" in screen_text(app)

        await press(pilot, "s", "enter")
        assert titles(app) == ordered

    play(archive, sorts)


def test_queries_of_the_session_come_back(archive: Archive) -> None:
    async def asks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "pumps")
        await press(pilot, "enter", "escape", "slash")
        await ask(pilot, "confidential")
        await press(pilot, "ctrl+u")
        assert query(app) == ""
        assert len(titles(app)) == 4

        await press(pilot, "ctrl+r")
        listed = [choice.label for choice in app.screen.query_one(PickList).choices]
        assert listed == ["confidential", "pumps"]
        await press(pilot, "down", "enter")

        assert query(app) == "pumps"
        assert len(titles(app)) == 2

    play(archive, asks)


def test_rows_come_first_and_their_snippets_after(archive: Archive) -> None:
    async def types(app: ArkivApp, pilot: Pilot[None]) -> None:
        asked: list[bool] = []
        finder = type(archive.finder)
        rows = finder.rows

        def seen(self: object, *args: object, **options: object) -> object:
            asked.append(bool(args[3] if len(args) > 3 else options["snippets"]))
            return rows(self, *args, **options)  # type: ignore[arg-type]

        finder.rows = seen  # type: ignore[assignment, method-assign]
        try:
            await ask(pilot, "oppsigelse skal")
        finally:
            finder.rows = rows  # type: ignore[method-assign]

        assert asked == [False, True]
        assert "7.1 Oppsigelse skal skje." in screen_text(app)

    play(archive, types)


def test_a_folded_group_stays_folded_over_the_next_answer(archive: Archive) -> None:
    async def folds(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "f", "left")
        await ask(pilot, "pumps")

        assert "▸ Status" in screen_text(app)
        assert Facet.STATUS in app.screen.query_one(Facets)._folded

    play(archive, folds)


def test_nothing_that_is_offered_is_obeyed_by_the_terminal(tmp_path: Path) -> None:

    nasty = type(DEEDS[0])("x", "\x1b]0;owned\x07[b] Evil", DEEDS[0].kind, None, ("words",))

    async def types(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, *"party:ev")

        assert "[b] Evil" in screen_text(app) and "\x1b" not in screen_text(app)

    with small_archive(tmp_path / "ws", (nasty,)) as archive:
        play(archive, types)

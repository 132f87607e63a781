"""Renaming a tag everywhere from the search view, at two sizes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from arkiv.bootstrap import Archive
from arkiv.domain.identity import ContractId
from arkiv.domain.searching import Facet
from arkiv.services.finding import Selection
from arkiv.tui.app import ArkivApp
from arkiv.tui.dialogs.form import FormDialog
from arkiv.tui.dialogs.pick import PickDialog
from arkiv.tui.inquiry import with_tag_renamed
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.facets import Facets
from tui.stage import fill, on_stage, press, said, screen_text, small_archive

Play = Callable[[ArkivApp, Pilot[None]], Awaitable[None]]

BEFORE = {"lease": 2, "risk": 1, "risk/high": 2}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The tag risk finds three contracts, one of which has it; two have risk/high."""
    with small_archive(tmp_path / "ws") as archive:
        archive.reviewing.tag([ContractId(1), ContractId(2)], "risk/high")
        archive.reviewing.tag([ContractId(3)], "risk")
        archive.reviewing.tag([ContractId(1), ContractId(4)], "lease")
        assert archive.reviewing.tags() == BEFORE
        yield archive


@pytest.fixture(params=[(120, 36), (80, 24)], ids=["120x36", "80x24"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    width, height = request.param
    return width, height


def run(archive: Archive, size: tuple[int, int], play: Play) -> None:
    async def on() -> None:
        async with on_stage(archive, size) as (app, pilot):
            await press(pilot, "tab")
            await play(app, pilot)

    asyncio.run(on())


async def point_at(app: ArkivApp, pilot: Pilot[None], tag: str) -> None:
    """Go to the facets, onto the tag."""
    await press(pilot, "f")
    stand_on(app, tag)


def stand_on(app: ArkivApp, tag: str) -> None:
    facets = app.screen.query_one(Facets)
    places = range(facets.item_count())
    facets.move_to(next(at for at in places if facets._key(at) == (Facet.TAG, tag, False)))


async def type_name(pilot: Pilot[None], name: str) -> None:
    pilot.app.screen.query_one(Input).value = name
    await pilot.pause()


def view(app: ArkivApp) -> SearchView:
    assert isinstance(app.screen, SearchView)
    return app.screen


def test_the_tag_pointed_at_is_renamed_with_those_under_it_and_back_in_one_go(
    archive: Archive, size: tuple[int, int]
) -> None:
    async def renames(app: ArkivApp, pilot: Pilot[None]) -> None:
        await point_at(app, pilot, "risk")
        await press(pilot, "T")
        shown = screen_text(app)
        assert isinstance(app.screen, FormDialog)
        assert app.screen.query_one(Input).value == "risk"
        assert "On 3 contracts. 1 tag under it is renamed too." in shown
        assert "merges" not in shown

        await fill(pilot, "  danger ")
        assert archive.reviewing.tags() == {"danger": 1, "danger/high": 2, "lease": 2}
        assert "“risk” is now “danger” · u undoes it" in said(app)

        await press(pilot, "u")
        assert archive.reviewing.tags() == BEFORE
        await press(pilot, "U")
        assert archive.reviewing.tags() == {"danger": 1, "danger/high": 2, "lease": 2}

    run(archive, size, renames)


def test_a_tag_is_picked_where_none_is_pointed_at(archive: Archive, size: tuple[int, int]) -> None:
    async def picks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "T")
        assert isinstance(app.screen, PickDialog)
        lines = screen_text(app).splitlines()
        for tag, number in (("lease ", "on 2"), ("risk ", "on 3"), ("risk/high ", "on 2")):
            assert any(tag in line and number in line for line in lines)

        await press(pilot, *"high", "enter")
        assert "Rename “risk/high” everywhere" in screen_text(app)
        await fill(pilot, "urgent")
        assert archive.reviewing.tags() == {"lease": 2, "risk": 1, "urgent": 2}

    run(archive, size, picks)


def test_a_facet_that_is_no_tag_is_not_taken_for_one(archive: Archive) -> None:
    async def picks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "f")
        facets = app.screen.query_one(Facets)
        for at in range(facets.item_count()):
            key = facets._key(at)
            facets.move_to(at)
            tag = key[1] if key is not None and key[0] is Facet.TAG else None
            assert facets.current_tag == (tag or "")
        await press(pilot, "g", "T")
        assert isinstance(app.screen, PickDialog)
        await press(pilot, "escape")

        stand_on(app, "risk")
        await press(pilot, "escape", "T")  # from among the results
        assert isinstance(app.screen, PickDialog)
        await press(pilot, "escape")
        assert archive.reviewing.tags() == BEFORE

    run(archive, (120, 36), picks)


def test_two_tags_that_become_one_are_named_before_it_is_done(
    archive: Archive, size: tuple[int, int]
) -> None:
    async def merges(app: ArkivApp, pilot: Pilot[None]) -> None:
        await point_at(app, pilot, "lease")
        await press(pilot, "T")
        await type_name(pilot, "ris")
        assert "merges" not in screen_text(app)
        await type_name(pilot, "risk")
        assert "merges with “risk” (3 contracts)" in screen_text(app)
        assert archive.reviewing.tags() == BEFORE

        await press(pilot, "enter")
        assert archive.reviewing.tags() == {"risk": 3, "risk/high": 2}
        assert "“lease” merged with “risk”" in said(app)

        await press(pilot, "u")
        assert archive.reviewing.tags() == BEFORE

    run(archive, size, merges)


def test_a_tag_merges_with_one_above_it_only_if_others_have_that(archive: Archive) -> None:
    async def looks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await point_at(app, pilot, "risk/high")
        await press(pilot, "T")
        await type_name(pilot, "risk")
        assert "merges with “risk” (3 contracts)" in screen_text(app)
        await press(pilot, "escape")

        archive.reviewing.untag([ContractId(3)], "risk")
        await press(pilot, "f5", "T")
        await type_name(pilot, "risk")
        assert "merges" not in screen_text(app)

    run(archive, (120, 36), looks)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "cannot be a tag"),
        ("x" * 56, "cannot be a tag"),
        ("risk", "The tag is called “risk” already."),
        ("risk/old", "What stands under “risk” moves with it"),
    ],
    ids=["empty", "too long with what follows", "the same", "under itself"],
)
def test_a_name_that_cannot_be_is_refused_in_the_dialog(
    archive: Archive, name: str, sentence: str, size: tuple[int, int]
) -> None:
    async def refuses(app: ArkivApp, pilot: Pilot[None]) -> None:
        await point_at(app, pilot, "risk")
        await press(pilot, "T")
        await fill(pilot, name)
        assert isinstance(app.screen, FormDialog)
        assert sentence in str(app.screen.query_one("#sentence", Static).render())
        assert "▲" in screen_text(app)
        await press(pilot, "escape")
        assert archive.reviewing.tags() == BEFORE

    run(archive, size, refuses)


def test_a_filter_on_a_tag_follows_there_and_back(archive: Archive, size: tuple[int, int]) -> None:
    async def follows(app: ArkivApp, pilot: Pilot[None]) -> None:
        await point_at(app, pilot, "risk/high")
        await press(pilot, "space")
        assert len(view(app).results.ids) == 2
        stand_on(app, "risk")
        await press(pilot, "T")
        await fill(pilot, "danger")
        for key, tag in (("", "danger/high"), ("u", "risk/high"), ("U", "danger/high")):
            await press(pilot, *key)
            assert view(app)._selection.include == {Facet.TAG: {tag}}
            assert len(view(app).results.ids) == 2
            assert f"[Tags: {tag} ✕]" in screen_text(app)

    run(archive, size, follows)


def test_a_tag_that_is_left_out_stays_left_out(archive: Archive) -> None:
    async def follows(app: ArkivApp, pilot: Pilot[None]) -> None:
        await point_at(app, pilot, "risk")
        await press(pilot, "minus")
        left = view(app).results.ids
        assert len(left) == 1
        stand_on(app, "risk")
        await press(pilot, "T")
        await fill(pilot, "danger")
        assert view(app).results.ids == left
        await press(pilot, "u")
        assert view(app).results.ids == left

    run(archive, (120, 36), follows)


def test_a_filter_on_what_was_merged_finds_what_it_says_after_undo(
    archive: Archive, size: tuple[int, int]
) -> None:
    async def follows(app: ArkivApp, pilot: Pilot[None]) -> None:
        await point_at(app, pilot, "risk/high")
        await press(pilot, "space")
        await press(pilot, "T")
        await fill(pilot, "lease")
        assert len(view(app).results.ids) == 3
        await press(pilot, "u")
        assert "[Tags: lease ✕]" in screen_text(app)
        assert len(view(app).results.ids) == 2

    run(archive, size, follows)


def test_a_filter_on_a_tag_that_is_gone_says_so_and_has_a_way_out(
    archive: Archive, size: tuple[int, int]
) -> None:
    async def leaves(app: ArkivApp, pilot: Pilot[None]) -> None:
        await point_at(app, pilot, "risk/high")
        await press(pilot, "space")
        stand_on(app, "risk")
        await press(pilot, "T")
        await fill(pilot, "lease")
        await press(pilot, "u", "escape")
        shown = screen_text(app)
        assert "Nothing matches." in shown and "[Tags: lease/high ✕]" in shown

        await press(pilot, "enter")
        assert len(view(app).results.ids) == 4
        assert view(app)._selection == Selection()

    run(archive, size, leaves)


def test_filters_on_other_values_stay_as_they_are() -> None:
    before = Selection(
        include={
            Facet.TAG: frozenset({"risk", "risky", "lease"}),
            Facet.FOLDER: frozenset({"risk"}),
        },
        exclude={Facet.TAG: frozenset({"risk/high"})},
    )
    after = with_tag_renamed(before, "risk", "lease")
    assert after.include == {
        Facet.TAG: frozenset({"risky", "lease"}),
        Facet.FOLDER: frozenset({"risk"}),
    }
    assert after.exclude == {Facet.TAG: frozenset({"lease/high"})}
    assert with_tag_renamed(Selection(), "risk", "x") == Selection()

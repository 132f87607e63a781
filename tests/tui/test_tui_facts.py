"""The facts pane: what was read, where it stands, and what a person says about it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from arkiv.bootstrap import Archive
from arkiv.domain.facts import DecisionKind, DocumentType, Field, FieldValue, Finding, Source
from arkiv.domain.identity import ContractId
from arkiv.domain.searching import Facet
from arkiv.domain.values import Duration, Party
from arkiv.errors import Busy
from arkiv.services.deciding import Deciding
from arkiv.services.finding import Selection
from arkiv.tui.app import ArkivApp
from arkiv.tui.dialogs.correct import CorrectDialog
from arkiv.tui.dialogs.pick import PickDialog
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.document import Document
from arkiv.tui.widgets.fact_list import FactList
from arkiv.tui.widgets.paragraphs import Warned
from arkiv.tui.widgets.results import Results
from fakes.arrivals import arrival, digest, extraction, reading
from tui.stage import on_stage, press, screen_text, settle, small_archive, until

Play = Callable[[ArkivApp, Pilot[None]], Awaitable[None]]

LEASE = ContractId(1)
PAGES = (
    "Husleiekontrakt\nmellom Øst Eiendom AS og Vest Handel AS.\n" + "Om lokalene.\n" * 60,
    "Leien løper fra 1. februar 2024\ni tre år og sies opp med tre måneders varsel.\n"
    "Partene møtes 5. mars 2024.",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with small_archive(tmp_path / "ws", ()) as archive:
        file_lease(archive, "lease.pdf")
        archive.indexing.catch_up()
        yield archive


def read(
    field: Field, value: FieldValue, words: str, confidence: float = 0.97, rank: int = 0
) -> Finding:
    """A finding whose words stand where it says."""
    page = next(n for n, text in enumerate(PAGES, start=1) if words in text)
    start = PAGES[page - 1].index(words)
    source = Source(page, None, "7.1", start, start + len(words), words, "nb.test")
    return Finding(field, value, confidence, (source,), rank=rank)


def file_lease(archive: Archive, name: str, sure: float = 0.97) -> ContractId:
    """Parties and title surely read, the start to be checked, the end computed."""
    start = read(Field.EFFECTIVE_DATE, date(2024, 2, 1), "1. februar 2024", 0.7)
    length = read(Field.TERM, Duration(years=3), "tre år", 0.7)
    end = replace(
        read(Field.EXPIRATION_DATE, date(2027, 1, 31), "løper fra 1. februar 2024\ni tre år", 0.5),
        operation="effective_date + P3Y - P1D",
    )
    filed = archive.record.documents.file(arrival(name), "kari")
    archive.record.documents.save_reading(
        digest(name),
        reading(*PAGES),
        extraction(
            read(Field.TITLE, "Husleiekontrakt", "Husleiekontrakt", sure),
            read(Field.PARTIES, Party("Øst Eiendom AS", "utleier"), "Øst Eiendom AS", sure),
            read(Field.PARTIES, Party("Vest Handel AS"), "Vest Handel AS", sure, rank=1),
            start,
            read(Field.EFFECTIVE_DATE, date(2024, 3, 5), "5. mars 2024", 0.3, rank=1),
            length,
            end,
            Finding(Field.GOVERNING_LAW, "Norway", 0.9, ()),
        ),
        "kari",
    )
    return filed.contract


def play(archive: Archive, play: Play, size: tuple[int, int] = (120, 36)) -> None:
    async def run() -> None:
        async with on_stage(archive, size) as (app, pilot):
            await press(pilot, "tab")
            await play(app, pilot)

    asyncio.run(run())


def facts(app: ArkivApp) -> FactList:
    return app.screen.query_one(FactList)


def stand_on(app: ArkivApp, field: Field) -> None:
    entries = facts(app).entries
    facts(app).move_to(next(n for n, entry in enumerate(entries) if entry.field is field))


def decided(archive: Archive, contract: ContractId = LEASE) -> dict[Field, DecisionKind]:
    return {d.field: d.kind for d in archive.record.contracts.decisions(contract)}


def test_every_fact_has_a_line_with_its_band_and_page_and_each_party_one(archive: Archive) -> None:
    async def reads(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "enter")

        lines = screen_text(app).splitlines()
        shown = [" ".join(line.rpartition("││")[2].split()) for line in lines]
        assert "▌Title Husleiekontrakt p. 1 ● sure │" in shown
        assert "Party Øst Eiendom AS… p. 1 ● sure │" in shown
        assert "Party Vest Handel AS p. 1 ● sure │" in shown
        assert "Effective date 2024-02-01 p. 2 ▲ check │" in shown
        assert "Term 3 years p. 2 ▲ check │" in shown
        assert "Expiration date 2027-01-31 p. 2 ? guess │" in shown
        assert "Facts · 0 of 6 confirmed" in screen_text(app)

    play(archive, reads)


_WARNING = "Effective date: the text says 2024-02-01, a table says 2024-03-01. The text counts."


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_what_the_reading_warns_of_stands_under_the_facts(
    archive: Archive, size: tuple[int, int]
) -> None:
    said = extraction(read(Field.TITLE, "Husleiekontrakt", "Husleie"), warnings=(_WARNING,))
    archive.record.documents.save_reading(digest("lease.pdf"), reading(*PAGES), said, "kari")
    archive.indexing.catch_up()

    async def reads(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "enter", *(["tab"] if size[0] < 100 else []))

        shown = " ".join(screen_text(app).replace("│", " ").split())
        assert "! Effective date: the text says 2024-02-01" in shown
        assert "The text counts." in shown

    play(archive, reads, size)


def test_no_room_is_taken_where_nothing_is_warned_of(archive: Archive) -> None:
    async def reads(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "enter")

        assert not app.screen.query_one(Warned).display

    play(archive, reads)


def test_a_value_without_words_is_not_shown(archive: Archive) -> None:
    async def reads(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "tab")

        assert Field.GOVERNING_LAW not in {entry.field for entry in facts(app).entries}

    play(archive, reads)


def test_the_text_goes_to_the_words_a_fact_was_read_from(archive: Archive) -> None:
    async def walks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "tab")
        document = app.screen.query_one(Document)
        stand_on(app, Field.EXPIRATION_DATE)
        await settle(pilot)

        marked = [
            document._text.lines[y].text[start:end]
            for y, spans in document._quoted_in.items()
            for start, end in spans
        ]
        assert marked == ["løper fra 1. februar 2024", "i tre år"]
        assert "▌Leien løper fra 1. februar 2024" in screen_text(app)
        assert document.page == 2

    play(archive, walks)


def test_a_computed_day_shows_how_it_follows(archive: Archive) -> None:
    async def walks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "tab")
        stand_on(app, Field.EXPIRATION_DATE)
        await settle(pilot)

        shown = screen_text(app)
        assert "= Effective date 2024-02-01 + 3 years − 1 day" in shown
        assert "p. 2 · 7.1  “løper fra 1. februar 2024 i tre år”" in shown

    play(archive, walks)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_a_contract_that_is_all_right_takes_at_most_eight_keys(
    archive: Archive, size: tuple[int, int]
) -> None:
    keys = ("enter", "tab", "Y", "y", "y", "y", "escape")

    async def reviews(app: ArkivApp, pilot: Pilot[None]) -> None:
        for key in keys[:-1]:
            await press(pilot, key)
        shown = {entry.field for entry in facts(app).entries}
        await press(pilot, keys[-1])

        assert decided(archive) == dict.fromkeys(shown, DecisionKind.CONFIRMED)
        assert isinstance(app.focused, Results)
        assert "Husleiekontrakt ✓" in screen_text(app)

    assert len(keys) <= 8
    play(archive, reviews, size)


def test_keys_faster_than_the_record_confirm_each_its_own_fact(archive: Archive) -> None:
    async def hurries(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e")
        await pilot.press("Y", "y", "y", "y")
        await until(pilot, lambda: len(decided(archive)) == 5)

    play(archive, hurries)


def test_all_that_is_sure_is_confirmed_and_undone_at_once(archive: Archive) -> None:
    async def confirms(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e", "Y")
        assert decided(archive) == {
            Field.TITLE: DecisionKind.CONFIRMED,
            Field.PARTIES: DecisionKind.CONFIRMED,
        }
        current = facts(app).current
        assert current is not None and current.field is Field.EFFECTIVE_DATE
        assert "Facts · 3 of 6 confirmed" in screen_text(app)
        assert "Confirmed as sure: Title, Party" in said(app)

        await press(pilot, "u")
        assert decided(archive) == {}

    play(archive, confirms)


def said(app: ArkivApp) -> str:
    return " ".join(notice.message for notice in app._notifications)


def test_everything_is_confirmed_with_one_key(archive: Archive) -> None:
    async def confirms(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e", "A")

        assert "Facts · 6 of 6 confirmed" in screen_text(app)

    play(archive, confirms)


def test_a_correction_is_typed_and_what_follows_is_computed_anew(archive: Archive) -> None:
    async def corrects(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e")
        stand_on(app, Field.EFFECTIVE_DATE)
        await press(pilot, "e")
        field = app.screen.query_one(Input)
        assert field.value == "2024-02-01"

        field.value = "31/02"
        await press(pilot, "enter")
        assert isinstance(app.screen, CorrectDialog)
        assert "“31/02” is not a day" in screen_text(app)

        field.value = "2024-03-01"
        await press(pilot, "enter")
        assert decided(archive) == {Field.EFFECTIVE_DATE: DecisionKind.CORRECTED}
        assert "■ corrected" in screen_text(app)
        assert "2027-02-28" in screen_text(app)

        await press(pilot, "u")
        assert decided(archive) == {}
        assert "2027-01-31" in screen_text(app)

    play(archive, corrects)


def test_another_candidate_is_chosen_by_its_digit(archive: Archive) -> None:
    async def chooses(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e")
        stand_on(app, Field.EFFECTIVE_DATE)
        await settle(pilot)
        assert "Also read: 2024-03-05" in screen_text(app)

        await press(pilot, "enter")
        assert isinstance(app.screen, PickDialog)
        await press(pilot, "2")

        facts_now = archive.record.contracts.summary(LEASE)
        assert facts_now is not None and facts_now.facts.effective_date == date(2024, 3, 5)

    play(archive, chooses)


def test_one_party_is_rejected_and_comes_back(archive: Archive) -> None:
    async def rejects(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e")
        stand_on(app, Field.PARTIES)
        await press(pilot, "x")
        assert parties(app) == [Party("Vest Handel AS")]

        await press(pilot, "u")
        assert len(parties(app)) == 2
        assert decided(archive) == {}

    def parties(app: ArkivApp) -> list[object]:
        return [entry.value for entry in facts(app).entries if entry.field is Field.PARTIES]

    play(archive, rejects)


def test_undo_puts_an_earlier_decision_back(archive: Archive) -> None:
    archive.deciding.correct(LEASE, Field.TITLE, "Leieavtale")

    async def rejects(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e")
        stand_on(app, Field.TITLE)
        await press(pilot, "x")
        assert decided(archive) == {Field.TITLE: DecisionKind.REJECTED}
        assert "✕ rejected" in screen_text(app)

        await press(pilot, "u")
        assert archive.record.contracts.decisions(LEASE)[0].values == ("Leieavtale",)

    play(archive, rejects)


def test_a_value_that_was_not_read_is_added(archive: Archive) -> None:
    async def adds(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e", "plus", *"document")
        await press(pilot, "enter")
        app.screen.query_one(Input).value = "lease"
        await press(pilot, "enter")

        summary = archive.record.contracts.summary(LEASE)
        assert summary is not None and summary.facts.document_type is DocumentType.LEASE

    play(archive, adds)


def test_what_could_not_be_saved_is_open_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_self: Deciding, _contract: ContractId, _field: Field) -> object:
        raise Busy("Another program is writing. Try again.")

    monkeypatch.setattr(Deciding, "confirm", busy)

    async def fails(app: ArkivApp, pilot: Pilot[None]) -> None:
        await press(pilot, "e", "y")

        assert "Another program is writing" in said(app)
        assert not facts(app).settled
        assert decided(archive) == {}

    play(archive, fails)


def test_the_contract_stays_while_a_filter_takes_it_out_of_the_results(archive: Archive) -> None:
    second = file_lease(archive, "second.pdf")
    archive.indexing.catch_up()

    async def filters(app: ArkivApp, pilot: Pilot[None]) -> None:
        assert isinstance(app.screen, SearchView)
        app.screen._select(Selection({Facet.REVIEWED: frozenset({"false"})}))
        await settle(pilot)
        results = app.screen.query_one(Results)
        assert len(results.ids) == 2
        first = results.ids[0]

        await press(pilot, "e", "A")
        assert len(results.ids) == 1
        assert set(decided(archive, first)) == {entry.field for entry in facts(app).entries}
        assert "Facts · 6 of 6 confirmed" in screen_text(app)

        await press(pilot, "full_stop")
        assert "Facts · 0 of 6 confirmed" in screen_text(app)
        assert {first, *results.ids} == {LEASE, second}

    play(archive, filters)

"""Notes in the terminal: on the words of the text, in its margin, changed, settled, undone."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection
from textual.widgets import TextArea

from arkiv.bootstrap import Archive
from arkiv.domain.anchoring import Hold, Located
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import Note, NoteState
from arkiv.errors import Busy
from arkiv.services.finding import PreviewPage
from arkiv.services.noting import Noting, PlacedNote
from arkiv.tui.app import ArkivApp
from arkiv.tui.dialogs.note import NoteDialog
from arkiv.tui.passages import MarginNote, anchor_of, line_at, margin_notes, margins, selected
from arkiv.tui.widgets.document import Document
from arkiv.tui.widgets.note_list import NoteList
from arkiv.tui.wrapping import TextLine, wrap
from fakes.arrivals import digest, pointed_at
from tui.stage import ask, press, screen_text, settle
from tui.test_tui_search import archive, play, said

__all__ = ["archive"]

LEASE = ContractId(1)


def notes(archive: Archive, contract: ContractId = LEASE) -> list[tuple[str, str, str, str | None]]:
    """Name, text, state and the words of the passage."""
    return [
        (n.name, n.text, str(n.state), n.anchor.source.text if n.anchor else None)
        for n in archive.record.notes.of_contract(contract)
    ]


async def read_lease(pilot: Pilot[None], query: str = "oppsigelse skal") -> Document:
    """The lease's text in full width, with the focus on it."""
    await ask(pilot, query)
    await press(pilot, "enter")
    document = pilot.app.screen.query_one(Document)
    assert document.has_focus
    return document


def line_with(app: ArkivApp, words: str) -> str:
    return next(line for line in screen_text(app).splitlines() if words in line)


def test_a_note_in_the_text_is_about_the_hit_and_stands_in_the_margin(archive: Archive) -> None:
    async def writes(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        await press(pilot, "c")
        assert "p. 2 “Oppsigelse”" in screen_text(app)
        await press(pilot, *"Sent", "f2")

        assert notes(archive) == [("c1", "Sent", "open", "Oppsigelse")]
        assert "◂ c1" in line_with(app, "7.1 Oppsigelse skal skje.")

        await press(pilot, "u")
        assert notes(archive) == []
        assert "c1" not in line_with(app, "7.1 Oppsigelse skal skje.")

    play(archive, writes)


def test_on_a_small_screen_the_margin_is_there_too(archive: Archive) -> None:
    archive.noting.write(LEASE, "x", anchor=archive.noting.passage(LEASE, "skal skje"))

    async def looks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)

        assert line_with(app, "7.1 Oppsigelse skal skje.").endswith("◂ c1")

    play(archive, looks, (80, 24))


def test_a_line_is_pointed_at_by_the_mouse_and_by_keys(archive: Archive) -> None:
    async def points(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        await pilot.click(Document, offset=(8, 2))
        await press(pilot, "c")
        assert "p. 1 “Husleie betales forskuddsvis.”" in screen_text(app)

        await press(pilot, "alt+down")
        assert "p. 2 “7.1 Oppsigelse skal skje.”" in screen_text(app)
        await press(pilot, "alt+down", "alt+up")
        assert "p. 1 “Husleie betales forskuddsvis.”" in screen_text(app)
        await press(pilot, *"paid", "f2")

        assert notes(archive) == [("c1", "paid", "open", "Husleie betales forskuddsvis.")]

    play(archive, points)


def test_words_that_are_selected_come_before_all(archive: Archive) -> None:
    async def selects(app: ArkivApp, pilot: Pilot[None]) -> None:
        document = await read_lease(pilot)
        document.scroll_to(y=0, animate=False)
        await pilot.mouse_down(Document, offset=(12, 1))
        await pilot.hover(Document, offset=(16, 2))
        await pilot.mouse_up(Document, offset=(16, 2))
        await press(pilot, "c", *"x", "f2")

        assert notes(archive) == [("c1", "x", "open", "mellom partene.\nHusleie betales")]

    play(archive, selects)


def test_one_key_makes_it_about_the_whole_contract(archive: Archive) -> None:
    async def writes(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        await press(pilot, "c", "f4")
        assert "On the contract as a whole" in screen_text(app)
        await press(pilot, *"x", "f2")

        assert notes(archive) == [("c1", "x", "open", None)]

    play(archive, writes)


def test_notes_are_resolved_opened_and_withdrawn_and_each_is_undone(archive: Archive) -> None:
    archive.noting.write(LEASE, "first")
    archive.noting.write(LEASE, "second", anchor=archive.noting.passage(LEASE, "skal skje"))

    async def settles(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        await press(pilot, "c", "shift+tab")
        assert app.screen.query_one(NoteList).cursor == 1
        await press(pilot, "r")
        assert "✓ resolved" in line_with(app, "c2")
        assert isinstance(app.screen, NoteDialog)

        await press(pilot, "r")
        assert "○ open" in line_with(app, "c2")
        await press(pilot, "r", "k", "x")
        assert notes(archive) == [("c2", "second", "resolved", "skal skje")]

        await press(pilot, "escape")
        assert "✓ c2" in line_with(app, "7.1 Oppsigelse skal skje.")
        await press(pilot, "u")
        assert [note[0] for note in notes(archive)] == ["c1", "c2"]
        await press(pilot, "u", "u", "u")
        assert [note[2] for note in notes(archive)] == ["open", "open"]

    play(archive, settles)


def test_a_note_is_changed_and_the_change_is_undone(archive: Archive) -> None:
    archive.noting.write(LEASE, "Ask\nNora")

    async def edits(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        await press(pilot, "c", *"new", "shift+tab", "e")
        text = app.screen.query_one(TextArea)
        assert "Changing c1" in screen_text(app)
        assert text.text == "Ask\nNora"
        await press(pilot, *"!", "escape")
        assert text.text == "new"  # what was begun is still there

        await press(pilot, "shift+tab", "enter")
        assert text.text == "Ask\nNora!"
        await press(pilot, "f2")
        assert notes(archive) == [("c1", "Ask\nNora!", "open", None)]
        assert "Not saved" in said(app)  # the new one

        await press(pilot, "u")
        assert notes(archive) == [("c1", "Ask\nNora", "open", None)]
        assert len(archive.record.notes.versions(notes_ids(archive)[0])) == 3

    play(archive, edits)


def notes_ids(archive: Archive) -> list[str]:
    return [note.id for note in archive.record.notes.of_contract(LEASE)]


def test_a_change_that_fails_is_said_and_tried_again_as_one(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = archive.noting.write(LEASE, "Ask")
    edit, ids = Noting.edit, list[str | None]()

    def fails_after_saving(
        self: Noting, note: Note, text: str, note_id: str | None = None, anchor: object = None
    ) -> Note:
        ids.append(note_id)
        changed = edit(self, note, text, note_id)
        if len(ids) == 1:
            raise Busy("Another program is writing. Try again.")
        return changed

    monkeypatch.setattr(Noting, "edit", fails_after_saving)

    async def edits(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        await press(pilot, "c", "shift+tab", "e", *"!", "f2")
        assert "Another program is writing" in screen_text(app)
        assert app.screen.query_one(TextArea).text == "Ask!"
        await press(pilot, "f2")
        assert "Note c1 saved" in said(app)

    play(archive, edits)
    assert [v.text for v in archive.record.notes.versions(note.id)] == ["Ask", "Ask!"]


def test_what_another_changed_meanwhile_is_not_overwritten(archive: Archive) -> None:
    note = archive.noting.write(LEASE, "Ask")

    async def edits(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        await press(pilot, "c", "shift+tab", "e", *"!")
        archive.noting.edit(note, "theirs")
        await press(pilot, "f2")

        assert "changed meanwhile" in " ".join(screen_text(app).split())
        assert app.screen.query_one(TextArea).text == "Ask!"

    play(archive, edits)
    assert [text for _name, text, *_rest in notes(archive)] == ["theirs"]


def test_a_note_on_several_contracts_is_one_on_each(archive: Archive) -> None:
    async def writes(app: ArkivApp, pilot: Pilot[None]) -> None:
        await ask(pilot, "")
        await press(pilot, "tab", "a", "c", *"x", "f2")
        assert [notes(archive, ContractId(n)) for n in (1, 2, 3, 4)] == [
            [("c1", "x", "open", None)]
        ] * 4

        await press(pilot, "u")
        assert not any(notes(archive, ContractId(n)) for n in (1, 2, 3, 4))

    play(archive, writes)


def test_words_that_are_gone_are_named_in_the_list_and_in_no_margin(archive: Archive) -> None:
    anchor = pointed_at("Leieavtale Kaigata 12.pdf", 2, None, 0, 7, "unicorn")
    archive.noting.write(LEASE, "x", anchor=anchor)

    async def looks(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        assert "c1" not in screen_text(app)
        await press(pilot, "c")

        assert "p. 2 “unicorn”" in line_with(app, "c1")

    play(archive, looks, (200, 60))


def test_nothing_of_a_note_is_obeyed_by_the_terminal(archive: Archive) -> None:
    note = archive.noting.write(LEASE, "a\x1b]0;owned\x07[b]\tb\u202e")

    async def edits(app: ArkivApp, pilot: Pilot[None]) -> None:
        await read_lease(pilot)
        shown = []
        for keys in (["c"], ["shift+tab"], ["e"]):
            await press(pilot, *keys)
            shown.append(screen_text(app))
        kinds = {unicodedata.category(c) for c in "".join(shown) if c != "\n"}
        assert kinds.isdisjoint({"Cc", "Cf", "Cs"})
        assert "␛]0;owned" in shown[-1]
        await press(pilot, "f2")  # nothing was typed
        await settle(pilot)

    play(archive, edits)
    assert archive.record.notes.versions(note.id) == (note,)


# Places


def page(text: str, number: int | None = 1, starts: tuple[int, ...] = ()) -> PreviewPage:
    return PreviewPage("a.pdf", number, text, (), False, digest("a.pdf"), starts)


texts = st.text(st.sampled_from("abc æ漢\n\t."), max_size=200)


@given(st.lists(texts, min_size=1, max_size=3), st.integers(10, 40), st.data())
def test_a_passage_stands_on_the_line_that_shows_it(
    written: list[str], width: int, data: st.DataObject
) -> None:
    pages = [page(text, number) for number, text in enumerate(written, start=1)]
    lines = wrap(pages, width).lines
    sheet = data.draw(st.integers(0, len(pages) - 1))
    places = [n for n, character in enumerate(written[sheet]) if not character.isspace()]
    if not places:
        return
    start = data.draw(st.sampled_from(places))

    line = lines[line_at(lines, sheet, start)]

    assert (line.sheet, line.heading) == (sheet, False)
    assert line.text[start - line.start] == written[sheet][start]


def test_two_notes_on_a_line_share_its_margin_the_open_one_first() -> None:
    lines = (TextLine("p. 1", heading=True), TextLine("one two"), TextLine("three", start=8))
    beside = [
        MarginNote("c1", True, 0, 0),
        MarginNote("c2", False, 0, 4),
        MarginNote("c3", True, 0, 9),
    ]

    assert margins(lines, beside) == {1: ("◂ c2+", "mark"), 2: ("✓ c3", "muted")}
    assert margins((), beside) == {}


def test_a_note_whose_words_or_page_are_gone_is_in_no_margin() -> None:
    def placed(hold: Hold, page: int | None) -> PlacedNote:
        anchor = pointed_at("a.pdf", page, None, 3, 5, "ab")
        note = Note("n", LEASE, "x", "kari", datetime.now(UTC), NoteState.OPEN, anchor)
        return PlacedNote(note, Located(anchor, hold))

    found = [placed(Hold.EXACT, 1), placed(Hold.GONE, 1), placed(Hold.NEARLY, 9)]

    assert margin_notes(found, [page("12 ab")]) == (MarginNote("c1", False, 0, 3),)


def test_a_selection_is_kept_to_one_page() -> None:
    pages = [page("one two\nthree", 1), page("four", 2)]
    lines = wrap(pages, 40).lines

    span = selected(lines, Selection(Offset(5, 1), Offset(3, 4)))

    assert span == (0, 4, 13)
    anchor = anchor_of(pages, span)
    assert anchor is not None and anchor.source.text == "two\nthree"
    assert selected(lines, Selection(Offset(0, 0), Offset(3, 0))) is None
    assert anchor_of(pages, (0, 3, 4)) is None


def test_a_passage_of_a_docx_has_its_paragraph() -> None:
    anchor = anchor_of([page("One.\nTwo words.", None, (0, 5))], (0, 9, 12))

    assert anchor is not None
    assert (anchor.source.page, anchor.source.paragraph, anchor.source.text) == (None, 2, "words")

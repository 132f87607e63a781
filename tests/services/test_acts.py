"""What people do with contracts, on fakes: searching, reviewing, the agenda, checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.outlook import DeadlineKind, Status
from arkiv.domain.query_tree import TextField
from arkiv.domain.searching import Facet
from arkiv.domain.values import Duration
from arkiv.errors import BadInput, IndexUnusable, NotFound
from arkiv.head_files import HeadFiles
from arkiv.services.agenda import Agenda
from arkiv.services.finding import Finder, Selection
from arkiv.services.indexing import Indexing
from arkiv.services.keeping import Keeping
from arkiv.services.noting import Noting
from arkiv.services.reviewing import Reviewing
from arkiv.workspace import init_workspace
from fakes.arrivals import arrival, digest, extraction, finding, reading
from fakes.index import FakeIndex
from fakes.record import FakeRecord
from fakes.vault import FakeVault

TODAY = date(2026, 12, 1)


@dataclass
class Office:
    """An archive in memory with everything people do in it."""

    record: FakeRecord
    index: FakeIndex
    indexing: Indexing
    finder: Finder
    reviewing: Reviewing
    noting: Noting
    agenda: Agenda

    def lease(self, name: str = "lease.pdf", text: str = "løper i tre år") -> ContractId:
        filed = self.record.documents.file(arrival(name), "kari")
        found = extraction(
            finding(Field.TITLE, f"Leieavtale {name}"),
            finding(Field.EXPIRATION_DATE, date(2027, 1, 31)),
            finding(Field.AUTO_RENEWAL, True),
            finding(Field.RENEWAL_TERM, Duration(years=1)),
            finding(Field.NOTICE_PERIOD, Duration(months=1)),
        )
        self.record.documents.save_reading(digest(name), reading("cover", text), found, "intake")
        self.indexing.catch_up()
        return filed.contract


@pytest.fixture
def office() -> Office:
    record = FakeRecord()
    index = FakeIndex(record.contracts)
    indexing = Indexing(record, index)
    return Office(
        record,
        index,
        indexing,
        Finder(record, index, indexing, (), ()),
        Reviewing(record, indexing, "kari"),
        Noting(record, indexing, "kari"),
        Agenda(record),
    )


def test_a_search_gives_rows_with_status_snippet_and_page(office: Office) -> None:
    contract = office.lease()
    result = office.finder.search("tre", TODAY)
    (hit,) = office.finder.rows(result)
    assert (result.total, result.missing) == (1, 0)
    assert hit.summary.id == contract
    assert hit.upcoming.status is Status.ACTIVE
    assert hit.snippet is not None
    assert hit.snippet.page == 2
    marked = [hit.snippet.text[span.start : span.end] for span in hit.snippet.hits]
    assert marked == ["tre"]


def test_words_that_stand_beside_the_text_are_shown_with_where_they_stand(office: Office) -> None:
    contract = office.lease()
    office.noting.write(contract, "Call the landlord")
    office.reviewing.tag([contract], "rent/oslo")

    shown = {}
    for asked in ("landlord", "oslo", "leieavtale", "tre", "note:call", "has:tag"):
        (hit,) = office.finder.rows(office.finder.search(asked, TODAY))
        assert hit.snippet is not None
        shown[asked] = (hit.snippet.source, hit.snippet.text)

    assert shown["landlord"] == (TextField.NOTES, "landlord")
    assert shown["oslo"] == (TextField.TAGS, "oslo")
    assert shown["leieavtale"] == (TextField.TITLE, "Leieavtale lease.pdf")
    assert shown["tre"][0] is TextField.TEXT
    assert shown["note:call"] == (TextField.NOTES, "Call the landlord")
    assert shown["has:tag"] == (TextField.TEXT, "")


def test_a_preview_marks_the_words_page_by_page(office: Office) -> None:
    contract = office.lease()
    preview = office.finder.preview(contract, "cover", TODAY)
    assert preview is not None
    assert [len(page.hits) for page in preview.pages] == [1, 0]
    assert office.finder.preview(ContractId(99), "", TODAY) is None


def test_an_answer_says_how_many_changes_are_missing(office: Office) -> None:
    office.lease()
    office.record.documents.file(arrival("other.pdf"), "kari")
    assert office.finder.search("", TODAY).missing == 1


def test_facets_narrow_and_the_chosen_values_stay(office: Office) -> None:
    first, second = office.lease("a.pdf"), office.lease("b.pdf")
    office.reviewing.tag([first], "urgent")
    chosen = Selection(include={Facet.TAG: frozenset({"urgent"})})
    result = office.finder.search("", TODAY, chosen)
    assert [scored.id for scored in result.scored] == [first]
    without = Selection(exclude={Facet.TAG: frozenset({"urgent"})})
    assert [s.id for s in office.finder.search("", TODAY, without).scored] == [second]


def test_an_unusable_index_is_made_again_and_the_search_answers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.lease()
    broken = [True]
    search = office.index.search

    def once_unusable(*asked: object) -> object:
        if broken.pop() if broken else False:
            raise IndexUnusable("gone")
        return search(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(office.index, "search", once_unusable)
    assert office.finder.search("tre", TODAY).total == 1
    assert not broken


def test_an_index_ahead_of_the_record_is_made_again(office: Office) -> None:
    office.lease()
    office.index.rebuild([], 999)
    assert office.indexing.catch_up()
    assert office.index.mark() == office.record.events.last_seq()
    assert len(office.index.ids()) == 1


def test_tags_are_tidied_and_counted_and_searched(office: Office) -> None:
    contract = office.lease()
    assert office.reviewing.tag([contract], "  review   2026 ") == 1
    assert office.reviewing.tag([contract], "review 2026") == 0
    assert office.reviewing.tags() == {"review 2026": 1}
    assert office.finder.search('tag:"review 2026"', TODAY).total == 1
    assert office.reviewing.untag([contract], "review 2026") == 1
    assert office.finder.search('tag:"review 2026"', TODAY).total == 0


@pytest.mark.parametrize("tag", ["", "   ", "x" * 61, "bell\x07", "esc\x1b[31m"])
def test_what_cannot_be_a_tag_is_refused(office: Office, tag: str) -> None:
    contract = office.lease()
    with pytest.raises(BadInput):
        office.reviewing.tag([contract], tag)


def test_tagging_with_one_unknown_id_tags_none(office: Office) -> None:
    contract = office.lease()
    with pytest.raises(NotFound):
        office.reviewing.tag([contract, ContractId(99)], "x")
    assert office.reviewing.tags() == {}


def test_a_note_saved_twice_with_the_same_id_is_one_note(office: Office) -> None:
    contract = office.lease()
    first = office.noting.write(contract, "ask the landlord", "n1")
    again = office.noting.write(contract, "ask the landlord", "n1")
    assert first == again
    assert len(office.reviewing.show(contract, TODAY).notes) == 1
    assert office.finder.search("landlord", TODAY).total == 1


@pytest.mark.parametrize("text", ["", " \n ", "x" * 100_001])
def test_an_empty_or_endless_note_is_refused(office: Office, text: str) -> None:
    contract = office.lease()
    with pytest.raises(BadInput):
        office.noting.write(contract, text)


def test_the_trash_hides_and_gives_back(office: Office) -> None:
    contract = office.lease()
    assert office.reviewing.trash([contract]) == 1
    assert office.finder.search("tre", TODAY).total == 0
    assert office.finder.search("tre is:trashed", TODAY).total == 1
    assert office.agenda.due(TODAY, 365) == ()
    assert office.reviewing.untrash([contract]) == 1
    assert office.finder.search("tre", TODAY).total == 1


def test_every_act_leaves_its_event(office: Office) -> None:
    contract = office.lease()
    office.reviewing.tag([contract], "x")
    office.noting.write(contract, "y")
    office.reviewing.trash([contract])
    kinds = [event.kind for event in office.reviewing.history(contract)]
    assert kinds[:3] == [EventKind.TRASHED, EventKind.NOTED, EventKind.TAGGED]
    with pytest.raises(NotFound):
        office.reviewing.history(ContractId(99))


def test_the_agenda_is_nearest_first_within_its_window(office: Office) -> None:
    contract = office.lease()
    due = office.agenda.due(TODAY, 90)
    assert [(d.day, d.kind, d.summary.id) for d in due] == [
        (date(2026, 12, 31), DeadlineKind.NOTICE, contract),
        (date(2027, 2, 1), DeadlineKind.RENEWAL, contract),
    ]
    assert office.agenda.due(TODAY, 30) == due[:1]
    assert office.agenda.due(TODAY, 29) == ()


def _keeping(office: Office, tmp_path: Path) -> Keeping:
    workspace = init_workspace(tmp_path / "workspace")
    return Keeping(
        workspace,
        office.record,
        FakeVault(),
        office.index,
        office.indexing,
        "kari",
        HeadFiles(tmp_path / "heads"),
    )


def test_verify_names_a_missing_original_and_an_index_that_holds_too_much(
    office: Office, tmp_path: Path
) -> None:
    office.lease()
    found = _keeping(office, tmp_path).verify(None, lambda _done, _total: None)
    assert [(d.what, d.subject) for d in found.damages] == [
        ("original_missing", digest("lease.pdf"))
    ]
    office.index.rebuild(office.record.contracts.entries(), office.record.events.last_seq())
    other = FakeRecord()
    stranger = Keeping(
        init_workspace(tmp_path / "other"),
        other,
        FakeVault(),
        office.index,
        Indexing(other, office.index),
        "kari",
        HeadFiles(tmp_path / "other heads"),
    ).verify(None, lambda _done, _total: None)
    assert [d.what for d in stranger.damages] == ["index_unknown_contract"]


def test_verify_finds_the_head_of_a_day_that_is_gone(office: Office, tmp_path: Path) -> None:
    office.lease()
    keeping = _keeping(office, tmp_path)
    keeping.remember_head(TODAY)
    keeping.heads.remember(date(2026, 11, 30), 1, office.record.events.of()[-1].hash)

    def found() -> list[str]:
        report = keeping.verify(None, lambda _done, _total: None)
        return [d.subject[:10] for d in report.damages if d.what == "head_not_on_chain"]

    assert found() == []
    office.record.shelf.events.pop()
    assert found() == ["2026-12-01"]
    (tmp_path / "heads" / "2026-11-30").write_text("torn")
    assert found() == ["2026-11-30", "2026-12-01"]


def test_a_head_that_is_gone_stays_as_evidence_when_the_trail_grows_past_it(
    office: Office, tmp_path: Path
) -> None:
    contract = office.lease()
    keeping = _keeping(office, tmp_path)
    keeping.remember_head(TODAY)

    office.record.shelf.events.pop()
    office.record.tags.add([contract], "one", "kari")
    office.record.tags.add([contract], "more", "kari")
    keeping.remember_head(TODAY)
    keeping.remember_head(date(2026, 12, 2))

    report = keeping.verify(None, lambda _done, _total: None)
    said = [d.subject[:10] for d in report.damages if d.what == "head_not_on_chain"]
    assert said == ["2026-12-01"]


def test_the_head_of_a_day_only_moves_forward(tmp_path: Path) -> None:
    heads = HeadFiles(tmp_path / "heads")
    heads.remember(TODAY, 7, "ab" * 32)
    heads.remember(TODAY, 5, "cd" * 32)
    assert list(heads.every()) == [("2026-12-01", 7, "ab" * 32)]
    heads.remember(TODAY, 9, "ef" * 32)
    assert list(heads.every()) == [("2026-12-01", 9, "ef" * 32)]


def test_verify_finds_a_remembered_head_that_is_gone(office: Office, tmp_path: Path) -> None:
    keeping = _keeping(office, tmp_path)
    assert keeping.verify(None, lambda _done, _total: None).damages == ()
    found = keeping.verify("7:" + "ab" * 32, lambda _done, _total: None)
    assert [d.what for d in found.damages] == ["head_not_on_chain"]
    with pytest.raises(BadInput, match="is not a head"):
        keeping.verify("nonsense", lambda _done, _total: None)

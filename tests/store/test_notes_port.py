"""What every record does with review notes and their versions, in memory and on the disk."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState
from arkiv.domain.ports import Record
from arkiv.errors import BadInput, NotFound
from arkiv.store import open_record
from fakes.arrivals import arrival, digest, pointed_at

ONE, TWO = ContractId(1), ContractId(2)
OPEN, RESOLVED, WITHDRAWN = NoteState
ANCHOR = pointed_at("one.pdf", 4, None, 12, 30, "tre (3) måneders \ud800varsel")


@pytest.fixture
def record(record: Record) -> Record:
    for name in ("one.pdf", "two.pdf"):
        record.documents.file(arrival(name), "kari")
    return record


def shown(record: Record, contract: ContractId = ONE) -> list[tuple[str, str, NoteState]]:
    return [(note.name, note.text, note.state) for note in record.notes.of_contract(contract)]


def test_a_note_is_open_and_about_the_contract_as_a_whole(record: Record) -> None:
    note = record.notes.add("n1", ONE, "ask Ola", "kari")

    assert (note.state, note.anchor, note.supersedes, note.name) == (OPEN, None, None, "c1")
    assert record.notes.of_contract(ONE) == (note,)
    assert record.notes.versions("n1") == (note,)


def test_a_passage_comes_back_as_it_was_given(record: Record) -> None:
    anchor = pointed_at("one.pdf", None, 3, 12, 30, " tre\nmåneder ")

    record.notes.add("n1", ONE, "sent?", "kari", anchor)

    assert [note.anchor for note in record.notes.of_contract(ONE)] == [anchor]


def test_a_change_is_a_new_version_and_the_old_one_is_kept(record: Record) -> None:
    first = record.notes.add("n1", ONE, "ask Ola", "kari")

    second = record.notes.revise("n2", "n1", "ask Per", OPEN, None, "ola")

    assert (second.id, second.supersedes, second.name, second.actor) == ("n2", "n1", "c1", "ola")
    assert record.notes.of_contract(ONE) == (second,)
    assert record.notes.versions("n1") == record.notes.versions("n2") == (first, second)


def test_numbers_stay_whatever_is_changed_or_withdrawn(record: Record) -> None:
    for number in (1, 2, 3):
        record.notes.add(f"n{number}", ONE, f"note {number}", "kari")
    record.notes.add("other", TWO, "elsewhere", "kari")

    record.notes.revise("n1b", "n1", "note 1", WITHDRAWN, None, "kari")
    record.notes.revise("n2b", "n2", "changed", RESOLVED, None, "kari")
    record.notes.add("n4", ONE, "note 4", "kari")

    assert shown(record) == [
        ("c2", "changed", RESOLVED),
        ("c3", "note 3", OPEN),
        ("c4", "note 4", OPEN),
    ]
    everything = record.notes.of_contract(ONE, withdrawn=True)
    assert [note.name for note in everything] == ["c1", "c2", "c3", "c4"]
    assert [note.name for note in record.notes.of_contract(TWO)] == ["c1"]


def test_the_same_id_again_is_the_same_version(record: Record) -> None:
    first = record.notes.add("n1", ONE, "ask Ola", "kari")
    second = record.notes.revise("n2", "n1", "ask Per", OPEN, None, "kari")
    mark = record.events.last_seq()

    assert record.notes.add("n1", ONE, "ask Ola", "kari") == first
    assert record.notes.revise("n2", "n1", "ask Per", OPEN, None, "kari") == second
    assert record.events.last_seq() == mark


def test_a_change_that_changes_nothing_adds_nothing(record: Record) -> None:
    first = record.notes.add("n1", ONE, "ask Ola", "kari")
    mark = record.events.last_seq()

    assert record.notes.revise("n2", "n1", "ask Ola", OPEN, None, "ola") == first
    assert record.notes.versions("n2") == ()
    assert record.events.last_seq() == mark


def test_a_change_to_what_was_changed_since_is_refused(record: Record) -> None:
    record.notes.add("n1", ONE, "ask Ola", "kari")
    record.notes.revise("n2", "n1", "ask Per", OPEN, None, "kari")

    with pytest.raises(BadInput, match="meanwhile"):
        record.notes.revise("n3", "n1", "ask Liv", OPEN, None, "ola")

    assert shown(record) == [("c1", "ask Per", OPEN)]


def test_what_is_not_there_is_not_changed(record: Record) -> None:
    with pytest.raises(NotFound):
        record.notes.add("n1", ContractId(99), "text", "kari")
    with pytest.raises(NotFound):
        record.notes.revise("n2", "n1", "text", OPEN, None, "kari")
    assert record.notes.versions("n1") == ()
    assert record.notes.of_contract(ContractId(99)) == ()


def test_each_version_is_one_event_with_before_and_after(record: Record) -> None:
    anchor = pointed_at("one.pdf", 4, None, 12, 15, "tre")
    spelled = {
        "sha256": digest("one.pdf"),
        "page": 4,
        "paragraph": None,
        "start": 12,
        "end": 15,
        "text": "tre",
    }
    record.notes.add("n1", ONE, "sent?", "kari", anchor)
    record.notes.revise("n2", "n1", "sent", RESOLVED, anchor, "ola")

    added, resolved = reversed(record.events.of(ONE)[:2])
    first = {"note": "n1", "text": "sent?", "state": "open", "anchor": spelled}
    second = {"note": "n2", "text": "sent", "state": "resolved", "anchor": spelled}
    assert (added.kind, added.actor, added.before, added.after) == (
        EventKind.NOTED, "kari", None, first,
    )  # fmt: skip
    assert (resolved.actor, resolved.before, resolved.after) == ("ola", first, second)
    assert record.events.broken() == ()


def test_resolved_notes_are_searched_and_withdrawn_ones_are_not(record: Record) -> None:
    record.notes.add("n1", ONE, "one", "kari")
    record.notes.add("n2", ONE, "two", "kari")
    record.notes.revise("n1b", "n1", "uno", RESOLVED, None, "kari")
    record.notes.revise("n2b", "n2", "two", WITHDRAWN, None, "kari")

    entry = next(entry for entry in record.contracts.entries() if entry.id == ONE)

    assert entry.notes == ("uno",)


def test_a_contract_has_notes_while_one_is_not_withdrawn(record: Record) -> None:
    def noted() -> bool:
        summary = record.contracts.summary(ONE)
        assert summary is not None
        return summary.noted

    record.notes.add("n1", ONE, "one", "kari")
    assert noted()
    record.notes.revise("n2", "n1", "one", WITHDRAWN, None, "kari")
    assert not noted()
    record.notes.revise("n3", "n2", "one", OPEN, None, "kari")
    assert noted()


def test_of_two_who_change_one_note_at_once_one_is_told(record: Record) -> None:
    record.notes.add("n1", ONE, "one", "kari")
    told: list[str] = []

    def change(name: str) -> None:
        try:
            record.notes.revise(f"by {name}", "n1", name, OPEN, None, name)
        except BadInput:
            told.append(name)

    people = [threading.Thread(target=change, args=(name,)) for name in ("kari", "ola", "per")]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert len(told) == 2
    assert len(record.notes.versions("n1")) == 2


def test_half_a_character_does_not_stop_a_note(tmp_path: Path) -> None:
    record = open_record(tmp_path / "arkiv.db")
    record.documents.file(arrival("one.pdf"), "kari")

    note = record.notes.add("n1", ONE, "a\ud800b", "kari", ANCHOR)

    assert record.notes.of_contract(ONE) == (note,)
    assert note.text == "a\N{REPLACEMENT CHARACTER}b"
    again = record.notes.revise("n2", "n1", "a\ud800b", OPEN, ANCHOR, "kari")
    assert again == note
    record.close()

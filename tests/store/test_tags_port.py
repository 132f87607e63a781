"""What every record does when tags are renamed, in memory and on the disk."""

from __future__ import annotations

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from fakes.arrivals import arrival

ONE, TWO, THREE = map(ContractId, (1, 2, 3))


@pytest.fixture
def record(record: Record) -> Record:
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        record.documents.file(arrival(name), "kari")
    return record


def tags(record: Record, contract: ContractId) -> tuple[str, ...]:
    summary = record.contracts.summary(contract)
    assert summary is not None
    return summary.tags


def test_a_tag_is_renamed_with_all_under_it_and_nothing_else(record: Record) -> None:
    record.tags.add([ONE], "risk", "kari")
    record.tags.add([TWO], "risk/high", "kari")
    record.tags.add([TWO], "risky", "kari")
    record.tags.add([THREE], "rent/risk", "kari")

    assert record.tags.rename("risk", "attention/risk", "ola") == 2

    assert tags(record, ONE) == ("attention/risk",)
    assert tags(record, TWO) == ("attention/risk/high", "risky")
    assert tags(record, THREE) == ("rent/risk",)
    assert record.events.broken() == ()


def test_two_tags_become_one_where_a_contract_has_both(record: Record) -> None:
    record.tags.add([ONE, TWO], "urgent", "kari")
    record.tags.add([TWO, THREE], "risk", "kari")
    mark = record.events.last_seq()

    assert record.tags.rename("urgent", "risk", "ola") == 2

    assert [tags(record, each) for each in (ONE, TWO, THREE)] == [("risk",)] * 3
    events = [event for event in record.events.of() if event.seq > mark]
    assert [(e.kind, e.contract, e.before, e.after, e.actor) for e in reversed(events)] == [
        (EventKind.UNTAGGED, ONE, {"tag": "urgent"}, None, "ola"),
        (EventKind.TAGGED, ONE, None, {"tag": "risk"}, "ola"),
        (EventKind.UNTAGGED, TWO, {"tag": "urgent"}, None, "ola"),
    ]
    assert len({event.batch for event in events}) == 1


def test_a_renaming_is_undone_as_the_one_act_it_was(record: Record) -> None:
    record.tags.add([ONE, TWO], "urgent", "kari")
    record.tags.add([TWO], "risk", "kari")
    record.tags.rename("urgent", "risk", "kari")

    record.undoing.undo("kari")

    assert (tags(record, ONE), tags(record, TWO)) == (("urgent",), ("risk", "urgent"))


def test_renaming_a_tag_that_nobody_has_changes_nothing(record: Record) -> None:
    record.tags.add([ONE], "risk", "kari")
    mark = record.events.last_seq()

    assert record.tags.rename("ris", "rent", "kari") == 0
    assert record.events.last_seq() == mark


def test_signs_that_a_database_could_take_for_patterns_are_letters(record: Record) -> None:
    record.tags.add([ONE], "10%/a", "kari")
    record.tags.add([TWO], "100/b", "kari")

    assert record.tags.rename("10%", "tenth", "kari") == 1

    assert (tags(record, ONE), tags(record, TWO)) == (("tenth/a",), ("100/b",))


def test_what_lies_in_the_trash_is_renamed_too(record: Record) -> None:
    record.tags.add([ONE], "risk", "kari")
    record.contracts.trash([ONE], "kari")

    assert record.tags.rename("risk", "danger", "kari") == 1
    assert tags(record, ONE) == ("danger",)

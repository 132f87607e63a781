"""A cut tail is missed, because the head of each day is kept where the record is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from arkiv.domain.identity import ContractId
from arkiv.domain.ports import HeadShelf
from arkiv.head_files import HeadFiles
from arkiv.services.heads import Heads
from fakes.arrivals import arrival
from fakes.heads import FakeHeads
from fakes.record import FakeRecord

MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)
A, B = "a" * 64, "b" * 64


@pytest.fixture(params=["in memory", "on the disk"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> HeadShelf:
    return FakeHeads() if request.param == "in memory" else HeadFiles(tmp_path / "heads")


def kept(shelf: HeadShelf) -> list[tuple[str, int, str]]:
    return [(head.name, head.seq, head.digest) for head in shelf.every()]


def test_nothing_is_remembered_at_first(shelf: HeadShelf) -> None:
    assert shelf.every() == ()


def test_each_day_has_its_own_head(shelf: HeadShelf) -> None:
    assert shelf.put(MONDAY, 3, A) and shelf.put(TUESDAY, 4, B)

    assert kept(shelf) == [("2026-11-30.txt", 3, A), ("2026-12-01.txt", 4, B)]


def test_a_head_moves_up_and_never_down(shelf: HeadShelf) -> None:
    shelf.put(MONDAY, 3, A)

    assert shelf.put(MONDAY, 4, B)
    assert not shelf.put(MONDAY, 3, A)
    assert kept(shelf) == [("2026-11-30.txt", 4, B)]


@pytest.mark.parametrize("content", [b"", b"0:", b"7:xyz", b"\xff\xfe", b"x" * 5000])
def test_a_file_that_holds_no_head_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "2026-11-30.txt").write_bytes(content)

    assert kept(HeadFiles(tmp_path)) == [("2026-11-30.txt", 0, "")]


def test_a_head_is_a_line_that_people_can_read(tmp_path: Path) -> None:
    HeadFiles(tmp_path / "heads").put(MONDAY, 3, A)

    assert [path.name for path in (tmp_path / "heads").iterdir()] == ["2026-11-30.txt"]
    assert (tmp_path / "heads" / "2026-11-30.txt").read_text() == f"3:{A}\n"


@pytest.fixture
def record() -> FakeRecord:
    record = FakeRecord()
    for number in range(3):
        record.documents.file(arrival(f"{number}.pdf"), "kari")
    return record


def test_a_day_remembers_the_newest_event(record: FakeRecord, shelf: HeadShelf) -> None:
    heads = Heads(record.events, shelf)

    assert heads.remember(MONDAY) and not heads.remember(MONDAY)
    record.tags.add([ContractId(1)], "risk", "kari")
    assert heads.remember(MONDAY)

    assert kept(shelf) == [("2026-11-30.txt", *record.events.head())]
    assert list(heads.damages()) == []


def test_an_empty_trail_has_no_head_to_remember(shelf: HeadShelf) -> None:
    assert not Heads(FakeRecord().events, shelf).remember(MONDAY)


def test_a_cut_tail_is_found_also_after_new_events_and_another_day(
    record: FakeRecord, shelf: HeadShelf
) -> None:
    heads = Heads(record.events, shelf)
    heads.remember(MONDAY)

    del record.shelf.events[-1]
    record.tags.add([ContractId(1)], "risk", "kari")
    record.tags.add([ContractId(2)], "risk", "kari")
    assert not heads.remember(MONDAY)  # the evidence stays
    heads.remember(TUESDAY)

    assert [(d.what, d.subject) for d in heads.damages()] == [("head_missing", "2026-11-30.txt")]


def test_an_altered_head_is_found_and_never_replaced(record: FakeRecord, tmp_path: Path) -> None:
    heads = Heads(record.events, HeadFiles(tmp_path))
    heads.remember(MONDAY)
    (tmp_path / "2026-11-30.txt").write_text("nothing\n")

    assert not heads.remember(MONDAY)
    assert [d.what for d in heads.damages()] == ["head_unreadable"]


def test_a_disk_that_cannot_be_written_stops_nobody(record: FakeRecord, tmp_path: Path) -> None:
    (tmp_path / "heads").write_text("a file in the way")

    assert not Heads(record.events, HeadFiles(tmp_path / "heads")).remember(MONDAY)

"""The head of each day is kept where the record is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from arkiv.head_files import HeadFiles

MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)
A, B = "a" * 64, "b" * 64


def kept(folder: Path) -> list[tuple[str, int, str]]:
    return list(HeadFiles(folder).every())


def test_each_day_has_a_line_that_people_can_read(tmp_path: Path) -> None:
    heads = HeadFiles(tmp_path / "heads")
    heads.remember(MONDAY, 3, A)
    heads.remember(TUESDAY, 4, B)

    assert {path.name for path in (tmp_path / "heads").iterdir()} == {"2026-11-30", "2026-12-01"}
    assert (tmp_path / "heads" / "2026-11-30").read_text() == f"3:{A}\n"
    assert kept(tmp_path / "heads") == [("2026-11-30", 3, A), ("2026-12-01", 4, B)]


def test_a_head_moves_up_and_never_down(tmp_path: Path) -> None:
    heads = HeadFiles(tmp_path)
    heads.remember(MONDAY, 3, A)
    heads.remember(MONDAY, 4, B)
    heads.remember(MONDAY, 3, A)

    assert kept(tmp_path) == [("2026-11-30", 4, B)]


@pytest.mark.parametrize("content", [b"", b"0:", b"7:xyz", b"\xff\xfe", b"x" * 5000])
def test_a_file_that_holds_no_head_holds_a_hash_that_nothing_has(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "2026-11-30").write_bytes(content)

    assert kept(tmp_path) == [("2026-11-30", 0, "unreadable")]


def test_a_disk_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "heads").write_text("a file in the way")
    heads = HeadFiles(tmp_path / "heads")

    heads.remember(MONDAY, 3, A)

    assert list(heads.every()) == []

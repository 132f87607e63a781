"""Columns kept beside the index: as good as read from the record, and never in the way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from arkiv.domain.contracts import Summary
from arkiv.domain.query import parse
from arkiv.domain.searching import SearchAnswer, SearchRequest
from arkiv.domain.working_days import WorkingDays
from arkiv.search.engine import WhooshIndex
from fakes.library import TODAY, Library, put_invented


class Counting(Library):
    """Counts the summaries that are read in one go."""

    read = 0

    def summaries(self, since: int = 0) -> Iterator[Summary]:
        for summary in super().summaries(since):
            self.read += 1
            yield summary


@pytest.fixture
def library() -> Counting:
    chance = random.Random(1)
    made = Counting()
    for number in range(1, 151):
        put_invented(made, number, chance)
    return made


def asked(folder: Path, library: Library, days: int = 0, **own: Any) -> SearchAnswer:
    """The answer of an index that was opened for this question."""
    index = WhooshIndex(folder, library, **own)
    index.feed(library.entries(index.mark()), library.seq)
    today = TODAY + timedelta(days=days)
    answer = index.search(SearchRequest(parse("", today), today))
    index.close()
    return answer


def test_the_second_opening_reads_only_what_changed(tmp_path: Path, library: Counting) -> None:
    first = asked(tmp_path, library)
    library.read = 0

    assert asked(tmp_path, library) == first
    assert library.read == 0

    library.put(7, "rent", tags=("new",))
    assert asked(tmp_path, library) != first
    assert library.read == 1


@pytest.mark.parametrize("seed", range(5))
def test_kept_columns_answer_as_the_record(tmp_path: Path, library: Counting, seed: int) -> None:
    chance = random.Random(seed)
    for step in range(4):
        days = chance.choice((0, 1, 40, 400, -20))
        found = asked(tmp_path / "kept", library, days)

        assert found == asked(tmp_path / f"anew {step}", library, days)

        for _change in range(chance.choice((1, 5, 120))):
            put_invented(library, chance.randint(1, 160), chance)


@pytest.mark.parametrize("harm", ["cut", "bit", "empty", "words"])
def test_damaged_ones_are_as_good_as_none(tmp_path: Path, library: Counting, harm: str) -> None:
    first = asked(tmp_path, library)
    [path] = tmp_path.rglob("columns.kept")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    harmed = {"cut": content[:-9], "bit": content, "empty": b"", "words": b"no head\nat all"}
    path.write_bytes(bytes(harmed[harm]))
    library.read = 0

    assert asked(tmp_path, library) == first
    assert library.read == 150


def test_another_own_side_makes_its_own(tmp_path: Path, library: Counting) -> None:
    asked(tmp_path, library)
    library.read = 0

    assert asked(tmp_path, library, own_names=("vår side as",)).total
    assert library.read == 150


def test_another_calendar_makes_its_own(tmp_path: Path, library: Counting) -> None:
    def national_days(country: str, year: int) -> dict[date, str]:
        return {date(year, 5, 17): "Constitution Day"}

    asked(tmp_path, library)
    library.read = 0

    assert asked(tmp_path, library, working=WorkingDays(national_days)).total
    assert library.read == 150


def test_they_go_when_the_index_is_made_again(tmp_path: Path, library: Counting) -> None:
    asked(tmp_path, library)
    index = WhooshIndex(tmp_path, library)
    index.rebuild(library.entries(), library.seq)
    library.read = 0

    index.search(SearchRequest(parse("", TODAY), TODAY))

    assert library.read == 150


def test_a_generation_that_is_gone_keeps_nothing(tmp_path: Path, library: Counting) -> None:
    index = WhooshIndex(tmp_path, library)
    index.feed(library.entries(), library.seq)
    index.search(SearchRequest(parse("", TODAY), TODAY))
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    index.close()

"""An index that an older Arkiv wrote is made again by what comes first: a search, a change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from arkiv.search import schema
from arkiv.search.engine import WhooshIndex
from arkiv.services.finding import Finder
from arkiv.services.indexing import Indexing
from fakes.arrivals import arrival, digest, extraction, reading
from fakes.library import TODAY
from fakes.record import FakeRecord


@pytest.fixture
def record() -> FakeRecord:
    record = FakeRecord()
    record.documents.file(arrival(), "kari")
    text = reading("The rent is NOK 1.250.000.")
    record.documents.save_reading(digest("lease.pdf"), text, extraction(), "arkiv")
    return record


@pytest.fixture
def index(
    record: FakeRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[WhooshIndex]:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "FORMAT", schema.FORMAT - 1)
        old = WhooshIndex(tmp_path / "index", record.contracts)
        assert Indexing(record, old).catch_up()
        old.close()
    index = WhooshIndex(tmp_path / "index", record.contracts)
    yield index
    index.close()


def test_catching_up_makes_an_old_index_again(record: FakeRecord, index: WhooshIndex) -> None:
    indexing = Indexing(record, index)
    assert indexing.behind() == record.events.last_seq()

    assert indexing.catch_up()

    assert indexing.behind() == 0
    assert index.ids() == {1}


def test_a_search_makes_an_old_index_again(record: FakeRecord, index: WhooshIndex) -> None:
    finder = Finder(record, index, Indexing(record, index), (), ())

    result = finder.search("1 250 000", TODAY)

    assert (result.total, result.missing) == (1, 0)

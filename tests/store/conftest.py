"""The record that the suites of its ports run on: the one in memory and the one on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from arkiv.domain.ports import Record
from arkiv.store import open_record
from fakes.record import FakeRecord


@pytest.fixture(params=["in memory", "on the disk"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    opened: Record = FakeRecord()
    if request.param == "on the disk":
        opened = open_record(tmp_path / "arkiv.db")
    yield opened
    opened.close()

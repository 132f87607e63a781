"""A trail of a hundred thousand events is checked in a few seconds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.store import open_record
from arkiv.store.connection import Connections
from arkiv.store.events import append
from fakes.arrivals import arrival

pytestmark = pytest.mark.soak

EVENTS = 100_000
CPU_SECONDS = 5.0


def test_a_hundred_thousand_events_are_verified_in_five_seconds(tmp_path: Path) -> None:
    record = open_record(tmp_path / "arkiv.db")
    contract = record.documents.file(arrival(), "kari").contract
    connections = Connections(tmp_path / "arkiv.db")
    with connections.writing() as connection:
        for number in range(EVENTS - 1):
            after = {"tag": f"tag {number}"}
            append(connection, EventKind.TAGGED, "kari", ContractId(contract), after=after)
    connections.close()

    before = time.process_time()
    damages = record.events.broken()
    taken = time.process_time() - before

    assert (damages, record.events.last_seq()) == ((), EVENTS)
    assert taken < CPU_SECONDS
    record.close()

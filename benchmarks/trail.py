"""How long the check of a long trail takes: `python benchmarks/trail.py [EVENTS]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from arkiv.domain.contracts import EventKind
from arkiv.domain.documents import Arrival
from arkiv.domain.identity import ContractId, Sha256
from arkiv.store.connection import Connections
from arkiv.store.events import append
from arkiv.store.record import open_record


def main(events: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arkiv.db"
        record = open_record(path)
        for number in range(100):
            sha256 = Sha256(f"{number:064x}")
            record.documents.file(Arrival(sha256, ".pdf", 1, f"{number}.pdf", "", "x"), "kari")
        connections = Connections(path)
        with connections.writing() as connection:
            for number in range(events - 100):
                contract = ContractId(number % 100 + 1)
                after = {"tag": f"tag {number}", "of": "a content of the usual length"}
                append(connection, EventKind.TAGGED, "kari", contract, after=after)
        connections.close()
        wall, cpu = time.perf_counter(), time.process_time()
        damages = record.events.broken()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"{record.events.last_seq()} events, {len(damages)} damages")
        print(f"{cpu:.2f} s of the processor, {wall:.2f} s on the clock")
        record.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

"""Adds notes until killed: `python -m programs.noting DATABASE` prints each id after its commit."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from uuid import uuid4

from arkiv.store.record import open_record


def main(database: str) -> None:
    record = open_record(Path(database))
    while True:
        contracts = [summary.id for summary in record.contracts.summaries()]
        for contract in contracts[-5:]:
            note = str(uuid4())
            record.notes.add(note, contract, f"note {note}", "reviewer")
            print(contract, note, flush=True)
        time.sleep(0.1)


if __name__ == "__main__":
    main(sys.argv[1])

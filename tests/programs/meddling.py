"""Changes a record until killed: `python -m programs.meddling DATABASE` says what it did.

Contracts get and lose the tag hot, go to the trash and come back, get titles, and new ones come.
The index is left to whoever searches.
"""

from __future__ import annotations

import random
import sys
import time
from hashlib import sha256
from pathlib import Path

from arkiv.domain.contracts import EventKind
from arkiv.domain.documents import Arrival
from arkiv.domain.facts import DecisionKind, Field
from arkiv.domain.identity import Sha256
from arkiv.store import open_record

_MOST = 40
_DEEDS = (
    *[EventKind.TAGGED] * 4,
    *(EventKind.UNTAGGED, EventKind.TRASHED, EventKind.UNTRASHED, EventKind.DECIDED),
    EventKind.FILED,
)


def main(database: str) -> None:
    dice, record = random.Random(7), open_record(Path(database))
    ids = [summary.id for summary in record.contracts.summaries()]
    while True:
        one, deed = dice.choice(ids), dice.choice(_DEEDS)
        match deed:
            case EventKind.UNTAGGED:
                record.tags.remove([one], "hot", "ola")
            case EventKind.TRASHED:
                record.contracts.trash([one], "ola")
            case EventKind.UNTRASHED:
                record.contracts.untrash([one], "ola")
            case EventKind.DECIDED:
                said = [f"Title {dice.randrange(9)}"]
                record.contracts.decide(one, Field.TITLE, DecisionKind.CORRECTED, said, "ola")
            case EventKind.FILED if len(ids) < _MOST:
                name = f"late {len(ids)}.pdf"
                digest = Sha256(sha256(name.encode()).hexdigest())
                arrival = Arrival(digest, ".pdf", 9, name, "", name)
                ids.append(record.documents.file(arrival, "ola").contract)
            case _:
                record.tags.add([one], "hot", "ola")
        print(deed, flush=True)
        time.sleep(dice.random() / 50)


if __name__ == "__main__":
    main(sys.argv[1])

"""A real watcher for the kill loop: `python -m programs.killed_watcher ROOT [POINT COUNT]`.

With a point it kills itself there the count-th time; else it runs until SIGTERM, or is killed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path

from arkiv.bootstrap import open_archive
from arkiv.intake.pool import ReaderPool
from arkiv.intake.settling import Pace
from arkiv.intake.watch import watch
from arkiv.workspace import Workspace

PACE = Pace(whole=0.1, unleased=0.3, tailless=0.6, refused=30.0)


def main(root: str, point: str = "", count: str = "1") -> None:
    left = [int(count)]

    def checkpoint(name: str) -> None:
        if name == point:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with open_archive(Workspace(Path(root)), actor="watcher", checkpoint=checkpoint) as archive:
        around = replace(
            archive.filing.intake.around, pace=PACE, readers=lambda: ReaderPool(size=1)
        )
        watch(around, stop, lambda _activity: None)


if __name__ == "__main__":
    main(*sys.argv[1:])

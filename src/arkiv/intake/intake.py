"""The intake as the command line and the terminal call it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from arkiv.intake.activity import Activity, IngestSummary, Progress
from arkiv.intake.adopt import adopt_and_sweep
from arkiv.intake.bulk import ingest
from arkiv.intake.listing import InboxFile, inbox_listing
from arkiv.intake.locks import watching_pid
from arkiv.intake.pipeline import Pipeline
from arkiv.intake.surroundings import Surroundings
from arkiv.intake.watch import watch

__all__ = ["Intake"]

_TICK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Intake:
    """Files in; each method is one thing people do."""

    around: Surroundings

    def watch(self, stop: Event, on_activity: Callable[[Activity], None]) -> None:
        """File what is dropped until ``stop`` is set; raises Busy when another watcher runs."""
        watch(self.around, stop, on_activity)

    def ingest(
        self, paths: Sequence[Path], on_progress: Callable[[Progress], None], stop: Event
    ) -> IngestSummary:
        """File files and folders from anywhere, now; raises Busy when filing is held up."""
        return ingest(self.around, paths, on_progress, stop)

    def empty_inbox(self, stop: Event, on_activity: Callable[[Activity], None]) -> None:
        """File what lies in the inbox now, and return when it is read and searchable.

        Files with a fault and unfinished downloads stay. Raises OSError or Busy.
        """
        pipeline = Pipeline(self.around, on_activity)
        try:
            while not stop.is_set():
                pipeline.one_pass(stop)
                if pipeline.seconds_to_next() is None and not pipeline.reading:
                    return
                stop.wait(_TICK_SECONDS)
        finally:
            pipeline.close()

    def adopt_and_sweep(self) -> int:
        """Give each object without a row a row; returns how many there were."""
        around = self.around
        return adopt_and_sweep(around.workspace, around.record, around.vault, around.actor)

    def listing(self) -> tuple[InboxFile, ...]:
        """What lies in the inbox, by path."""
        return inbox_listing(self.around.workspace, self.around.record)

    def watching_pid(self) -> int | None:
        """The process that watches right now; None when none does."""
        return watching_pid(self.around.workspace.archive)

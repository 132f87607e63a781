"""Filing many files at once from anywhere; nothing happens to the sources.

Taking and reading overlap: while the readers read, the next files are copied in.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event

from arkiv.domain.documents import DocumentState
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.filing_ports import SourceChanged
from arkiv.domain.identity import ContractId, Sha256
from arkiv.errors import Busy
from arkiv.intake.activity import (
    Activity,
    IngestSummary,
    Outcome,
    Progress,
    Refusal,
    outcome_of,
)
from arkiv.intake.faults import Refused, fault_of
from arkiv.intake.following import Following
from arkiv.intake.reading import ReadingList
from arkiv.intake.scan import Found
from arkiv.intake.sources import sources
from arkiv.intake.surroundings import Surroundings
from arkiv.intake.take import Taken, Taker

__all__ = ["ingest"]

log = logging.getLogger(__name__)

_TICK_SECONDS = 0.1
_LOOK_ELSEWHERE_SECONDS = 2.0


def ingest(
    around: Surroundings,
    paths: Iterable[Path],
    on_progress: Callable[[Progress], None],
    stop: Event,
) -> IngestSummary:
    """File, read and index; on ``stop`` what is filed stays filed and is read another time."""
    bulk = _Bulk(around, on_progress, stop)
    try:
        bulk.take_all(paths)
        bulk.read_all()
    finally:
        bulk.close()
    return bulk.summary()


class _Bulk:
    def __init__(
        self, around: Surroundings, on_progress: Callable[[Progress], None], stop: Event
    ) -> None:
        self._around = around
        self._tell = on_progress
        self._stop = stop
        self._taker = Taker(
            around.workspace, around.record, around.vault, around.actor, around.checkpoint
        )
        self._ours: dict[Sha256, bool] = {}
        """Not read yet, each with whether it is new, so that its file is done when it is read."""
        self._reading = ReadingList(around, self._ours.__contains__)
        self._following = Following(around.catch_up, around.monotonic)
        self._started = around.monotonic()
        self._next_look = 0.0
        self._counts: Counter[Outcome] = Counter()
        self._refused: list[Refusal] = []
        self._unreadable: list[Refusal] = []
        self._done = self._total = self._ignored = 0

    def take_all(self, paths: Iterable[Path]) -> None:
        found = sources(paths)
        self._ignored = len(found.ignored) + len(found.unfinished)
        self._total = len(found.files) + len(found.obstacles)
        for obstacle in found.obstacles:
            self._refuse(obstacle.found, obstacle.fault)
        for file in found.files:
            if self._stop.is_set():
                return
            self._take(file)
            self._read_and_follow(pausing=False)

    def read_all(self) -> None:
        while self._ours and not self._stop.is_set():
            self._read_and_follow(pausing=False, wait_seconds=_TICK_SECONDS)
            self._look_elsewhere()
            if self._reading.idle:
                self._stop.wait(_TICK_SECONDS)
        self._following.follow(pausing=True)

    def close(self) -> None:
        self._reading.close()

    def summary(self) -> IngestSummary:
        return IngestSummary(
            total=self._total,
            filed=self._counts[Outcome.FILED],
            duplicates=self._counts[Outcome.DUPLICATE],
            trashed_duplicates=self._counts[Outcome.TRASHED_DUPLICATE],
            ignored=self._ignored,
            read=self._counts[Outcome.READ],
            refused=tuple(self._refused),
            unreadable=tuple(self._unreadable),
            unread=len(self._ours),
            seconds=self._around.monotonic() - self._started,
            stopped=self._stop.is_set(),
        )

    def _take(self, found: Found) -> None:
        try:
            taken = self._taker.file(found, str(found.path))
        except Refused as refused:
            self._refuse(found, refused.fault)
        except SourceChanged:
            self._refuse(found, Fault(FaultCode.STILL_WRITTEN))
        except Busy:
            raise
        except OSError as error:
            self._refuse(found, fault_of(error))
        except Exception as error:
            log.exception("a file could not be taken")
            self._refuse(found, Fault(FaultCode.IO_ERROR, type(error).__name__))
        else:
            self._taken(found, taken)

    def _taken(self, found: Found, taken: Taken) -> None:
        log.info("filed %s as %s", taken.sha256[:8], taken.filed.contract)
        self._following.changed(1)
        document = self._around.record.documents.get(taken.sha256)
        unread = document is not None and document.state is DocumentState.STORED
        if unread and taken.sha256 not in self._ours:
            self._ours[taken.sha256] = taken.filed.new
            self._reading.nudge()
        if not (taken.filed.new and unread):
            self._done += 1
        self._say(outcome_of(taken.filed), found.name, taken.filed.contract)

    def _read_and_follow(self, pausing: bool, wait_seconds: float = 0.0) -> None:
        try:
            for activity in self._reading.work(wait_seconds):
                self._following.changed(1)
                self._was_read(activity)
        except (OSError, Busy) as error:
            log.warning("trying again soon: %s", error)
        self._following.follow(pausing)

    def _look_elsewhere(self) -> None:
        """A watcher beside us may read what we filed."""
        now = self._around.monotonic()
        if now < self._next_look or not self._reading.idle:
            return
        self._next_look = now + _LOOK_ELSEWHERE_SECONDS
        for sha256 in list(self._ours):
            document = self._around.record.documents.get(sha256)
            if document is not None and document.state is not DocumentState.STORED:
                was_read = document.state is DocumentState.READ
                outcome = Outcome.READ if was_read else Outcome.FAULT
                self._was_read(
                    Activity(outcome, document.name, document.contract, document.fault, sha256)
                )

    def _was_read(self, activity: Activity) -> None:
        if activity.sha256 is None or activity.sha256 not in self._ours:
            return
        if self._ours.pop(activity.sha256):
            self._done += 1
        if activity.fault is not None:
            self._unreadable.append(Refusal(activity.name, activity.fault))
        self._say(activity.outcome, activity.name, activity.contract, activity.fault)

    def _refuse(self, found: Found, fault: Fault) -> None:
        self._done += 1
        self._refused.append(Refusal(found.relative, fault))
        self._say(Outcome.REFUSED, found.name, None, fault)

    def _say(
        self,
        outcome: Outcome,
        name: str,
        contract: ContractId | None,
        fault: Fault | None = None,
    ) -> None:
        self._counts[outcome] += 1
        self._tell(Progress(outcome, name, contract, fault, self._done, self._total))

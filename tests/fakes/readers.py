"""Readers in memory that read nothing: they answer as the test says."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Extraction
from arkiv.intake.jobs import ReadJob, ReadOutcome

__all__ = ["FakeReaders", "read_well"]


def read_well(job: ReadJob) -> ReadOutcome:
    """One page with the file's name on it."""
    reading = Reading((Page(1, job.name),), 1)
    return ReadOutcome(job.sha256, reading, Extraction((), (), "test"), None, died=False)


class FakeReaders:
    """Answers each job by ``answer``; None from it means: never answered."""

    def __init__(self, answer: Callable[[ReadJob], ReadOutcome | None] = read_well) -> None:
        self.answer = answer
        self.jobs: list[ReadJob] = []
        self.closed = False
        self.warmed_up = 0
        self._queue: deque[ReadJob] = deque()

    def submit(self, job: ReadJob) -> None:
        self.jobs.append(job)
        self._queue.append(job)

    def warm_up(self) -> None:
        self.warmed_up += 1

    def next_outcome(self, timeout_seconds: float | None) -> ReadOutcome | None:
        for _ in range(len(self._queue)):
            job = self._queue.popleft()
            outcome = self.answer(job)
            if outcome is not None:
                return outcome
            self._queue.append(job)
        return None

    @property
    def pending(self) -> int:
        return len(self._queue)

    def close(self) -> None:
        self.closed = True

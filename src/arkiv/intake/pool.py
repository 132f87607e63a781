"""The workers that read: how many there are, who is at what, and what becomes of a dead one."""

from __future__ import annotations

import os
import queue
import selectors
import socket
import threading
import time
from collections import deque
from pathlib import Path
from types import TracebackType

from arkiv.domain.faults import Fault, FaultCode
from arkiv.intake.jobs import ReadJob, ReadOutcome
from arkiv.intake.limits import Limits
from arkiv.intake.worker_process import WorkerProcess

__all__ = ["Limits", "ReadJob", "ReadOutcome", "ReaderPool"]

_FAILED_STARTS = 3


class ReaderPool:
    """Confined worker processes, started when there is something to read.

    submit() may be called from any thread, next_outcome() from one at a time. Outcomes come as
    they are done, not in the order of the jobs.
    """

    def __init__(
        self,
        size: int | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        extractor: str = "arkiv.extract.pipeline:extract",
        own_cues: Path | None = None,
    ) -> None:
        """A size of None is one worker a core; the extractor is module:function.

        ``own_cues`` is the folder with a person's own cues; workers look there for each document.
        """
        self._size = size or os.cpu_count() or 1
        self._limits = limits
        self._extractor = extractor
        self._own_cues = own_cues
        self._jobs: deque[ReadJob] = deque()
        self._outcomes: queue.SimpleQueue[ReadOutcome] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._pending = 0
        self._closed = False
        self._expecting = False
        self._thread: threading.Thread | None = None
        self._bell, self._ear = socket.socketpair()
        self._bell.setblocking(False)
        self._workers: list[WorkerProcess] = []
        self._failed_starts = 0
        self.no_network: bool | None = None
        """Whether the workers are cut off from the network; None before the first has started."""

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pending(self) -> int:
        """Jobs submitted whose outcome has not been fetched."""
        return self._pending

    def submit(self, job: ReadJob) -> None:
        """Queue a document; returns at once."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the pool is closed")
            self._pending += 1
            self._jobs.append(job)
            self._start_supervising()
        self._ring()

    def warm_up(self) -> None:
        """Start a worker when there is none, for a document that is about to come."""
        with self._lock:
            if self._closed or self._workers:
                return
            self._expecting = True
            self._start_supervising()
        self._ring()

    def next_outcome(self, timeout_seconds: float | None) -> ReadOutcome | None:
        """The next one done; None when there is none within the time, or nothing is pending."""
        if not self._pending:
            return None
        try:
            outcome = self._outcomes.get(timeout=timeout_seconds)
        except queue.Empty:
            return None
        with self._lock:
            self._pending -= 1
        return outcome

    def close(self) -> None:
        """Kill the workers, whatever they are at. Closing twice is harmless."""
        with self._lock:
            closed, self._closed = self._closed, True
            self._pending = 0
        if closed:
            return
        self._ring()
        if self._thread is not None:
            self._thread.join()
        self._bell.close()
        self._ear.close()

    def _start_supervising(self) -> None:
        if self._thread is None:
            # One thread starts every worker and lives as long as the pool: a worker dies with the
            # thread that started it, and the caller's may be a short one.
            self._thread = threading.Thread(target=self._supervise, name="readers", daemon=True)
            self._thread.start()

    def _ring(self) -> None:
        try:
            self._bell.send(b"!")
        except (BlockingIOError, OSError):
            return  # it rings already, or the pool is closed

    def _supervise(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._ear, selectors.EVENT_READ)
            try:
                while not self._closed:
                    self._hand_out(selector)
                    for key, _events in selector.select(self._seconds_left()):
                        if isinstance(key.fileobj, WorkerProcess):
                            self._hear(key.fileobj, selector)
                        else:
                            self._ear.recv(4096)
                    self._watch_the_clock()
            finally:
                for worker in self._workers:
                    worker.close()

    def _hand_out(self, selector: selectors.BaseSelector) -> None:
        for worker in self._workers:
            if self._jobs and worker.free:
                worker.give(self._jobs.popleft())
        starting = sum(worker.starting for worker in self._workers)
        wanted = max(len(self._jobs), int(self._expecting and not self._workers))
        self._expecting = False
        while wanted > starting and len(self._workers) < self._size:
            worker = WorkerProcess(self._limits, self._extractor, self._own_cues)
            self._workers.append(worker)
            selector.register(worker, selectors.EVENT_READ)
            starting += 1

    def _hear(self, worker: WorkerProcess, selector: selectors.BaseSelector) -> None:
        outcome, gone = worker.listen()
        if worker.ready:
            self.no_network, self._failed_starts = worker.no_network, 0
        if gone:
            selector.unregister(worker)
            self._workers.remove(worker)
            worker.close()
            if not worker.ready:
                self._failed_start()
        if outcome is not None:
            self._outcomes.put(outcome)

    def _failed_start(self) -> None:
        """A worker that can't even start won't by trying for ever."""
        self._failed_starts += 1
        if self._failed_starts < _FAILED_STARTS:
            return
        self._failed_starts = 0
        fault = Fault(FaultCode.READER_DIED, "start")
        while self._jobs:
            job = self._jobs.popleft()
            self._outcomes.put(ReadOutcome(job.sha256, None, None, fault, died=True))

    def _seconds_left(self) -> float | None:
        dues = [worker.due for worker in self._workers if not worker.finished]
        return max(0.0, min(dues) - time.monotonic()) if dues else None

    def _watch_the_clock(self) -> None:
        now = time.monotonic()
        for worker in self._workers:
            if worker.finished or worker.due > now:
                continue
            if worker.free:
                worker.retire()
            else:
                worker.give_up()

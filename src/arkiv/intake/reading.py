"""Step 5: the work list of documents to read, and what the record is told of each."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from arkiv.domain.documents import Document
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.identity import Sha256
from arkiv.errors import Busy, NotFound
from arkiv.intake.activity import Activity, Outcome
from arkiv.intake.jobs import ReadJob, ReadOutcome
from arkiv.intake.surroundings import Surroundings
from arkiv.processes import this_process
from arkiv.texts import _

__all__ = ["ReadingList"]

log = logging.getLogger(__name__)

_SUBMITTED_AHEAD = 16
"""Enough to keep the readers busy while the index takes in a batch."""
_LOOK_SECONDS = 2.0
_SAVE_AGAIN_SECONDS = 5.0
_TRIES = 3


@dataclass(slots=True)
class _Unsaved:
    outcome: ReadOutcome
    due: float


class ReadingList:
    """Claims documents, has them read, and saves what came; one thread drives it by work()."""

    def __init__(
        self, around: Surroundings, wanted: Callable[[Sha256], bool] = lambda _sha256: True
    ) -> None:
        self._around = around
        self._documents = around.record.documents
        self._readers = around.readers()
        self._wanted = wanted
        self._process = this_process()
        self._waiting: deque[Document] = deque()
        self._claimed: dict[Sha256, Document] = {}
        self._unsaved: list[_Unsaved] = []
        self._next_look = 0.0

    @property
    def idle(self) -> bool:
        """Nothing is being read and nothing waits for it, as far as was looked."""
        return not (self._claimed or self._waiting)

    def nudge(self) -> None:
        """There is something new to read: look at once."""
        self._next_look = 0.0

    def expect(self) -> None:
        """A document is coming to rest: let a reader start meanwhile."""
        self._readers.warm_up()

    def work(self, wait_seconds: float = 0.0) -> tuple[Activity, ...]:
        """Save what has been read and hand out what is to be read; returns what was saved.

        Raises OSError or Busy only where nothing has been claimed; what cannot be saved is kept
        and saved later.
        """
        self._hand_out()
        done = self._save_again() + self._collect(wait_seconds)
        self._hand_out()
        return done

    def close(self) -> None:
        """End the readers, whatever they are at; what was not read is free for the next one."""
        self._readers.close()
        for sha256 in self._claimed:
            try:
                self._documents.release(sha256, self._process)
            except (OSError, Busy) as error:  # a dead process's claim is void anyway
                log.warning("a claim was not given back: %s", error)
        self._claimed.clear()

    def _hand_out(self) -> None:
        self._look()
        while self._waiting and self._readers.pending < _SUBMITTED_AHEAD and not self._unsaved:
            document = self._waiting.popleft()
            if not self._documents.claim(document.sha256, self._process):
                continue
            self._claimed[document.sha256] = document
            path = self._around.vault.path(document.sha256, document.extension)
            job = ReadJob(document.sha256, path, document.extension, document.name)
            self._readers.submit(job)

    def _look(self) -> None:
        """Ask the record for work when there is none at hand, but not in every round."""
        now = self._around.monotonic()
        if self._waiting or now < self._next_look:
            return
        self._next_look = now + _LOOK_SECONDS
        unread = self._documents.unread(self._around.now())
        self._waiting.extend(
            document
            for document in unread
            if document.sha256 not in self._claimed and self._wanted(document.sha256)
        )

    def _collect(self, wait_seconds: float) -> tuple[Activity, ...]:
        done: list[Activity] = []
        wait = wait_seconds
        while self._readers.pending and (outcome := self._readers.next_outcome(wait)):
            done += self._settle(outcome)
            wait = 0.0
            self._hand_out()
        return tuple(done)

    def _save_again(self) -> tuple[Activity, ...]:
        now = self._around.monotonic()
        due = [kept for kept in self._unsaved if kept.due <= now]
        self._unsaved = [kept for kept in self._unsaved if kept.due > now]
        return tuple(activity for kept in due for activity in self._settle(kept.outcome))

    def _settle(self, outcome: ReadOutcome) -> tuple[Activity, ...]:
        """Tell the record; keep the outcome when it cannot take it now, as on a full disk."""
        document = self._claimed.get(outcome.sha256)
        if document is None:
            return ()
        try:
            activity = self._save(document, outcome)
        except NotFound:  # it was purged while it was read
            del self._claimed[outcome.sha256]
            return ()
        except (OSError, Busy) as error:
            log.warning("%s was read and could not be saved: %s", outcome.sha256[:8], error)
            due = self._around.monotonic() + _SAVE_AGAIN_SECONDS
            self._unsaved.append(_Unsaved(outcome, due))
            return ()
        del self._claimed[outcome.sha256]
        self._around.checkpoint("read")
        return (activity,) if activity else ()

    def _save(self, document: Document, outcome: ReadOutcome) -> Activity | None:
        """None when it will be tried again."""
        if outcome.died:
            return self._save_death(document)
        if outcome.reading is None or outcome.extraction is None:
            fault = outcome.fault or Fault(FaultCode.DAMAGED, _("nothing came back"))
            return self._save_failure(document, fault, outcome)
        if outcome.fault is not None:
            return self._save_failure(document, outcome.fault, outcome)
        self._documents.save_reading(
            document.sha256, outcome.reading, outcome.extraction, self._around.actor
        )
        log.info("read %s", document.sha256[:8])
        return _activity(Outcome.READ, document, outcome.reading.fault)

    def _save_failure(self, document: Document, fault: Fault, outcome: ReadOutcome) -> Activity:
        self._documents.save_failure(document.sha256, fault, outcome.reading, self._around.actor)
        log.info("not read %s: %s", document.sha256[:8], fault.code)
        return _activity(Outcome.FAULT, document, fault)

    def _save_death(self, document: Document) -> Activity | None:
        """Three tries, 2 and 8 seconds apart, then a fault that a person sees."""
        pause = timedelta(seconds=2 * 4**document.tries)
        tries = self._documents.save_try(document.sha256, self._around.now() + pause)
        log.warning("the reader died on %s, time %d", document.sha256[:8], tries)
        if tries < _TRIES:
            return None
        fault = Fault(FaultCode.READER_DIED, document.extension)
        self._documents.save_failure(document.sha256, fault, None, self._around.actor)
        return _activity(Outcome.FAULT, document, fault)


def _activity(outcome: Outcome, document: Document, fault: Fault | None) -> Activity:
    return Activity(outcome, document.name, document.contract, fault, document.sha256)

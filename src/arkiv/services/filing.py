"""Getting files in, and seeing what waits and what failed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

from arkiv.domain.documents import Document, DocumentState
from arkiv.domain.faults import InboxFault
from arkiv.domain.filing_ports import Heartbeat
from arkiv.domain.identity import ContractId
from arkiv.errors import NotFound
from arkiv.extract.version import cues_version
from arkiv.intake.activity import Activity, IngestSummary, Progress
from arkiv.intake.again import read_waiting
from arkiv.intake.intake import Intake
from arkiv.intake.listing import InboxFile, InboxState
from arkiv.intake.own_cues import OwnCues
from arkiv.processes import is_alive
from arkiv.services.indexing import Indexing
from arkiv.services.originals import Originals
from arkiv.texts import _

__all__ = [
    "Activity",
    "ArchiveStatus",
    "Filing",
    "InboxFile",
    "InboxState",
    "IngestSummary",
    "Progress",
]


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """How everything stands."""

    waiting: int
    """Files in the inbox that will be taken."""
    ignored: int
    inbox_faults: tuple[InboxFault, ...]
    documents: int
    reading: int
    """Documents in the archive that are not read yet."""
    document_faults: int
    older_cues: int
    """Documents whose facts were read by other cues than those of now."""
    cue_faults: tuple[str, ...]
    """What is wrong with which file of our own cues, a sentence each; such a file is not used."""
    setting_faults: tuple[str, ...]
    """What can't be read in arkiv.toml, a sentence each."""
    index_behind: int
    """Changes that are not searchable yet."""
    watcher: Heartbeat | None
    """None when none ever ran."""
    watcher_alive: bool
    disk_free: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What people do with files on their way in. Safe to call from any thread."""

    intake: Intake
    indexing: Indexing
    originals: Originals
    actor: str
    setting_faults: tuple[str, ...] = ()

    def status(self, now: datetime) -> ArchiveStatus:
        """Straight from the disk and the record; a file with a fault is not counted as waiting."""
        around = self.intake.around
        inbox = self.inbox()
        states = [file.state for file in inbox]
        lying = {file.path for file in inbox if file.state is InboxState.FAULT}
        faults = around.record.inbox_faults.every()
        documents = list(around.record.documents.every())
        heartbeat = around.record.watchers.last()
        own = OwnCues(around.workspace.own_cues).current()
        return ArchiveStatus(
            waiting=states.count(InboxState.WAITING),
            ignored=states.count(InboxState.IGNORED),
            inbox_faults=tuple(fault for fault in faults if fault.path in lying),
            documents=len(documents),
            reading=sum(document.state is DocumentState.STORED for document in documents),
            document_faults=sum(document.fault is not None for document in documents),
            older_cues=self._read_by_other_cues(own.version if own else cues_version()),
            cue_faults=own.faults if own else (),
            setting_faults=self.setting_faults,
            index_behind=self.indexing.behind(),
            watcher=heartbeat,
            watcher_alive=heartbeat is not None and is_alive(heartbeat.process),
            disk_free=shutil.disk_usage(around.workspace.archive).free,
        )

    def inbox(self) -> tuple[InboxFile, ...]:
        """What lies in the inbox, by path."""
        return self.intake.listing()

    def waiting_to_be_read(self) -> tuple[Document, ...]:
        """In the archive and not read yet, in order of arrival."""
        documents = self.intake.around.record.documents.every()
        return tuple(d for d in documents if d.state is DocumentState.STORED)

    def failed(self) -> tuple[Document, ...]:
        """In the archive with a fault, in order of arrival."""
        documents = self.intake.around.record.documents.every()
        return tuple(d for d in documents if d.fault is not None)

    def ingest(
        self, paths: Sequence[Path], on_progress: Callable[[Progress], None], stop: Event
    ) -> IngestSummary:
        """File files and folders from anywhere now; the sources stay as they are."""
        self.intake.adopt_and_sweep()
        return self.intake.ingest(paths, on_progress, stop)

    def watch(self, stop: Event, on_activity: Callable[[Activity], None]) -> None:
        """File what is dropped until ``stop`` is set; raises Busy when another watcher runs."""
        self.intake.watch(stop, on_activity)

    def empty_inbox(self, stop: Event, on_activity: Callable[[Activity], None]) -> None:
        """File what lies in the inbox now; returns when it is read and searchable."""
        self.intake.adopt_and_sweep()
        self.intake.empty_inbox(stop, on_activity)

    def read_waiting(self, on_step: Callable[[int, int], None], stop: Event) -> int:
        """Read what is queued in the archive; returns how many documents were read."""
        return read_waiting(self.intake.around, on_step, stop)

    def retry(self, paths: Sequence[str] | None, now: datetime) -> int:
        """Have what failed tried again, by the watcher or the next run; returns how many.

        ``paths`` are paths in the inbox or names of documents; None is everything that failed. A
        protected document is not among them: it waits for `arkiv unlock`. Raises NotFound for a
        path that has no fault.
        """
        record = self.intake.around.record
        failed = [d for d in self.failed() if d.state is DocumentState.FAILED]
        if paths is None:
            return record.inbox_faults.retry(None, now) + record.documents.requeue(
                [document.sha256 for document in failed], self.actor
            )
        done = 0
        for path in paths:
            tried = record.inbox_faults.retry([path], now) + record.documents.requeue(
                [document.sha256 for document in failed if document.name == path], self.actor
            )
            if not tried:
                raise NotFound(
                    _("{path}: nothing failed here. `arkiv status` lists what did.").format(
                        path=path
                    )
                )
            done += tried
        return done

    def viewing_copy(self, contract: ContractId) -> Path:
        """A read-only copy of the original for the system's viewer. Raises NotFound."""
        return self.originals.viewing_copy(contract)

    def _read_by_other_cues(self, today: str) -> int:
        versions = self.intake.around.record.documents.cues_versions()
        return sum(count for version, count in versions.items() if version != today)

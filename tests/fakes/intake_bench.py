"""A workspace with a record and readers in memory, and a clock that the test moves."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from arkiv.domain.documents import Document
from arkiv.intake.activity import Activity, Outcome
from arkiv.intake.pipeline import Pipeline
from arkiv.intake.settling import Pace
from arkiv.intake.surroundings import Surroundings
from arkiv.intake.watch import watch
from arkiv.vault import FileVault
from arkiv.workspace import Workspace
from documents.pdf_builder import make_pdf
from fakes.readers import FakeReaders
from fakes.record import FakeRecord

FAST = Pace(whole=0.15, unleased=0.4, tailless=0.8, refused=30.0, said=1.0)


def pdf(text: str) -> bytes:
    return make_pdf([text])


@dataclass
class Clock:
    """Both clocks; they move only when told."""

    seconds: float = 1000.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=self.seconds)


@dataclass
class Bench:
    """What a test of the intake needs."""

    root: Path
    record: FakeRecord = field(default_factory=FakeRecord)
    readers: FakeReaders = field(default_factory=FakeReaders)
    activities: list[Activity] = field(default_factory=list)
    caught_up: int = 0

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.root)
        self.workspace.make_folders()
        self.vault = FileVault(self.workspace.archive)
        self.inbox = self.workspace.inbox
        self.around = Surroundings(
            workspace=self.workspace,
            record=self.record,
            vault=self.vault,
            readers=lambda: self.readers,
            catch_up=self.catch_up,
            pace=FAST,
            on_network=lambda: False,
        )

    def catch_up(self) -> bool:
        self.caught_up += 1
        return True

    def on_clock(self, clock: Clock) -> None:
        self.around = replace(self.around, monotonic=clock.monotonic, now=clock.now, pace=Pace())

    def drop(self, name: str, content: bytes) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def pipeline(self) -> Pipeline:
        return Pipeline(self.around, self.activities.append)

    def settle(self, pipeline: Pipeline, seconds: float = 3.0) -> None:
        """Pass until nothing is on its way any more."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            pipeline.one_pass(threading.Event())
            if pipeline.seconds_to_next() is None and not pipeline.reading:
                return
            time.sleep(0.02)
        raise AssertionError("the inbox did not come to rest")

    @contextmanager
    def watching(self, **options: object) -> Iterator[threading.Thread]:
        stop = threading.Event()
        errors: list[BaseException] = []

        def run() -> None:
            try:
                watch(self.around, stop, self.activities.append, **options)  # type: ignore[arg-type]
            except BaseException as error:
                errors.append(error)
                raise

        thread = threading.Thread(target=run)
        thread.start()
        try:
            wait_for(lambda: bool(self.outcomes(Outcome.WATCHING)) or not thread.is_alive())
            yield thread
        finally:
            stop.set()
            thread.join(10)
        assert not errors and not thread.is_alive()

    def outcomes(self, *wanted: Outcome) -> list[str]:
        """The names of the files of which that was said."""
        return [one.name for one in list(self.activities) if one.outcome in wanted]

    def documents(self) -> dict[str, Document]:
        return {document.name: document for document in list(self.record.documents.every())}

    def originals(self) -> dict[str, bytes]:
        """By name, the bytes in the archive."""
        return {
            name: self.vault.path(document.sha256, document.extension).read_bytes()
            for name, document in self.documents().items()
        }

    def faults(self) -> dict[str, str]:
        return {row.path: str(row.fault.code) for row in self.record.inbox_faults.every()}

    def left(self) -> list[str]:
        """Every file in the inbox; folders may go while it is looked at, which os.walk bears."""
        return sorted(
            str(Path(folder, name).relative_to(self.inbox))
            for folder, _folders, names in os.walk(self.inbox)
            for name in names
        )


def wait_for(claim: Callable[[], object], seconds: float = 8.0) -> None:
    deadline = time.monotonic() + seconds
    while not claim():
        if time.monotonic() > deadline:
            raise AssertionError("waited in vain")
        time.sleep(0.02)

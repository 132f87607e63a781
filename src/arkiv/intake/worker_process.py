"""One worker as its parent sees it: a process, its pipes, and the document it is at."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from arkiv.domain.documents import Page, Reading
from arkiv.domain.faults import Fault, FaultCode
from arkiv.intake.jobs import ReadJob, ReadOutcome
from arkiv.intake.limits import Limits
from arkiv.intake.messages import (
    encode,
    extraction_from_json,
    fault_from_json,
    job_to_json,
    page_from_json,
    reading_from_json,
)

__all__ = ["WorkerProcess"]

_log = logging.getLogger(__name__)

_CHUNK = 1 << 20
_KEPT_ENVIRONMENT = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "SYSTEMROOT")


class WorkerProcess:
    """Started from a thread that outlives it: the worker dies with that thread."""

    def __init__(self, limits: Limits, extractor: str, own_cues: Path | None = None) -> None:
        self._limits = limits
        self._process = _started(limits, extractor, own_cues)
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)
        self._buffer = bytearray()
        self._looked_until = 0
        self._killed_for: Fault | None = None
        self.ready = False
        self.no_network = False
        self.finished = False
        """It takes no more documents."""
        self.job: ReadJob | None = None
        self.due: float = time.monotonic() + limits.start_seconds
        """When the document, the start or the idling has lasted long enough."""
        self._forget()

    @property
    def free(self) -> bool:
        return self.ready and self.job is None and not self.finished

    @property
    def starting(self) -> bool:
        return not self.ready and not self.finished

    def fileno(self) -> int:
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def give(self, job: ReadJob) -> None:
        """Start on a document; only when free."""
        self.job = job
        self._forget()
        self.due = time.monotonic() + self._limits.wall_seconds
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # it died while idle, as the end of its output tells
            self._process.stdin.write(encode(job_to_json(job)))

    def listen(self) -> tuple[ReadOutcome | None, bool]:
        """What has come: the outcome when the document is done, and whether the worker is gone."""
        try:
            raw = os.read(self.fileno(), _CHUNK)
        except BlockingIOError:
            return None, False
        if not raw:
            return self._ended(), True
        self._buffer += raw
        self._received += len(raw)
        if self._received > self._limits.answer_bytes:
            self._kill(Fault(FaultCode.TRUNCATED, f"{self._limits.answer_bytes:,}"))
            return None, False
        return self._understood(), False

    def give_up(self) -> None:
        """Kill it: the document takes too long, or the worker takes too long to start."""
        self._kill(Fault(FaultCode.TOO_SLOW, f"{self._limits.wall_seconds:.0f} s"))

    def retire(self) -> None:
        """Let it end by itself."""
        self.finished = True
        assert self._process.stdin is not None
        self._process.stdin.close()

    def close(self) -> None:
        """Kill it and everything it started."""
        self._kill(None)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()

    def _forget(self) -> None:
        self._pages: list[Page] = []
        self._page_count: int | None = None
        self._title: str | None = None
        self._received = 0

    def _kill(self, reason: Fault | None) -> None:
        self._killed_for = self._killed_for or reason
        self.finished = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _understood(self) -> ReadOutcome | None:
        """The whole lines in the buffer; what makes no sense is the end of the worker."""
        outcome = None
        while (end := self._buffer.find(b"\n", self._looked_until)) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            self._looked_until = 0
            try:
                outcome = self._message(json.loads(line)) or outcome
            except (ValueError, KeyError, TypeError, IndexError, AttributeError):
                self._kill(None)
                return None
        self._looked_until = len(self._buffer)
        return outcome

    def _message(self, message: dict[str, Any]) -> ReadOutcome | None:
        ((kind, said),) = message.items()
        match kind:
            case "ready":
                self.ready = True
                self.no_network = bool(said["no_network"])
                self.due = time.monotonic() + self._limits.idle_seconds
            case "start":
                self._page_count, self._title = said["page_count"], said["title"]
            case "page":
                self._pages.append(page_from_json(said))
            case "trouble":
                _log.warning("a reader met something unforeseen: %s", said)
            case "done":
                return self._done(said)
        return None

    def _done(self, said: dict[str, Any]) -> ReadOutcome:
        if self.job is None:
            raise ValueError("an answer that nobody asked for")
        fault = fault_from_json(said["fault"])
        reading = extraction = None
        if said["reading"] is not None:
            reading = reading_from_json(said["reading"], tuple(self._pages))
            extraction = extraction_from_json(said["extraction"])
        outcome = ReadOutcome(
            self.job.sha256,
            reading or self._partial(fault),
            extraction,
            fault,
            died=fault is not None and fault.code.passing,
        )
        self.job = None
        self.finished = bool(said["last"])
        self.due = time.monotonic() + self._limits.idle_seconds
        return outcome

    def _ended(self) -> ReadOutcome | None:
        """The worker is gone: what it leaves of the document it was at."""
        code = self._process.wait()
        job, self.job = self.job, None
        if job is None:
            return None
        fault = self._killed_for
        if fault is None and code == -signal.SIGXCPU:
            fault = Fault(FaultCode.TOO_SLOW, f"{2 * self._limits.cpu_seconds:.0f} s")
        if fault is None and code == -signal.SIGABRT:  # how C++ ends when memory is refused
            fault = Fault(FaultCode.TOO_BIG_FOR_MEMORY)
        died = fault is None
        fault = fault or Fault(FaultCode.READER_DIED, _name_of_end(code))
        return ReadOutcome(job.sha256, self._partial(fault), None, fault, died)

    def _partial(self, fault: Fault | None) -> Reading | None:
        if not self._pages:
            return None
        return Reading(tuple(self._pages), self._page_count, self._title, fault)


def _started(limits: Limits, extractor: str, own_cues: Path | None) -> subprocess.Popen[bytes]:
    # A new session: ctrl-c goes to the terminal's group and would end readers at random; and one
    # kill reaches whatever a reader has started.
    return subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-m",
            "arkiv.intake.worker",
            str(os.getpid()),
            extractor,
            json.dumps(asdict(limits)),
            str(own_cues.absolute()) if own_cues else "",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)  # noqa: PTH100
    return {**kept, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _name_of_end(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit {code}"

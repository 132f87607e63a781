"""Reading files where they lie: what would be extracted, with no workspace needed or touched."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from arkiv.domain.facts import Extraction, Finding
from arkiv.domain.faults import Fault, FaultCode, sentence
from arkiv.domain.identity import Sha256
from arkiv.intake.faults import fault_of
from arkiv.intake.names import shown
from arkiv.intake.own_cues import OwnCues
from arkiv.intake.pool import ReaderPool, ReadJob, ReadOutcome
from arkiv.read.sniff import sniff
from arkiv.texts import _

__all__ = ["Extracted", "ExtractionError", "extract_files", "own_cue_faults"]

_SECONDS_BETWEEN_LOOKS = 0.2
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ExtractionError:
    """Why nothing could be read."""

    code: str
    """A fault's code, or not_found."""
    message: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one file says, or why it says nothing."""

    file: str
    """As it was named; what is not UTF-8 is backslash-escaped."""
    sha256: Sha256 | None = None
    page_count: int | None = None
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    error: ExtractionError | None = None


def extract_files(
    files: Sequence[Path],
    stop: threading.Event,
    own_cues: Path | None = None,
    open_pool: Callable[..., ReaderPool] = ReaderPool,
) -> Iterator[Extracted]:
    """One answer a file, in the order of the files, as soon as those before it are known.

    Reading goes on in the confined workers meanwhile; ``stop`` ends it after the current answer.
    ``own_cues`` is a folder with a person's own cues.
    """
    with open_pool(own_cues=own_cues) as pool:
        run = _Run(pool, files)
        for number in range(len(files)):
            while number not in run.answers:
                if stop.is_set():
                    return
                run.go_on()
            yield run.answers.pop(number)


def own_cue_faults(own_cues: Path | None) -> tuple[str, ...]:
    """What is wrong with which file of that folder; such a file is not used."""
    cues = OwnCues(own_cues).current()
    return cues.faults if cues else ()


class _Run:
    """Keeps the workers busy a little ahead of what is asked for."""

    def __init__(self, pool: ReaderPool, files: Sequence[Path]) -> None:
        self.answers: dict[int, Extracted] = {}
        self._pool = pool
        self._files = files
        self._next = 0
        self._reading: dict[Sha256, list[int]] = {}

    def go_on(self) -> None:
        """Submit until the workers have enough to do, then take in one outcome."""
        while self._next < len(self._files) and self._pool.pending < 2 * (os.cpu_count() or 1):
            self._submit(self._next)
            self._next += 1
        if self._reading:
            outcome = self._pool.next_outcome(_SECONDS_BETWEEN_LOOKS)
            if outcome is not None:
                self._take_in(outcome)

    def _submit(self, number: int) -> None:
        file = self._files[number]
        try:
            sha256, extension = _identified(file)
        except FileNotFoundError:
            message = _("There is no such file.")
            self.answers[number] = Extracted(
                shown(str(file)), error=ExtractionError("not_found", message)
            )
            return
        except OSError as error:
            self.answers[number] = _failed(file, fault_of(error))
            return
        if isinstance(extension, Fault):
            self.answers[number] = _failed(file, extension, sha256)
        elif sha256 in self._reading:
            self._reading[sha256].append(number)
        else:
            self._reading[sha256] = [number]
            self._pool.submit(ReadJob(sha256, file.absolute(), extension, shown(file.name)))

    def _take_in(self, outcome: ReadOutcome) -> None:
        for number in self._reading.pop(outcome.sha256):
            file = self._files[number]
            if outcome.reading is None or outcome.extraction is None:
                fault = outcome.fault or Fault(FaultCode.READER_DIED)
                self.answers[number] = _failed(file, fault, outcome.sha256)
            else:
                self.answers[number] = Extracted(
                    shown(str(file)),
                    outcome.sha256,
                    outcome.reading.page_count,
                    outcome.extraction.findings,
                    _warnings(outcome.extraction, outcome.reading.fault),
                )


def _identified(file: Path) -> tuple[Sha256, str | Fault]:
    """The hash, and the extension or what is wrong with the file."""
    if not stat.S_ISREG(file.stat().st_mode):
        return Sha256(""), Fault(FaultCode.NOT_A_FILE)
    with file.open("rb") as source:
        digest = hashlib.sha256()
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
        sha256 = Sha256(digest.hexdigest())
        if not source.tell():
            return sha256, Fault(FaultCode.EMPTY)
        return sha256, sniff(source, file.name) or Fault(FaultCode.NOT_PDF_OR_DOCX)


def _failed(file: Path, fault: Fault, sha256: Sha256 | None = None) -> Extracted:
    error = ExtractionError(str(fault.code), sentence(fault))
    return Extracted(shown(str(file)), sha256, error=error)


def _warnings(extraction: Extraction, fault: Fault | None) -> tuple[str, ...]:
    said = (sentence(fault),) if fault is not None else ()
    return (*said, *extraction.warnings)

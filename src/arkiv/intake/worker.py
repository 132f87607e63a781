"""The confined process that reads files and extracts from them; started by the pool, which sends
jobs as lines on standard input and takes pages and findings as lines from standard output."""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO, cast

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Extraction
from arkiv.domain.faults import Fault, FaultCode
from arkiv.intake.confinement import (
    arm_limits,
    confine,
    memory_in_use,
    write_nothing,
)
from arkiv.intake.extracting import Extracting, Extractor
from arkiv.intake.jobs import ReadJob
from arkiv.intake.limits import Limits
from arkiv.intake.messages import (
    encode,
    extraction_to_json,
    fault_to_json,
    job_from_json,
    page_to_json,
    reading_to_json,
)
from arkiv.intake.own_cues import OwnCues

__all__ = ["main"]

_WARM_UP = Reading(
    (Page(1, "This agreement is made on 1 January 2026 between two parties. " * 5),), 1
)
"""Has models and cues loaded, for which some libraries write temporary files."""
_GRAVE = {FaultCode.TOO_SLOW, FaultCode.TOO_BIG_FOR_MEMORY}
"""After these nobody knows what state the parsers are in."""


def main(arguments: list[str]) -> None:
    """Arguments: the parent's pid, where the extractor is, the limits as JSON, the own cues."""
    parent, extractor, limits = int(arguments[0]), arguments[1], Limits(**json.loads(arguments[2]))
    own = OwnCues(Path(arguments[3]) if arguments[3] else None)
    answers = _private_output()
    no_network = confine(parent)
    worker = _Worker(answers, limits, Extracting(_imported(extractor), own, limits.cpu_seconds))
    answers.write(encode({"ready": {"no_network": no_network}}))
    for number, line in enumerate(sys.stdin.buffer, 1):
        if worker.answer(job_from_json(json.loads(line)), last=number >= limits.documents):
            return


class _Worker:
    """Answers one job after the other."""

    def __init__(self, answers: BinaryIO, limits: Limits, extracting: Extracting) -> None:
        from arkiv.read.reader import read_file

        self._answers = answers
        self._limits = limits
        self._extracting = extracting
        self._read_file = read_file
        extracting.warm_up(_WARM_UP)
        write_nothing()

    def answer(self, job: ReadJob, last: bool) -> bool:
        """Read, extract, send; returns whether this was the worker's last document."""
        arm_limits(self._limits.memory_bytes, 2 * self._limits.cpu_seconds + 15)
        answer: dict[str, Any] = {"reading": None, "extraction": None, "fault": None}
        try:
            reading = self._read(job)
            answer["reading"] = reading_to_json(reading)
            answer["extraction"] = extraction_to_json(self._extracted(reading, job.name))
            fault = reading.fault
        except _Refused as refusal:
            fault = refusal.fault
            answer["fault"] = fault_to_json(fault)
        grave = fault is not None and fault.code in _GRAVE
        answer["last"] = last or grave or memory_in_use()[1] > self._limits.resident_bytes
        self._send({"done": answer})
        return bool(answer["last"])

    def _read(self, job: ReadJob) -> Reading:
        from arkiv.read.reader import Unreadable

        try:
            return self._read_file(
                job.path,
                job.extension,
                job.password,
                self._send_page,
                self._send_start,
                self._limits.cpu_seconds,
            )
        except Unreadable as refusal:
            raise _Refused(refusal.fault) from refusal
        except OSError as error:
            raise _Refused(Fault(FaultCode.IO_ERROR, error.strerror or str(error))) from error
        except Exception as error:  # a parser may raise anything on hostile bytes
            detail = f"{type(error).__name__}: {error}"
            self._send_trouble(error)
            raise _Refused(Fault(FaultCode.DAMAGED, detail[:200])) from error

    def _extracted(self, reading: Reading, name: str) -> Extraction:
        extraction, troubles = self._extracting.extraction(reading, name)
        for trouble in troubles:
            self._send_trouble(trouble)
        return extraction

    def _send_start(self, page_count: int | None, title: str | None) -> None:
        self._send({"start": {"page_count": page_count, "title": title}})

    def _send_page(self, page: Page) -> None:
        self._send({"page": page_to_json(page)})

    def _send_trouble(self, error: BaseException) -> None:
        """Where in the code it happened; not the message, which may hold words of the contract."""
        where = "".join(traceback.format_tb(error.__traceback__))
        self._send({"trouble": f"{type(error).__name__}\n{where}"})

    def _send(self, message: dict[str, Any]) -> None:
        self._answers.write(encode(message))


class _Refused(Exception):
    """This document can't be read."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.code)


def _private_output() -> BinaryIO:
    """Standard output under another number; what a library prints goes nowhere."""
    private = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    logging.disable(logging.CRITICAL)
    return os.fdopen(private, "wb", buffering=0)


def _imported(extractor: str) -> Extractor:
    module, _colon, name = extractor.partition(":")
    return cast(Extractor, getattr(importlib.import_module(module), name))


if __name__ == "__main__":
    main(sys.argv[1:])

"""What goes through the pipes of a worker: one JSON object a line, so that nothing which comes
back can run code in the process that started it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Extraction, Field, Finding
from arkiv.domain.facts_json import (
    source_from_json,
    source_to_json,
    value_from_json,
    value_to_json,
)
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.identity import Sha256
from arkiv.intake.jobs import ReadJob

__all__ = [
    "encode",
    "extraction_from_json",
    "extraction_to_json",
    "fault_from_json",
    "fault_to_json",
    "job_from_json",
    "job_to_json",
    "page_from_json",
    "page_to_json",
    "reading_from_json",
    "reading_to_json",
]

Spelled = dict[str, Any]


def encode(message: Mapping[str, Any]) -> bytes:
    """One line; every character that is not ASCII is escaped, undecodable names survive."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def job_to_json(job: ReadJob) -> Spelled:
    return {
        "sha256": job.sha256,
        "path": str(job.path.absolute()),
        "extension": job.extension,
        "name": job.name,
        "password": job.password,
    }


def job_from_json(spelled: Spelled) -> ReadJob:
    return ReadJob(
        Sha256(spelled["sha256"]),
        Path(spelled["path"]),
        spelled["extension"],
        spelled["name"],
        spelled["password"],
    )


def page_to_json(page: Page) -> Spelled:
    return {
        "number": page.number,
        "text": page.text,
        "starts": page.paragraph_starts,
        "needs_ocr": page.needs_ocr,
    }


def page_from_json(spelled: Spelled) -> Page:
    return Page(
        spelled["number"], spelled["text"], tuple(spelled["starts"]), bool(spelled["needs_ocr"])
    )


def reading_to_json(reading: Reading) -> Spelled:
    """Without its pages, which go one by one."""
    return {
        "page_count": reading.page_count,
        "title": reading.title,
        "fault": fault_to_json(reading.fault),
        "tracked_changes": reading.tracked_changes,
    }


def reading_from_json(spelled: Spelled, pages: tuple[Page, ...]) -> Reading:
    return Reading(
        pages,
        spelled["page_count"],
        spelled["title"],
        fault_from_json(spelled["fault"]),
        spelled["tracked_changes"],
    )


def fault_to_json(fault: Fault | None) -> list[str] | None:
    return None if fault is None else [fault.code, fault.detail]


def fault_from_json(spelled: list[str] | None) -> Fault | None:
    return None if spelled is None else Fault(FaultCode(spelled[0]), spelled[1])


def extraction_to_json(extraction: Extraction) -> Spelled:
    return {
        "findings": [_finding_to_json(finding) for finding in extraction.findings],
        "warnings": extraction.warnings,
        "cues_version": extraction.cues_version,
    }


def extraction_from_json(spelled: Spelled) -> Extraction:
    return Extraction(
        tuple(_finding_from_json(finding) for finding in spelled["findings"]),
        tuple(spelled["warnings"]),
        spelled["cues_version"],
    )


def _finding_to_json(finding: Finding) -> Spelled:
    return {
        "field": finding.field,
        "value": value_to_json(finding.value),
        "confidence": finding.confidence,
        "sources": [source_to_json(source) for source in finding.sources],
        "operation": finding.operation,
        "rank": finding.rank,
    }


def _finding_from_json(spelled: Spelled) -> Finding:
    field = Field(spelled["field"])
    return Finding(
        field,
        value_from_json(field, spelled["value"]),
        spelled["confidence"],
        tuple(source_from_json(source) for source in spelled["sources"]),
        spelled["operation"],
        spelled["rank"],
    )

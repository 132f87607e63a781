"""The JSON of one contract: what it says, what people said of it, and its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from arkiv.cli.due_json import deadline_to_json
from arkiv.cli.note_json import placed_note_to_json
from arkiv.domain.facts import Decision, Field, FieldValue
from arkiv.domain.facts_json import (
    evidence_to_json,
    facts_to_json,
    source_to_json,
    value_to_json,
)
from arkiv.domain.faults import fault_to_json
from arkiv.domain.plans_json import obligation_to_json

if TYPE_CHECKING:
    from arkiv.domain.contracts import DocumentText
    from arkiv.domain.documents import Document
    from arkiv.domain.review import FactRow
    from arkiv.services.reviewing import ContractView

__all__ = ["texts_to_json", "view_to_json"]


def view_to_json(view: ContractView) -> dict[str, Any]:
    """The keys of `arkiv extract` with the values shown, and what people and time added."""
    summary, documents = view.summary, view.documents
    original = documents[0] if documents else None
    return {
        "id": summary.id,
        "file": original.name if original else None,
        "sha256": original.sha256 if original else None,
        "pages": original.page_count if original else None,
        **facts_to_json(summary.facts),
        "title": summary.title,
        "evidence": _evidence_to_json(view.rows),
        "states": {str(row.field): str(row.state) for row in view.rows},
        "candidates": _candidates_to_json(view.rows),
        "warnings": list(view.warnings),
        "status": str(view.upcoming.status),
        "next_expiration": value_to_json(view.upcoming.next_expiration),
        "next_notice": value_to_json(view.upcoming.next_notice),
        "tags": list(summary.tags),
        "notes": [placed_note_to_json(placed) for placed in view.notes],
        "folder": summary.folder,
        "filed_on": summary.filed_on.isoformat(),
        "trashed": summary.trashed,
        "documents": [_document_to_json(document) for document in documents],
        "decisions": [_decision_to_json(decision) for decision in view.decisions],
        "deadlines": [deadline_to_json(deadline) for deadline in view.outlook.deadlines],
        "missing": [str(missing) for missing in view.outlook.missing],
        **_standing_to_json(view),
    }


def texts_to_json(texts: Iterable[DocumentText]) -> list[dict[str, Any]]:
    return [
        {
            "sha256": text.sha256,
            "name": text.name,
            "pages": [{"page": page.number, "text": page.text} for page in text.pages],
        }
        for text in texts
    ]


def _standing_to_json(view: ContractView) -> dict[str, Any]:
    """What people said of the contract as a whole, and what it is to others."""
    summary, amended = view.summary, view.summary.amended
    return {
        "owner": summary.owner,
        "reviewed_on": value_to_json(summary.last_reviewed),
        "reviewed_by": summary.reviewed_by,
        "next_review": value_to_json(view.next_review),
        "ended_on": value_to_json(summary.ended_on),
        "ended_reason": summary.ended_reason,
        "renewed_until": value_to_json(summary.renewed_until),
        "amended": amended and {"by": amended.by, "until": amended.until.isoformat()},
        "links": [
            {"contract": link.contract, "target": link.target, "kind": str(link.kind)}
            for link in view.links
        ],
        "obligations": [obligation_to_json(obligation) for obligation in summary.obligations],
    }


def _evidence_to_json(rows: Sequence[FactRow]) -> dict[str, Any]:
    """Of the values shown: a typed value has none, a typed party an empty entry in its place."""
    spelled = evidence_to_json(
        replace(finding, rank=0)
        for row in rows
        for finding in row.shown
        if row.field is not Field.PARTIES
    )
    for row in rows:
        if row.field is Field.PARTIES and row.values:
            spelled["parties"] = [_party_evidence(row, value) for value in row.values]
    return spelled


def _party_evidence(row: FactRow, value: FieldValue) -> dict[str, Any]:
    read = [finding for finding in row.shown if finding.value == value]
    if not read:
        return {"confidence": None, "sources": []}
    entry: dict[str, Any] = evidence_to_json(read[:1])["parties"][0]
    return entry


def _candidates_to_json(rows: Iterable[FactRow]) -> dict[str, Any]:
    """What else was read, for the fields where something was."""
    return {
        str(row.field): [
            {
                "rank": finding.rank,
                "value": value_to_json(finding.value),
                "confidence": round(finding.confidence, 2),
                "sources": [source_to_json(source) for source in finding.sources],
            }
            for finding in row.others
        ]
        for row in rows
        if row.others
    }


def _document_to_json(document: Document) -> dict[str, Any]:
    return {
        "sha256": document.sha256,
        "name": document.name,
        "kind": str(document.kind),
        "pages": document.page_count,
        "fault": fault_to_json(document.fault) if document.fault else None,
    }


def _decision_to_json(decision: Decision) -> dict[str, Any]:
    return {
        "field": str(decision.field),
        "kind": str(decision.kind),
        "values": [value_to_json(value) for value in decision.values],
        "actor": decision.actor,
        "at": decision.at,
    }

"""The JSON that other programs rely on: what each query prints with --json."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from arkiv.cli.due_json import deadline_to_json
from arkiv.domain.contracts import DocumentText, Event
from arkiv.domain.documents import Document
from arkiv.domain.facts import Decision, Field, FieldValue
from arkiv.domain.facts_json import (
    evidence_to_json,
    facts_to_json,
    source_to_json,
    value_to_json,
)
from arkiv.domain.faults import Fault, sentence
from arkiv.domain.notes import Note, anchor_to_json
from arkiv.domain.outlook import DeadlineKind
from arkiv.domain.plans_json import obligation_to_json
from arkiv.domain.review import FactRow
from arkiv.services.finding import Hit, SearchResult
from arkiv.services.noting import PlacedNote
from arkiv.services.reviewing import ContractView

if TYPE_CHECKING:
    from arkiv.intake.activity import IngestSummary, Refusal
    from arkiv.services.filing import ArchiveStatus
    from arkiv.services.keeping import ReindexSummary, VerifyReport
    from arkiv.services.own_side import OwnSideProposal

__all__ = [
    "event_to_json",
    "fault_to_json",
    "ingest_to_json",
    "note_to_json",
    "placed_note_to_json",
    "reindex_to_json",
    "search_to_json",
    "status_to_json",
    "texts_to_json",
    "verify_to_json",
    "view_to_json",
]


def search_to_json(
    result: SearchResult, hits: Sequence[Hit], meant: Sequence[str]
) -> dict[str, Any]:
    return {
        "total": result.total,
        "missing": result.missing,
        "partial": result.partial,
        "did_you_mean": list(meant),
        "hits": [_hit_to_json(hit) for hit in hits],
        "facets": {
            str(facet): [{"value": c.value, "count": c.count} for c in counts]
            for facet, counts in result.facets.items()
        },
    }


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


def status_to_json(
    status: ArchiveStatus, network_cut: bool, proposed: Sequence[OwnSideProposal]
) -> dict[str, Any]:
    watcher = status.watcher if status.watcher_alive else None
    return {
        "inbox": {
            "waiting": status.waiting,
            "ignored": status.ignored,
            "faults": [
                {
                    "path": fault.path,
                    **fault_to_json(fault.fault),
                    "next_try": _instant(fault.next_try),
                }
                for fault in status.inbox_faults
            ],
        },
        "documents": {
            "total": status.documents,
            "reading": status.reading,
            "faults": status.document_faults,
        },
        "index_behind": status.index_behind,
        "watcher": watcher and {"pid": watcher.process.pid, "seen": _instant(watcher.seen)},
        "disk_free": status.disk_free,
        "network_cut": network_cut,
        "older_cues": status.older_cues,
        "cue_faults": list(status.cue_faults),
        "own_side_proposals": [
            {
                "name": proposal.name,
                "org_number": proposal.org_number,
                "contracts": proposal.contracts,
                "share": round(proposal.share, 2),
            }
            for proposal in proposed
        ],
    }


def event_to_json(event: Event) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "at": _instant(event.at),
        "actor": event.actor,
        "kind": str(event.kind),
        "contract": event.contract,
        "document": event.document,
        "before": event.before,
        "after": event.after,
        "hash": event.hash,
    }


def verify_to_json(report: VerifyReport) -> dict[str, Any]:
    return {
        "damages": [
            {"what": damage.what, "subject": damage.subject, "message": damage.message}
            for damage in report.damages
        ],
        "remarks": list(report.remarks),
        "documents": report.documents,
        "events": report.events,
        "head": report.head,
        "remembered": report.remembered,
    }


def reindex_to_json(summary: ReindexSummary) -> dict[str, Any]:
    """``fields`` and ``changed`` are null where nothing was read again."""
    report = summary.report
    return {
        "contracts": summary.contracts,
        "read_again": summary.read_again,
        "fields": report
        and {str(c.field): {"changed": c.changed, "kept": c.kept} for c in report.fields},
        "changed": report and list(report.contracts),
    }


def ingest_to_json(summary: IngestSummary) -> dict[str, Any]:
    return {
        "total": summary.total,
        "filed": summary.filed,
        "duplicates": summary.duplicates,
        "trashed_duplicates": summary.trashed_duplicates,
        "ignored": summary.ignored,
        "read": summary.read,
        "unread": summary.unread,
        "refused": [_refusal_to_json(refusal) for refusal in summary.refused],
        "faults": [_refusal_to_json(refusal) for refusal in summary.unreadable],
        "seconds": round(summary.seconds, 3),
        "stopped": summary.stopped,
    }


def fault_to_json(fault: Fault) -> dict[str, Any]:
    return {"code": str(fault.code), "message": sentence(fault)}


def _refusal_to_json(refusal: Refusal) -> dict[str, Any]:
    return {"path": refusal.path, **fault_to_json(refusal.fault)}


def _hit_to_json(hit: Hit) -> dict[str, Any]:
    facts = hit.summary.facts
    return {
        "id": hit.summary.id,
        "title": hit.summary.title,
        "document_type": value_to_json(facts.document_type),
        "counterparties": [party.name for party in hit.counterparties],
        "status": str(hit.upcoming.status),
        "expiration_date": value_to_json(facts.expiration_date),
        "notice_deadline": value_to_json(facts.notice_deadline),
        "next_expiration": value_to_json(hit.upcoming.next_expiration),
        "next_notice": value_to_json(hit.upcoming.next_notice),
        "value": value_to_json(facts.value),
        "tags": list(hit.summary.tags),
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text if hit.snippet else None,
        "page": hit.snippet.page if hit.snippet else None,
        "source": str(hit.snippet.source) if hit.snippet and hit.snippet.text else None,
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


def placed_note_to_json(placed: PlacedNote) -> dict[str, Any]:
    """The passage with where it stands now, and ``found``: exact, nearly or gone."""
    spelled, located = note_to_json(placed.note), placed.located
    if located is not None:
        spelled["anchor"] = {**anchor_to_json(located.anchor), "found": str(located.hold)}
    return spelled


def note_to_json(note: Note) -> dict[str, Any]:
    """One version; its passage as it was when that was written."""
    return {
        "id": note.id,
        "name": note.name,
        "text": note.text,
        "actor": note.actor,
        "at": _instant(note.at),
        "state": str(note.state),
        "anchor": None if note.anchor is None else anchor_to_json(note.anchor),
        "supersedes": note.supersedes,
    }


def _standing_to_json(view: ContractView) -> dict[str, Any]:
    """What people said of the contract as a whole, and what it is to others."""
    summary, amended = view.summary, view.summary.amended
    return {
        "owner": summary.owner,
        "reviewed_on": value_to_json(summary.last_reviewed),
        "reviewed_by": summary.reviewed_by,
        "next_review": value_to_json(_next_review(view)),
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


def _next_review(view: ContractView) -> date | None:
    days = [d.day for d in view.outlook.deadlines if d.kind is DeadlineKind.REVIEW]
    return min(days, default=None)


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant is not None else None

"""The JSON of the archive as a whole: its state, its trail, its checks, what was filed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from arkiv.domain.faults import fault_to_json

if TYPE_CHECKING:
    from arkiv.domain.contracts import Event
    from arkiv.intake.activity import IngestSummary, Refusal
    from arkiv.services.filing import ArchiveStatus
    from arkiv.services.keeping import ReindexSummary, VerifyReport
    from arkiv.services.own_side import OwnSideProposal

__all__ = [
    "event_to_json",
    "ingest_to_json",
    "reindex_to_json",
    "status_to_json",
    "verify_to_json",
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
                    "next_try": fault.next_try and fault.next_try.isoformat(timespec="seconds"),
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
        "watcher": watcher
        and {"pid": watcher.process.pid, "seen": watcher.seen.isoformat(timespec="seconds")},
        "disk_free": status.disk_free,
        "network_cut": network_cut,
        "older_cues": status.older_cues,
        "cue_faults": list(status.cue_faults),
        "setting_faults": list(status.setting_faults),
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
        "at": event.at.isoformat(timespec="seconds"),
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


def _refusal_to_json(refusal: Refusal) -> dict[str, Any]:
    return {"path": refusal.path, **fault_to_json(refusal.fault)}

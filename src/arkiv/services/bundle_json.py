"""What an evidence bundle says of one contract, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from arkiv.deadline_labels import caution_words, proof_line, what_words
from arkiv.domain.contracts import ChainLink
from arkiv.domain.facts import Finding
from arkiv.domain.facts_json import facts_to_json, source_to_json, value_to_json
from arkiv.domain.plans_json import obligation_to_json
from arkiv.export.evidence_page import Section
from arkiv.services.agenda import Justified
from arkiv.services.bundle_chapters import Bundled, BundledOriginal

__all__ = ["contract_to_json", "links_to_lines"]


def contract_to_json(bundled: Bundled) -> dict[str, Any]:
    """Under the names of the JSON of the command line, where they are there."""
    view, summary = bundled.view, bundled.view.summary
    upcoming = view.upcoming
    return {
        "id": summary.id,
        "title": summary.title,
        "status": str(upcoming.status),
        "next_expiration": value_to_json(upcoming.next_expiration),
        "next_notice": value_to_json(upcoming.next_notice),
        "facts": facts_to_json(summary.facts),
        "states": {str(row.field): str(row.state) for row in view.rows},
        "evidence": {str(row.field): [_found(f) for f in row.shown] for row in view.rows},
        "candidates": {str(r.field): [_found(f) for f in r.others] for r in view.rows if r.others},
        "decisions": [
            {
                "field": str(decision.field),
                "kind": str(decision.kind),
                "values": [value_to_json(value) for value in decision.values],
                "actor": decision.actor,
                "at": decision.at,
            }
            for decision in view.decisions
        ],
        "warnings": list(view.warnings),
        "deadlines": [_deadline_to_json(justified) for justified in bundled.deadlines],
        "missing": [str(missing) for missing in view.outlook.missing],
        "obligations": [obligation_to_json(o) for o in summary.obligations],
        "notes": [
            {
                "id": placed.note.id,
                "text": placed.note.text,
                "state": str(placed.note.state),
                "words": placed.note.anchor.source.text if placed.note.anchor else None,
                "actor": placed.note.actor,
                "at": placed.note.at.isoformat(),
            }
            for placed in view.notes
        ],
        "tags": list(summary.tags),
        "owner": summary.owner,
        "folder": summary.folder,
        "filed_on": summary.filed_on.isoformat(),
        "trashed": summary.trashed,
        "ended_on": value_to_json(summary.ended_on),
        "ended_reason": summary.ended_reason,
        "renewed_until": value_to_json(summary.renewed_until),
        "amended": summary.amended
        and {"by": summary.amended.by, "until": summary.amended.until.isoformat()},
        "links": [
            {"contract": link.contract, "target": link.target, "kind": str(link.kind)}
            for link in view.links
        ],
        "documents": [_original_to_json(one) for one in bundled.originals],
        "beside": [_section_to_json(section) for section in bundled.beside],
    }


def links_to_lines(chain: Iterable[ChainLink]) -> Iterator[dict[str, Any]]:
    """One object an event; README.txt says how they are checked."""
    return (asdict(link) for link in chain)


def _found(finding: Finding) -> dict[str, Any]:
    return {
        "value": value_to_json(finding.value),
        "confidence": round(finding.confidence, 2),
        "operation": finding.operation,
        "sources": [source_to_json(source) for source in finding.sources],
    }


def _deadline_to_json(justified: Justified) -> dict[str, Any]:
    deadline = justified.due.deadline
    return {
        "date": deadline.day.isoformat(),
        "kind": str(deadline.kind),
        "what": what_words(deadline),
        "act": deadline.act,
        "due": deadline.due.isoformat(),
        "state": str(deadline.state),
        "snoozed_until": value_to_json(deadline.snoozed_until),
        "overdue": justified.due.overdue,
        "obligation": deadline.obligation.id if deadline.obligation else None,
        "proof": proof_line(justified.proof),
        "cautions": [caution_words(caution) for caution in justified.proof.cautions],
        "evidence": {
            str(field): [source_to_json(source) for source in row.sources]
            for field, row in justified.facts.items()
        },
    }


def _original_to_json(one: BundledOriginal) -> dict[str, Any]:
    document = one.document
    return {
        "name": document.name,
        "file": None if one.damage else one.name,
        "sha256": document.sha256,
        "bytes": document.size,
        "kind": str(document.kind),
        "pages": document.page_count,
        "filed_at": document.filed_at.isoformat(),
        "fault": str(document.fault.code) if document.fault else None,
        "damage": one.damage.message if one.damage else None,
    }


def _section_to_json(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "columns": list(section.columns),
        "rows": [
            [cell if isinstance(cell, str) else cell.path for cell in row] for row in section.rows
        ],
    }

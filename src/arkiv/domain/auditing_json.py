"""How checklists, audits and answers are spelled in the record, the trail and the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arkiv.domain.anchors import Anchor
from arkiv.domain.auditing import (
    Answer,
    Audit,
    Closing,
    Item,
    Pack,
    Progress,
    Severity,
    Verdict,
)
from arkiv.domain.facts import Field
from arkiv.domain.facts_json import source_from_json, source_to_json
from arkiv.domain.identity import ContractId, Sha256

__all__ = [
    "anchor_from_json",
    "anchor_to_json",
    "answer_from_json",
    "answer_to_json",
    "audit_to_json",
    "closing_from_json",
    "closing_to_json",
    "pack_from_json",
    "pack_to_json",
    "progress_to_json",
]


def pack_to_json(pack: Pack) -> dict[str, Any]:
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "language": pack.language,
        "applies_to": pack.applies_to,
        "items": [
            {
                "id": item.id,
                "question": item.question,
                "guidance": item.guidance,
                "severity": str(item.severity),
                "evidence": item.evidence,
                "condition": item.condition,
                "look_for": item.look_for,
                "fact": None if item.fact is None else str(item.fact),
                "law": item.law,
                "article": item.article,
            }
            for item in pack.items
        ],
    }


def pack_from_json(spelled: Mapping[str, Any]) -> Pack:
    """Undoes pack_to_json."""
    items = tuple(
        Item(
            **{
                **item,
                "severity": Severity(item["severity"]),
                "fact": None if item["fact"] is None else Field(item["fact"]),
            }
        )
        for item in spelled["items"]
    )
    return Pack(**{**spelled, "items": items})


def anchor_to_json(anchor: Anchor) -> dict[str, Any]:
    return {"document": anchor.document, **source_to_json(anchor.source)}


def anchor_from_json(spelled: Mapping[str, Any]) -> Anchor:
    """Undoes anchor_to_json."""
    source = {key: value for key, value in spelled.items() if key != "document"}
    return Anchor(Sha256(spelled["document"]), source_from_json(source))


def answer_to_json(answer: Answer) -> dict[str, Any]:
    return {
        "contract": answer.contract,
        "item": answer.item,
        "verdict": str(answer.verdict),
        "comment": answer.comment,
        "evidence": [anchor_to_json(anchor) for anchor in answer.evidence],
        "actor": answer.actor,
        "at": answer.at,
    }


def answer_from_json(spelled: Mapping[str, Any]) -> Answer:
    """Undoes answer_to_json; what stands beside it in the trail is passed over."""
    return Answer(
        ContractId(spelled["contract"]),
        spelled["item"],
        Verdict(spelled["verdict"]),
        spelled["comment"],
        tuple(map(anchor_from_json, spelled["evidence"])),
        spelled["actor"],
        spelled["at"],
    )


def audit_to_json(audit: Audit) -> dict[str, Any]:
    """With its whole checklist, and who closed it; null while it is open."""
    return {
        "id": audit.id,
        "name": audit.name,
        "query": audit.query,
        "due": audit.due.isoformat(),
        "owner": audit.owner,
        "started_by": audit.actor,
        "started_at": audit.at,
        "closed": closing_to_json(audit.closed) or None,
        "pack": pack_to_json(audit.pack),
        "contracts": [
            {"id": each.contract, "skipped": list(each.skipped)} for each in audit.contracts
        ],
        "purged": len(audit.purged),
    }


def closing_to_json(closing: Closing | None) -> dict[str, Any]:
    """Empty for none, so that it can stand beside other keys."""
    if closing is None:
        return {}
    return {
        "actor": closing.actor,
        "at": closing.at,
        "comment": closing.comment,
        "open_items": closing.open_items,
    }


def closing_from_json(spelled: Mapping[str, Any]) -> Closing | None:
    """Undoes closing_to_json; what stands beside it in the trail is passed over."""
    if "actor" not in spelled:
        return None
    return Closing(spelled["actor"], spelled["at"], spelled["comment"], spelled["open_items"])


def progress_to_json(progress: Progress) -> dict[str, int]:
    return {
        "asked": progress.asked,
        "pass": progress.passed,
        "fail": progress.failed,
        "not_applicable": progress.not_applicable,
        "open": progress.open,
    }

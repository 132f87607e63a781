"""The JSON of checklists, audits and what was found for their questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from arkiv.domain.audit_matrix import Matrix, MatrixRow, matrix_to_json
from arkiv.domain.auditing import AnswerKey, Audit, BrokenPack, Pack, Progress
from arkiv.domain.auditing_json import (
    anchor_to_json,
    audit_to_json,
    pack_to_json,
    progress_to_json,
)
from arkiv.domain.facts_json import value_to_json
from arkiv.domain.plans_json import obligation_to_json

if TYPE_CHECKING:
    from arkiv.services.answering import Answered
    from arkiv.services.audit_evidence import Proposal

__all__ = ["answered_to_json", "audits_to_json", "contract_to_json", "packs_to_json"]


def packs_to_json(packs: Sequence[Pack], broken: Sequence[BrokenPack]) -> dict[str, Any]:
    return {
        "packs": [{"key": pack.key, **pack_to_json(pack)} for pack in packs],
        "broken": [{"file": each.file, "message": each.message} for each in broken],
    }


def audits_to_json(found: Sequence[tuple[Audit, Progress]]) -> dict[str, Any]:
    """Each without its checklist and its contracts."""
    return {
        "audits": [
            {
                **audit_to_json(audit),
                "pack": audit.pack.key,
                "pack_version": audit.pack.version,
                "contracts": len(audit.contracts),
                "progress": progress_to_json(so_far),
            }
            for audit, so_far in found
        ]
    }


def contract_to_json(
    matrix: Matrix, row: MatrixRow, proposals: Mapping[AnswerKey, Proposal]
) -> dict[str, Any]:
    """The audit with one contract, and what was found for each of its questions."""
    whole = matrix_to_json(matrix)
    [one] = [each for each in whole["contracts"] if each["id"] == row.contract]
    for answer in one["answers"]:
        proposal = proposals.get((row.contract, answer["item"]))
        answer["proposal"] = None if proposal is None else _proposal_to_json(proposal)
    return whole | {"contracts": [one]}


def answered_to_json(done: Answered) -> dict[str, Any]:
    return {
        "changed": done.changed,
        "follow_ups": [
            {"contract": each.contract, **obligation_to_json(each)} for each in done.follow_ups
        ],
    }


def _proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "fact": None if proposal.fact is None else str(proposal.fact),
        "values": [value_to_json(value) for value in proposal.values],
        "evidence": [anchor_to_json(anchor) for anchor in proposal.anchors],
    }

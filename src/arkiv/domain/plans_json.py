"""How dates by hand and what was done about deadlines are spelled in the trail and the JSON."""

from __future__ import annotations

from typing import Any

from arkiv.domain.contracts import Acknowledgement
from arkiv.domain.facts_json import source_to_json
from arkiv.domain.obligations import Obligation

__all__ = ["acknowledgement_to_json", "obligation_to_json"]


def obligation_to_json(obligation: Obligation) -> dict[str, Any]:
    evidence = obligation.evidence
    return {
        "id": obligation.id,
        "kind": str(obligation.kind),
        "title": obligation.title,
        "on": obligation.on.isoformat(),
        "since": obligation.since.isoformat(),
        "rule": obligation.rule,
        "notice": None if obligation.notice is None else str(obligation.notice),
        "owner": obligation.owner,
        "evidence": None if evidence is None else source_to_json(evidence),
    }


def acknowledgement_to_json(said: Acknowledgement) -> dict[str, Any]:
    snoozed = said.snoozed_until
    return {
        "kind": said.kind,
        "due": said.due.isoformat(),
        "obligation": said.obligation,
        "snoozed_until": None if snoozed is None else snoozed.isoformat(),
        "reason": said.reason,
    }

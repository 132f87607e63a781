"""How dates by hand and what was done about deadlines are spelled in the trail and the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from arkiv.domain.contracts import Acknowledgement
from arkiv.domain.facts_json import source_from_json, source_to_json
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.values import Duration

__all__ = ["acknowledgement_to_json", "obligation_from_json", "obligation_to_json"]


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


def obligation_from_json(contract: ContractId, spelled: Mapping[str, Any]) -> Obligation:
    """Undoes obligation_to_json."""
    notice, evidence = spelled["notice"], spelled["evidence"]
    return Obligation(
        id=spelled["id"],
        contract=contract,
        kind=ObligationKind(spelled["kind"]),
        title=spelled["title"],
        on=date.fromisoformat(spelled["on"]),
        since=date.fromisoformat(spelled["since"]),
        rule=spelled["rule"],
        notice=None if notice is None else Duration.parse(notice),
        owner=spelled["owner"],
        evidence=None if evidence is None else source_from_json(evidence),
    )


def acknowledgement_to_json(said: Acknowledgement) -> dict[str, Any]:
    snoozed = said.snoozed_until
    return {
        "kind": said.kind,
        "due": said.due.isoformat(),
        "obligation": said.obligation,
        "snoozed_until": None if snoozed is None else snoozed.isoformat(),
        "reason": said.reason,
    }

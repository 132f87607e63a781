"""How a decision is spelled in the trail: whole, so that it can be put back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arkiv.domain.facts import Decision, DecisionKind, Field
from arkiv.domain.facts_json import value_from_json, value_to_json

__all__ = ["decision_from_json", "decision_to_json"]


def decision_to_json(decision: Decision) -> dict[str, Any]:
    return {
        "field": str(decision.field),
        "kind": str(decision.kind),
        "values": [value_to_json(value) for value in decision.values],
        "actor": decision.actor,
        "at": decision.at,
    }


def decision_from_json(spelled: Mapping[str, Any], actor: str, at: str) -> Decision:
    """Undoes decision_to_json; an old trail does not say who and when, for which there are both."""
    field = Field(spelled["field"])
    return Decision(
        field,
        DecisionKind(spelled["kind"]),
        tuple(value_from_json(field, value) for value in spelled["values"]),
        spelled.get("actor", actor),
        spelled.get("at", at),
    )

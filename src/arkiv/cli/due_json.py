"""The JSON of deadlines, of their proofs and of what is missing to tell them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from arkiv.deadline_labels import caution_words, proof_line, what_words
from arkiv.domain.facts_json import source_to_json, value_to_json
from arkiv.domain.outlook import Deadline, Outlook

if TYPE_CHECKING:
    from arkiv.domain.contracts import Summary
    from arkiv.services.agenda import Due, Justified

__all__ = ["agenda_to_json", "deadline_to_json", "due_to_json"]


def agenda_to_json(
    today: date,
    found: Sequence[Due],
    reasons: Sequence[Justified],
    missing: Sequence[tuple[Summary, Outlook]],
) -> dict[str, Any]:
    """``reasons``: those of the dates found, in the same order; empty when none was asked for."""
    spelled = [due_to_json(due) for due in found]
    for entry, reason in zip(spelled, reasons, strict=False):
        entry |= _reason_to_json(reason)
    return {
        "today": today.isoformat(),
        "deadlines": spelled,
        "missing": [
            {"id": summary.id, "title": summary.title, "missing": [str(m) for m in ahead.missing]}
            for summary, ahead in missing
        ],
    }


def due_to_json(due: Due) -> dict[str, Any]:
    return {
        **deadline_to_json(due.deadline),
        "id": due.summary.id,
        "title": due.summary.title,
        "owner": due.owner,
        "overdue": due.overdue,
        "remind_on": value_to_json(due.remind_on),
    }


def deadline_to_json(deadline: Deadline) -> dict[str, Any]:
    """``date`` is the day to act by, ``rule_date`` that by the rule of the fields."""
    obligation = deadline.obligation
    return {
        "date": deadline.day.isoformat(),
        "kind": str(deadline.kind),
        "what": what_words(deadline),
        "act": deadline.act,
        "rule_date": deadline.rule.isoformat(),
        "due": deadline.due.isoformat(),
        "end": value_to_json(deadline.end),
        "renewals": deadline.times,
        "bound_to": value_to_json(deadline.bound),
        "state": str(deadline.state),
        "snoozed_until": value_to_json(deadline.snoozed_until),
        "obligation": obligation.id if obligation is not None else None,
    }


def _reason_to_json(reason: Justified) -> dict[str, Any]:
    return {
        "proof": proof_line(reason.proof),
        "cautions": [caution_words(caution) for caution in reason.proof.cautions],
        "evidence": {
            str(field): {
                "state": str(row.state),
                "values": [value_to_json(value) for value in row.values],
                "sources": [source_to_json(source) for source in row.sources],
            }
            for field, row in reason.facts.items()
        },
    }

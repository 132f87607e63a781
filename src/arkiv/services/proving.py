"""Why one date is on its day: its proof, what is missing beside it, and what people said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from arkiv.domain.contracts import Event, EventKind
from arkiv.domain.facts import Field
from arkiv.domain.outlook import Missing
from arkiv.domain.proof import Proof, StepKind
from arkiv.services.agenda import Agenda, Due, Justified
from arkiv.services.reviewing import Reviewing

__all__ = ["Proved", "proof_fields", "prove_due", "said_of", "telling_field"]


@dataclass(frozen=True, slots=True)
class Proved:
    """All that is told of one date."""

    justified: Justified
    missing: tuple[Missing, ...]
    """Of its contract."""
    said: tuple[Event, ...]
    """What people said of this date, the latest first."""


def prove_due(agenda: Agenda, reviewing: Reviewing, due: Due, today: date) -> Proved:
    """Fetch it from the record."""
    contract = due.summary.id
    outlook = agenda.of_contract(contract, today)
    return Proved(
        agenda.justify(due),
        outlook.missing if outlook is not None else (),
        said_of(due, reviewing.history(contract)),
    )


def said_of(due: Due, events: Iterable[Event]) -> tuple[Event, ...]:
    """Those of the contract's events that are about this date, in their order."""
    return tuple(event for event in events if _is_about(event, due))


def _is_about(event: Event, due: Due) -> bool:
    if event.kind is not EventKind.ACKNOWLEDGED:
        return False
    about = event.after or event.before
    kind, day, obligation = due.deadline.key
    return (about["kind"], about["due"], about["obligation"]) == (kind, str(day), obligation)


def proof_fields(proof: Proof) -> tuple[Field, ...]:
    """The fields that the day follows from, in the order of the count."""
    return tuple(dict.fromkeys(step.field for step in proof.steps if step.field is not None))


def telling_field(proof: Proof) -> Field | None:
    """The field that the day was counted with last: where to look first."""
    found = None
    for step in proof.steps:
        if step.kind is StepKind.ACT_BY:
            break
        found = step.field or found
    return found

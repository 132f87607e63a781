"""What a person did, as the trail has it: which act is taken back next, and which is done again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from arkiv.domain.contracts import Event, EventKind
from arkiv.domain.identity import ContractId

__all__ = ["TURNS", "UNDOABLE", "Act", "next_redo", "next_undo", "touches"]

UNDOABLE = frozenset(
    {
        EventKind.TAGGED,
        EventKind.UNTAGGED,
        EventKind.NOTED,
        EventKind.DECIDED,
        EventKind.TRASHED,
        EventKind.UNTRASHED,
        EventKind.ENDED,
        EventKind.RENEWED,
        EventKind.LINKED,
        EventKind.UNLINKED,
        EventKind.OWNED,
        EventKind.REVIEWED,
        EventKind.PLANNED,
        EventKind.ACKNOWLEDGED,
        EventKind.AUDIT_STARTED,
        EventKind.ANSWERED,
        EventKind.AUDIT_CLOSED,
        EventKind.AUDIT_REOPENED,
    }
)
"""What a person does to contracts and audits; each event says what was before and after it."""

TURNS = frozenset({EventKind.UNDONE, EventKind.REDONE})
"""What says only which act was taken back or done again."""


@dataclass(frozen=True, slots=True)
class Act:
    """The events of one act of one person, in the order in which they happened."""

    id: str
    events: tuple[Event, ...]

    @property
    def contracts(self) -> tuple[ContractId, ...]:
        """Each once, in the order of the events; none of what was done to an audit."""
        named = (e.contract for e in self.events if e.contract is not None)
        return tuple(dict.fromkeys(named))


def next_undo(newest_first: Iterable[Event], actor: str) -> Act | None:
    """The newest act of this person that is not undone; None when there is none."""
    settled: set[str] = set()
    for act in _acts(newest_first, actor):
        turn = act.events[-1]
        if turn.kind in TURNS:
            if turn.after["act"] not in settled:
                settled.add(turn.after["act"])
                if turn.kind is EventKind.REDONE:
                    settled.add(f"again {turn.after['act']}")
        elif act.id not in settled or f"again {act.id}" in settled:
            return act
    return None


def next_redo(newest_first: Iterable[Event], actor: str) -> str | None:
    """The id of the act that was undone last, if this person has done nothing since."""
    again: set[str] = set()
    for act in _acts(newest_first, actor):
        turn = act.events[-1]
        if turn.kind not in TURNS:
            return None
        if turn.kind is EventKind.REDONE:
            again.add(turn.after["act"])
        elif turn.after["act"] not in again:
            return str(turn.after["act"])
        else:
            again.discard(turn.after["act"])
    return None


def touches(event: Event, contracts: Collection[ContractId]) -> bool:
    """Whether an act was done to one of these, or to a link to one; no turn of an act was."""
    if not contracts or event.kind not in UNDOABLE:
        return False
    said = event.after or event.before
    if event.kind in (EventKind.LINKED, EventKind.UNLINKED) and said is not None:
        return said["contract"] in contracts or said["target"] in contracts
    return event.contract in contracts


def _acts(newest_first: Iterable[Event], actor: str) -> Iterator[Act]:
    """The acts of a person, newest first; of an undoing the last event says what was undone."""
    own = (e for e in newest_first if e.actor == actor and e.kind in UNDOABLE | TURNS)
    for id_, events in groupby(own, key=lambda e: e.batch or f"#{e.seq}"):
        yield Act(id_, tuple(events)[::-1])

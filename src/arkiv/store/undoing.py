"""Taking an act back and doing it again: each change put in the other's place, with its event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import apsw

from arkiv.domain.acts import TURNS, UNDOABLE, Act, next_redo, next_undo, touches
from arkiv.domain.audit_trail import answers_changed
from arkiv.domain.auditing_json import answer_from_json, answer_to_json, closing_from_json
from arkiv.domain.contracts import Event, EventKind, Link, LinkKind
from arkiv.domain.decisions_json import decision_from_json, decision_to_json
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState, note_from_json
from arkiv.domain.plans_json import (
    acknowledgement_from_json,
    acknowledgement_to_json,
    obligation_from_json,
    obligation_to_json,
)
from arkiv.errors import BadInput
from arkiv.store.answers import answers_of, place_answer, standing_answer
from arkiv.store.audits import audit_of, place_closing, place_start, refuse_closed
from arkiv.store.connection import Connections
from arkiv.store.contracts import is_trashed, move
from arkiv.store.decisions import place_decision, standing_decision
from arkiv.store.events import append, events_of, newest_first
from arkiv.store.links import has_link, place_link
from arkiv.store.notes import place_note, standing_note
from arkiv.store.plans import (
    place_acknowledgement,
    place_obligation,
    standing_acknowledgement,
    standing_obligation,
)
from arkiv.store.purging import purged_contracts
from arkiv.store.spelling import spelled
from arkiv.store.standing import COLUMNS, place_standing, standing_said
from arkiv.store.tags import has_tag, place_tag
from arkiv.texts import _

__all__ = ["SqliteUndoing"]


@dataclass(frozen=True, slots=True)
class SqliteUndoing:
    """The Undoing of domain.ports."""

    connections: Connections

    def undo(self, actor: str) -> Act | None:
        with self.connections.writing() as connection:
            act = next_undo(_newest_first(connection), actor)
            if act is not None:
                batch = str(uuid4())
                for event in map(_told_in_full, reversed(act.events)):
                    _turn(connection, event, event.after, event.before, actor, batch)
                _say(connection, EventKind.UNDONE, act, actor, batch)
        return act

    def redo(self, actor: str) -> Act | None:
        with self.connections.writing() as connection:
            named = next_redo(_newest_first(connection), actor)
            if named is None:
                return None
            act = _act(connection, named, purged_contracts(connection))
            batch = str(uuid4())
            for event in map(_told_in_full, act.events):
                _turn(connection, event, event.before, event.after, actor, batch)
            _say(connection, EventKind.REDONE, act, actor, batch)
        return act


def _newest_first(connection: apsw.Connection) -> Iterator[Event]:
    """Without what was done to contracts that are purged, and the turns of that."""
    purged = purged_contracts(connection)
    events = newest_first(connection)
    return (event for event in events if not _is_gone(connection, event, purged))


def _act(connection: apsw.Connection, named: str, purged: frozenset[ContractId]) -> Act:
    if named.startswith("#"):
        events = events_of(connection, limit=1, below=int(named[1:]) + 1)
    else:
        found = reversed(events_of(connection, batch=named))
        events = [event for event in found if event.kind in UNDOABLE]
    return Act(named, tuple(e for e in events if not _is_gone(connection, e, purged)))


def _is_gone(connection: apsw.Connection, event: Event, purged: frozenset[ContractId]) -> bool:
    """Whether it was done to contracts that are purged now: nothing of that can be turned."""
    if purged and event.kind in TURNS:
        return not _act(connection, event.after["act"], purged).events
    return touches(event, purged)


def _say(connection: apsw.Connection, kind: EventKind, act: Act, actor: str, batch: str) -> None:
    first = next(iter(act.contracts), None)
    append(connection, kind, actor, first, after={"act": act.id}, batch=batch)


def _turn(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> None:
    """Have it be ``then``; raises BadInput when it is not ``now`` any more."""
    turn = _TURNS.get(event.kind)
    if turn is None or turn(connection, event, now, then, actor, batch):
        return
    if event.contract is not None:
        changed = _("Contract {id} was changed since.").format(id=event.contract)
    else:
        said = now or then
        name = said.get("audit") or said["name"]
        changed = _("Audit “{name}” was changed or answered since.").format(name=name)
    raise BadInput(changed + " " + _("Nothing was undone or done again."))


def _turn_tag(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    contract, tag = _of(event), (now or then)["tag"]
    if has_tag(connection, contract, tag) is not (now is not None):
        return False
    place_tag(connection, contract, tag, then is not None, actor, batch)
    return True


def _turn_note(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    newest = standing_note(connection, (now or then)["note"])
    if newest is None:
        return False
    if now is None:  # not written yet: whatever it says, it is withdrawn
        is_now = newest.state is NoteState.WITHDRAWN
    else:
        is_now = newest.says_as(note_from_json(newest, now))
    if is_now:
        place_note(connection, newest, note_from_json(newest, then), actor, batch)
    return is_now


def _turn_trash(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    if is_trashed(connection, _of(event)) is not now["trashed"]:
        return False
    move(connection, _of(event), then["trashed"], actor, batch)
    return True


def _turn_decision(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    contract = _of(event)
    before = standing_decision(connection, contract, Field((now or then)["field"]))
    if _plain(before and decision_to_json(before)) != _plain(now):
        return False
    after = then and decision_from_json(then, event.actor, spelled(event.at))
    place_decision(connection, contract, before, after, actor, batch)
    return True


def _turn_standing(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    columns = COLUMNS[event.kind]
    if standing_said(connection, _of(event), columns) != _columns(columns, now):
        return False
    said = _columns(columns, then)
    place_standing(connection, _of(event), event.kind, said, actor, batch)
    return True


def _turn_link(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    said = now or then
    link = Link(ContractId(said["contract"]), ContractId(said["target"]), LinkKind(said["kind"]))
    if event.contract != link.contract:
        return True  # the other end's event tells of the same link
    if has_link(connection, link) is not (now is not None):
        return False
    place_link(connection, link, then is not None, actor, batch)
    return True


def _turn_obligation(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    before = standing_obligation(connection, (now or then)["id"])
    if (before and obligation_to_json(before)) != now:
        return False
    after = then and obligation_from_json(_of(event), then)
    place_obligation(connection, before, after, actor, batch)
    return True


def _turn_acknowledgement(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    named = acknowledgement_from_json(now or then)
    before = standing_acknowledgement(connection, _of(event), named)
    if (before and acknowledgement_to_json(before)) != now:
        return False
    after = then and acknowledgement_from_json(then)
    place_acknowledgement(connection, _of(event), before, after, actor, batch)
    return True


def _turn_answer(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    audit = audit_of(connection, (now or then)["audit_id"])
    if audit is None:
        return False
    refuse_closed(audit)
    before = standing_answer(connection, audit.id, answer_from_json(now or then))
    if _answered(before and answer_to_json(before)) != _answered(now):
        return False
    after = then and answer_from_json(then)
    place_answer(connection, audit, before, after, actor, batch)
    return True


def _turn_start(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    starts, named = now is None, (now or then)["id"]
    audit = audit_of(connection, named, withdrawn=starts)
    if audit is None or audit.closed is not None or answers_of(connection, named):
        return False
    place_start(connection, audit, starts, actor, batch)
    return True


def _turn_closing(
    connection: apsw.Connection, event: Event, now: Any, then: Any, actor: str, batch: str
) -> bool:
    audit, closing = audit_of(connection, now["audit_id"]), closing_from_json(then)
    if audit is None or audit.closed != closing_from_json(now):
        return False
    if closing is not None:  # signed off is what was answered then
        newest, answers = newest_first(connection), answers_of(connection, audit.id)
        if answers_changed(newest, event.seq, audit.id, answers):
            return False
    place_closing(connection, audit, closing, actor, batch)
    return True


_Turn = Callable[[apsw.Connection, Event, Any, Any, str, str], bool]
_TURNS: dict[EventKind, _Turn] = {
    EventKind.TAGGED: _turn_tag,
    EventKind.UNTAGGED: _turn_tag,
    EventKind.NOTED: _turn_note,
    EventKind.TRASHED: _turn_trash,
    EventKind.UNTRASHED: _turn_trash,
    EventKind.DECIDED: _turn_decision,
    EventKind.ENDED: _turn_standing,
    EventKind.RENEWED: _turn_standing,
    EventKind.OWNED: _turn_standing,
    EventKind.REVIEWED: _turn_standing,
    EventKind.LINKED: _turn_link,
    EventKind.UNLINKED: _turn_link,
    EventKind.PLANNED: _turn_obligation,
    EventKind.ACKNOWLEDGED: _turn_acknowledgement,
    EventKind.AUDIT_STARTED: _turn_start,
    EventKind.ANSWERED: _turn_answer,
    EventKind.AUDIT_CLOSED: _turn_closing,
    EventKind.AUDIT_REOPENED: _turn_closing,
}


def _told_in_full(event: Event) -> Event:
    """A move to the trash in an old trail says nothing but its kind."""
    if event.kind not in (EventKind.TRASHED, EventKind.UNTRASHED) or event.after is not None:
        return event
    trashed = event.kind is EventKind.TRASHED
    return replace(event, before={"trashed": not trashed}, after={"trashed": trashed})


def _of(event: Event) -> ContractId:
    assert event.contract is not None, "_turn() asked"
    return event.contract


def _plain(said: Any) -> Any:
    """Without who and when: an old trail does not have them."""
    return said and {key: said[key] for key in ("field", "kind", "values")}


def _answered(said: Any) -> Any:
    return said and {key: said[key] for key in ("verdict", "comment", "evidence")}


def _columns(columns: tuple[str, ...], said: Any) -> tuple[str | None, ...]:
    return tuple(said[column] if said else None for column in columns)

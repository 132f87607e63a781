"""The part of the record in memory that takes acts back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from arkiv.domain.acts import TURNS, UNDOABLE, Act, next_redo, next_undo, touches
from arkiv.domain.audit_trail import answers_changed
from arkiv.domain.auditing_json import answer_from_json, closing_from_json
from arkiv.domain.contracts import Event, EventKind, Link, LinkKind, Review
from arkiv.domain.decisions_json import decision_from_json
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState, note_from_json
from arkiv.domain.plans_json import acknowledgement_from_json, obligation_from_json
from arkiv.errors import BadInput

if TYPE_CHECKING:
    from fakes.record import FakeRecord

__all__ = ["FakeUndoing"]


@dataclass
class FakeUndoing:
    record: FakeRecord

    def undo(self, actor: str) -> Act | None:
        act = next_undo(self._newest_first(), actor)
        if act is not None:
            changes = [(e, e.after, e.before) for e in reversed(act.events)]
            self._turn(changes, EventKind.UNDONE, act, actor)
        return act

    def redo(self, actor: str) -> Act | None:
        named = next_redo(self._newest_first(), actor)
        if named is None:
            return None
        everything = [e for e in self._newest_first() if e.kind in UNDOABLE]
        events = [e for e in reversed(everything) if (e.batch or f"#{e.seq}") == named]
        act = Act(named, tuple(events))
        changes = [(e, e.before, e.after) for e in act.events]
        self._turn(changes, EventKind.REDONE, act, actor)
        return act

    def _newest_first(self) -> list[Event]:
        """Without what was done to contracts that are purged, and the turns of that."""
        shelf = self.record.shelf
        left = [e for e in reversed(shelf.events) if not touches(e, shelf.purged)]
        acts = {e.batch or f"#{e.seq}" for e in left if e.kind in UNDOABLE}
        return [e for e in left if e.kind not in TURNS or e.after["act"] in acts]

    def _turn(
        self, changes: list[tuple[Event, Any, Any]], kind: EventKind, act: Act, actor: str
    ) -> None:
        shelf = self.record.shelf
        with shelf.lock, shelf.one_act():
            for event, now, then in changes:
                audited = event.kind in _OF_AUDITS
                if not (self._can(event, now, then) if audited else self._is(event, now)):
                    raise BadInput(f"Contract {event.contract} was changed since.")
            for event, now, then in changes:
                if event.kind in _OF_AUDITS:
                    self._turn_audit(event, now, then, actor)
                else:
                    self._set(event, now, then, actor)
            shelf.log(kind, actor, next(iter(act.contracts), None), after={"act": act.id})

    def _can(self, event: Event, now: Any, then: Any) -> bool:
        """Whether the audit is as the event left it."""
        audits = self.record.audits
        if event.kind is EventKind.AUDIT_STARTED:
            named = (now or then)["id"]
            if now is None:
                return named in audits.withdrawn
            audit = audits.get(named)
            return audit is not None and audit.closed is None and not audits.answers(named)
        audit = audits.get(now["audit_id"])
        if audit is None or audit.closed != closing_from_json(now):
            return False
        newest, answers = reversed(self.record.shelf.events), audits.answers(audit.id)
        signs = closing_from_json(then) is not None
        return not (signs and answers_changed(newest, event.seq, audit.id, answers))

    def _turn_audit(self, event: Event, now: Any, then: Any, actor: str) -> None:
        audits, said = self.record.audits, now or then
        audit = audits.audits[said.get("audit_id") or said["id"]]
        if event.kind is EventKind.AUDIT_STARTED:
            audits.place_start(audit, now is None, actor)
        else:
            audits.place_closing(audit, closing_from_json(then), actor)

    def _is(self, event: Event, now: Any) -> bool:
        shelf, id = self.record.shelf, _of(event)
        contract = shelf.contracts[id]
        said = event.after or event.before
        match event.kind:
            case EventKind.TAGGED | EventKind.UNTAGGED:
                return (said["tag"] in contract.tags) is (now is not None)
            case EventKind.NOTED:
                note = self.record.notes.versions(said["note"])[-1]
                if now is None:
                    return note.state is NoteState.WITHDRAWN
                return note.says_as(note_from_json(note, now))
            case EventKind.TRASHED | EventKind.UNTRASHED:
                return contract.trashed is now["trashed"]
            case EventKind.DECIDED:
                field = Field(said["field"])
                standing = [d for d in shelf.decisions.get(id, ()) if d.field is field]
                return standing == [decision_from_json(now, "", "")] if now else not standing
            case EventKind.PLANNED:
                planned = shelf.obligations.get(said["id"])
                return planned == (obligation_from_json(id, now) if now else None)
            case EventKind.ACKNOWLEDGED:
                key = (id, said["kind"], date.fromisoformat(said["due"]), said["obligation"])
                told = shelf.acknowledged.get(key)
                return told == (acknowledgement_from_json(now) if now else None)
            case EventKind.LINKED | EventKind.UNLINKED:
                return (_link(said) in shelf.links) is (now is not None)
            case EventKind.ENDED:
                ended = contract.ended_on
                return bool((ended and ended.isoformat()) == (now and now["ended_on"]))
            case EventKind.RENEWED:
                renewed = contract.renewed_until
                return bool((renewed and renewed.isoformat()) == (now and now["renewed_until"]))
            case EventKind.REVIEWED:
                on = contract.reviewed_on
                return bool((on and on.isoformat()) == (now and now["reviewed_on"]))
            case EventKind.ANSWERED:
                if self.record.audits.get(said["audit_id"]) is None:
                    return False
                audit = self.record.audits.open(said["audit_id"])
                answer = self.record.audits.said[audit.id].get((id, said["item"]))
                return (answer and answer.says()) == (now and answer_from_json(now).says())
            case EventKind.OWNED:
                return bool(contract.owner == (now and now["owner"]))
        raise AssertionError(event.kind)

    def _set(self, event: Event, now: Any, then: Any, actor: str) -> None:
        record, id = self.record, _of(event)
        match event.kind:
            case EventKind.TAGGED | EventKind.UNTAGGED:
                change = record.tags.add if then else record.tags.remove
                change([id], (then or now)["tag"], actor)
            case EventKind.NOTED:
                newest = record.notes.versions((now or then)["note"])[-1]
                note = note_from_json(newest, then)
                record.notes.revise(
                    str(uuid4()), newest.id, note.text, note.state, note.anchor, actor
                )
            case EventKind.TRASHED | EventKind.UNTRASHED:
                change_place = (
                    record.contracts.trash if then["trashed"] else record.contracts.untrash
                )
                change_place([id], actor)
            case EventKind.DECIDED:
                field = Field((then or now)["field"])
                decision = decision_from_json(then, "", "") if then else None
                record.contracts.place(id, field, decision, actor)
            case EventKind.PLANNED if then:
                record.plans.put(obligation_from_json(id, then), actor)
            case EventKind.PLANNED:
                record.plans.withdraw(now["id"], actor)
            case EventKind.ACKNOWLEDGED if then:
                record.plans.acknowledge([(id, acknowledgement_from_json(then))], actor)
            case EventKind.ACKNOWLEDGED:
                record.plans.reopen([(id, acknowledgement_from_json(now))], actor)
            case EventKind.LINKED | EventKind.UNLINKED:
                change_link = record.links.add if then else record.links.remove
                change_link(_link(then or now), actor)
            case EventKind.ENDED:
                on = date.fromisoformat(then["ended_on"]) if then else None
                record.standing.end(id, on, then["ended_reason"] if then else "", actor)
            case EventKind.RENEWED:
                until = date.fromisoformat(then["renewed_until"]) if then else None
                record.standing.renew(id, until, actor)
            case EventKind.REVIEWED:
                record.standing.review(id, _review(then) if then else None, actor)
            case EventKind.ANSWERED:
                audits, said = record.audits, then or now
                audit = audits.open(said["audit_id"])
                before = audits.said[audit.id].get((id, said["item"]))
                audits.place(audit, before, answer_from_json(then) if then else None, actor)
            case EventKind.OWNED:
                record.standing.own([id], then["owner"] if then else None, actor)


_OF_AUDITS = (EventKind.AUDIT_STARTED, EventKind.AUDIT_CLOSED, EventKind.AUDIT_REOPENED)


def _of(event: Event) -> ContractId:
    assert event.contract is not None
    return event.contract


def _review(said: Any) -> Review:
    again = said["review_next_on"]
    return Review(
        date.fromisoformat(said["reviewed_on"]),
        said["reviewed_by"],
        date.fromisoformat(again) if again else None,
    )


def _link(said: Any) -> Link:
    return Link(ContractId(said["contract"]), ContractId(said["target"]), LinkKind(said["kind"]))

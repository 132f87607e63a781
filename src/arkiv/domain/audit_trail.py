"""What the trail says of one audit: which events concern it, and what was answered when."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from arkiv.domain.auditing import Answer, AnswerKey, Audit, follow_up_id
from arkiv.domain.auditing_json import answer_from_json
from arkiv.domain.contracts import Event, EventKind

__all__ = ["AUDIT_KINDS", "answers_changed", "newest_of"]

_OF_AUDITS = {
    EventKind.AUDIT_STARTED,
    EventKind.AUDIT_WITHDRAWN,
    EventKind.ANSWERED,
    EventKind.AUDIT_CLOSED,
    EventKind.AUDIT_REOPENED,
}
_OF_DATES = {EventKind.PLANNED, EventKind.ACKNOWLEDGED}
AUDIT_KINDS = frozenset(_OF_AUDITS | _OF_DATES | {EventKind.PURGED})
"""Of what concerns an audit, and of much else: a failure brings a date by hand."""


def newest_of(audit: Audit, newest_first: Iterable[Event]) -> Event:
    """The newest of its start, answers and sign-off, of the dates that failures brought, and of the
    purges that took contracts out of it.

    Of the events those of AUDIT_KINDS are enough.
    """
    there = {each.contract for each in audit.contracts}

    def brought(event: Event) -> bool:
        if event.kind not in _OF_DATES or event.contract not in there:
            return False
        said = event.after or event.before or {}
        ids = (follow_up_id(audit.id, event.contract, item.id) for item in audit.pack.items)
        return not {said.get("id"), said.get("obligation")}.isdisjoint(ids)

    def concerns(event: Event) -> bool:
        said = event.after or event.before or {}
        if event.kind in _OF_AUDITS:
            return audit.id in (said.get("audit_id"), said.get("id"))
        if event.kind is EventKind.PURGED:
            return event.contract in audit.purged
        return brought(event)

    return next(filter(concerns, newest_first))


def answers_changed(
    newest_first: Iterable[Event], since: int, audit: str, answers: Iterable[Answer]
) -> bool:
    """Whether the audit has other answers than it had when the event ``since`` happened."""
    earlier: dict[AnswerKey, Answer | None] = {}
    for event in takewhile(lambda each: each.seq > since, newest_first):
        said = event.after or event.before or {}
        if event.kind is EventKind.ANSWERED and said.get("audit_id") == audit:
            was = event.before and answer_from_json(event.before)
            earlier[answer_from_json(said).key] = was  # the oldest comes last
    now = {answer.key: answer for answer in answers}
    return any(now.get(key) != was for key, was in earlier.items())

"""The part of the record in memory that holds audits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from arkiv.clock import now
from arkiv.domain.audit_trail import newest_of
from arkiv.domain.auditing import (
    Answer,
    AnswerKey,
    Audit,
    Closing,
    Verdict,
    audit_key,
    progress,
)
from arkiv.domain.auditing_json import answer_to_json, audit_to_json, closing_to_json
from arkiv.domain.contracts import EventKind
from arkiv.domain.obligations import Obligation
from arkiv.errors import BadInput, NotFound

if TYPE_CHECKING:
    from fakes.record import FakeRecord

__all__ = ["FakeAudits"]


@dataclass
class FakeAudits:
    record: FakeRecord
    audits: dict[str, Audit] = field(default_factory=dict)
    said: dict[str, dict[AnswerKey, Answer]] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)

    def start(self, audit: Audit, actor: str) -> Audit:
        shelf = self.record.shelf
        with shelf.lock:
            if audit.id in self.audits:
                return self.audits[audit.id]
            shelf.known([each.contract for each in audit.contracts])
            self._refuse_name(audit.name)
            contracts = tuple(sorted(audit.contracts, key=lambda each: each.contract))
            started = replace(audit, contracts=contracts, actor=actor, at=_instant())
            self.audits[audit.id], self.said[audit.id] = started, {}
            shelf.log(EventKind.AUDIT_STARTED, actor, None, after=audit_to_json(started))
            return started

    def every(self) -> tuple[Audit, ...]:
        return tuple(a for a in self.audits.values() if a.id not in self.withdrawn)

    def get(self, audit: str) -> Audit | None:
        return None if audit in self.withdrawn else self.audits.get(audit)

    def answers(self, audit: str) -> tuple[Answer, ...]:
        return tuple(answer for _key, answer in sorted(self.said.get(audit, {}).items()))

    def head(self, audit: str) -> tuple[int, str]:
        newest = newest_of(self._named(audit), reversed(self.record.shelf.events))
        return newest.seq, newest.hash

    def answer(
        self,
        audit: str,
        answers: Sequence[Answer],
        follow_ups: Sequence[Obligation],
        withdrawn: Sequence[str],
        actor: str,
    ) -> int:
        shelf, at = self.record.shelf, _instant()
        with shelf.lock, shelf.one_act():
            asked = self.open(audit)
            for said in answers:
                if said.contract not in [each.contract for each in asked.contracts]:
                    raise NotFound(f"Contract {said.contract} is not in it.")
                if asked.pack.item(said.item) is None:
                    raise NotFound(f"There is no question {said.item}.")
            changed = 0
            for said in answers:
                before = self.said[audit].get(said.key)
                nothing = said.says() == (Verdict.OPEN, "", ())
                if before.says() == said.says() if before else nothing:
                    continue
                kept = None if nothing else replace(said, actor=actor, at=at)
                self.place(asked, before, kept, actor)
                changed += 1
            for obligation in follow_ups:
                if self.record.plans.get(obligation.id) is None:
                    for key, told in list(shelf.acknowledged.items()):
                        if key[3] == obligation.id:
                            self.record.plans.reopen([(key[0], told)], actor)
                self.record.plans.put(obligation, actor)
            for obligation_id in withdrawn:
                self.record.plans.withdraw(obligation_id, actor)
            return changed

    def place(self, audit: Audit, before: Answer | None, after: Answer | None, actor: str) -> None:
        """Put an answer, or none, in the place of the one there is."""
        either = after or before
        assert either is not None
        self.said[audit.id].pop(either.key, None)
        if after is not None:
            self.said[audit.id][after.key] = after
        spelled = [each and _told(audit) | answer_to_json(each) for each in (before, after)]
        self.record.shelf.log(
            EventKind.ANSWERED, actor, either.contract, before=spelled[0], after=spelled[1]
        )

    def open(self, audit: str) -> Audit:
        """Raises BadInput where it is closed, NotFound."""
        known = self._named(audit)
        if known.closed is not None:
            raise BadInput(f"Audit {known.name} is closed.")
        return known

    def close(self, audit: str, comment: str, with_open: bool, actor: str) -> Audit:
        shelf = self.record.shelf
        with shelf.lock:
            known = self._named(audit)
            if known.closed is not None:
                return known
            left = progress(known, self.answers(audit)).open
            if left and not with_open:
                raise BadInput(f"{left} answers are missing.")
            self.place_closing(known, Closing(actor, _instant(), comment, left), actor)
            return self.audits[audit]

    def reopen(self, audit: str, actor: str) -> bool:
        shelf = self.record.shelf
        with shelf.lock:
            known = self._named(audit)
            if known.closed is None:
                return False
            self.place_closing(known, None, actor)
            return True

    def place_closing(self, audit: Audit, closing: Closing | None, actor: str) -> None:
        """Put it, or none, in the place of the one there is."""
        self.audits[audit.id] = replace(audit, closed=closing)
        kind = EventKind.AUDIT_CLOSED if closing else EventKind.AUDIT_REOPENED
        spelled = [_told(audit) | closing_to_json(each) for each in (audit.closed, closing)]
        self.record.shelf.log(kind, actor, None, before=spelled[0], after=spelled[1])

    def place_start(self, audit: Audit, started: bool, actor: str) -> None:
        """Withdraw it, or have it stand again."""
        said = audit_to_json(audit)
        if started:
            self._refuse_name(audit.name)
            self.withdrawn.discard(audit.id)
            self.record.shelf.log(EventKind.AUDIT_STARTED, actor, None, after=said)
        else:
            self.withdrawn.add(audit.id)
            self.record.shelf.log(EventKind.AUDIT_WITHDRAWN, actor, None, before=said)

    def _refuse_name(self, name: str) -> None:
        if audit_key(name) in [audit_key(each.name) for each in self.every()]:
            raise BadInput(f"There is an audit {name} already.")

    def _named(self, audit: str) -> Audit:
        known = self.get(audit)
        if known is None:
            raise NotFound(f"There is no audit {audit}.")
        return known


def _told(audit: Audit) -> dict[str, Any]:
    return {"audit": audit.name, "audit_id": audit.id}


def _instant() -> str:
    return now().isoformat(timespec="microseconds")

"""The parts of the record in memory that hold plans, links and where a contract stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from arkiv.domain.act_ports import Notes
from arkiv.domain.contracts import Acknowledgement, Amended, EventKind, Link, LinkKind, Review
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation
from arkiv.domain.plans_json import acknowledgement_to_json, obligation_to_json
from arkiv.errors import BadInput

if TYPE_CHECKING:
    from fakes.record import Shelf

__all__ = ["AckKey", "FakeLinks", "FakePlans", "FakeStanding", "follow_amendments", "follow_target"]

AckKey = tuple[ContractId, str, date, str]


@dataclass
class FakePlans:
    shelf: Shelf

    def get(self, obligation: str) -> Obligation | None:
        return self.shelf.obligations.get(obligation)

    def put(self, obligation: Obligation, actor: str) -> bool:
        with self.shelf.lock:
            self.shelf.known([obligation.contract])
            before = self.get(obligation.id)
            if before == obligation:
                return False
            self.shelf.obligations[obligation.id] = obligation
            self._log(obligation.contract, before, obligation, actor)
            return True

    def withdraw(self, obligation: str, actor: str) -> bool:
        with self.shelf.lock:
            before = self.shelf.obligations.pop(obligation, None)
            if before is not None:
                self._log(before.contract, before, None, actor)
            return before is not None

    def _log(
        self,
        contract: ContractId,
        before: Obligation | None,
        after: Obligation | None,
        actor: str,
    ) -> None:
        spelled = [None if each is None else obligation_to_json(each) for each in (before, after)]
        self.shelf.log(EventKind.PLANNED, actor, contract, before=spelled[0], after=spelled[1])

    def acknowledge(self, said: Sequence[tuple[ContractId, Acknowledgement]], actor: str) -> int:
        with self.shelf.lock:
            self.shelf.known([contract for contract, _one in said])
            with self.shelf.one_act():
                return sum(self._say(contract, one, one, actor) for contract, one in said)

    def reopen(self, said: Sequence[tuple[ContractId, Acknowledgement]], actor: str) -> int:
        with self.shelf.lock:
            self.shelf.known([contract for contract, _one in said])
            with self.shelf.one_act():
                return sum(self._say(contract, one, None, actor) for contract, one in said)

    def _say(
        self,
        contract: ContractId,
        one: Acknowledgement,
        after: Acknowledgement | None,
        actor: str,
    ) -> bool:
        key = (contract, one.kind, one.due, one.obligation)
        before = self.shelf.acknowledged.get(key)
        if _what(before) == _what(after):
            return False
        if after is None:
            del self.shelf.acknowledged[key]
        else:
            self.shelf.acknowledged[key] = after
        spelled = [
            None if each is None else acknowledgement_to_json(each) for each in (before, after)
        ]
        self.shelf.log(EventKind.ACKNOWLEDGED, actor, contract, before=spelled[0], after=spelled[1])
        return True


@dataclass
class FakeLinks:
    shelf: Shelf

    def add(self, link: Link, actor: str) -> bool:
        with self.shelf.lock:
            self.shelf.known([link.contract, link.target])
            if link in self.shelf.links:
                return False
            if self.shelf.purging.keys() & {link.contract, link.target}:
                raise BadInput("One of them is being purged.")
            self.shelf.links.append(link)
            self._log(link, EventKind.LINKED, actor)
            return True

    def remove(self, link: Link, actor: str) -> bool:
        with self.shelf.lock:
            self.shelf.known([link.contract, link.target])
            if link not in self.shelf.links:
                return False
            self.shelf.links.remove(link)
            self._log(link, EventKind.UNLINKED, actor)
            return True

    def of_contract(self, contract: ContractId) -> tuple[Link, ...]:
        found = [e for e in self.shelf.links if contract in (e.contract, e.target)]
        return tuple(sorted(found, key=lambda e: (e.contract, e.target, e.kind)))

    def every(self) -> tuple[Link, ...]:
        return tuple(self.shelf.links)

    def _log(self, link: Link, kind: EventKind, actor: str) -> None:
        said = {"contract": link.contract, "target": link.target, "kind": str(link.kind)}
        before, after = (said, None) if kind is EventKind.UNLINKED else (None, said)
        with self.shelf.one_act():
            for contract in (link.contract, link.target):
                self.shelf.log(kind, actor, contract, before=before, after=after)
            if link.kind is LinkKind.AMENDMENT:
                _amend(self.shelf, link.target, actor)


@dataclass
class FakeStanding:
    shelf: Shelf
    notes: Notes

    def end(self, contract: ContractId, on: date | None, reason: str, actor: str) -> bool:
        said = {"ended_on": on, "ended_reason": None if on is None else reason}
        return self._say([contract], said, EventKind.ENDED, actor) > 0

    def renew(self, contract: ContractId, until: date | None, actor: str) -> bool:
        return self._say([contract], {"renewed_until": until}, EventKind.RENEWED, actor) > 0

    def own(self, contracts: Sequence[ContractId], owner: str | None, actor: str) -> int:
        return self._say(contracts, {"owner": owner}, EventKind.OWNED, actor)

    def review(self, contract: ContractId, said: Review | None, actor: str, note: str = "") -> bool:
        columns = {
            "reviewed_on": said and said.on,
            "reviewed_by": said and said.by,
            "review_next_on": said and said.next_on,
        }
        with self.shelf.lock, self.shelf.one_act():
            changed = self._say([contract], columns, EventKind.REVIEWED, actor)
            if note:
                self.notes.add(str(uuid4()), contract, note, actor)
        return changed > 0 or bool(note)

    def _say(
        self,
        contracts: Sequence[ContractId],
        said: dict[str, Any],
        kind: EventKind,
        actor: str,
    ) -> int:
        with self.shelf.lock, self.shelf.one_act():
            known = {id: self.shelf.contracts[id] for id in self.shelf.known(contracts)}
            changed = 0
            for id, contract in known.items():
                before = {name: getattr(contract, name) for name in said}
                if before == said:
                    continue
                for name, value in said.items():
                    setattr(contract, name, value)
                self.shelf.log(kind, actor, id, before=_spelled(before), after=_spelled(said))
                changed += 1
            return changed


def follow_amendments(shelf: Shelf, amendment: ContractId, actor: str) -> None:
    """As the record does when an amendment's facts changed, or it went to the trash."""
    for link in shelf.links:
        if link.contract == amendment and link.kind is LinkKind.AMENDMENT:
            _amend(shelf, link.target, actor)


def follow_target(shelf: Shelf, target: ContractId, trashed: bool, actor: str) -> None:
    """As the record does when a contract that others are part of is moved."""
    links = (link for link in shelf.links if link.target == target)
    parts = {link.contract for link in links if link.kind is not LinkKind.REPLACES}
    before, after = ({"target": target, "trashed": state} for state in (not trashed, trashed))
    for contract in sorted(parts):
        shelf.log(EventKind.TARGET_MOVED, actor, contract, before=before, after=after)


def _amend(shelf: Shelf, target: ContractId, actor: str) -> None:
    found = []
    for link in shelf.links:
        if link.target != target or link.kind is not LinkKind.AMENDMENT:
            continue
        facts = shelf.facts(link.contract)
        if facts.expiration_date is None or shelf.contracts[link.contract].trashed:
            continue
        made = facts.agreement_date or facts.effective_date or date.min
        found.append((made, link.contract, Amended(link.contract, facts.expiration_date)))
    contract, newest = shelf.contracts[target], max(found)[2] if found else None
    before, contract.amended = contract.amended, newest
    if before != newest:
        spelled = [
            None if each is None else {"by": each.by, "until": each.until.isoformat()}
            for each in (before, newest)
        ]
        shelf.log(EventKind.AMENDED, actor, target, before=spelled[0], after=spelled[1])


def _what(said: Acknowledgement | None) -> tuple[date | None, str] | None:
    return None if said is None else (said.snoozed_until, said.reason)


def _spelled(said: dict[str, Any]) -> dict[str, Any] | None:
    if next(iter(said.values())) is None:
        return None
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }

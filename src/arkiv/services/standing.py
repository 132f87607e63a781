"""What people say of a whole contract: ended, renewed, reviewed, part of another, whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from arkiv.domain.contracts import Event, EventKind, Link, LinkKind, Review, Summary
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.errors import BadInput
from arkiv.services.indexing import Indexing
from arkiv.services.noting import checked_note
from arkiv.services.reviewing import absent
from arkiv.services.typed_lines import needed, one_line
from arkiv.texts import _

__all__ = ["Standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Acts of a person; each is durable when its method returns, and has its counterpart."""

    record: Record
    indexing: Indexing
    actor: str

    def end(self, contract: ContractId, on: date, reason: str) -> bool:
        """It is over after that day; whether that is new. Raises BadInput, NotFound."""
        said = needed(reason, _("An ended contract needs a reason; nothing was changed."))
        facts = self._summary(contract).facts
        if facts.effective_date is not None and on < facts.effective_date:
            raise BadInput(
                _("It began on {start} and can't have ended before.").format(
                    start=facts.effective_date
                )
            )
        return bool(self._told(self.record.standing.end(contract, on, said, self.actor)))

    def take_back_end(self, contract: ContractId) -> bool:
        """It has not ended after all; whether it had. Raises NotFound."""
        self._summary(contract)
        return bool(self._told(self.record.standing.end(contract, None, "", self.actor)))

    def renew(self, contract: ContractId, until: date) -> bool:
        """It was renewed to that day; whether that is new. Raises BadInput, NotFound."""
        facts = self._summary(contract).facts
        if facts.effective_date is not None and until < facts.effective_date:
            raise BadInput(
                _("It began on {start}; it can't be renewed to a day before.").format(
                    start=facts.effective_date
                )
            )
        return bool(self._told(self.record.standing.renew(contract, until, self.actor)))

    def take_back_renewal(self, contract: ContractId) -> bool:
        """Nobody renewed it; whether somebody had. Raises NotFound."""
        self._summary(contract)
        return bool(self._told(self.record.standing.renew(contract, None, self.actor)))

    def link(self, contract: ContractId, target: ContractId, kind: LinkKind) -> bool:
        """The one is an amendment of the other, …; whether that is new.

        Raises BadInput, NotFound.
        """
        if contract == target:
            raise BadInput(_("A contract can't be linked to itself."))
        for each in (contract, target):
            self._summary(each)
        if kind is LinkKind.AMENDMENT and Link(target, contract, kind) in self.links(target):
            raise BadInput(
                _("{target} amends {contract}; each can't amend the other.").format(
                    target=target, contract=contract
                )
            )
        return bool(self._told(self.record.links.add(Link(contract, target, kind), self.actor)))

    def unlink(self, contract: ContractId, target: ContractId, kind: LinkKind) -> bool:
        """Whether there was such a link. Raises NotFound."""
        return bool(self._told(self.record.links.remove(Link(contract, target, kind), self.actor)))

    def links(self, contract: ContractId) -> tuple[Link, ...]:
        """Those at whose one or other end it is, oldest first."""
        return self.record.links.of_contract(contract)

    def own(self, contracts: Sequence[ContractId], owner: str | None) -> int:
        """Who looks after them; None or empty: nobody. Raises NotFound."""
        name = one_line(owner or "") or None
        return self._told(self.record.standing.own(contracts, name, self.actor))

    def review(
        self,
        contract: ContractId,
        today: date,
        next_on: date | None = None,
        note: str | None = None,
    ) -> bool:
        """Somebody went through it today; whether that is new. Raises BadInput, NotFound.

        ``note`` is what was found: one act with the review.
        """
        found = "" if note is None else checked_note(note)
        if next_on is not None and next_on <= today:
            raise BadInput(_("The next review must be after today; nothing was changed."))
        said = Review(today, self.actor, next_on)
        return bool(self._told(self.record.standing.review(contract, said, self.actor, found)))

    def take_back_review(self, contract: ContractId) -> bool:
        """As before it was said, which may be an earlier review; whether there was one.

        Raises NotFound.
        """
        now = self._summary(contract)
        if now.last_reviewed is None:
            return False
        before = _before_review(self.record.events.of(contract), now)
        return bool(self._told(self.record.standing.review(contract, before, self.actor)))

    def _summary(self, contract: ContractId) -> Summary:
        found = self.record.contracts.summary(contract)
        if found is None:
            raise absent(self.record, contract)
        return found

    def _told(self, changed: int) -> int:
        if changed:
            self.indexing.catch_up()
        return int(changed)


def _before_review(events: Iterable[Event], now: Summary) -> Review | None:
    """What was said before the review there is: before the first event that says it."""
    assert now.last_reviewed is not None
    said = Review(now.last_reviewed, now.reviewed_by or "", now.next_review)
    before = None
    for event in events:  # newest first
        if event.kind is EventKind.REVIEWED and _review(event.after) == said:
            before = _review(event.before)
    return before


def _review(spelled: Any) -> Review | None:
    if not spelled:
        return None
    again = spelled.get("review_next_on")
    return Review(
        date.fromisoformat(spelled["reviewed_on"]),
        spelled["reviewed_by"],
        None if again is None else date.fromisoformat(again),
    )

"""What people do about dates: done, put off until later, and entered by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from arkiv.domain.contracts import Acknowledgement, EventKind
from arkiv.domain.facts import Source
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind, checked_rule
from arkiv.domain.plans_json import obligation_from_json
from arkiv.domain.ports import Record
from arkiv.domain.values import Duration
from arkiv.errors import BadInput, NotFound
from arkiv.services.agenda import Due
from arkiv.services.indexing import Indexing
from arkiv.services.typed_lines import needed, one_line
from arkiv.texts import _

__all__ = ["FollowingUp", "repeating"]


@dataclass(frozen=True, slots=True)
class FollowingUp:
    """Acts of a person; each is durable when its method returns, and has its counterpart."""

    record: Record
    indexing: Indexing
    actor: str

    # --- deadlines ------------------------------------------------------------------------------

    def done(self, dues: Sequence[Due], reason: str = "") -> int:
        """They are dealt with, in one act; how many were not before."""
        return self._acknowledge(dues, None, one_line(reason))

    def snooze(self, dues: Sequence[Due], until: date, reason: str, today: date) -> int:
        """Put off until that day, with a reason. Raises BadInput."""
        if until <= today:
            raise BadInput(_("Put it off until a day after today."))
        said = needed(reason, _("Say why it is put off; nothing was changed."))
        return self._acknowledge(dues, until, said)

    def reopen(self, dues: Sequence[Due]) -> int:
        """Neither done nor put off any more; how many were."""
        said = [(due.summary.id, _acknowledgement(due, None, "", self.actor)) for due in dues]
        return self._told(self.record.plans.reopen(said, self.actor))

    def forget(self, said: Sequence[tuple[ContractId, Acknowledgement]]) -> int:
        """As reopen(), for what is not ahead any more. Raises NotFound."""
        return self._told(self.record.plans.reopen(said, self.actor))

    def _acknowledge(self, dues: Sequence[Due], until: date | None, reason: str) -> int:
        said = [(due.summary.id, _acknowledgement(due, until, reason, self.actor)) for due in dues]
        return self._told(self.record.plans.acknowledge(said, self.actor))

    # --- dates by hand --------------------------------------------------------------------------

    def plan(
        self,
        contract: ContractId,
        title: str,
        on: date,
        today: date,
        *,
        kind: ObligationKind = ObligationKind.OBLIGATION,
        rule: str | None = None,
        notice: Duration | None = None,
        owner: str | None = None,
        evidence: Source | None = None,
        obligation_id: str | None = None,
    ) -> Obligation:
        """Add a date. Raises BadInput, NotFound.

        A caller that may have to try again passes the same ``obligation_id`` each time.
        """
        planned = Obligation(
            id=obligation_id or str(uuid4()),
            contract=contract,
            kind=kind,
            title=needed(title, _("Say in a few words what is due; nothing was saved.")),
            on=on,
            since=today,
            rule=None if rule is None else repeating(rule, on),
            notice=notice,
            owner=one_line(owner or "") or None,
            evidence=evidence,
        )
        self._put(planned)
        return planned

    def change(
        self,
        obligation: str,
        *,
        title: str | None = None,
        on: date | None = None,
        rule: str | None = None,
        notice: Duration | None = None,
        owner: str | None = None,
    ) -> Obligation:
        """What is given takes the place of what was; an empty rule means once, an empty owner
        nobody. Raises BadInput, NotFound."""
        before = self.obligation(obligation)
        day = on or before.on
        after = replace(before, on=day)
        if title is not None:
            after = replace(after, title=needed(title, _("A date needs a few words.")))
        if rule is not None:
            after = replace(after, rule=repeating(rule, day) if rule else None)
        if notice is not None:
            after = replace(after, notice=notice or None)
        if owner is not None:
            after = replace(after, owner=one_line(owner) or None)
        self._put(after)
        return after

    def put(self, obligation: Obligation) -> None:
        """As it was: undoes change() and take_away()."""
        self._put(obligation)

    def take_away(self, obligation: str) -> Obligation:
        """Take a date off its contract; returns what put() brings back. Raises NotFound."""
        before = self.obligation(obligation)
        self.record.plans.withdraw(before.id, self.actor)
        self.indexing.catch_up()
        return before

    def bring_back(self, contract: ContractId, named: str) -> Obligation:
        """The one that was taken off the contract last with such an id. Raises NotFound."""
        for event in self.record.events.of(contract):
            taken = event.before if event.kind is EventKind.PLANNED and not event.after else None
            if taken is not None and str(taken["id"]).startswith(named.lower()):
                back = obligation_from_json(contract, taken)
                self._put(back)
                return back
        raise NotFound(
            _("No date {id} was taken off contract {contract}.").format(id=named, contract=contract)
        )

    def obligation(self, named: str) -> Obligation:
        """By its id. Raises NotFound."""
        found = self.record.plans.get(named)
        if found is None:
            raise NotFound(
                _("There is no date {id}. `arkiv show ID --json` lists them.").format(id=named)
            )
        return found

    def _put(self, obligation: Obligation) -> None:
        self._told(self.record.plans.put(obligation, self.actor))

    def _told(self, changed: int) -> int:
        if changed:
            self.indexing.catch_up()
        return int(changed)


_MONTHS_APART = {"monthly": 1, "month": 1, "quarterly": 3, "quarter": 3, "yearly": 12, "year": 12}
_PLAIN = {"daily": "DAILY", "day": "DAILY", "weekly": "WEEKLY", "week": "WEEKLY"}


def repeating(rule: str, on: date) -> str:
    """The rule of RFC 5545 for what a person typed: yearly, quarterly, …, or a rule. BadInput."""
    return checked_rule(_spoken(rule, on), on)


def _spoken(rule: str, on: date) -> str:
    """A rule of RFC 5545 for the words that people use.

    Of months without such a day it is the last: by the RFC alone they would be left out.
    """
    word = rule.strip().casefold()
    if word in _PLAIN:
        return f"FREQ={_PLAIN[word]}"
    months = _MONTHS_APART.get(word)
    if months is None:
        return rule
    apart = "FREQ=YEARLY" if months == 12 else f"FREQ=MONTHLY;INTERVAL={months}"
    if on.day <= 28:
        return apart
    days = ",".join(str(day) for day in range(28, on.day + 1))
    month = f";BYMONTH={on.month}" if months == 12 else ""
    return f"{apart}{month};BYMONTHDAY={days};BYSETPOS=-1"


def _acknowledgement(due: Due, until: date | None, reason: str, actor: str) -> Acknowledgement:
    kind, day, obligation = due.deadline.key
    return Acknowledgement(kind, day, obligation, until, reason, actor)

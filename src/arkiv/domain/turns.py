"""How long what is told of a contract's dates stays as it is while the days go by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from arkiv.domain.contracts import Summary
from arkiv.domain.course import Regime, course_of
from arkiv.domain.deadlines import AHEAD, asked_until, counts_elsewhere
from arkiv.domain.obligations import Obligation, next_occurrence
from arkiv.domain.outlook import Deadline, DeadlineKind, Outlook, Status

__all__ = ["stays_until"]

_DAY = timedelta(days=1)
_FOR_GOOD = date.max.toordinal()
_MONTHS_DIFFER = 4
"""Days: what a number of months ahead of a later day is may be so much more or less."""


def stays_until(contract: Summary, outlook: Outlook) -> date:
    """The last day on which the contract would stand as it does in this outlook of it.

    That is its status, its next days, what is due next and whether anything is overdue. It may
    be too early and is never too late; date.max is for good.
    """
    if outlook.upcoming.status is Status.ENDED:
        return date.max
    today = outlook.today.toordinal()
    ahead = [turn for turn in _turns(contract, outlook) if turn >= today]
    return date.fromordinal(min(ahead, default=_FOR_GOOD))


def _turns(contract: Summary, outlook: Outlook) -> Iterator[int]:
    """Last days, as ordinals; among them some that are past or after which nothing changes."""
    facts, ahead = contract.facts, outlook.upcoming
    if facts.effective_date is not None:
        yield facts.effective_date.toordinal() - 1
    if ahead.next_expiration is not None:
        yield ahead.next_expiration.toordinal()
    if ahead.next_notice is not None:
        yield ahead.next_notice.toordinal()
    for deadline in outlook.deadlines:
        yield from _of_deadline(deadline)
    for obligation in contract.obligations:
        if obligation.rule is not None:
            yield from _of_recurring(obligation, outlook.today)
    if contract.ended_on is not None:
        yield contract.ended_on.toordinal()
        yield from _of_own_ends(contract)
    elif counts_elsewhere(contract):
        yield from _of_own_ends(contract)
    elif facts.notice_deadline is not None and facts.auto_renewal and _stated_late(contract):
        yield outlook.today.toordinal()


def _of_deadline(deadline: Deadline) -> Iterator[int]:
    if deadline.act:
        yield deadline.day.toordinal()
        yield deadline.rule.toordinal()
    if deadline.end is not None and (deadline.act or deadline.kind is DeadlineKind.RENEWAL):
        yield deadline.end.toordinal()
    if deadline.snoozed_until is not None:
        yield deadline.snoozed_until.toordinal() - 1
    if deadline.obligation is not None and deadline.obligation.rule is not None:
        assert deadline.end is not None
        yield deadline.end.toordinal() + AHEAD.days  # so long a recurring one is asked for


def _of_recurring(obligation: Obligation, today: date) -> Iterator[int]:
    """Its next day, which is not listed when it is done, and when another one comes into sight."""
    if (following := next_occurrence(obligation, today)) is not None:
        yield following.toordinal()
    seen_until = asked_until(obligation, today + AHEAD)
    if seen_until == date.max:
        return
    unseen = next_occurrence(obligation, seen_until + _DAY)
    if unseen is not None:
        notice = obligation.notice
        uneven = _MONTHS_DIFFER if notice is not None and (notice.months or notice.years) else 0
        yield today.toordinal() + max(0, (unseen - seen_until).days - 1 - uneven)


def _of_own_ends(contract: Summary) -> Iterator[int]:
    """The ends of its own, which are not among its next days: it was cut short, or amends."""
    course = course_of(contract)
    for times in {0, course.limit or 0}:
        if (end := course.end_after(times)) is not None:
            yield end.toordinal()


def _stated_late(contract: Summary) -> bool:
    """A deadline after the end that it is for: no rule says when the next one takes its place."""
    course = course_of(contract)
    return course.regime is Regime.TACIT and course.stated_after_its_end

"""What happens next to a contract, and when: computed from the shown facts and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from arkiv.domain.facts import Facts

__all__ = [
    "Status",
    "Upcoming",
    "next_expiration",
    "next_notice",
    "notice_deadline",
    "status",
    "upcoming",
]

_DAY = timedelta(days=1)


class Status(StrEnum):
    """Where a contract stands on a day."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    EXPIRED = "expired"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What is next after a day; None where there is no such thing or a fact is missing."""

    status: Status
    next_expiration: date | None
    next_notice: date | None


def upcoming(facts: Facts, today: date, ended_on: date | None = None) -> Upcoming:
    """Status and next dates together."""
    if ended_on is not None and ended_on < today:
        return Upcoming(Status.ENDED, None, None)
    return Upcoming(status(facts, today), next_expiration(facts, today), next_notice(facts, today))


def status(facts: Facts, today: date) -> Status:
    """Where the contract stands; UNKNOWN when its dates do not say."""
    if facts.effective_date is not None and facts.effective_date > today:
        return Status.UPCOMING
    if facts.expiration_date is not None and facts.expiration_date < today:
        return Status.ACTIVE if facts.auto_renewal else Status.EXPIRED
    if facts.expiration_date is not None or facts.evergreen:
        return Status.ACTIVE
    return Status.UNKNOWN


def next_expiration(facts: Facts, today: date) -> date | None:
    """The last day in force as things stand, renewals by tacit consent counted, today or later.

    None when it ended, when it runs until somebody ends it, or when the length of its renewals is
    not known.
    """
    end = facts.expiration_date
    if end is None or end >= today:
        return end
    return _renewed_end(facts, end, today)


def notice_deadline(facts: Facts, end: date) -> date | None:
    """The last day on which notice still prevents renewal after ``end``.

    The day before (end + 1 day - notice period): a notice of three months against an end on
    31 January is given by 31 October.
    """
    if facts.notice_period is None:
        return None
    return facts.notice_period.before(end + _DAY) - _DAY


def next_notice(facts: Facts, today: date) -> date | None:
    """The next day, today or later, by which notice must be given; None if nothing renews."""
    if not facts.auto_renewal or facts.expiration_date is None:
        return None
    stated = facts.notice_deadline
    if stated is not None and stated >= today:
        return stated
    end: date | None = facts.expiration_date
    while end is not None:
        deadline = notice_deadline(facts, end)
        if deadline is None or deadline >= today:
            return deadline
        end = _renewed_end(facts, facts.expiration_date, end + _DAY)
    return None


def _renewed_end(facts: Facts, first_end: date, today: date) -> date | None:
    """The first end on or after ``today``, counted in whole renewals from the first end.

    Each is counted from the first end and not from the one before, so that 31 January renewed by
    a month twice ends on 31 March and not on the 28th.
    """
    term = facts.renewal_term
    if not facts.auto_renewal or not term:
        return None
    longest_days = 366 * term.years + 31 * term.months + 7 * term.weeks + term.days
    times = max(1, (today - first_end).days // longest_days)  # never past the one looked for
    while (end := term.after(first_end + _DAY, times) - _DAY) < today:
        times += 1
    return end

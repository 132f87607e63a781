"""The dates of a contract as they are told: each deadline, what is next, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from arkiv.domain.facts import Field
from arkiv.domain.obligations import Obligation
from arkiv.domain.values import Duration

__all__ = [
    "MENDED_BY",
    "Deadline",
    "DeadlineKind",
    "Missing",
    "Outlook",
    "State",
    "Status",
    "Upcoming",
]


class Status(StrEnum):
    """Where a contract stands on a day."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    EXPIRED = "expired"
    ENDED = "ended"
    UNKNOWN = "unknown"


class DeadlineKind(StrEnum):
    """What has to be done, or what happens."""

    NOTICE = "notice"
    OPTION = "option"
    BREAK = "break"
    EXPIRATION = "expiration"
    RENEWAL = "renewal"
    """The first day of another term, by tacit consent."""
    PROBATION = "probation"
    PRICE_ADJUSTMENT = "price_adjustment"
    REVIEW = "review"
    MILESTONE = "milestone"
    OBLIGATION = "obligation"


class State(StrEnum):
    """What a person said of a deadline."""

    OPEN = "open"
    DONE = "done"
    SNOOZED = "snoozed"


class Missing(StrEnum):
    """What has to be known before the dates can be told."""

    END = "end"
    """Neither an end nor that it runs until somebody ends it."""
    NOTICE_PERIOD = "notice_period"
    RENEWAL_TERM = "renewal_term"
    START = "start"
    """Of the contract years that a notice has to meet."""
    OPTION_DAY = "option_day"
    """How long before the end an option has to be exercised."""


MENDED_BY: dict[Missing, Field] = {
    Missing.END: Field.EXPIRATION_DATE,
    Missing.NOTICE_PERIOD: Field.NOTICE_PERIOD,
    Missing.RENEWAL_TERM: Field.RENEWAL_TERM,
    Missing.START: Field.EFFECTIVE_DATE,
    Missing.OPTION_DAY: Field.NOTICE_PERIOD,
}
"""The field that says it; nothing is asked for that a person said the contract does not say."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date of one contract."""

    kind: DeadlineKind
    day: date
    """The day to act by, or on which it happens. Where two ways of counting differ it is the
    earlier, until that has passed."""
    due: date
    """What it is known by when a person says that it is done: the earlier day, even after."""
    rule: date
    """The day by the rule that the fields follow."""
    act: bool
    """Somebody has to do something; else it only happens."""
    end: date | None = None
    """The last day in force that it is counted from; of an obligation the day itself."""
    times: int = 0
    """How often the contract was renewed before that."""
    bound: date | None = None
    """Until when the contract is bound if nothing happens; None: no such day is known."""
    obligation: Obligation | None = None
    cycle: Duration | None = None
    """Of a review: how long after the last one."""
    state: State = State.OPEN
    snoozed_until: date | None = None

    @property
    def key(self) -> tuple[str, date, str]:
        """What an acknowledgement names: another day is another deadline."""
        return (str(self.kind), self.due, self.obligation.id if self.obligation else "")


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What is next after a day; None where there is no such thing or a fact is missing."""

    status: Status
    next_expiration: date | None
    next_notice: date | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that can be told of a contract's future on a day."""

    today: date
    upcoming: Upcoming
    deadlines: tuple[Deadline, ...] = ()
    """By day. Past ones stay until a person said that they are done; what is done is listed while
    it is ahead."""
    missing: tuple[Missing, ...] = ()

    @property
    def next_due(self) -> Deadline | None:
        """The nearest, today or later, for which somebody has to act and has not."""
        for deadline in self.deadlines:
            if deadline.act and deadline.day >= self.today and deadline.state is not State.DONE:
                return deadline
        return None

    @property
    def overdue(self) -> tuple[Deadline, ...]:
        """What somebody should have done and nobody said is done, or put off until later."""
        return tuple(
            d for d in self.deadlines if d.act and d.day < self.today and d.state is State.OPEN
        )

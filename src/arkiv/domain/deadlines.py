"""What happens next to a contract, and when: computed from the shown facts and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from arkiv.domain.contracts import Acknowledgement, LinkKind, Summary
from arkiv.domain.counting import LastDay, counted_back
from arkiv.domain.course import Course, Regime, course_of
from arkiv.domain.course_deadlines import (
    adjusted_on,
    happens,
    of_regime,
    states_alone,
    to_act,
)
from arkiv.domain.gates import Gate, Gates
from arkiv.domain.obligations import Obligation, next_occurrence, occurrences
from arkiv.domain.outlook import (
    MENDED_BY,
    Deadline,
    DeadlineKind,
    Missing,
    Outlook,
    State,
    Status,
    Upcoming,
)
from arkiv.domain.review_cycles import review_deadlines
from arkiv.domain.values import Duration, NoticeTo
from arkiv.domain.working_days import WorkingDays

__all__ = [
    "AHEAD",
    "asked_until",
    "counts_elsewhere",
    "deadlines",
    "look_ahead",
    "upcoming",
]

_DAY = timedelta(days=1)
AHEAD = timedelta(days=366)
"""So far ahead a recurring date is listed when nobody says how far."""
_WEEKENDS = WorkingDays()


def deadlines(
    contract: Summary, today: date, working: WorkingDays = _WEEKENDS, until: date | None = None
) -> tuple[Deadline, ...]:
    """The dates of a contract, nearest first; see Outlook.

    Recurring ones are listed up to ``until``, a year ahead when it is None, and the next at least.
    """
    return look_ahead(contract, today, working, until).deadlines


def upcoming(contract: Summary, today: date, working: WorkingDays = _WEEKENDS) -> Upcoming:
    """Status and next dates together."""
    return _upcoming(contract, course_of(contract), today, working)[0]


def look_ahead(
    contract: Summary,
    today: date,
    working: WorkingDays = _WEEKENDS,
    until: date | None = None,
    cycle: Duration | None = None,
) -> Outlook:
    """Everything at once: ten thousand contracts are asked for it in one go.

    ``cycle`` is how often the contract is to be reviewed; None: only when somebody set a day.
    """
    course = course_of(contract)
    ahead, gate = _upcoming(contract, course, today, working)
    if ahead.status is Status.ENDED:
        return Outlook(today, ahead)
    found = [*_of_facts(contract, course, gate, today, working)]
    last = until or _on_from(today, AHEAD)
    for obligation in contract.obligations:
        found += _of_obligation(obligation, today, last)
    over = ahead.status is Status.EXPIRED or contract.ended_on is not None
    if not over and not counts_elsewhere(contract):
        found += review_deadlines(contract, cycle)
    if contract.ended_on is not None:
        found = [d for d in found if d.day <= contract.ended_on]
        found.append(happens(DeadlineKind.EXPIRATION, contract.ended_on))
    if contract.acknowledged:
        found = _as_acknowledged(found, contract.acknowledged, today)
    found.sort(key=lambda d: d.day)
    missing = () if counts_elsewhere(contract) else tuple(_missing(contract, course))
    return Outlook(today, ahead, tuple(found), missing)


def _upcoming(
    contract: Summary, course: Course, today: date, working: WorkingDays
) -> tuple[Upcoming, Gate | None]:
    if contract.ended_on is not None:
        if contract.ended_on < today:
            return Upcoming(Status.ENDED, None, None), None
        begun = course.start is None or course.start <= today
        status = Status.ACTIVE if begun else Status.UPCOMING
        return Upcoming(status, contract.ended_on, None), None
    if counts_elsewhere(contract):
        return Upcoming(_status(course, today), None, None), None
    gate = Gates(course, working).next_open(today)
    notice = gate.last.rule if gate is not None else None
    if states_alone(course, gate):
        assert course.stated is not None
        notice = course.stated if course.stated >= today else notice
    return Upcoming(_status(course, today), _next_end(course, gate, today), notice), gate


def _on_from(day: date, by: timedelta) -> date:
    """The day that far on, or the last or the first that there is."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


def _status(course: Course, today: date) -> Status:
    """Where the contract stands; UNKNOWN when its dates do not say."""
    if course.start is not None and course.start > today:
        return Status.UPCOMING
    if course.regime in (Regime.EVERGREEN, Regime.MINIMUM):
        return Status.ACTIVE
    if course.end is None:
        return Status.UNKNOWN
    if course.end >= today:
        return Status.ACTIVE
    if course.regime is not Regime.TACIT:
        return Status.EXPIRED
    unlimited = course.limit is None or not course.facts.renewal_term
    return Status.ACTIVE if unlimited or course.times_at(today) is not None else Status.EXPIRED


def _next_end(course: Course, gate: Gate | None, today: date) -> date | None:
    """The last day in force as things stand, today or later.

    A renewal that nobody can prevent any more is counted. None when it is over, when it runs until
    somebody ends it, or when the length of its renewals is not known.
    """
    if course.regime is not Regime.TACIT:
        minimum = course.regime in (Regime.MINIMUM, Regime.EVERGREEN)
        return None if minimum or course.end is None or course.end < today else course.end
    if gate is not None:
        return gate.term_end
    if course.facts.notice_period is None and course.stated is None:
        times = course.times_at(today)
        return None if times is None else course.end_after(times)
    # Every way out has passed: it runs to the last renewal there is, if its length is known.
    return _last_end(course, today)


def _last_end(course: Course, today: date) -> date | None:
    if course.limit is None:
        return None
    end = course.end_after(course.limit)
    return end if end is not None and end >= today else None


def counts_elsewhere(contract: Summary) -> bool:
    """An amendment's end counts for the contract that it amends."""
    return contract.part_of is not None and contract.part_of.kind is LinkKind.AMENDMENT


def _of_facts(
    contract: Summary, course: Course, gate: Gate | None, today: date, working: WorkingDays
) -> Iterator[Deadline]:
    if counts_elsewhere(contract):
        return
    if contract.ended_on is None:
        yield from of_regime(course, gate, today, working)
    end = course.probation_end
    if end is not None:
        yield Deadline(DeadlineKind.PROBATION, end, end, end, act=True, end=end)
    adjusted = adjusted_on(course, today)
    if adjusted is not None:
        yield happens(DeadlineKind.PRICE_ADJUSTMENT, adjusted)


def _of_obligation(obligation: Obligation, today: date, last: date) -> Iterator[Deadline]:
    """Its days that are past and up to ``last``; of a recurring one none from before it was."""
    first = obligation.on
    if obligation.rule is not None:
        first = max(first, min(obligation.since, today), _on_from(today, -AHEAD))
    days = list(occurrences(obligation, first, asked_until(obligation, last)))
    following = next_occurrence(obligation, max(today, first))
    if following is not None and following not in days:
        days.append(following)
    kind = DeadlineKind(obligation.kind)
    for day in days:
        counted = LastDay(day, day)
        if obligation.notice is not None:
            with suppress(OverflowError, ValueError):
                counted = counted_back(day, obligation.notice)
        yield replace(to_act(kind, counted, today, end=day), obligation=obligation)


def asked_until(obligation: Obligation, last: date) -> date:
    """The last of its days that somebody has to act for by ``last``."""
    if obligation.notice is None:
        return last
    try:
        return obligation.notice.after(last)
    except (OverflowError, ValueError):
        return date.max


def _as_acknowledged(
    found: list[Deadline], said: tuple[Acknowledgement, ...], today: date
) -> list[Deadline]:
    by_key = {(one.kind, one.due, one.obligation): one for one in said}
    kept = []
    for deadline in found:
        one = by_key.get(deadline.key)
        if one is None:
            kept.append(deadline)
        elif one.snoozed_until is None:
            if deadline.day >= today:
                kept.append(replace(deadline, state=State.DONE))
        elif one.snoozed_until > today:
            kept.append(replace(deadline, state=State.SNOOZED, snoozed_until=one.snoozed_until))
        else:
            kept.append(deadline)
    return kept


def _missing(contract: Summary, course: Course) -> Iterator[Missing]:
    if contract.ended_on is not None:
        return
    facts, regime = course.facts, course.regime
    lacking = {
        Missing.END: course.end is None and regime is not Regime.EVERGREEN,
        Missing.NOTICE_PERIOD: regime in (Regime.TACIT, Regime.EVERGREEN, Regime.MINIMUM)
        and facts.notice_period is None
        and course.stated is None,
        Missing.RENEWAL_TERM: regime is Regime.TACIT and not facts.renewal_term,
        Missing.START: facts.notice_to is NoticeTo.CONTRACT_YEAR and course.start is None,
        Missing.OPTION_DAY: regime is Regime.OPTION and facts.notice_period is None,
    }
    for missing, lacks in lacking.items():
        if lacks and MENDED_BY[missing] not in contract.rejected:
            yield missing

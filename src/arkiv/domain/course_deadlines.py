"""The deadlines that follow from how a contract runs: notice, option, renewal and end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from arkiv.domain.counting import LastDay, period_end
from arkiv.domain.course import Course, Regime
from arkiv.domain.gates import Gate, Gates
from arkiv.domain.outlook import Deadline, DeadlineKind
from arkiv.domain.values import NoticeTo
from arkiv.domain.working_days import WorkingDays

__all__ = ["adjusted_on", "happens", "of_regime", "states_alone", "to_act"]

_DAY = timedelta(days=1)


def states_alone(course: Course, gate: Gate | None) -> bool:
    """Whether the contract states a last day for notice that belongs to no end we know of."""
    if course.stated is None or course.end is not None:
        return False
    return gate is None or course.stated < gate.last.rule


def of_regime(
    course: Course, gate: Gate | None, today: date, working: WorkingDays
) -> Iterator[Deadline]:
    """In no order; ``gate`` is the next way out that is open, None where there is none."""
    end = course.end
    if states_alone(course, gate):
        assert course.stated is not None
        yield to_act(DeadlineKind.NOTICE, LastDay(course.stated, course.stated), today)
    if course.regime is Regime.TACIT:
        yield from _of_tacit(course, gate, today, working)
    elif gate is not None:
        missed = Gates(course, working).before(gate)
        if missed is not None and _was_open(course, missed):
            yield _to_give(missed, gate.end, today)
        yield _to_give(gate, _after(course, gate), today)
    elif end is not None and course.regime in (Regime.FIXED, Regime.OPTION):
        if course.regime is Regime.OPTION:
            last = Gates(course, working).counted(end) or LastDay(end, end)
            yield to_act(DeadlineKind.OPTION, last, today, end=end, bound=end)
        yield Deadline(DeadlineKind.EXPIRATION, end, end, end, act=True, end=end, bound=end)


def _of_tacit(
    course: Course, gate: Gate | None, today: date, working: WorkingDays
) -> Iterator[Deadline]:
    if course.end is None:
        return
    missed = _missed(course, gate, today, working)
    if missed is not None and _was_open(course, missed):
        yield _to_give(missed, course.end_after(missed.times + 1), today)
    if gate is not None:
        yield _to_give(gate, course.end_after(gate.times + 1), today)
    times = course.times_at(today)
    if times is None:
        last = course.end_after(course.limit) if course.limit is not None else None
        if last is not None:
            times = course.limit or 0
            yield Deadline(DeadlineKind.EXPIRATION, last, last, last, True, last, times, last)
        return
    reached = course.end_after(times)
    assert reached is not None
    if course.limit is not None and times >= course.limit:
        yield Deadline(
            DeadlineKind.EXPIRATION, reached, reached, reached, True, reached, times, reached
        )
    elif reached < date.max:
        begins = reached + _DAY
        following = course.end_after(times + 1)
        yield Deadline(
            DeadlineKind.RENEWAL, begins, begins, begins, False, reached, times, following
        )


def _missed(course: Course, gate: Gate | None, today: date, working: WorkingDays) -> Gate | None:
    """The way out that was closed last; None when none was."""
    gates = Gates(course, working)
    if gate is not None:
        return gates.before_renewal(gate.times - 1) if gate.times else None
    limited = course.limit is not None and course.facts.renewal_term
    times = course.limit - 1 if limited and course.limit is not None else 0
    found = gates.before_renewal(times) if times >= 0 else None
    return found if found is not None and found.last.rule < today else None


def _was_open(course: Course, gate: Gate) -> bool:
    """Whether there was a contract to give notice of by then."""
    return course.start is None or gate.last.rule >= course.start


def _after(course: Course, gate: Gate) -> date | None:
    """The next end after this one that a notice can meet; None when any day will do."""
    period = course.facts.notice_to
    if period in (None, NoticeTo.TERM, NoticeTo.MONTH) or gate.end == date.max:
        return None
    return period_end(period, gate.end + _DAY, course.start, before=False)


def _to_give(gate: Gate, bound: date | None, today: date) -> Deadline:
    return to_act(
        DeadlineKind.NOTICE, gate.last, today, end=gate.end, times=gate.times, bound=bound
    )


def to_act(
    kind: DeadlineKind,
    last: LastDay,
    today: date,
    end: date | None = None,
    times: int = 0,
    bound: date | None = None,
) -> Deadline:
    """Something to do by its last day: by the careful one, until that has passed."""
    day = last.careful if last.careful >= today or last.rule < today else last.rule
    return Deadline(kind, day, last.careful, last.rule, True, end, times, bound)


def happens(kind: DeadlineKind, day: date) -> Deadline:
    """Something for which nobody has to act."""
    return Deadline(kind, day, day, day, act=False, end=day)


def adjusted_on(course: Course, today: date) -> date | None:
    """The next day on which prices are adjusted while the contract is in force."""
    yearly = course.facts.price_adjustment
    if yearly is None:
        return None
    first = max(today, course.start or today)
    day = yearly.in_year(first.year)
    if day < first:
        if first.year == date.max.year:
            return None
        day = yearly.in_year(first.year + 1)
    over = _over_after(course)
    return None if over is not None and day > over else day


def _over_after(course: Course) -> date | None:
    """The last day in force, whatever anybody does; None where it may run on."""
    if course.regime is Regime.TACIT:
        return course.end_after(course.limit) if course.limit is not None else None
    return course.end if course.regime in (Regime.FIXED, Regime.OPTION) else None

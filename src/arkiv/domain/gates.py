"""The ways out of a contract, each with the last day on which notice can be given for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from arkiv.domain.counting import LastDay, counted_back, period_end
from arkiv.domain.course import Course, Regime
from arkiv.domain.values import NoticeTo, moved
from arkiv.domain.working_days import WorkingDays

__all__ = ["Gate", "Gates"]

_DAY = timedelta(days=1)
_ROLLING = {None, NoticeTo.TERM, NoticeTo.MONTH}
"""Notice that can be given again any month is no deadline."""
_MOST_GATES = 2000
"""Where a notice is so much longer than the renewals that no day is found, none is given."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A way out: with notice by then, the contract is over on its end."""

    end: date
    """The last day in force when notice is given."""
    term_end: date
    """The end of the term or renewal it lies in; the same but where notice must meet a period."""
    times: int
    """How often the contract was renewed before."""
    last: LastDay


@dataclass(frozen=True, slots=True)
class Gates:
    """Those of a contract that runs this course."""

    course: Course
    working: WorkingDays

    def next_open(self, today: date) -> Gate | None:
        """The next one that is still open; None where there is no deadline for one."""
        regime = self.course.regime
        if regime is Regime.TACIT:
            return next(self._of_renewals(today), None)
        if regime in (Regime.EVERGREEN, Regime.MINIMUM):
            return self._of_a_period(today)
        return None

    def before_renewal(self, times: int) -> Gate | None:
        """The one before the renewal after so many; None when it is not renewed then."""
        course = self.course
        end = course.end_after(times)
        if end is None or (course.limit is not None and times >= course.limit):
            return None
        way_out = self._exit(end)
        last = self._last_day(way_out, end)
        return Gate(way_out, end, times, last) if last is not None else None

    def before(self, gate: Gate) -> Gate | None:
        """The one of the period before; None where there was none or where any month will do.

        A minimum term has none before its end.
        """
        period, least = self.course.facts.notice_to, self.course.end
        if period in _ROLLING or gate.end == date.min:
            return None
        assert period is not None
        end = period_end(period, gate.end - _DAY, self.course.start, before=True)
        if end is None:
            return None
        if least is None or end > (met := self._met(least)):
            last = self.counted(end)
        else:
            last = self._meeting(least) if end == met else None
        return Gate(end, end, 0, last) if last is not None else None

    def counted(self, end: date) -> LastDay | None:
        """The last day for notice against an end; None without a notice period."""
        facts = self.course.facts
        if facts.notice_period is None:
            return None
        try:
            in_days = self.working if facts.notice_business_days else None
            return counted_back(end, facts.notice_period, in_days, self.course.country)
        except (OverflowError, ValueError):
            return None

    def _of_renewals(self, today: date) -> Iterator[Gate]:
        first = self.course.renewals_over_by(today)
        for times in range(first, first + _MOST_GATES):
            gate = self.before_renewal(times)
            if gate is None:
                return
            if gate.last.rule >= today:
                yield gate

    def _exit(self, end: date) -> date:
        """The last day by ``end`` on which a notice may run out."""
        period, start = self.course.facts.notice_to, self.course.start
        if period in (None, NoticeTo.TERM):
            return end
        found = period_end(period, end, start, before=True)
        return end if found is None or (start is not None and found < start) else found

    def _last_day(self, way_out: date, end: date) -> LastDay | None:
        stated = self.course.stated
        if stated is None:
            return self.counted(way_out)
        try:
            day = stated if end == self.course.stated_for else self._shifted(stated, end)
        except (OverflowError, ValueError):
            return None
        return LastDay(day, day)

    def _shifted(self, stated: date, end: date) -> date:
        """The stated deadline as far before another end, in whole months where that fits."""
        first = self.course.stated_for
        assert first is not None
        months = (end.year - first.year) * 12 + end.month - first.month
        if moved(first + _DAY, months) == end + _DAY:
            return moved(stated + _DAY, months) - _DAY
        return end - (first - stated)

    def _of_a_period(self, today: date) -> Gate | None:
        """The next end of a period that notice can still meet, not before the minimum term's."""
        period, least = self.course.facts.notice_to, self.course.end
        if least is not None and (last := self._meeting(least)) and last.rule >= today:
            return Gate(self._met(least), least, 0, last)
        if period in _ROLLING:
            return None
        assert period is not None
        day = max(today, least or today)
        for _try in range(_MOST_GATES):
            end = period_end(period, day, self.course.start, before=False)
            last = self.counted(end) if end is not None else None
            if end is None or last is None:
                return None
            if last.rule >= today:
                return Gate(end, end, 0, last)
            if end == date.max:
                return None
            day = end + _DAY
        return None

    def _met(self, least: date) -> date:
        """The first end of a period on or after the minimum term's end."""
        period = self.course.facts.notice_to
        if period in (None, NoticeTo.TERM):
            return least
        return period_end(period, least, self.course.start, before=False) or least

    def _meeting(self, least: date) -> LastDay | None:
        stated = self.course.stated
        if stated is not None and least == self.course.stated_for:
            return LastDay(stated, stated)
        return self.counted(self._met(least))

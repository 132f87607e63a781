"""How a contract runs: the rule by which it comes to its end, and the ways out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from arkiv.domain.contracts import Summary
from arkiv.domain.counting import LastDay, counted_back, period_end, renewed_end
from arkiv.domain.facts import Facts
from arkiv.domain.values import Duration, NoticeTo, moved
from arkiv.domain.working_days import WorkingDays, country_of

__all__ = ["Course", "EndFrom", "Gate", "Regime", "course_of", "is_stated"]

_DAY = timedelta(days=1)
_ROLLING = {None, NoticeTo.TERM, NoticeTo.MONTH}
"""Notice that can be given again any month is no deadline."""
_MOST_GATES = 2000
"""Where a notice is so much longer than the renewals that no day is found, none is given."""


class Regime(StrEnum):
    """The rule by which a contract comes to its end."""

    FIXED = "fixed"
    """It ends by itself."""
    TACIT = "tacit"
    """It is renewed unless somebody gives notice."""
    OPTION = "option"
    """It ends unless somebody exercises an option."""
    MINIMUM = "minimum"
    """After a minimum term it runs until somebody ends it."""
    EVERGREEN = "evergreen"
    """It runs until somebody ends it."""
    UNKNOWN = "unknown"


class EndFrom(StrEnum):
    """Where the end of the term comes from."""

    FACT = "fact"
    TERM = "term"
    """Counted: effective date + term - 1 day."""
    AMENDMENT = "amendment"
    PERSON = "person"
    """Somebody said until when it was renewed."""


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
class Course:
    """Worked out from the shown facts and from what people said."""

    facts: Facts
    regime: Regime
    start: date | None
    end: date | None
    """The last day of the fixed, initial or minimum term."""
    end_from: EndFrom
    limit: int | None
    """How often it may still be renewed after ``end``; None: without a limit, or not at all."""
    stated: date | None
    """A notice deadline that the contract states and nobody counted."""
    country: str

    def end_after(self, times: int) -> date | None:
        """The end after so many renewals by tacit consent; None where there is no such end."""
        if self.end is None or times == 0:
            return self.end
        renewal = self.facts.renewal_term
        if not renewal or (self.limit is not None and times > self.limit):
            return None
        try:
            return renewed_end(self.end, renewal, times)
        except (OverflowError, ValueError):
            return None

    def times_at(self, day: date) -> int | None:
        """How often it has been renewed when it is first in force on ``day`` or later.

        None when it is over by then, or when the length of its renewals is not known.
        """
        if self.end is None:
            return None
        times = self._no_more_than(day)
        while (end := self.end_after(times)) is not None:
            if end >= day:
                return times
            times += 1
        return None

    def gate(self, today: date, working: WorkingDays) -> Gate | None:
        """The next way out that is still open; None where there is no deadline for one."""
        if self.regime is Regime.TACIT:
            return next(self._gates(today, working), None)
        if self.regime in (Regime.EVERGREEN, Regime.MINIMUM):
            return self._period_gate(today, working)
        return None

    def gate_at(self, times: int, working: WorkingDays) -> Gate | None:
        """The way out before the renewal after so many; None when it is not renewed then."""
        end = self.end_after(times)
        if end is None or (self.limit is not None and times >= self.limit):
            return None
        way_out = self._exit(end)
        last = self._last_day(way_out, end, working)
        return Gate(way_out, end, times, last) if last is not None else None

    def _gates(self, today: date, working: WorkingDays) -> Iterator[Gate]:
        first = self._no_more_than(today)
        for times in range(first, first + _MOST_GATES):
            gate = self.gate_at(times, working)
            if gate is None:
                return
            if gate.last.rule >= today:
                yield gate

    def _no_more_than(self, day: date) -> int:
        """A number of renewals that are surely over by that day, so that none is passed over."""
        renewal = self.facts.renewal_term
        if self.end is None or not renewal or day <= self.end:
            return 0
        return _surely_over(self.end, renewal, day)

    def _exit(self, end: date) -> date:
        """The last day by ``end`` on which a notice may run out."""
        period = self.facts.notice_to
        if period in (None, NoticeTo.TERM):
            return end
        found = period_end(period, end, self.start, before=True)
        return end if found is None or (self.start is not None and found < self.start) else found

    def gate_before(self, gate: Gate, working: WorkingDays) -> Gate | None:
        """The way out of the period before; None where there was none or where any month will do.

        A minimum term has none before its end.
        """
        period = self.facts.notice_to
        if period in _ROLLING or gate.end == date.min:
            return None
        assert period is not None
        end = period_end(period, gate.end - _DAY, self.start, before=True)
        if end is None:
            return None
        if self.end is None or end > (least := self._met(self.end)):
            last = self.counted(end, working)
        else:
            last = self._meeting(self.end, working) if end == least else None
        return Gate(end, end, 0, last) if last is not None else None

    def _last_day(self, way_out: date, end: date, working: WorkingDays) -> LastDay | None:
        if self.stated is not None:
            try:
                day = self.stated if end == self._stated_for else self._shifted(end)
            except (OverflowError, ValueError):
                return None
            return LastDay(day, day)
        return self.counted(way_out, working)

    def counted(self, end: date, working: WorkingDays) -> LastDay | None:
        """The last day for notice against an end; None without a notice period."""
        notice = self.facts.notice_period
        if notice is None:
            return None
        try:
            in_days = working if self.facts.notice_business_days else None
            return counted_back(end, notice, in_days, self.country)
        except (OverflowError, ValueError):
            return None

    @property
    def probation_end(self) -> date | None:
        """The last day of probation, counted from the start; None without one."""
        if not self.facts.probation or self.start is None:
            return None
        try:
            return self.facts.probation.after(self.start) - _DAY
        except (OverflowError, ValueError):
            return None

    @property
    def stated_after_its_end(self) -> bool:
        """The stated notice deadline comes after the end that it belongs to, as misread ones do."""
        end = self._stated_for
        return self.stated is not None and end is not None and self.stated > end

    @property
    def _stated_for(self) -> date | None:
        """The end that the stated deadline belongs to."""
        return _first_end(self.facts) or self.end

    def _shifted(self, end: date) -> date:
        """The stated deadline as far before another end, in whole months where that fits."""
        first = self._stated_for
        assert self.stated is not None and first is not None
        months = (end.year - first.year) * 12 + end.month - first.month
        if moved(first + _DAY, months) == end + _DAY:
            return moved(self.stated + _DAY, months) - _DAY
        return end - (first - self.stated)

    def _period_gate(self, today: date, working: WorkingDays) -> Gate | None:
        """The next end of a period that notice can still meet, not before the minimum term's."""
        period, least = self.facts.notice_to, self.end
        if least is not None and (last := self._meeting(least, working)) and last.rule >= today:
            return Gate(self._met(least), least, 0, last)
        if period in _ROLLING:
            return None
        assert period is not None
        day = max(today, least or today)
        for _try in range(_MOST_GATES):
            end = period_end(period, day, self.start, before=False)
            last = self.counted(end, working) if end is not None else None
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
        period = self.facts.notice_to
        if period in (None, NoticeTo.TERM):
            return least
        return period_end(period, least, self.start, before=False) or least

    def _meeting(self, least: date, working: WorkingDays) -> LastDay | None:
        if self.stated is not None and least == self._stated_for:
            return LastDay(self.stated, self.stated)
        return self.counted(self._met(least), working)


def course_of(contract: Summary) -> Course:
    """How the contract runs; the end that people and amendments gave it goes before its own."""
    facts = contract.facts
    end, end_from = _end(contract)
    return Course(
        facts,
        _regime(facts, end),
        facts.effective_date,
        end,
        end_from,
        _limit(facts, end, end_from),
        _stated(facts, end),
        country_of(facts),
    )


def _stated(facts: Facts, end: date | None) -> date | None:
    """The stated deadline; one after the end that it belongs to is none that anybody can keep."""
    if not is_stated(facts):
        return None
    belongs_to = _first_end(facts) or end
    day = facts.notice_deadline
    return None if day and belongs_to and day > belongs_to else day


def is_stated(facts: Facts) -> bool:
    """Whether the notice deadline stands in the contract rather than being counted from its end."""
    if facts.notice_deadline is None:
        return False
    if facts.expiration_date is None or facts.notice_period is None:
        return True
    try:
        return (
            facts.notice_deadline != counted_back(facts.expiration_date, facts.notice_period).rule
        )
    except (OverflowError, ValueError):
        return True


def _end(contract: Summary) -> tuple[date | None, EndFrom]:
    amended, renewed = contract.amended, contract.renewed_until
    if renewed is not None and (amended is None or renewed >= amended.until):
        return renewed, EndFrom.PERSON
    if amended is not None:
        return amended.until, EndFrom.AMENDMENT
    facts = contract.facts
    if facts.expiration_date is not None:
        return facts.expiration_date, EndFrom.FACT
    return _first_end(facts), EndFrom.TERM


def _first_end(facts: Facts) -> date | None:
    if facts.expiration_date is not None:
        return facts.expiration_date
    if facts.effective_date is None or not facts.term:
        return None
    try:
        return facts.term.after(facts.effective_date) - _DAY
    except (OverflowError, ValueError):
        return None


def _limit(facts: Facts, end: date | None, end_from: EndFrom) -> int | None:
    """How often it may be renewed after ``end``: the renewals that a person told are used up."""
    limit, renewal, first = facts.renewal_limit, facts.renewal_term, _first_end(facts)
    if limit is None or end_from is not EndFrom.PERSON or not renewal or first is None:
        return limit
    assert end is not None
    if end <= first:
        return limit
    least = _surely_over(first, renewal, end)
    try:
        used = (n for n in range(least, limit) if renewed_end(first, renewal, n) >= end)
        return limit - next(used, limit)
    except (OverflowError, ValueError):
        return 0


def _surely_over(first_end: date, renewal: Duration, day: date) -> int:
    """A number of renewals that are over by then, however long their months and years are."""
    longest = 366 * renewal.years + 31 * renewal.months + 7 * renewal.weeks + renewal.days
    return (day - first_end).days // longest


def _regime(facts: Facts, end: date | None) -> Regime:
    if facts.evergreen and not (facts.auto_renewal and facts.renewal_term and end):
        return Regime.EVERGREEN if end is None else Regime.MINIMUM
    if facts.auto_renewal or _implied(facts):
        return Regime.TACIT
    if end is None:
        return Regime.UNKNOWN
    return Regime.OPTION if facts.renewal_option else Regime.FIXED


def _implied(facts: Facts) -> bool:
    """Whether a last day for notice says what nothing else does: that it would be renewed."""
    silent = facts.auto_renewal is None and not facts.renewal_option
    return silent and facts.notice_deadline is not None

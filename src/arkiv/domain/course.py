"""How a contract runs: the rule by which it comes to its end, and when that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from arkiv.domain.contracts import Summary
from arkiv.domain.counting import counted_back, renewed_end
from arkiv.domain.facts import Facts
from arkiv.domain.values import Duration
from arkiv.domain.working_days import country_of

__all__ = ["Course", "EndFrom", "Regime", "course_of"]

_DAY = timedelta(days=1)


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
        times = self.renewals_over_by(day)
        while (end := self.end_after(times)) is not None:
            if end >= day:
                return times
            times += 1
        return None

    def renewals_over_by(self, day: date) -> int:
        """A number of renewals that are surely over by that day, so that none is passed over."""
        renewal = self.facts.renewal_term
        if self.end is None or not renewal or day <= self.end:
            return 0
        return _surely_over(self.end, renewal, day)

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
        end = self.stated_for
        return self.stated is not None and end is not None and self.stated > end

    @property
    def stated_for(self) -> date | None:
        """The end that the stated deadline belongs to."""
        return _first_end(self.facts) or self.end


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
    if not _is_stated(facts):
        return None
    belongs_to = _first_end(facts) or end
    day = facts.notice_deadline
    return None if day and belongs_to and day > belongs_to else day


def _is_stated(facts: Facts) -> bool:
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

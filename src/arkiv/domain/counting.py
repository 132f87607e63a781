"""How notice is counted back from an end, and where periods end that notice has to meet."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from arkiv.domain.values import Duration, NoticeTo, moved
from arkiv.domain.working_days import WorkingDays

__all__ = ["LastDay", "counted_back", "period_end", "renewed_end"]

_DAY = timedelta(days=1)
_MONTHS = {
    NoticeTo.CALENDAR_YEAR: 12,
    NoticeTo.HALF_YEAR: 6,
    NoticeTo.QUARTER: 3,
    NoticeTo.MONTH: 1,
}


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day on which something can be done, by both ways of counting it."""

    rule: date
    """The day before (end + 1 day - notice), which the fields state."""
    careful: date
    """The earliest of that and (end - notice): two months before 30 September are 30 or 31 July.
    Of months and days together also with the days taken off first, so that the notice counted
    forwards from it is over by the end."""


def counted_back(
    end: date, notice: Duration, working: WorkingDays | None = None, country: str = ""
) -> LastDay:
    """The last day to give notice against an end, its last day in force.

    With ``working`` the days of the notice are working days; months stay months.
    """
    if working is not None and not (notice.months or notice.years):
        count = notice.days + 5 * notice.weeks
        rule = working.before(end + _DAY, count, country) - _DAY
        return LastDay(rule, min(rule, working.before(end, count, country)))
    rule = notice.before(end + _DAY) - _DAY
    months, days = 12 * notice.years + notice.months, 7 * notice.weeks + notice.days
    days_first = moved(moved(end, 0, -days), -months)
    return LastDay(rule, min(rule, notice.before(end), days_first))


def renewed_end(first_end: date, renewal: Duration, times: int) -> date:
    """The last day in force after so many renewals.

    Each is counted from the first end and not from the one before, so that 31 January renewed by
    a month twice ends on 31 March and not on the 28th.
    """
    return renewal.after(first_end + _DAY, times) - _DAY if times else first_end


def period_end(period: NoticeTo, day: date, start: date | None, *, before: bool) -> date | None:
    """The last period end on or before ``day``, or the first on or after it.

    None for the term, which is no period, for contract years of an unknown start, and where it
    would lie outside the years 1 to 9999.
    """
    try:
        if period is NoticeTo.CONTRACT_YEAR:
            return None if start is None else _year_end(day, start, before)
        months = _MONTHS.get(period)
        return None if months is None else _calendar_end(months, day, before)
    except (OverflowError, ValueError):
        return None


def _calendar_end(months: int, day: date, before: bool) -> date:
    last = -(-day.month // months) * months
    end = day.replace(month=last, day=monthrange(day.year, last)[1])
    if before and end > day:
        return moved(end.replace(day=1), 1 - months) - _DAY
    return end


def _year_end(day: date, start: date, before: bool) -> date:
    """The last day of a contract year: the day before the start's day of another year."""
    years = day.year - start.year
    end = moved(start, 12 * years) - _DAY
    if end < day:
        return end if before else moved(start, 12 * (years + 1)) - _DAY
    if end > day and before:
        return moved(start, 12 * (years - 1)) - _DAY
    return end

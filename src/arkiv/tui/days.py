"""Days as the agenda and the calendar write them: names of months and weekdays, groups of days."""

from __future__ import annotations

from datetime import date, timedelta

from arkiv.texts import _

__all__ = ["MONTHS", "WEEKDAYS", "long_day", "monday_of", "month_name", "moved_by_months"]

MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def month_name(day: date) -> str:
    """December 2026."""
    return _("{month} {year}").format(month=MONTHS[day.month - 1], year=day.year)


def long_day(day: date) -> str:
    """Tue 1 December 2026."""
    return _("{weekday} {day} {month}").format(
        weekday=WEEKDAYS[day.weekday()], day=day.day, month=month_name(day)
    )


def monday_of(day: date) -> date:
    """The first day of its ISO week; the first day there is where that would be before it."""
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def moved_by_months(day: date, by: int) -> date:
    """The same day of another month, or that month's last; the day itself where no such year is."""
    month = day.year * 12 + day.month - 1 + by
    year, number = divmod(month, 12)
    if not date.min.year <= year < date.max.year:
        return day
    first = date(year, number + 1, 1)
    following = date(year + (number == 11), (number + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))

"""Deadlines as calendar programs take them (RFC 5545), so that a second import updates them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event, vText
from icalendar.prop import vCategory

from arkiv.cleaning import clean
from arkiv.domain.identity import ContractId
from arkiv.domain.outlook import Deadline, DeadlineKind
from arkiv.domain.values import Duration

__all__ = ["LAST_DAY", "CalendarEntry", "calendar", "part", "uid"]

LAST_DAY = date.max - timedelta(days=1)
"""9999-12-30. The day after has no day after it, and there are programs that refuse a whole
calendar for one entry on it; as a date it stands for "no end"."""

_ARKIV = UUID("992b4756-f6c1-410c-99aa-c60666dcfb9d")
_DAY = timedelta(days=1)
_NINE = timedelta(hours=9)
"""The alarm rings when people are at their desks: an all-day entry starts at midnight."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day in the calendar of whoever has to act."""

    key: str
    """What the calendar program knows it by, as ``uid`` makes it."""
    contract: ContractId
    kind: str
    day: date
    """The day it stands on."""
    due: date
    """With kind and obligation what an acknowledgement names; another day than ``day`` where the
    earlier of two ways of counting has passed."""
    title: str
    """One line: Last day to give notice: Lease of Kaigata 12."""
    description: str = ""
    """Any number of lines: how the day follows from the contract."""
    obligation: str = ""
    """The id of the obligation; empty for a deadline that follows from the facts."""
    lead: Duration | timedelta | None = None
    """How long before the day the alarm rings, in whole days; none: on the day itself when it is
    of no length, never when it is None."""
    sequence: int = 0
    """Rises when the entry changes (RFC 5545 §3.8.7.4); the number of the contract's newest event
    does."""
    categories: tuple[str, ...] = ()


def uid(archive: str, contract: int, kind: str, part: str) -> str:
    """The same for the same thing in every export, and another one in another archive.

    The day is not in it: when a correction moves a deadline, the entry moves with it. A UUID,
    because RFC 7986 §5.3 wants no name of a person or a machine in it.
    """
    return str(uuid5(_ARKIV, json.dumps([archive, contract, kind, part])))


def part(deadline: Deadline, renewed: int = 0) -> str:
    """Which one of its kind a deadline of a contract is, for ``uid``.

    Of an obligation, its id, and the occurrence where it recurs, because each is done for itself;
    of a yearly day its year; else the number of renewals before it. ``renewed`` is how often
    people said that the contract was renewed, since its renewals are counted anew from there.
    """
    obligation = deadline.obligation
    if obligation is not None:
        if obligation.rule is None:
            return obligation.id
        return f"{obligation.id} {deadline.end or deadline.due}"
    if deadline.kind is DeadlineKind.PRICE_ADJUSTMENT:
        return str(deadline.day.year)
    return str(renewed + deadline.times)


def calendar(entries: Iterable[CalendarEntry], stamp: datetime, name: str) -> bytes:
    """A calendar of all-day entries that take up no time, by day; the same bytes for the same.

    ``stamp`` is the aware instant of the export (DTSTAMP), ``name`` what programs call the
    calendar. Entries after LAST_DAY are left out. Without entries it is an empty calendar, which
    programs read although RFC 5545 §3.6 wants something in it. Raises ValueError where two entries
    have one key: a program would show the last of them only.
    """
    shown = sorted((e for e in entries if e.day <= LAST_DAY), key=lambda e: (e.day, e.key))
    if len({entry.key for entry in shown}) < len(shown):
        raise ValueError("two entries of a calendar have the same key")
    made = Calendar()
    made.add("prodid", _Text("-//Arkiv//Contract archive//EN"))
    made.add("version", _Text("2.0"))
    made.add("name", _line(name))
    made.add("x-wr-calname", _line(name))
    for entry in shown:
        made.add_component(_event(entry, stamp))
    written: bytes = made.to_ical()
    return written


def _event(entry: CalendarEntry, stamp: datetime) -> Event:
    if stamp.tzinfo is None:
        raise ValueError("the instant of an export needs a time zone")
    event = Event()
    event.add("uid", _line(entry.key))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + _DAY)  # the first day after it: RFC 5545 §3.6.1
    event.add("transp", _Text("TRANSPARENT"))
    event.add("summary", _line(entry.title))
    if entry.description.strip():
        event.add("description", _lines(entry.description))
    if entry.categories:
        event.add("categories", _categories(entry.categories))
    # RFC 5545 §3.8.8.2; so that a program can tell Arkiv which deadline was dealt with.
    event.add("x-arkiv-contract", _Text(str(entry.contract)))
    event.add("x-arkiv-kind", _line(entry.kind))
    event.add("x-arkiv-due", _Text(entry.due.isoformat()))
    if entry.obligation:
        event.add("x-arkiv-obligation", _line(entry.obligation))
    if entry.lead is not None:
        event.add_component(_alarm(entry, entry.lead))
    return event


def _alarm(entry: CalendarEntry, lead: Duration | timedelta) -> Alarm:
    """At nine in the morning, so long before the day (RFC 5545 §3.6.6).

    An all-day entry starts at midnight where its reader is (§3.8.6.3), so 30 days before is 29
    days and 15 hours before that.
    """
    alarm = Alarm()
    alarm.add("action", _Text("DISPLAY"))
    alarm.add("description", _line(entry.title))
    alarm.add("trigger", _NINE - timedelta(days=_days(entry.day, lead)))
    return alarm


def _days(day: date, lead: Duration | timedelta) -> int:
    if isinstance(lead, timedelta):
        return lead.days
    try:
        return (day - lead.before(day)).days
    except (OverflowError, ValueError):
        return (day - date.min).days


class _Text(vText):
    """TEXT as RFC 5545 §3.3.11 escapes it.

    icalendar takes a backslash before an N for a line break and writes C:\\Nordlys in two lines.
    """

    __slots__ = ()

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def _line(text: str) -> _Text:
    return _Text(" ".join(clean(text).split()))


def _lines(text: str) -> _Text:
    lines = clean(text, keep_newlines=True).split("\n")
    return _Text("\n".join(line.rstrip() for line in lines).strip("\n"))


def _categories(names: Iterable[str]) -> vCategory:
    written = vCategory([])
    written.cats = [_line(name) for name in names]
    return written

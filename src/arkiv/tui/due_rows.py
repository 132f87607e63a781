"""What the agenda lists: which dates are wanted, how they are grouped, and how near each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from arkiv.deadline_labels import kind_words, what_words
from arkiv.domain.identity import ContractId
from arkiv.domain.outlook import DeadlineKind, State
from arkiv.services.agenda import Due
from arkiv.texts import _
from arkiv.tui.days import monday_of, month_name
from arkiv.tui.labels import Standing

__all__ = [
    "NEARNESS",
    "SOON",
    "WINDOWS",
    "DueKey",
    "DueRow",
    "Wanted",
    "due_key",
    "due_rows",
    "nearness",
    "past_open",
]

WINDOWS: tuple[int | None, ...] = (30, 90, 365, None)
"""Days ahead that can be looked at; None: everything."""

_REPEATED = timedelta(days=366)
"""So far ahead a recurring date is listed where everything is: its rule may have no end."""

DueKey = tuple[ContractId, str, date, str]
"""What tells one date of the archive from all others."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dates are to be listed."""

    days: int | None = 90
    """How far ahead; what has passed is always wanted."""
    owner: str | None = None
    """None: everybody's; empty: nobody's."""
    kind: DeadlineKind | None = None
    text: str = ""
    done: bool = False
    """Those that were done, too."""

    def takes(self, due: Due, today: date) -> bool:
        """Whether it is one of them."""
        if due.deadline.state is State.DONE and not self.done:
            return False
        if self.kind is not None and due.kind is not self.kind:
            return False
        if self.owner is not None and (due.owner or "").casefold() != self.owner.casefold():
            return False
        return self._near(due, today) and self._says(due)

    def _near(self, due: Due, today: date) -> bool:
        ahead = due.day - today
        if self.days is not None:
            return ahead.days <= self.days
        obligation = due.deadline.obligation
        return obligation is None or obligation.rule is None or ahead <= _REPEATED

    def _says(self, due: Due) -> bool:
        if not self.text:
            return True
        parties = " ".join(party.name for party in due.summary.facts.parties)
        said = " ".join(
            (what_words(due.deadline), kind_words(due.kind), due.summary.title, parties)
        )
        said = f"{said} {due.owner or ''} {due.day} #{due.summary.id}".casefold()
        return all(word in said for word in self.text.casefold().split())


@dataclass(frozen=True, slots=True)
class DueRow:
    """One date, or the heading of a group of them."""

    heading: str = ""
    due: Due | None = None


def due_rows(dues: Iterable[Due], wanted: Wanted, today: date) -> tuple[DueRow, ...]:
    """Overdue first, then by week and month; each group under its heading with its number."""
    taken = [due for due in dues if wanted.takes(due, today)]
    taken.sort(key=lambda due: (not due.overdue, due.day))  # stable: the rest of the order stays
    return tuple(_grouped(taken, today))


def _grouped(dues: Sequence[Due], today: date) -> Iterator[DueRow]:
    for heading, group in groupby(dues, lambda due: _heading(due, today)):
        found = list(group)
        yield DueRow(f"{heading} ({len(found)})")
        for due in found:
            yield DueRow(due=due)


def _heading(due: Due, today: date) -> str:
    if due.overdue:
        return _("Overdue")
    if due.day < today:
        return _("Past, nothing to do now")
    weeks = (monday_of(due.day) - monday_of(today)).days // 7
    if weeks == 0:
        return _("This week")
    return _("Next week") if weeks == 1 else month_name(due.day)


def due_key(due: Due) -> DueKey:
    """The same for a date before and after it was looked at again."""
    return (due.summary.id, *due.deadline.key)


OVERDUE, SOON, LATER, HAPPENS, PUT_OFF, DONE = NEARNESS = (
    ("✕ " + _("overdue"), "error"),
    ("▲ " + _("soon"), "warning"),
    ("● " + _("later"), "text"),
    ("□ " + _("happens"), "muted"),
    ("■ " + _("put off"), "muted"),
    ("✓ " + _("done"), "success"),
)
"""Glyphs and words for how near a date is, with their looks; the gravest first."""


def nearness(due: Due, today: date) -> Standing:
    """The one of NEARNESS that is true of a date; soon where the lead times have a fault."""
    if due.deadline.state is State.DONE:
        return DONE
    if due.deadline.state is State.SNOOZED:
        return PUT_OFF
    if due.overdue:
        return OVERDUE
    if not due.deadline.act:
        return HAPPENS
    return LATER if due.remind_on is not None and due.remind_on > today else SOON


def past_open(dues: Iterable[Due], today: date, filed_after: bool = False) -> tuple[Due, ...]:
    """What has passed and nobody said anything of; ``filed_after``: before it was in the archive.

    Whoever files a contract of years ago does not mean to act on what was due then.
    """
    return tuple(
        due
        for due in dues
        if due.day < today
        and due.deadline.state is State.OPEN
        and (due.day < due.summary.filed_on or not filed_after)
    )

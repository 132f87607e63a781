"""Dates that people enter by hand: milestones, obligations and reviews, once or recurring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from dateutil.rrule import rrulebase, rrulestr

from arkiv.domain.facts import Source
from arkiv.domain.identity import ContractId
from arkiv.domain.values import Duration
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["Obligation", "ObligationKind", "checked_rule", "next_occurrence", "occurrences"]

_MOST = 400
"""Occurrences of one rule that are looked at in one go: more than a year of days."""


class ObligationKind(StrEnum):
    """What a date entered by hand is about."""

    OBLIGATION = "obligation"
    """Something one side must do."""
    MILESTONE = "milestone"
    BREAK = "break"
    """A day on which the contract may be ended within its term."""
    OPTION = "option"
    """The last day to exercise an option."""
    PRICE_ADJUSTMENT = "price_adjustment"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One date of a contract that a person entered, or a row of them."""

    id: str
    """A uuid made by whoever writes, so that a retried save is the same one."""
    contract: ContractId
    kind: ObligationKind
    title: str
    on: date
    """The day itself; of a recurring one the first."""
    since: date
    """The day it was entered: a recurring one is not asked for from before."""
    rule: str | None = None
    """RFC 5545 §3.3.10, without its start: FREQ=YEARLY; None: once."""
    notice: Duration | None = None
    """How long before the day somebody must act; None: on the day itself."""
    owner: str | None = None
    """None: the contract's owner."""
    evidence: Source | None = None
    """The words that say so; None where the contract was not pointed to."""


def checked_rule(rule: str, on: date) -> str:
    """The rule in its canonical spelling. Raises BadInput where it is none, or has no day."""
    spelled = rule.strip().upper().removeprefix("RRULE:")
    endless = _too_often(spelled) or _stands_still(spelled)
    try:
        first = None if endless else next(_days(spelled, on), None)
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput(
            _(
                "“{rule}” is not a rule for repeating. Say yearly, quarterly, monthly or weekly, "
                "or an RFC 5545 rule such as FREQ=MONTHLY;INTERVAL=6."
            ).format(rule=rule)
        ) from error
    if first is None or "FREQ=" not in spelled:
        raise BadInput(_("“{rule}” names no days to be reminded of.").format(rule=rule))
    return spelled


def occurrences(obligation: Obligation, first: date, last: date) -> tuple[date, ...]:
    """Its days from ``first`` to ``last``, both included, at most some hundred."""
    if obligation.rule is None:
        return (obligation.on,) if first <= obligation.on <= last else ()
    rule = _rule(obligation.rule, obligation.on)
    found = rule.xafter(_midnight(first), count=_MOST, inc=True)
    return tuple(dict.fromkeys(day.date() for day in _until(found, last)))


def next_occurrence(obligation: Obligation, first: date) -> date | None:
    """Its first day on or after ``first``; None when there is none."""
    if obligation.rule is None:
        return obligation.on if obligation.on >= first else None
    found = _rule(obligation.rule, obligation.on).after(_midnight(first), inc=True)
    return None if found is None else found.date()


def _until(days: Iterator[datetime], last: date) -> Iterator[datetime]:
    for day in days:
        if day.date() > last:
            return
        yield day


def _days(rule: str, on: date) -> Iterator[date]:
    return (day.date() for day in _rule(rule, on))


def _stands_still(rule: str) -> bool:
    """An INTERVAL is a positive number (RFC 5545 §3.3.10); dateutil takes 0 and never moves on."""
    return any(int(every) < 1 for every in re.findall(r"INTERVAL=([+-]?\d+)", rule))


def _too_often(rule: str) -> bool:
    return any(f"FREQ={often}" in rule for often in ("HOURLY", "MINUTELY", "SECONDLY"))


@lru_cache(maxsize=2048)
def _rule(rule: str, on: date) -> rrulebase:
    # Without a zone no change of clocks can move a day; midnight, so that the day of an UNTIL
    # is still one of them.
    return rrulestr(rule, dtstart=_midnight(on), cache=True)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())

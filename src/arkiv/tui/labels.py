"""How values of the archive read on the screen: short words, with a glyph where colour helps."""

from __future__ import annotations

from datetime import date

from arkiv.domain.contracts import Summary
from arkiv.domain.outlook import Status, Upcoming
from arkiv.labels import (
    STATUS,
    facet_label,
    kind_label,
    language_label,
    sort_label,
    value_label,
)
from arkiv.services.finding import Hit
from arkiv.texts import _

__all__ = [
    "Standing",
    "counterparty_names",
    "end_day",
    "facet_label",
    "kind_label",
    "language_label",
    "sort_label",
    "standing",
    "value_label",
]

_SOON_DAYS = 90

Standing = tuple[str, str]
"""Glyph and words, and the look that goes with them."""


def standing(summary: Summary, upcoming: Upcoming, today: date) -> Standing:
    """Where a contract stands in a dozen characters: what is near comes before what is."""
    if summary.trashed:
        return "■ " + _("in trash"), "muted"
    soon = _soonest(upcoming, today)
    if soon is not None:
        return soon
    return STATUS[upcoming.status]


def _soonest(upcoming: Upcoming, today: date) -> Standing | None:
    if upcoming.status not in (Status.ACTIVE, Status.UPCOMING):
        return None
    for day, words in (
        (upcoming.next_notice, _("notice {days} d")),
        (upcoming.next_expiration, _("ends {days} d")),
    ):
        if day is not None and (left := (day - today).days) <= _SOON_DAYS:
            return "▲ " + words.format(days=left), "warning"
    return None


def end_day(hit: Hit) -> str:
    """The day it ends as things stand, or ended; a dash where nobody knows."""
    day = hit.upcoming.next_expiration or hit.summary.ended_on or hit.summary.facts.expiration_date
    return day.isoformat() if day is not None else "—"


def counterparty_names(hit: Hit) -> str:
    return ", ".join(party.name for party in hit.counterparties) or "—"

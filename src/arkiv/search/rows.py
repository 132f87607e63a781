"""What one contract contributes to facets, filters and sorting on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from arkiv.domain.contracts import Summary
from arkiv.domain.counterparties import counterparties
from arkiv.domain.deadlines import Status, Upcoming, upcoming
from arkiv.domain.query_tree import DateField, Flag
from arkiv.domain.searching import Facet, SortKey
from arkiv.domain.values import Money
from arkiv.search.folding import fold

__all__ = [
    "OwnSide",
    "Row",
    "amount_units",
    "day_of",
    "expires_on",
    "present",
    "row_of",
    "sort_value",
    "true_of",
    "value_band",
]

_BANDS = ((10_000, "10k"), (100_000, "100k"), (1_000_000, "1m"), (10_000_000, "10m"))
_LIFE = tuple(Status)
_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class OwnSide:
    """Who we are; empty: everybody is a counterparty."""

    names: tuple[str, ...] = ()
    org_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A contract on one day."""

    summary: Summary
    upcoming: Upcoming
    expires: date | None
    facets: dict[Facet, tuple[str, ...]]


def row_of(summary: Summary, today: date, own: OwnSide) -> Row:
    """The row of a contract as it is today."""
    ahead = upcoming(summary.facts, today, summary.ended_on)
    expires = expires_on(summary, ahead)
    return Row(summary, ahead, expires, _facets(summary, ahead, expires, own))


def expires_on(summary: Summary, ahead: Upcoming) -> date | None:
    """The next end; of a contract that is over, the end it had.

    None when it runs until somebody ends it, or when it renews for a time that is not known.
    """
    if ahead.status is Status.ENDED:
        return summary.ended_on
    if ahead.next_expiration is None and summary.facts.auto_renewal:
        return None
    return ahead.next_expiration or summary.facts.expiration_date


def value_band(value: Money) -> str:
    """The order of an amount in its currency, as a range of the query language."""
    low = "0"
    for bound, name in _BANDS:
        if value.amount < bound:
            return f"{value.currency} {low}..{name}"
        low = name
    return f"{value.currency} {low}.."


def day_of(row: Row, field: DateField) -> date | None:
    facts = row.summary.facts
    days = {
        DateField.EXPIRES: row.expires,
        DateField.NOTICE: row.upcoming.next_notice,
        DateField.EXPIRATION_DATE: facts.expiration_date,
        DateField.NOTICE_DEADLINE: facts.notice_deadline,
        DateField.AGREEMENT_DATE: facts.agreement_date,
        DateField.EFFECTIVE_DATE: facts.effective_date,
        DateField.FILED: row.summary.filed_on,
        DateField.ENDED: row.summary.ended_on,
    }
    return days[field]


def present(row: Row, field: str) -> bool:
    """Whether the contract says something; ``false`` is something, no parties is nothing."""
    summary = row.summary
    own = {
        "tag": summary.tags,
        "note": summary.noted,
        "owner": summary.owner,
        "folder": summary.folder,
    }
    if field in own:
        return bool(own[field])
    if field == "fault":
        return summary.fault is not None
    return getattr(summary.facts, field) not in (None, ())


def true_of(row: Row, flag: Flag) -> bool:
    summary = row.summary
    claims = {
        Flag.TRASHED: summary.trashed,
        Flag.REVIEWED: summary.reviewed,
        Flag.SIGNED: summary.facts.signed,
        Flag.EVERGREEN: summary.facts.evergreen,
        Flag.RENEWING: summary.facts.auto_renewal,
    }
    return bool(claims[flag])


def sort_value(row: Row, key: SortKey) -> tuple[str | int, ...] | None:
    """What the rows are ordered by; None comes last. Values of one key compare with each other."""
    value = row.summary.facts.value
    other = row.facets[Facet.COUNTERPARTY]
    kind = row.summary.facts.document_type
    days = {
        SortKey.EXPIRATION_DATE: row.expires,
        SortKey.NOTICE_DEADLINE: row.upcoming.next_notice,
        SortKey.AGREEMENT_DATE: row.summary.facts.agreement_date,
        SortKey.FILED: row.summary.filed_on,
    }
    if key in days:
        day = days[key]
        return (day.toordinal(),) if day else None
    if key is SortKey.STATUS:
        return (_LIFE.index(row.upcoming.status),)
    if key is SortKey.VALUE:
        return (value.currency, amount_units(value.amount)) if value else None
    if key is SortKey.COUNTERPARTY:
        return (fold(other[0]),) if other else None
    if key is SortKey.DOCUMENT_TYPE:
        return (str(kind),) if kind else None
    return (fold(row.summary.title),)


def amount_units(amount: Decimal) -> int:
    """In ten-thousandths, so that amounts compare exactly as whole numbers."""
    if amount.is_nan():
        return 0
    bounded = min(max(amount, Decimal(-_LARGEST // 10_000)), Decimal(_LARGEST // 10_000))
    return int(bounded * 10_000)


def _facets(
    summary: Summary, ahead: Upcoming, expires: date | None, own: OwnSide
) -> dict[Facet, tuple[str, ...]]:
    facts = summary.facts
    others = counterparties(facts.parties, own.names, own.org_numbers)
    return {
        Facet.STATUS: (str(ahead.status),),
        Facet.DOCUMENT_TYPE: _said(facts.document_type),
        Facet.COUNTERPARTY: _once(party.name for party in others),
        Facet.TAG: _once(summary.tags),
        Facet.LANGUAGE: _said(facts.language),
        Facet.SIGNED_YEAR: _year(facts.agreement_date),
        Facet.EXPIRY_YEAR: _year(expires),
        Facet.VALUE_BAND: (value_band(facts.value),) if facts.value else (),
        Facet.GOVERNING_LAW: _said(facts.governing_law),
        Facet.FOLDER: _said(summary.folder),
        Facet.OWNER: _said(summary.owner),
        Facet.REVIEWED: ("true" if summary.reviewed else "false",),
        Facet.FAULT: _said(summary.fault.code) if summary.fault else (),
    }


def _said(value: str | None) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _year(day: date | None) -> tuple[str, ...]:
    return (f"{day.year:04}",) if day else ()


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

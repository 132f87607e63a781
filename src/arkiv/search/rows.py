"""What one contract contributes to facets, filters and sorting on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from arkiv.domain.contracts import Summary
from arkiv.domain.counterparties import counterparties
from arkiv.domain.deadlines import look_ahead
from arkiv.domain.facts import Field
from arkiv.domain.outlook import Outlook, Status, Upcoming
from arkiv.domain.query_tree import DateField, Flag
from arkiv.domain.review_cycles import NO_CYCLES, ReviewCycles
from arkiv.domain.searching import DUE_WITHIN, OVERDUE, Facet, SortKey
from arkiv.domain.turns import stays_until
from arkiv.domain.values import Money, Party
from arkiv.domain.working_days import WEEKENDS, WorkingDays
from arkiv.search.folding import fold

__all__ = [
    "PRESENT",
    "TEXT_KEYS",
    "OwnSide",
    "Row",
    "amount_units",
    "expires_on",
    "party_of",
    "party_text",
    "row_of",
]

_BANDS = ((10_000, "10k"), (100_000, "100k"), (1_000_000, "1m"), (10_000_000, "10m"))
_LARGEST = 2**62
_FLAGS, _DAYS = tuple(Flag), tuple(DateField)

PRESENT = (*map(str, Field), "tag", "note", "owner", "folder", "fault")
"""What a contract can say or not say, in the order of Row.present."""

TEXT_KEYS = (
    SortKey.TITLE,
    SortKey.COUNTERPARTY,
    SortKey.DOCUMENT_TYPE,
    SortKey.LANGUAGE,
    SortKey.GOVERNING_LAW,
    SortKey.FOLDER,
    SortKey.OWNER,
)
"""What is ordered by its text, in the order of Row.texts."""


@dataclass(frozen=True, slots=True)
class OwnSide:
    """Who we are; empty: everybody is a counterparty."""

    names: tuple[str, ...] = ()
    org_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A contract on one day."""

    number: int
    until: int
    """The last day on which all of this is still so."""
    facets: dict[Facet, tuple[str, ...]]
    """Tags and folders with everything above them; counterparties as they are written."""
    parties: tuple[str, ...]
    """Each as written by party_text()."""
    flags: tuple[bool, ...]
    """By Flag."""
    present: tuple[bool, ...]
    """By PRESENT."""
    days: tuple[int, ...]
    """By DateField; days here are ordinals, 0 where there is none."""
    amount: int
    """In amount_units; 0 without a value."""
    currency: str | None
    texts: tuple[str | None, ...]
    """By TEXT_KEYS."""


def row_of(
    summary: Summary,
    today: date,
    own: OwnSide,
    working: WorkingDays = WEEKENDS,
    cycles: ReviewCycles = NO_CYCLES,
) -> Row:
    """The row of a contract as it is today."""
    facts = summary.facts
    cycle = None if cycles.fault else cycles.of(summary)  # then nobody is told what is due
    outlook = look_ahead(summary, today, working, cycle=cycle)
    ahead, following = outlook.upcoming, outlook.next_due
    due = following.day if following is not None else None
    near = _near(outlook, due)
    expires = expires_on(summary, ahead)
    others = counterparties(facts.parties, own.names, own.org_numbers)
    return Row(
        number=summary.id,
        until=_until(summary, outlook, due),
        facets=_facets(summary, ahead, near, expires, others),
        parties=tuple(map(party_text, facts.parties)),
        flags=_flags(summary, OVERDUE in near),
        present=_present(summary),
        days=_days(summary, ahead, expires, due),
        amount=amount_units(facts.value.amount) if facts.value else 0,
        currency=facts.value.currency if facts.value else None,
        texts=_texts(summary, others),
    )


def expires_on(summary: Summary, ahead: Upcoming) -> date | None:
    """The next end; of a contract that is over, the end it had.

    None when it runs until somebody ends it, or when it renews for a time that is not known.
    """
    if ahead.status is Status.ENDED:
        return summary.ended_on
    if ahead.next_expiration is None and summary.facts.auto_renewal:
        return None
    return ahead.next_expiration or summary.facts.expiration_date


def party_text(party: Party) -> str:
    """What tells parties apart, in one text."""
    return f"{party.name}\x1f{party.org_number or ''}"


def party_of(text: str) -> Party:
    """The party that party_text() wrote, without its role."""
    name, _sign, number = text.rpartition("\x1f")
    return Party(name, None, number or None)


def amount_units(amount: Decimal) -> int:
    """In ten-thousandths, so that amounts compare exactly as whole numbers."""
    if amount.is_nan():
        return 0
    bounded = min(max(amount, Decimal(-_LARGEST // 10_000)), Decimal(_LARGEST // 10_000))
    return int(bounded * 10_000)


def _until(summary: Summary, outlook: Outlook, due: date | None) -> int:
    until, today = stays_until(summary, outlook).toordinal(), outlook.today.toordinal()
    if due is not None:
        comes_near = [due.toordinal() - days - 1 for days in DUE_WITHIN.values()]
        until = min([until, *(last for last in comes_near if last >= today)])
    return until


def _flags(summary: Summary, overdue: bool) -> tuple[bool, ...]:
    claims = {
        Flag.TRASHED: summary.trashed,
        Flag.REVIEWED: summary.reviewed,
        Flag.SIGNED: summary.facts.signed,
        Flag.EVERGREEN: summary.facts.evergreen,
        Flag.RENEWING: summary.facts.auto_renewal,
        Flag.OVERDUE: overdue,
    }
    return tuple(bool(claims[flag]) for flag in _FLAGS)


def _present(summary: Summary) -> tuple[bool, ...]:
    """``false`` is something, no parties is nothing."""
    said = [getattr(summary.facts, field) not in (None, ()) for field in _FIELDS]
    beside = (summary.tags, summary.noted, summary.owner, summary.folder, summary.fault)
    return (*said, *map(bool, beside))


_FIELDS = tuple(map(str, Field))


def _days(
    summary: Summary, ahead: Upcoming, expires: date | None, due: date | None
) -> tuple[int, ...]:
    facts = summary.facts
    days = {
        DateField.EXPIRES: expires,
        DateField.NOTICE: ahead.next_notice,
        DateField.DUE: due,
        DateField.EXPIRATION_DATE: facts.expiration_date,
        DateField.NOTICE_DEADLINE: facts.notice_deadline,
        DateField.AGREEMENT_DATE: facts.agreement_date,
        DateField.EFFECTIVE_DATE: facts.effective_date,
        DateField.FILED: summary.filed_on,
        DateField.ENDED: summary.ended_on,
    }
    return tuple(day.toordinal() if (day := days[field]) else 0 for field in _DAYS)


def _texts(summary: Summary, others: tuple[Party, ...]) -> tuple[str | None, ...]:
    facts = summary.facts
    texts = {
        SortKey.TITLE: fold(summary.title),
        SortKey.COUNTERPARTY: fold(others[0].name) if others else None,
        SortKey.DOCUMENT_TYPE: facts.document_type and str(facts.document_type),
        SortKey.LANGUAGE: facts.language,
        SortKey.GOVERNING_LAW: facts.governing_law and fold(facts.governing_law),
        SortKey.FOLDER: fold(summary.folder),
        SortKey.OWNER: summary.owner and fold(summary.owner),
    }
    return tuple(texts[key] or None for key in TEXT_KEYS)


def _facets(
    summary: Summary,
    ahead: Upcoming,
    near: tuple[str, ...],
    expires: date | None,
    others: tuple[Party, ...],
) -> dict[Facet, tuple[str, ...]]:
    facts = summary.facts
    return {
        Facet.STATUS: (str(ahead.status),),
        Facet.DUE: near,
        Facet.DOCUMENT_TYPE: _said(facts.document_type),
        Facet.COUNTERPARTY: _once(party.name for party in others),
        Facet.TAG: _with_above(summary.tags),
        Facet.LANGUAGE: _said(facts.language),
        Facet.SIGNED_YEAR: _year(facts.agreement_date),
        Facet.EXPIRY_YEAR: _year(expires),
        Facet.VALUE_BAND: (_value_band(facts.value),) if facts.value else (),
        Facet.GOVERNING_LAW: _said(facts.governing_law),
        Facet.FOLDER: _with_above(_said(summary.folder)),
        Facet.OWNER: _said(summary.owner),
        Facet.REVIEWED: ("true" if summary.reviewed else "false",),
        Facet.FAULT: _said(summary.fault.code) if summary.fault else (),
    }


def _near(outlook: Outlook, due: date | None) -> tuple[str, ...]:
    near = [OVERDUE] if outlook.overdue else []
    if due is not None:
        away = (due - outlook.today).days
        near += [value for value, days in DUE_WITHIN.items() if away <= days]
    return tuple(near)


def _said(value: str | None) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _year(day: date | None) -> tuple[str, ...]:
    return (f"{day.year:04}",) if day else ()


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _with_above(values: tuple[str, ...]) -> tuple[str, ...]:
    """``risk/high`` counts as ``risk`` too."""
    if not any("/" in value for value in values):
        return _once(values)
    found = []
    for value in values:
        found += [value[:place] for place, sign in enumerate(value) if sign == "/" and place]
        found.append(value)
    return _once(found)


def _value_band(value: Money) -> str:
    """The order of an amount in its currency, as a range of the query language."""
    low = "0"
    for bound, name in _BANDS:
        if value.amount < bound:
            return f"{value.currency} {low}..{name}"
        low = name
    return f"{value.currency} {low}.."

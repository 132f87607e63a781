"""How facts read on the screen: labels, values, how sure they are, and how they were computed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from arkiv.deadline_labels import length_words, period_words
from arkiv.domain.facts import DocumentType, Field, FieldValue, Source
from arkiv.domain.operations import Rounding, read_operation
from arkiv.domain.review import FactState
from arkiv.domain.values import Duration, Money, NoticeTo, Party, Per, Vat, YearDay
from arkiv.texts import _, ngettext
from arkiv.tui.labels import kind_label, language_label

__all__ = ["counted", "field_label", "money", "operation_words", "place", "said", "state_words"]

_LENGTH = re.compile(r"\bP\d[\dYMWD]*\b", re.ASCII)
_LABELS: dict[Field, str] = {
    Field.LANGUAGE: _("Language"),
    Field.TITLE: _("Title"),
    Field.DOCUMENT_TYPE: _("Document type"),
    Field.PARTIES: _("Party"),
    Field.AGREEMENT_DATE: _("Agreement date"),
    Field.EFFECTIVE_DATE: _("Effective date"),
    Field.EXPIRATION_DATE: _("Expiration date"),
    Field.TERM: _("Term"),
    Field.EVERGREEN: _("Evergreen"),
    Field.AUTO_RENEWAL: _("Auto-renewal"),
    Field.RENEWAL_OPTION: _("Renewal option"),
    Field.RENEWAL_TERM: _("Renewal term"),
    Field.NOTICE_PERIOD: _("Notice period"),
    Field.NOTICE_DEADLINE: _("Notice deadline"),
    Field.NOTICE_TO: _("Notice ends with"),
    Field.NOTICE_BUSINESS_DAYS: _("Business days"),
    Field.NOTICE_ON_RECEIPT: _("On receipt"),
    Field.RENEWAL_LIMIT: _("Renewals"),
    Field.PROBATION: _("Probation"),
    Field.PRICE_ADJUSTMENT: _("Price change"),
    Field.VALUE: _("Value"),
    Field.PAYMENT_DAYS: _("Payment days"),
    Field.GOVERNING_LAW: _("Governing law"),
    Field.SIGNED: _("Signed"),
    Field.AMENDS: _("Amends"),
}

_STATES: dict[FactState, tuple[str, str]] = {
    FactState.CONFIRMED: ("✓ " + _("confirmed"), "success"),
    FactState.CORRECTED: ("■ " + _("corrected"), "success"),
    FactState.REJECTED: ("✕ " + _("rejected"), "error"),
    FactState.SURE: ("● " + _("sure"), "text"),
    FactState.CHECK: ("▲ " + _("check"), "warning"),
    FactState.GUESS: ("? " + _("guess"), "error"),
    FactState.ABSENT: ("□ " + _("not read"), "muted"),
}

_VATS = {Vat.EXCLUDED: _("excl. VAT"), Vat.INCLUDED: _("incl. VAT")}


def field_label(field: Field) -> str:
    """What stands before one value of the field; at most 15 characters in English."""
    return _LABELS[field]


def state_words(state: FactState) -> tuple[str, str]:
    """Glyph and word, and the look that goes with them."""
    return _STATES[state]


def said(field: Field, value: FieldValue | None) -> str:
    """A value in words; a dash for none. Not cleaned."""
    match value:
        case None:
            return "—"
        case bool():
            return _("yes") if value else _("no")
        case DocumentType():
            return kind_label(value)
        case Duration():
            return length_words(value)
        case NoticeTo():
            return period_words(value)
        case YearDay():
            return _("{day} each year").format(day=str(value)[2:])
        case int() if field is Field.RENEWAL_LIMIT:
            return ngettext("{n} time at most", "{n} times at most", value).format(n=value)
        case Money():
            return money(value)
        case Party():
            beside = ", ".join(part for part in (value.role, value.org_number) if part)
            return f"{value.name} ({beside})" if beside else value.name
        case str() if field is Field.LANGUAGE:
            return language_label(value)
    return str(value)


def money(value: Money) -> str:
    """Grouped by thin spaces, as the archive's languages all read it."""
    amount = f"{value.amount:,.2f}".removesuffix(".00").replace(",", "\u202f")
    per = "" if value.per in (None, Per.ONCE) else "/" + str(value.per)
    vat = f" {_VATS[value.vat]}" if value.vat is not None else ""
    return f"{value.currency} {amount}{per}{vat}"


def operation_words(operation: str, known: Mapping[Field, FieldValue]) -> str:
    """Effective date 2024-02-01 + 3 years − 1 day; the rule's own words where it has others."""
    counted = read_operation(operation)
    if counted is None:
        spelled = _LENGTH.sub(lambda found: length_words(Duration.parse(found[0])), operation)
        return spelled.replace("_", " ").replace(" - ", " − ")
    base = counted.base
    if base in list(Field):
        field = Field(base)
        day = known.get(field)
        base = f"{_LABELS[field]} {day}" if isinstance(day, date) else _LABELS[field]
    steps = (f"{'+' if way > 0 else '−'} {length_words(length)}" for way, length in counted.steps)
    words = " ".join((base, *steps))
    if counted.rounding is Rounding.MONTH_END:
        return _("end of the month of {day}").format(day=words)
    if counted.rounding is Rounding.NEXT_MONTH:
        return _("first of the month after {day}").format(day=words)
    return words


def place(source: Source) -> str:
    """The page, or in a document without pages the paragraph."""
    if source.page is not None:
        return _("p. {page}").format(page=source.page)
    return f"¶ {source.paragraph}" if source.paragraph is not None else ""


def counted(number: int) -> str:
    """With a narrow space at the thousands, as both Norwegian and Dutch read it."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")

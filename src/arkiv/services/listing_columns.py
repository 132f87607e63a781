"""What a listing of contracts may have in its columns: their names, in order, and their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from arkiv.domain.contracts import Amended, Link, Summary
from arkiv.domain.documents import Document
from arkiv.domain.facts import Field, FieldValue
from arkiv.domain.notes import Note
from arkiv.domain.outlook import Outlook
from arkiv.domain.values import Duration, Money, Party, YearDay
from arkiv.errors import BadInput
from arkiv.export.tabular import Cell, Column
from arkiv.texts import _

__all__ = ["ALL", "COLUMNS", "DEFAULT", "OF_DOCUMENTS", "OF_NOTES", "Listed", "chosen_columns"]

ALL = "all"
"""The name for every column there is."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One contract of a listing with what its cells are told from."""

    summary: Summary
    counterparties: tuple[Party, ...]
    outlook: Outlook
    documents: tuple[Document, ...] = ()
    """In order of arrival; empty where no column asks for them."""
    notes: tuple[Note, ...] = ()
    """Oldest first; empty where no column asks for them."""

    @property
    def original(self) -> Document | None:
        return self.documents[0] if self.documents else None


def chosen_columns(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of these names in this order, each once; the default ones where none is named.

    ``all`` stands for every column, ``value`` for the four of an amount. Raises BadInput with the
    nearest name where there is no such column.
    """
    spelled = [part for name in names for part in _spelled(name)]
    return tuple(Column(key, _label(key)) for key in dict.fromkeys(spelled or DEFAULT))


def _spelled(typed: str) -> Sequence[str]:
    name = typed.strip().lower().replace("-", "_").replace(" ", "_")
    if name == ALL:
        return tuple(COLUMNS)
    if name in COLUMNS:
        return (name,)
    if name in _GROUPS:
        return _GROUPS[name]
    message = _("There is no column “{name}”.").format(name=typed.strip())
    near = get_close_matches(name, [*COLUMNS, *_GROUPS], n=1)
    if near:
        message += " " + _("Did you mean “{name}”?").format(name=near[0])
    raise BadInput(
        message + "\n" + _("There are: {names}; or all.").format(names=", ".join(COLUMNS))
    )


def _label(key: str) -> str:
    return _LABELS.get(key) or _(key.replace("_", " ").capitalize())


_LABELS = {
    "id": _("Number"),
    "sha256": "SHA-256",
    "value_amount": _("Value"),
    "value_currency": _("Currency"),
    "value_per": _("Per"),
    "value_vat": _("VAT"),
}


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None


def _plain(value: FieldValue | None) -> Cell:
    """Durations and days of the year as ISO 8601 text."""
    match value:
        case None | bool() | int() | date():
            return value
        case Duration() | YearDay() | str():
            return str(value)
        case _:
            raise TypeError(f"no cell of its own: {value!r}")


def _party(party: Party) -> str:
    particulars = ", ".join(part for part in (party.role, party.org_number) if part)
    return f"{party.name} ({particulars})" if particulars else party.name


def _fact(field: Field) -> Callable[[Listed], Cell]:
    return lambda listed: _plain(getattr(listed.summary.facts, field))


def _amount(part: Callable[[Money], Decimal | str | None]) -> Callable[[Listed], Cell]:
    def cell(listed: Listed) -> Cell:
        value = listed.summary.facts.value
        found = None if value is None else part(value)
        return found if found is None or isinstance(found, Decimal) else str(found)

    return cell


def _document(part: Callable[[Document], Cell]) -> Callable[[Listed], Cell]:
    return lambda listed: part(listed.original) if listed.original else None


def _amended(listed: Listed, part: Callable[[Amended], Cell]) -> Cell:
    return part(listed.summary.amended) if listed.summary.amended else None


def _part_of(link: Link | None) -> Cell:
    return link.target if link else None


def _next_due(listed: Listed) -> date | None:
    following = listed.outlook.next_due
    return following.day if following else None


_MONEY: dict[str, Callable[[Listed], Cell]] = {
    "value_amount": _amount(lambda value: value.amount),
    "value_currency": _amount(lambda value: value.currency),
    "value_per": _amount(lambda value: value.per),
    "value_vat": _amount(lambda value: value.vat),
}
_APART = {Field.TITLE, Field.DOCUMENT_TYPE, Field.PARTIES, Field.LANGUAGE, Field.VALUE}
"""The fields that stand elsewhere, or take more than a cell."""

COLUMNS: dict[str, Callable[[Listed], Cell]] = {
    "id": lambda listed: listed.summary.id,
    "title": lambda listed: listed.summary.title,
    "document_type": _fact(Field.DOCUMENT_TYPE),
    "counterparties": lambda listed: _joined(party.name for party in listed.counterparties),
    "parties": lambda listed: _joined(map(_party, listed.summary.facts.parties)),
    "status": lambda listed: str(listed.outlook.upcoming.status),
    "next_expiration": lambda listed: listed.outlook.upcoming.next_expiration,
    "next_notice": lambda listed: listed.outlook.upcoming.next_notice,
    "next_due": _next_due,
    **{str(field): _fact(field) for field in Field if field not in _APART},
    **_MONEY,
    "language": _fact(Field.LANGUAGE),
    "owner": lambda listed: listed.summary.owner,
    "tags": lambda listed: _joined(listed.summary.tags),
    "notes": lambda listed: "\n".join(note.text for note in listed.notes) or None,
    "reviewed": lambda listed: listed.summary.reviewed,
    "ended_on": lambda listed: listed.summary.ended_on,
    "ended_reason": lambda listed: listed.summary.ended_reason,
    "renewed_until": lambda listed: listed.summary.renewed_until,
    "amended_until": lambda listed: _amended(listed, lambda amended: amended.until),
    "amended_by": lambda listed: _amended(listed, lambda amended: amended.by),
    "part_of": lambda listed: _part_of(listed.summary.part_of),
    "missing": lambda listed: _joined(map(str, listed.outlook.missing)),
    "trashed": lambda listed: listed.summary.trashed,
    "folder": lambda listed: listed.summary.folder or None,
    "filed_on": lambda listed: listed.summary.filed_on,
    "fault": lambda listed: str(listed.summary.fault.code) if listed.summary.fault else None,
    "file": _document(lambda document: document.name),
    "sha256": _document(lambda document: document.sha256),
    "pages": _document(lambda document: document.page_count),
    "documents": lambda listed: len(listed.documents),
}
"""Every column, in the order of ``all``; the keys are those of the JSON."""

_GROUPS: dict[str, tuple[str, ...]] = {"value": tuple(_MONEY)}
OF_DOCUMENTS = frozenset({"file", "sha256", "pages", "documents"})
OF_NOTES = frozenset({"notes"})

DEFAULT = (
    "id", "title", "document_type", "counterparties", "status", "effective_date",
    "expiration_date", "next_expiration", "next_notice", "next_due", *_MONEY, "owner", "tags",
    "folder", "file",
)  # fmt: skip

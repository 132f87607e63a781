"""The fields of the query language: what each name means, with its aliases."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from arkiv.domain.deadlines import Status
from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.query_tree import Column, DateField, Flag, TextField

__all__ = [
    "CLOSED_VALUES",
    "FIELDS",
    "FLAGS",
    "Amounts",
    "Days",
    "Flags",
    "Kind",
    "Present",
    "Texts",
    "Values",
    "nearest",
    "present_field",
]


@dataclass(frozen=True, slots=True)
class Texts:
    """title:word, title:"exact words", title:beginning*"""

    field: TextField


@dataclass(frozen=True, slots=True)
class Values:
    """tag:value, tag:beginning*"""

    column: Column


@dataclass(frozen=True, slots=True)
class Days:
    """expires:2027, expires:<90d"""

    field: DateField
    ahead: bool
    """A length counts from today into the future, else into the past."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """value:>1m"""


@dataclass(frozen=True, slots=True)
class Flags:
    """is:trashed"""


@dataclass(frozen=True, slots=True)
class Present:
    """has:value, missing:value"""

    present: bool


Kind: TypeAlias = Texts | Values | Days | Amounts | Flags | Present

FIELDS: dict[str, Kind] = {
    "title": Texts(TextField.TITLE),
    "party": Texts(TextField.PARTIES),
    "parties": Texts(TextField.PARTIES),
    "counterparty": Texts(TextField.PARTIES),
    "note": Texts(TextField.NOTES),
    "notes": Texts(TextField.NOTES),
    "text": Texts(TextField.TEXT),
    "tag": Values(Column.TAG),
    "type": Values(Column.DOCUMENT_TYPE),
    "document_type": Values(Column.DOCUMENT_TYPE),
    "status": Values(Column.STATUS),
    "language": Values(Column.LANGUAGE),
    "lang": Values(Column.LANGUAGE),
    "folder": Values(Column.FOLDER),
    "law": Values(Column.GOVERNING_LAW),
    "governing_law": Values(Column.GOVERNING_LAW),
    "owner": Values(Column.OWNER),
    "fault": Values(Column.FAULT),
    "expires": Days(DateField.EXPIRES, ahead=True),
    "notice": Days(DateField.NOTICE, ahead=True),
    "expiration_date": Days(DateField.EXPIRATION_DATE, ahead=True),
    "notice_deadline": Days(DateField.NOTICE_DEADLINE, ahead=True),
    "signed": Days(DateField.AGREEMENT_DATE, ahead=False),
    "agreement_date": Days(DateField.AGREEMENT_DATE, ahead=False),
    "effective": Days(DateField.EFFECTIVE_DATE, ahead=False),
    "effective_date": Days(DateField.EFFECTIVE_DATE, ahead=False),
    "filed": Days(DateField.FILED, ahead=False),
    "ended": Days(DateField.ENDED, ahead=False),
    "value": Amounts(),
    "is": Flags(),
    "has": Present(True),
    "missing": Present(False),
}

FLAGS: dict[str, Flag] = {str(flag): flag for flag in Flag}

CLOSED_VALUES: dict[Column, tuple[str, ...]] = {
    Column.DOCUMENT_TYPE: tuple(DocumentType),
    Column.STATUS: tuple(Status),
}
"""The columns whose values are known beforehand."""

_PRESENT: dict[str, str] = {
    **{str(field): str(field) for field in Field},
    **{name: name for name in ("tag", "owner", "folder", "fault")},
    "tags": "tag",
    "type": "document_type",
    "party": "parties",
    "counterparty": "parties",
    "signed": "agreement_date",
    "effective": "effective_date",
    "expires": "expiration_date",
    "notice": "notice_deadline",
    "law": "governing_law",
}


def present_field(name: str) -> str | None:
    """The field that has:name and missing:name ask for; None when there is no such field."""
    return _PRESENT.get(name)


def nearest(name: str, among: str) -> str | None:
    """The name that was probably meant, among: field, flag, present, or a closed column."""
    known: dict[str, tuple[str, ...]] = {
        "field": tuple(FIELDS),
        "flag": tuple(FLAGS),
        "present": tuple(_PRESENT),
        **{str(column): values for column, values in CLOSED_VALUES.items()},
    }
    found = get_close_matches(name, known[among], n=1, cutoff=0.5)
    return str(found[0]) if found else None

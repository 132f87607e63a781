"""The fields of the query language: what each one asks, and its names in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from arkiv.domain.query_names import (
    DOCUMENT_TYPES,
    LANGUAGES,
    LAWS,
    STATUSES,
    Names,
    key,
    names,
    spellings,
)
from arkiv.domain.query_tree import Column, DateField, Flag, TextField
from arkiv.texts import _

__all__ = [
    "CLOSED",
    "EQUIVALENTS",
    "FIELDS",
    "Amounts",
    "Claims",
    "Days",
    "Flags",
    "Kind",
    "Numbers",
    "Present",
    "QueryField",
    "Texts",
    "Values",
    "field_of",
]


@dataclass(frozen=True, slots=True)
class Texts:
    """title:word, title:"exact words", title:beginning*"""

    field: TextField


@dataclass(frozen=True, slots=True)
class Values:
    """tag:value, tag:beginning*, type:lease,nda"""

    column: Column


@dataclass(frozen=True, slots=True)
class Days:
    """expires:2027, expires:<90d"""

    field: DateField
    ahead: bool
    """A length counts from today into the future, else into the past."""
    flag: Flag | None = None
    """What yes and no say of it: signed:yes."""
    beside: Flag | None = None
    """What can be asked for by its name in place of a day: due:overdue."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """value:>1m"""


@dataclass(frozen=True, slots=True)
class Claims:
    """reviewed:no"""

    flag: Flag


@dataclass(frozen=True, slots=True)
class Flags:
    """is:trashed"""


@dataclass(frozen=True, slots=True)
class Present:
    """has:value, missing:value"""

    present: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """id:17"""


Kind: TypeAlias = Texts | Values | Days | Amounts | Claims | Flags | Present | Numbers


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field as it is typed, explained and completed."""

    kind: Kind
    names: Names
    means: str
    """For a contract manager, in a line."""
    example: str
    """With the English name; a query that can be typed."""


FIELDS: tuple[QueryField, ...] = (
    QueryField(
        Texts(TextField.PARTIES),
        names("party parties counterparty", "part parter motpart", "partij partijen wederpartij"),
        _("A party's name."),
        "party:nordlys",
    ),
    QueryField(
        Texts(TextField.TITLE),
        names("title", "tittel", "titel"),
        _("Words of the title."),
        'title:"framework agreement"',
    ),
    QueryField(
        Days(DateField.EXPIRES, ahead=True),
        names(
            "expires ends expiry_year",
            "utløper utløp løper_ut",
            "verloopt vervalt eindigt loopt_af",
        ),
        _("When it ends as things stand, renewals counted."),
        "expires:<90d",
    ),
    QueryField(
        Days(DateField.NOTICE, ahead=True),
        names("notice", "oppsigelse varsel", "opzegging opzeggen"),
        _("The next day by which notice must be given."),
        "notice:next-month",
    ),
    QueryField(
        Days(DateField.DUE, ahead=True, beside=Flag.OVERDUE),
        names("due deadline", "frist forfaller", "termijn deadline"),
        _("The next day by which somebody has to act, or overdue."),
        "due:<30d",
    ),
    QueryField(
        Days(DateField.AGREEMENT_DATE, ahead=False, flag=Flag.SIGNED),
        names(
            "signed agreement_date signed_year",
            "signert undertegnet avtaledato signeringsdato",
            "getekend ondertekend contractdatum",
        ),
        _("The day of the contract, or yes and no."),
        "signed:2024",
    ),
    QueryField(
        Amounts(),
        names("value amount value_band", "verdi beløp", "waarde bedrag"),
        _("The contract's value."),
        "value:>1m NOK",
    ),
    QueryField(
        Values(Column.DOCUMENT_TYPE),
        names("type document_type", "type avtaletype", "type soort"),
        _("The kind of document."),
        "type:lease,nda",
    ),
    QueryField(
        Values(Column.STATUS),
        names("status"),
        _("Where it stands today: upcoming, active, expired, ended or unknown."),
        "status:active",
    ),
    QueryField(
        Values(Column.TAG),
        names("tag tags", "merke etikett tagg", "label etiket"),
        _("A tag, with the tags under it: risk has risk/high too."),
        "tag:risk",
    ),
    QueryField(
        Values(Column.FOLDER),
        names("folder", "mappe", "map"),
        _("A folder, with the folders in it."),
        "folder:property",
    ),
    QueryField(
        Values(Column.OWNER),
        names("owner", "eier avtaleeier kontraktseier", "eigenaar contracteigenaar"),
        _("Who looks after it."),
        "owner:kari",
    ),
    QueryField(
        Values(Column.GOVERNING_LAW),
        names("law governing_law", "lovvalg lov rett", "recht rechtskeuze"),
        _("The law that governs it."),
        "law:norway",
    ),
    QueryField(
        Values(Column.LANGUAGE),
        names("language lang", "språk", "taal"),
        _("The language it is written in."),
        "language:nl",
    ),
    QueryField(
        Days(DateField.EFFECTIVE_DATE, ahead=False),
        names(
            "effective effective_date starts",
            "gjelder_fra ikrafttredelse starter virkningsdato",
            "ingangsdatum ingang",
        ),
        _("The day from which it holds."),
        "effective:this-year",
    ),
    QueryField(
        Days(DateField.FILED, ahead=False),
        names("filed", "arkivert", "gearchiveerd"),
        _("The day it was filed here."),
        "filed:today",
    ),
    QueryField(
        Days(DateField.EXPIRATION_DATE, ahead=True),
        names("expiration_date", "utløpsdato sluttdato", "einddatum afloopdatum"),
        _("The last day of its first term, whatever was renewed."),
        "expiration_date:2026",
    ),
    QueryField(
        Days(DateField.NOTICE_DEADLINE, ahead=True),
        names("notice_deadline", "oppsigelsesdato", "opzegdatum"),
        _("The last day for notice before its first renewal."),
        "notice_deadline:2026-Q4",
    ),
    QueryField(
        Days(DateField.ENDED, ahead=False),
        names("ended", "avsluttet opphørt", "beëindigd"),
        _("The day somebody said it ended."),
        "ended:last-year",
    ),
    QueryField(
        Texts(TextField.NOTES),
        names("note notes", "notat merknad", "notitie opmerking"),
        _("Words of your notes."),
        "note:renegotiate",
    ),
    QueryField(
        Texts(TextField.TEXT),
        names("text", "tekst", "tekst"),
        _("Words of the contract itself, its title aside."),
        "text:indemnity",
    ),
    QueryField(
        Claims(Flag.REVIEWED),
        names("reviewed", "gjennomgått kontrollert", "beoordeeld gecontroleerd"),
        _("Whether somebody decided on a fact of it: yes or no."),
        "reviewed:no",
    ),
    QueryField(
        Claims(Flag.RENEWING),
        names("renews auto_renewal", "fornyes", "verlengt"),
        _("Whether it renews by itself: yes or no."),
        "renews:yes",
    ),
    QueryField(
        Claims(Flag.EVERGREEN),
        names("evergreen", "tidsubestemt løpende", "onbepaald doorlopend"),
        _("Whether it runs until somebody ends it: yes or no."),
        "evergreen:yes",
    ),
    QueryField(
        Claims(Flag.OVERDUE),
        names("overdue", "forfalt", "te_laat achterstallig"),
        _("Whether a day has passed on which somebody had to act: yes or no."),
        "overdue:yes",
    ),
    QueryField(
        Claims(Flag.TRASHED),
        names("trashed", "slettet", "verwijderd"),
        _("Whether it is in the trash; nothing else looks there."),
        "trashed:yes",
    ),
    QueryField(
        Flags(),
        names("is", "er", "is"),
        _("What it is: signed, reviewed, renewing, evergreen, overdue or trashed."),
        "is:renewing",
    ),
    QueryField(
        Present(True),
        names("has with", "har med", "heeft met"),
        _("Contracts that say something: a fact, a tag, a note, a folder."),
        "has:notice_period",
    ),
    QueryField(
        Present(False),
        names("missing without", "mangler uten", "ontbreekt zonder"),
        _("Contracts that do not say it."),
        "missing:expiration_date",
    ),
    QueryField(
        Values(Column.FAULT),
        names("fault", "feil", "fout"),
        _("What went wrong while it was read."),
        "fault:no_text",
    ),
    QueryField(
        Numbers(),
        names("id", "nr nummer", "nr nummer"),
        _("The contract's number."),
        "id:17",
    ),
)
"""Likeliest first."""

_BY_NAME: dict[str, QueryField] = {
    spelling: field for field in FIELDS for name in field.names for spelling in spellings(name)
}

CLOSED: dict[Column, dict[str, Names]] = {
    Column.DOCUMENT_TYPE: {str(kind): called for kind, called in DOCUMENT_TYPES.items()},
    Column.STATUS: {str(status): called for status, called in STATUSES.items()},
}
"""The columns whose values are known beforehand, each with its names."""

EQUIVALENTS: dict[Column, dict[str, Names]] = {
    Column.LANGUAGE: LANGUAGES,
    Column.GOVERNING_LAW: LAWS,
}
"""The columns of which some values are known, each with its names."""


def field_of(name: str) -> QueryField | None:
    """The field of that name in any of the languages and any case."""
    return _BY_NAME.get(key(name))

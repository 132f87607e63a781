"""The names of fields and values in three languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

import pytest

from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.outlook import Status
from arkiv.domain.query import parse
from arkiv.domain.query_days import NAMED_DAYS, UNITS
from arkiv.domain.query_fields import FIELDS, QueryField, field_of
from arkiv.domain.query_names import (
    DOCUMENT_TYPES,
    FLAGS,
    LANGUAGES,
    LAWS,
    STATUSES,
    TRUTHS,
    Names,
    key,
    spellings,
)
from arkiv.domain.query_presence import PRESENCES, present_field
from arkiv.domain.query_tree import Column, DateField, Flag, Node, TextField, Value
from arkiv.domain.searching import Facet

TODAY = date(2026, 11, 22)

T = TypeVar("T")


def root(text: str) -> Node:
    return parse(text, TODAY).root


def clashes(table: Iterable[tuple[T, Names]]) -> list[tuple[str, T, T]]:
    """The spellings that mean two things."""
    meant: dict[str, T] = {}
    found = []
    for meaning, names in table:
        for spelling in {one for name in names for one in spellings(name)}:
            if meant.setdefault(spelling, meaning) != meaning:
                found.append((spelling, meant[spelling], meaning))
    return found


@pytest.mark.parametrize(
    "table",
    [
        FLAGS,
        STATUSES,
        DOCUMENT_TYPES,
        LAWS,
        TRUTHS,
        NAMED_DAYS,
        UNITS,
        PRESENCES,
    ],
)
def test_no_name_means_two_things(table: Mapping[object, Names]) -> None:
    assert clashes(table.items()) == []


def test_no_name_is_that_of_two_fields() -> None:
    assert clashes((field, field.names) for field in FIELDS) == []


def test_only_norwegian_is_two_languages() -> None:
    assert {spelling for spelling, *_two in clashes(LANGUAGES.items())} == {
        "norsk",
        "norwegian",
        "noors",
    }
    assert root("language:norsk") == Value(Column.LANGUAGE, ("norsk", "nb", "nn"))


def test_every_text_column_and_day_can_be_asked_for() -> None:
    kinds = [field.kind for field in FIELDS]

    asked = {getattr(kind, "field", None) for kind in kinds}
    columns = {getattr(kind, "column", None) for kind in kinds}

    assert set(DateField) <= asked
    assert set(TextField) - {TextField.TAGS} <= asked
    assert set(Column) <= columns


def test_every_closed_value_has_a_name() -> None:
    assert set(DOCUMENT_TYPES) == set(DocumentType)
    assert set(STATUSES) == set(Status)
    assert set(FLAGS) == set(Flag)
    assert set(PRESENCES) == {*map(str, Field), "tag", "note", "owner", "folder", "fault"}
    assert all(present_field(field) for field in Field)


def test_facets_are_named_as_fields_are() -> None:
    assert [facet for facet in Facet if field_of(facet) is None] == []


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.names.en[0])
def test_every_name_of_a_field_asks_the_same(field: QueryField) -> None:
    name, _colon, value = field.example.partition(":")
    assert name in field.names.en

    asked = {root(f"{other}:{value}") for other in field.names}

    assert asked == {root(field.example)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("part:nordlys", "party:nordlys"),
        ("partij:nordlys", "party:nordlys"),
        ("tittel:leie", "title:leie"),
        ("titel:huur", "title:huur"),
        ("utløper:<90d", "expires:<90d"),
        ("UTLOPER:<90d", "expires:<90d"),
        ("utloeper:<90dager", "expires:<90d"),
        ("verloopt:vandaag", "expires:today"),
        ("utløper:idag", "expires:today"),
        ("verdi:>1mill", "value:>1m"),
        ("waarde:>1mln", "value:>1m"),
        ("signert:i-fjor", "signed:last-year"),
        ("getekend:vorig-jaar", "signed:last-year"),
        ("type:leieavtale", "type:lease"),
        ("type:huur", "type:lease"),
        ("type:Taushetserklæring", "type:nda"),
        ("status:aktiv", "status:active"),
        ("status:actief", "status:active"),
        ("status:beëindigd", "status:ended"),
        ("oppsigelse:neste-måned", "notice:next-month"),
        ("opzegging:volgende-maand", "notice:next-month"),
        ("har:oppsigelsesfrist", "has:notice_period"),
        ("heeft:opzegtermijn", "has:notice_period"),
        ("mangler:utløpsdato", "missing:expiration_date"),
        ("ontbreekt:einddatum", "missing:expiration_date"),
        ("er:signert", "is:signed"),
        ("is:getekend", "is:signed"),
        ("merke:risiko", "tag:risiko"),
        ("etikett:risiko", "tag:risiko"),
        ("label:risico", "tag:risico"),
        ("mappe:leie", "folder:leie"),
        ("map:huur", "folder:huur"),
        ("eier:kari", "owner:kari"),
        ("eigenaar:kari", "owner:kari"),
        ("språk:nederlandsk", "taal:nederlandsk"),
        ("lov:norge", "law:norge"),
        ("recht:noorwegen", "law:noorwegen"),
        ("gjennomgått:nei", "reviewed:no"),
        ("beoordeeld:nee", "reviewed:no"),
        ("frist:<90dager", "due:<90d"),
        ("termijn:volgende-maand", "due:next-month"),
        ("frist:forfalt", "due:overdue"),
        ('is:"te laat"', "is:overdue"),
        ("arkivert:idag", "filed:today"),
    ],
)
def test_norwegian_and_dutch_ask_the_same_as_english(typed: str, meant: str) -> None:
    assert root(typed) == root(meant)


def test_a_name_is_known_with_and_without_its_accents() -> None:
    assert spellings("utløper") == {"utloper", "utloeper"}
    assert spellings("språk") == {"sprak", "spraak"}
    assert key("Beëindigd") == "beeindigd"
    assert key("next month") == key("next-month") == key("Next_Month")

"""What is offered at the cursor of a query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arkiv.domain.query import parse
from arkiv.domain.query_completion import completions
from arkiv.domain.query_fields import FIELDS, QueryField
from arkiv.domain.searching import Facet

TODAY = date(2026, 11, 22)
ARCHIVE = {
    Facet.COUNTERPARTY: ("Nordlys Drift AS", "Acme"),
    Facet.TAG: ("risk", "risk/high", 'odd "tag"'),
    Facet.FOLDER: ("Property", "Property/Oslo"),
    Facet.OWNER: ("Kari Nordmann",),
    Facet.EXPIRY_YEAR: ("2027", "2028"),
    Facet.VALUE_BAND: ("NOK 100k..1m",),
    Facet.LANGUAGE: ("nb", "nl"),
}


def values(facet: Facet, begun: str) -> Sequence[str]:
    return [v for v in ARCHIVE.get(facet, ()) if v.lower().startswith(begun.lower())]


def after(text: str, language: str = "en") -> list[str]:
    """The texts that choosing each offer leaves; ``|`` is the cursor, else it is at the end."""
    before, _cursor, behind = text.partition("|")
    text = before + behind
    offers = completions(text, len(before), values, language)
    return [text[: one.start] + one.insert + text[one.end :] for one in offers]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("exp", "en", ["expires:", "expiration_date:"]),
        ("lease exp", "en", ["lease expires:", "lease expiration_date:"]),
        ("-ti", "en", ["-title:"]),
        ("(ti", "en", ["(title:"]),
        ("utl", "nb", ["utløper:", "utløpsdato:"]),
        ("utl", "en", ["utløper:", "utløpsdato:"]),
        ("part", "nl", ["partij:"]),
        ("verl", "nl", ["verloopt:", "verlengt:"]),
        ("tit", "nb", ["tittel:"]),
        ("status:", "en", ["status:upcoming", "status:active", "status:expired"]),
        ("status:a", "nb", ["status:aktiv", "status:avsluttet"]),
        ("status:ac", "nb", ["status:active"]),
        ("type:leas", "en", ["type:lease", "type:lease_equipment"]),
        ("type:huur", "nl", ["type:huur"]),
        ("type:lease,nd", "en", ["type:lease,nda"]),
        ("type:(lease OR nd", "en", ["type:(lease OR nda"]),
        ("tag:r", "en", ["tag:risk", "tag:risk/high"]),
        ("tag:o", "en", []),
        ("party:no", "en", ['party:"Nordlys Drift AS"']),
        ('party:"no', "en", ['party:"Nordlys Drift AS"']),
        ('party:"no|rd"', "en", ['party:"Nordlys Drift AS"']),
        ("folder:p", "en", ["folder:Property", "folder:Property/Oslo"]),
        ("owner:kari", "en", ['owner:"Kari Nordmann"']),
        ("nordl", "en", ['party:"Nordlys Drift AS"']),
        ("nordl", "nl", ['partij:"Nordlys Drift AS"']),
        ("expires:next", "en", [f"expires:next-{u}" for u in ["week", "month", "quarter", "year"]]),
        ("utløper:neste-m", "nb", ["utløper:neste-måned"]),
        ("expires:<90", "en", [f"expires:<90{unit}" for unit in "dwmqy"]),
        ("utløper:<1", "nb", ["utløper:<1d", "utløper:<1u", "utløper:<1m"]),
        ("expires:2027-q", "en", [f"expires:2027-Q{n}" for n in range(1, 5)]),
        ("expires:2026..next-m", "en", ["expires:2026..next-month"]),
        ("expires:202", "en", ["expires:2027", "expires:2028"]),
        ("signed:y", "en", ["signed:yesterday", "signed:yes"]),
        ("value:>1", "en", ["value:>1k", "value:>1m", "value:>1bn"]),
        ("value:>1m N", "en", ["value:>1m NOK", "value:>1m NZD"]),
        ("value:e", "en", ["value:EUR"]),
        ("is:tr", "en", ["is:trashed"]),
        ("due:ov", "en", ["due:overdue"]),
        ("frist:forf", "nb", ["frist:forfalt"]),
        ("er:ut", "nb", []),
        ("has:not", "en", ["has:notice_period", "has:note", "has:notice_deadline"]),
        ("mangler:opps", "nb", ["mangler:oppsigelsesfrist", "mangler:oppsigelsesdato"]),
        ("reviewed:", "en", ["reviewed:yes", "reviewed:no"]),
        ("ti|tle:x", "en", ["title:x"]),
        ("type:le|ese nda", "en", ["type:lease nda", "type:lease_equipment nda"]),
        ("zzz", "en", []),
        ('"exp', "en", []),
    ],
)
def test_what_can_stand_at_the_cursor_is_offered(
    text: str, language: str, expected: list[str]
) -> None:
    assert after(text, language)[: len(expected) or None] == expected


def test_every_field_is_offered_where_nothing_is_typed() -> None:
    offered = completions("", 0, values, "nb")

    assert [one.label for one in offered] == [f"{f.names.offered('nb')}:" for f in FIELDS]
    assert all(one.help and not one.complete for one in offered)


def test_an_amount_not_begun_is_offered_as_the_archive_has_it() -> None:
    assert "value:NOK 100k..1m" in after("value:")


@pytest.mark.parametrize("language", ["en", "nb", "nl"])
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.names.en[0])
def test_everything_offered_behind_a_field_can_be_asked(field: QueryField, language: str) -> None:
    name = field.names.offered(language)

    for text in after(f"{name}:", language):
        parse(text + " ", TODAY)


@given(st.text(st.sampled_from('ab:-()",<>.*12 typeaxspirvlun|tgd'), max_size=40), st.integers())
@settings(max_examples=400, deadline=None)
def test_completing_never_fails_and_stays_in_the_text(text: str, cursor: int) -> None:
    for one in completions(text, cursor, values):
        assert 0 <= one.start <= one.end <= len(text)

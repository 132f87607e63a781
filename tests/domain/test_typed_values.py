"""What a person types becomes the value of a field, or a sentence that says what to type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.facts import DocumentType, Field, FieldValue
from arkiv.domain.facts_json import value_to_json
from arkiv.domain.typed_values import field_named, typed_party, typed_values
from arkiv.domain.values import Duration, Money, Party, Per, Vat
from arkiv.errors import BadInput

YEARLY = Money(Decimal("1240000.00"), "NOK", Per.YEAR)


@pytest.mark.parametrize("text", ["expiration_date", "Expiration date", " EXPIRATION-DATE "])
def test_a_field_is_named_in_several_ways(text: str) -> None:
    assert field_named(text) is Field.EXPIRATION_DATE


def test_an_unknown_field_is_refused_with_a_suggestion() -> None:
    with pytest.raises(BadInput, match="Did you mean “expiration_date”"):
        field_named("expiry_date")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (Field.EXPIRATION_DATE, "2027-01-31", date(2027, 1, 31)),
        (Field.EXPIRATION_DATE, "31.12.2026", date(2026, 12, 31)),
        (Field.EXPIRATION_DATE, "3.4.2026", date(2026, 4, 3)),
        (Field.EXPIRATION_DATE, "31/12/2026", date(2026, 12, 31)),
        (Field.EXPIRATION_DATE, "12/31/2026", date(2026, 12, 31)),
        (Field.EXPIRATION_DATE, "04-04-2026", date(2026, 4, 4)),
        (Field.NOTICE_PERIOD, "P3M", Duration(months=3)),
        (Field.NOTICE_PERIOD, "p30d", Duration(days=30)),
        (Field.NOTICE_PERIOD, "3 months", Duration(months=3)),
        (Field.NOTICE_PERIOD, "3 måneder", Duration(months=3)),
        (Field.TERM, "1 jaar, 6 maanden", Duration(years=1, months=6)),
        (Field.TERM, "1y6m", Duration(years=1, months=6)),
        (Field.AUTO_RENEWAL, "true", True),
        (Field.SIGNED, "Nei", False),
        (Field.PAYMENT_DAYS, "30", 30),
        (Field.PAYMENT_DAYS, "2 weeks", 14),
        (Field.DOCUMENT_TYPE, "share purchase", DocumentType.SHARE_PURCHASE),
        (Field.LANGUAGE, "NO", "nb"),
        (Field.TITLE, "  Leieavtale   Kaigata 12 ", "Leieavtale Kaigata 12"),
        (Field.GOVERNING_LAW, "New York", "New York"),
        (Field.VALUE, "1240000.00 NOK year", YEARLY),
        (Field.VALUE, "NOK 1 240 000,00 per år", YEARLY),
        (Field.VALUE, "€ 12.500,00/month excl. VAT",
         Money(Decimal("12500.00"), "EUR", Per.MONTH, Vat.EXCLUDED)),
        (Field.VALUE, "1,000,000 usd once", Money(Decimal(1_000_000), "USD", Per.ONCE)),
        (Field.VALUE, '{"amount": "5.50", "currency": "EUR", "per": null, "vat": "included"}',
         Money(Decimal("5.50"), "EUR", None, Vat.INCLUDED)),
    ],
)  # fmt: skip
def test_values_are_read_as_typed(field: Field, text: str, value: FieldValue) -> None:
    assert typed_values(field, text) == (value,)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        (Field.EXPIRATION_DATE, "03/04/2026", "2026-04-03 or 2026-03-04"),
        (Field.EXPIRATION_DATE, "2027-02-30", "not a day there is"),
        (Field.EXPIRATION_DATE, "0202-01-01", "Check the year"),
        (Field.EXPIRATION_DATE, "January", "2027-01-31"),
        (Field.NOTICE_PERIOD, "3 fortnights", "P3M"),
        (Field.NOTICE_PERIOD, "3", "P3M"),
        (Field.NOTICE_PERIOD, "P0M", "no time at all"),
        (Field.NOTICE_PERIOD, "3 months 2 months", "P3M"),
        (Field.AUTO_RENEWAL, "maybe", "true or false"),
        (Field.PAYMENT_DAYS, "1 month", "number of days"),
        (Field.PAYMENT_DAYS, "99999", "Check the number"),
        (Field.DOCUMENT_TYPE, "leas", "Did you mean “lease”"),
        (Field.LANGUAGE, "norsk", "two letters"),
        (Field.TITLE, "x" * 501, "500 letters"),
        (Field.TITLE, "a\x1b[31mb", "does not fit"),
        (Field.VALUE, "1.240 NOK", "1240 or 1.24"),
        (Field.VALUE, "1240000", "no currency"),
        (Field.VALUE, "-5 NOK", "not an amount"),
        (Field.VALUE, "5 NOK maybe", "maybe"),
        (Field.VALUE, '{"amount": "NaN", "currency": "NOK"}', "not an amount"),
        (Field.VALUE, '{"amount": "5"}', "not an amount"),
        (Field.VALUE, "[]", "not an amount"),
        (Field.PARTIES, ";", "names no party"),
        (Field.PARTIES, "[{}]", "names no party"),
        (Field.PARTIES, '[{"name": " "}]', "names no party"),
        (Field.TERM, "", "arkiv reject"),
        (Field.TITLE, "null", "arkiv reject"),
    ],
)  # fmt: skip
def test_what_is_unclear_is_refused_and_the_field_named(field: Field, text: str, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        typed_values(field, text)

    assert told in str(refused.value)
    assert str(refused.value).startswith(f"{field}: ")


def test_parties_are_typed_with_role_and_number() -> None:
    typed = "Øst Eiendom AS (utleier, 923 609 016); Rise (Tianjin) Education; Nord AS (leier)"

    assert typed_values(Field.PARTIES, typed) == (
        Party("Øst Eiendom AS", "utleier", "923609016"),
        Party("Rise (Tianjin) Education"),
        Party("Nord AS", "leier"),
    )


def test_parties_are_typed_as_json() -> None:
    typed = '[{"name": "Nord AS", "role": null, "org_number": "923609016"}, {"name": "Sør; Øst"}]'

    assert typed_values(Field.PARTIES, typed) == (
        Party("Nord AS", None, "923609016"),
        Party("Sør; Øst"),
    )
    assert typed_party('{"name": "Nord AS", "role": "leier"}') == Party("Nord AS", "leier")


_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_LENGTHS = st.builds(
    Duration, st.integers(0, 99), st.integers(0, 99), st.just(0), st.integers(0, 99)
).filter(bool)
_AMOUNTS = st.builds(
    Money,
    st.decimals(0, 10**12, places=2, allow_nan=False),
    st.sampled_from(["NOK", "EUR"]),
    st.just(Per.YEAR),
    st.sampled_from([None, *Vat]),
)


@given(
    st.one_of(
        st.tuples(st.just(Field.EXPIRATION_DATE), _DAYS),
        st.tuples(st.just(Field.TERM), _LENGTHS),
        st.tuples(st.just(Field.PAYMENT_DAYS), st.integers(0, 3650)),
        st.tuples(st.just(Field.SIGNED), st.booleans()),
    )
)
def test_the_json_form_of_a_value_is_read_back(said: tuple[Field, FieldValue]) -> None:
    field, value = said

    spelled = value_to_json(value)

    text = str(spelled).lower() if isinstance(spelled, bool) else str(spelled)
    assert typed_values(field, text) == (value,)


@given(_AMOUNTS)
def test_an_amount_is_read_back_from_its_parts(money: Money) -> None:
    parts = (f"{money.amount:f}", money.currency, money.per, money.vat)

    assert typed_values(Field.VALUE, " ".join(str(p) for p in parts if p)) == (money,)


@given(st.sampled_from(list(Field)), st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(field: Field, text: str) -> None:
    refusal = None
    try:
        values = typed_values(field, text)
    except BadInput as refused:
        values, refusal = (), str(refused)

    assert values or (refusal is not None and refusal.startswith(f"{field}: "))

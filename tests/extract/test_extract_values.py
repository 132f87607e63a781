"""Dates, durations, amounts, organisation numbers and names as contracts write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.documents import Page
from arkiv.domain.values import Duration
from arkiv.extract.cues_loader import LANGUAGES
from arkiv.extract.dates import days_of, month_first
from arkiv.extract.durations import duration_of
from arkiv.extract.money import amount_of, currency_of
from arkiv.extract.names import alike, is_name, trimmed
from arkiv.extract.normalise import normalise
from arkiv.extract.org_numbers import is_norwegian, org_numbers_in


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1. januar 2026", date(2026, 1, 1)),
        ("01.01.2026", date(2026, 1, 1)),
        ("31.1.26", date(2026, 1, 31)),
        ("1 januari 2026", date(2026, 1, 1)),
        ("13-01-2026", date(2026, 1, 13)),
        ("d.d. 1 jan. 2026", date(2026, 1, 1)),
        ("January 1, 2026", date(2026, 1, 1)),
        ("1st day of January 2026", date(2026, 1, 1)),
        ("14t h day of April, 2015", date(2015, 4, 14)),
        ("3-31-16", date(2016, 3, 31)),
        ("24 OCT 2011", date(2011, 10, 24)),
        ("2026-12-31", date(2026, 12, 31)),
        ("12. März 2024", date(2024, 3, 12)),
        ("31. desember 1999", date(1999, 12, 31)),
    ],
)
def test_a_day_is_read(words: str, day: date) -> None:
    assert days_of(words, None) == (day,)


def test_a_day_that_can_be_swapped_has_both_readings() -> None:
    assert days_of("01/02/2026", None) == (date(2026, 2, 1), date(2026, 1, 2))
    assert days_of("01/02/2026", True) == (date(2026, 1, 2),)
    assert days_of("01/02/2026", False) == (date(2026, 2, 1),)


@pytest.mark.parametrize("words", ["31.02.2026", "section 15.2", "in May", "99/99/2026"])
def test_what_is_no_day_is_not_read(words: str) -> None:
    assert days_of(words, None) == ()


def test_the_order_of_a_document_is_told_by_a_day_past_the_twelfth() -> None:
    assert month_first("due 3/14/2026", None) is True
    assert month_first("due 14/3/2026", None) is False
    assert month_first("due 3/4/2026", None) is None


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_every_day_is_read_back_from_its_norwegian_and_iso_form(day: date) -> None:
    assert days_of(day.isoformat(), None) == (day,)
    assert days_of(f"{day.day:02}.{day.month:02}.{day.year}", False) == (day,)


@pytest.mark.parametrize(
    ("language", "words", "length"),
    [
        ("nb", "tre (3) måneder", "P3M"),
        ("nb", "12 mnd.", "P12M"),
        ("nb", "ett år", "P1Y"),
        ("nb", "6 – seks – måneders", "P6M"),
        ("nl", "drie (3) maanden", "P3M"),
        ("nl", "één jaar", "P1Y"),
        ("en", "ninety (90) days", "P90D"),
        ("en", "four-year", "P4Y"),
        ("en", "two quarters", "P6M"),
        ("de", "sechs Monate", "P6M"),
        ("sv", "24 månader", "P24M"),
        ("da", "seks måneders", "P6M"),
        ("nn", "ti år", "P10Y"),
    ],
)
def test_a_duration_is_read(language: str, words: str, length: str) -> None:
    assert duration_of(words, LANGUAGES[language].words) == Duration.parse(length)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("kr 1 250 000,-", "1250000.00"),
        ("NOK 1.250.000", "1250000.00"),
        ("MNOK 2,5", "2500000.00"),
        ("€ 12.500,00", "12500.00"),
        ("EUR 45.000", "45000.00"),
        ("$1,000,000", "1000000.00"),
        ("1,234,567.50 USD", "1234567.50"),
        ("kr. 418.000,00", "418000.00"),
        ("NOK 3 millioner", "3000000.00"),
    ],
)
def test_an_amount_is_read(words: str, amount: str) -> None:
    assert amount_of(words) == Decimal(amount)


def test_a_crown_is_that_of_the_language() -> None:
    assert [currency_of("kr 5", code) for code in ("nb", "sv", "da", "en")] == [
        "NOK",
        "SEK",
        "DKK",
        None,
    ]


def test_a_norwegian_number_holds_by_its_check_digit() -> None:
    assert is_norwegian("923609016")
    assert not is_norwegian("923609017")
    assert not is_norwegian("12345678")


def test_a_number_with_a_wrong_check_digit_or_without_a_label_is_left_out() -> None:
    text = normalise((Page(1, "org.nr. 923 609 016, konto 9236 09 01612, org.nr. 923609017"),))

    assert [n.number for n in org_numbers_in(text, "nb")] == ["923609016"]


@pytest.mark.parametrize(
    ("chunk", "name"),
    [
        (
            " and Dai Nippon Printing Co., Ltd., a Japanese corporation",
            "Dai Nippon Printing Co., Ltd.",
        ),
        ("1. Roosterwijs B.V., statutair gevestigd te Zwolle", "Roosterwijs B.V."),
        ("Apollo Things, Inc., a Delaware corporation ", "Apollo Things, Inc."),
        ("En Bedre Dag AS", "En Bedre Dag AS"),
        ("Bakke, Lie og Partnere AS", "Bakke, Lie og Partnere AS"),
    ],
)
def test_a_name_ends_where_its_description_begins(chunk: str, name: str) -> None:
    start, end = trimmed(chunk)

    assert chunk[start:end] == name
    assert is_name(name)


def test_groups_and_small_words_are_no_names() -> None:
    assert not any(map(is_name, ["Parties", "the Agreement", "a company", "Company and", "AS"]))


def test_names_are_one_whatever_their_case_and_legal_form() -> None:
    assert alike("KAIGATA EIENDOM AS", "Kaigata Eiendom")
    assert not alike("Kaigata Eiendom AS", "Storgata Eiendom AS")

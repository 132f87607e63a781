"""Durations and money as contracts state them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.values import Duration, Money, Per, Vat

durations = st.builds(
    Duration,
    years=st.integers(0, 99),
    months=st.integers(0, 99),
    weeks=st.integers(0, 99),
    days=st.integers(0, 999),
)


@given(durations)
def test_a_duration_reads_what_it_writes(duration: Duration) -> None:
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize("text", ["", "P", "3M", "P3", "PT3M", "P-3M", "P3M2Y"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2028, 1, 31), "P1M", date(2028, 2, 29)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2026, 11, 30), "P3M", date(2027, 2, 28)),
        (date(2026, 12, 1), "P2W", date(2026, 12, 15)),
    ],
)
def test_a_month_is_a_month_and_ends_with_its_last_day(
    day: date, duration: str, expected: date
) -> None:
    assert Duration.parse(duration).after(day) == expected


def test_before_goes_back_by_the_calendar() -> None:
    assert Duration(months=1).before(date(2026, 3, 31)) == date(2026, 2, 28)


def test_money_reads_what_a_person_types() -> None:
    assert Money.parse("1240000.00 NOK year excluded") == Money(
        Decimal("1240000.00"), "NOK", Per.YEAR, Vat.EXCLUDED
    )
    assert Money.parse("5000 EUR") == Money(Decimal(5000), "EUR")


@pytest.mark.parametrize("text", ["", "NOK", "x NOK", "1 NOK decade"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Money.parse(text)

"""Status and next dates, as a contract manager would count them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.counting import counted_back
from arkiv.domain.deadlines import upcoming
from arkiv.domain.facts import Facts
from arkiv.domain.outlook import Status
from arkiv.domain.values import Duration
from fakes.summaries import contract_with

TODAY = date(2026, 12, 1)
LEASE = Facts(
    effective_date=date(2024, 2, 1),
    expiration_date=date(2027, 1, 31),
    auto_renewal=True,
    renewal_term=Duration(years=1),
    notice_period=Duration(months=3),
)


def next_notice(facts: Facts, today: date) -> date | None:
    return upcoming(contract_with(facts), today).next_notice


def next_expiration(facts: Facts, today: date) -> date | None:
    return upcoming(contract_with(facts), today).next_expiration


def status(facts: Facts, today: date) -> Status:
    return upcoming(contract_with(facts), today).status


def test_notice_is_given_the_day_before_the_period_begins() -> None:
    counted = counted_back(date(2027, 1, 31), Duration(months=3))
    assert counted.rule == counted.careful == date(2026, 10, 31)


def test_after_the_first_deadline_the_next_one_counts_from_the_renewed_end() -> None:
    assert next_notice(LEASE, date(2026, 10, 31)) == date(2026, 10, 31)
    assert next_notice(LEASE, date(2026, 11, 1)) == date(2027, 10, 31)


def test_a_stated_deadline_goes_before_a_computed_one() -> None:
    stated = replace(LEASE, notice_deadline=date(2026, 12, 15))
    assert next_notice(stated, TODAY) == date(2026, 12, 15)


def test_a_contract_past_its_end_that_renews_ends_with_its_renewal() -> None:
    assert next_expiration(LEASE, date(2027, 2, 1)) == date(2028, 1, 31)
    assert next_expiration(LEASE, date(2029, 2, 1)) == date(2030, 1, 31)


def test_a_renewal_of_unknown_length_gives_no_date_instead_of_a_guess() -> None:
    unknown = replace(LEASE, renewal_term=None)
    assert next_expiration(unknown, date(2027, 2, 1)) is None
    assert status(unknown, date(2027, 2, 1)) is Status.ACTIVE


def test_a_contract_without_renewal_expires_and_wants_no_notice() -> None:
    fixed = replace(LEASE, auto_renewal=False)
    assert next_notice(fixed, TODAY) is None
    assert next_expiration(fixed, date(2027, 2, 1)) is None
    assert status(fixed, date(2027, 1, 31)) is Status.ACTIVE
    assert status(fixed, date(2027, 2, 1)) is Status.EXPIRED


def test_status_before_the_start_and_without_dates() -> None:
    assert status(LEASE, date(2024, 1, 31)) is Status.UPCOMING
    assert status(Facts(), TODAY) is Status.UNKNOWN
    assert status(Facts(evergreen=True), TODAY) is Status.ACTIVE


def test_an_ended_contract_has_nothing_ahead() -> None:
    ahead = upcoming(contract_with(LEASE, ended_on=date(2026, 11, 30)), TODAY)
    assert (ahead.status, ahead.next_expiration, ahead.next_notice) == (Status.ENDED, None, None)


def test_month_ends_are_counted_from_the_first_end() -> None:
    monthly = replace(
        LEASE,
        expiration_date=date(2026, 1, 31),
        renewal_term=Duration(months=1),
        notice_period=None,
    )
    assert next_expiration(monthly, date(2026, 3, 1)) == date(2026, 3, 31)


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(1, 36),
    st.integers(1, 12),
    st.integers(0, 4000),
)
def test_next_notice_is_never_past_and_leaves_the_whole_period(
    end: date, renewal_months: int, notice_months: int, days_later: int
) -> None:
    today = end + timedelta(days=days_later)
    facts = Facts(
        expiration_date=end,
        auto_renewal=True,
        renewal_term=Duration(months=renewal_months),
        notice_period=Duration(months=notice_months),
    )
    found = next_notice(facts, today)
    assert found is not None
    assert found >= today

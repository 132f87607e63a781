"""Dates that a published contract tracker got wrong, and what they have to be.

GLPI calls the first day after a term its end; here an end is the last day in force, a day before.
Where a thread gives no dates, those here show the same fault.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from arkiv.domain.contracts import Acknowledgement, Summary
from arkiv.domain.deadlines import look_ahead, upcoming
from arkiv.domain.facts import Facts
from arkiv.domain.outlook import Deadline, DeadlineKind, State, Status
from arkiv.domain.values import Duration
from fakes.summaries import contract_with

_DAY = timedelta(days=1)


def tacit(start: date, term: int, renewal: int, notice: int | None = None) -> Facts:
    """Lengths in months, the end not stated."""
    return Facts(
        effective_date=start,
        term=Duration(months=term),
        auto_renewal=True,
        renewal_term=Duration(months=renewal),
        notice_period=Duration(months=notice) if notice is not None else None,
    )


def of_kind(contract: Summary, today: date, kind: DeadlineKind) -> list[Deadline]:
    return [d for d in look_ahead(contract, today).deadlines if d.kind is kind]


def test_notice_counts_from_the_renewed_end_and_not_from_the_first() -> None:
    """glpi-project/glpi #23084: the end had moved on to 2026, the notice stayed in 2025."""
    facts = replace(
        tacit(date(2024, 8, 28), 12, 12, notice=2), expiration_date=date(2025, 8, 28) - _DAY
    )
    ahead = upcoming(contract_with(facts), date(2026, 2, 11))
    assert ahead.next_expiration == date(2026, 8, 28) - _DAY
    assert ahead.next_notice == date(2026, 6, 28) - _DAY


def test_a_renewed_contract_is_not_called_expired() -> None:
    """glpi-project/glpi #23084: boxes on the start page counted from the first end alone."""
    contract = contract_with(tacit(date(2024, 8, 28), 12, 12, notice=2))
    assert upcoming(contract, date(2025, 8, 28)).status is Status.ACTIVE
    assert not of_kind(contract, date(2025, 8, 28), DeadlineKind.EXPIRATION)


def test_three_years_are_renewed_by_one_and_not_by_three() -> None:
    """glpi-project/glpi #15893: a 36-month contract rolled on by 36 months instead of by 12."""
    contract = contract_with(tacit(date(2020, 8, 1), 36, 12, notice=3))
    ahead = upcoming(contract, date(2023, 10, 31))
    assert ahead.next_expiration == date(2024, 8, 1) - _DAY
    assert ahead.next_notice == date(2024, 5, 1) - _DAY


def test_the_initial_term_counts_once() -> None:
    """glpi-project/glpi #14703: 60 months renewed by 12 came to 120 months instead of 72."""
    contract = contract_with(tacit(date(2017, 1, 1), 60, 12))
    assert upcoming(contract, date(2022, 6, 1)).next_expiration == date(2023, 1, 1) - _DAY
    assert upcoming(contract, date(2023, 5, 12)).next_expiration == date(2024, 1, 1) - _DAY


def test_the_first_notice_waits_for_the_whole_initial_term() -> None:
    """glpi-project/glpi #6004: the renewal's 12 months stood in for the first 36, and the mail
    came two years early."""
    contract = contract_with(tacit(date(2018, 9, 27), 36, 12, notice=3))
    before = look_ahead(contract, date(2019, 6, 6))
    assert before.upcoming.next_notice == date(2021, 6, 27) - _DAY
    assert before.next_due is not None and before.next_due.day == date(2021, 6, 26)
    twenty_one_days_ahead = before.next_due.day - timedelta(days=21)
    assert twenty_one_days_ahead == date(2021, 6, 6) - _DAY


@pytest.mark.parametrize("start", [date(2024, 4, 1), date(2024, 6, 1)])
def test_a_past_date_of_a_contract_that_does_not_renew_never_rolls_on(start: date) -> None:
    """glpi-project/glpi #18954: without renewal, a notice date in the past jumped a year ahead."""
    facts = replace(tacit(start, 12, 12, notice=3), auto_renewal=False)
    today = date(2025, 2, 10)
    ahead = upcoming(contract_with(facts), today)
    end = date(start.year + 1, start.month, 1) - _DAY
    assert (ahead.next_notice, ahead.next_expiration) == (None, end)
    assert {d.day for d in look_ahead(contract_with(facts), today).deadlines} == {end}


def test_a_missed_option_stays_in_the_past() -> None:
    """glpi-project/glpi #18954: a day that has passed is shown as passed."""
    facts = replace(
        tacit(date(2024, 4, 1), 12, 12, notice=3), auto_renewal=False, renewal_option=True
    )
    option = of_kind(contract_with(facts), date(2025, 2, 10), DeadlineKind.OPTION)
    assert [d.rule for d in option] == [date(2025, 1, 1) - _DAY]


def test_an_end_is_told_by_the_end_and_not_by_the_start() -> None:
    """glpi-project/glpi #2596: the mail about the end was timed from the first day."""
    facts = Facts(effective_date=date(2017, 8, 10), term=Duration(months=12))
    (deadline,) = look_ahead(contract_with(facts), date(2017, 7, 20)).deadlines
    assert deadline.kind is DeadlineKind.EXPIRATION
    assert deadline.day == date(2018, 8, 10) - _DAY


def test_what_was_said_of_a_wrong_date_does_not_silence_the_corrected_one() -> None:
    """glpi-project/glpi #4760: rows of sent alerts, left from a wrong calculation, kept the right
    date quiet."""
    wrong = contract_with(tacit(date(2018, 1, 1), 12, 12, notice=3))
    (acked,) = of_kind(wrong, date(2018, 6, 1), DeadlineKind.NOTICE)
    done = Acknowledgement(*acked.key, snoozed_until=None, reason="renewed", actor="kim")

    corrected = replace(
        wrong, facts=tacit(date(2018, 1, 1), 18, 12, notice=3), acknowledged=(done,)
    )

    (asked,) = of_kind(corrected, date(2018, 6, 1), DeadlineKind.NOTICE)
    assert asked.rule == date(2019, 4, 1) - _DAY
    assert asked.state is State.OPEN
    assert look_ahead(corrected, date(2019, 4, 1)).overdue != ()


def test_one_renewals_acknowledgement_does_not_reach_the_next() -> None:
    """glpi-project/glpi #4571, seen with #4760: a flag once set, no further mail was sent."""
    contract = contract_with(tacit(date(2018, 1, 1), 12, 12, notice=3))
    (acked,) = of_kind(contract, date(2018, 6, 1), DeadlineKind.NOTICE)
    done = Acknowledgement(*acked.key, snoozed_until=None, reason="", actor="kim")
    said = replace(contract, acknowledged=(done,))
    (asked,) = of_kind(said, date(2019, 3, 1), DeadlineKind.NOTICE)
    assert (asked.day, asked.state) == (date(2019, 10, 1) - _DAY, State.OPEN)


def test_unlike_periods_agree_whether_or_not_the_first_has_ended() -> None:
    """glpi-project/glpi #17725: only contracts begun before about 2020 were wrong, since the
    others had not come to their first end."""
    today = date(2024, 8, 27)
    old = contract_with(tacit(date(2018, 1, 1), 60, 12))
    young = contract_with(tacit(date(2021, 1, 1), 60, 12))
    assert upcoming(old, today).next_expiration == date(2025, 1, 1) - _DAY
    assert upcoming(young, today).next_expiration == date(2026, 1, 1) - _DAY


def test_a_renewal_that_somebody_has_to_ask_for_does_not_happen_by_itself() -> None:
    """glpi-project/glpi #23516: express renewal was shown as if it had been used already."""
    facts = Facts(
        effective_date=date(2024, 1, 1),
        term=Duration(months=24),
        auto_renewal=False,
        renewal_option=True,
        renewal_term=Duration(months=12),
    )
    contract = contract_with(facts)
    assert upcoming(contract, date(2025, 6, 1)).next_expiration == date(2026, 1, 1) - _DAY
    assert upcoming(contract, date(2026, 1, 1)).status is Status.EXPIRED
    assert not of_kind(contract, date(2025, 6, 1), DeadlineKind.RENEWAL)


def test_between_notice_and_end_the_missed_day_is_still_shown() -> None:
    """Not among the nine: GLPI rolls the notice itself past today, so a missed one is gone."""
    contract = contract_with(tacit(date(2025, 1, 1), 12, 12, notice=3))
    today = date(2025, 10, 15)
    outlook = look_ahead(contract, today)
    notices = of_kind(contract, today, DeadlineKind.NOTICE)
    assert [d.rule for d in notices] == [date(2025, 10, 1) - _DAY, date(2026, 10, 1) - _DAY]
    assert [d.rule for d in outlook.overdue] == [date(2025, 10, 1) - _DAY]
    renewals = of_kind(contract, today, DeadlineKind.RENEWAL)
    assert [d.day for d in renewals] == [date(2026, 1, 1)]


def test_the_end_of_a_month_neither_overflows_nor_drifts() -> None:
    """Not among the nine: six months from 31 August came to 3 March in one place and to
    28 February in another, and month by month the 31st wore down to the 28th."""
    half_a_year = contract_with(Facts(effective_date=date(2025, 8, 31), term=Duration(months=6)))
    assert upcoming(half_a_year, date(2025, 9, 1)).next_expiration == date(2026, 2, 28) - _DAY
    monthly = contract_with(tacit(date(2024, 12, 31), 1, 1))
    assert upcoming(monthly, date(2025, 2, 28)).next_expiration == date(2025, 3, 31) - _DAY


def test_a_renewal_of_no_length_never_loops() -> None:
    """glpi-project/glpi #24274: tacit renewal by nothing went round for ever."""
    contract = contract_with(tacit(date(2020, 1, 1), 12, 0, notice=3))
    outlook = look_ahead(contract, date(2026, 1, 1))
    assert outlook.upcoming.status is Status.ACTIVE
    assert outlook.upcoming.next_expiration is None
    assert [str(each) for each in outlook.missing] == ["renewal_term"]

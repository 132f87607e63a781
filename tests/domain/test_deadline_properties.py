"""Laws of the deadlines, and the same dates told by a walk through the days of a contract."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from arkiv.domain.contracts import Acknowledgement, Amended, Summary
from arkiv.domain.counting import counted_back, period_end, renewed_end
from arkiv.domain.deadlines import look_ahead, upcoming
from arkiv.domain.facts import Facts
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.proof import prove
from arkiv.domain.values import Duration, NoticeTo, YearDay, moved
from arkiv.domain.working_days import WorkingDays
from fakes.summaries import contract_with

_DAY = timedelta(days=1)
_ORDINARY, _SOAK = 400, 100_000
_WALKED = 1500
"""Days from a contract's start that the walk goes through."""

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
lengths = st.builds(
    Duration, st.integers(0, 3), st.integers(0, 18), st.integers(0, 5), st.integers(0, 45)
)
_FIRST_MONTHS = {
    NoticeTo.CALENDAR_YEAR: (1,),
    NoticeTo.HALF_YEAR: (1, 7),
    NoticeTo.QUARTER: (1, 4, 7, 10),
}


def _relative(length: Duration, times: int = 1) -> relativedelta:
    return relativedelta(
        years=length.years * times,
        months=length.months * times,
        days=(length.days + 7 * length.weeks) * times,
    )


# The walk: nothing of the engine is used in it.


def _tacit_ends(facts: Facts) -> Iterator[tuple[date, int]]:
    """The last days in force that a notice can keep it to: each before one more renewal."""
    assert facts.effective_date and facts.term and facts.renewal_term
    after_first = facts.effective_date + _relative(facts.term)
    limit = facts.renewal_limit
    times = 0
    while limit is None or times < limit:
        yield after_first + _relative(facts.renewal_term, times) - _DAY, times
        times += 1


def _period_ends(facts: Facts) -> Iterator[tuple[date, int]]:
    """The ends of periods, looked for day by day, not before the minimum term's end."""
    assert facts.effective_date is not None
    day = facts.effective_date
    if facts.term is not None:
        day = day + _relative(facts.term) - _DAY
    while True:
        if _closes_a_period(day, facts):
            yield day, 0
        day += _DAY


def _closes_a_period(day: date, facts: Facts) -> bool:
    start, morrow = facts.effective_date, day + _DAY
    assert start is not None
    if facts.notice_to is NoticeTo.CONTRACT_YEAR:
        return bool(start + relativedelta(years=morrow.year - start.year) == morrow)
    assert facts.notice_to is not None
    return morrow.day == 1 and morrow.month in _FIRST_MONTHS[facts.notice_to]


def _walk(facts: Facts, last: date) -> Iterator[tuple[date, date]]:
    """Each day, and the end that a notice given on it comes in time for.

    A notice begins to run the day after it is given, and has run out when its whole length fits
    before the day after the end.
    """
    assert facts.effective_date is not None and facts.notice_period is not None
    notice = _relative(facts.notice_period)
    ends = _tacit_ends(facts) if facts.auto_renewal else _period_ends(facts)
    end, _times = next(ends)
    begins_by = (end + _DAY - notice).toordinal()
    for ordinal in range(facts.effective_date.toordinal(), last.toordinal()):
        while not ordinal + 1 <= begins_by:
            following = next(ends, None)
            if following is None:
                return
            end = following[0]
            begins_by = (end + _DAY - notice).toordinal()
        yield date.fromordinal(ordinal), end


def _days_when_waiting_costs(facts: Facts, last: date) -> list[tuple[date, date]]:
    """The days after which notice comes in time for a later end only, or for none."""
    costly = []
    before: tuple[date, date] | None = None
    for day, end in _walk(facts, last):
        if before is not None and before[1] != end:
            costly.append(before)
        before = (day, end)
    if before is not None and before[0] < last - _DAY:
        costly.append(before)
    return costly


def _random_contract(chance: Random) -> Facts:
    start = date(chance.randrange(1995, 2050), 1, 1) + timedelta(chance.randrange(366))
    notice = chance.choice(
        [
            Duration(months=chance.randrange(1, 13)),
            Duration(days=chance.randrange(0, 120)),
            Duration(weeks=chance.randrange(1, 14)),
            Duration(months=chance.randrange(0, 7), days=chance.randrange(0, 20)),
        ]
    )
    facts = Facts(
        effective_date=start,
        term=Duration(months=chance.choice([1, 3, 6, 12, 12, 18, 24, 36])),
        notice_period=notice,
    )
    if chance.random() < 0.2:
        period = chance.choice([p for p in NoticeTo if p not in (NoticeTo.TERM, NoticeTo.MONTH)])
        term = facts.term if chance.random() < 0.5 else None
        return replace(facts, evergreen=True, notice_to=period, term=term)
    renewal = chance.choice(
        [
            Duration(months=chance.choice([1, 2, 3, 6, 12, 24])),
            Duration(days=chance.choice([30, 90])),
        ]
    )
    limit = chance.choice([None, None, 1, 2, 5])
    return replace(facts, auto_renewal=True, renewal_term=renewal, renewal_limit=limit)


def _agrees_with_the_walk(seed: int) -> None:
    chance = Random(seed)
    facts = _random_contract(chance)
    start = facts.effective_date
    assert start is not None
    last = start + timedelta(chance.randrange(30, _WALKED))
    contract = contract_with(facts)

    costly = _days_when_waiting_costs(facts, last)

    asked = {start, start + timedelta(chance.randrange((last - start).days))}
    if costly:
        day = chance.choice(costly)[0]
        asked |= {day, day + _DAY}
    for today in asked:
        ahead = [each for each in costly if each[0] >= today]
        found = upcoming(contract, today).next_notice
        if not ahead:
            assert found is None or found >= last - _DAY, (seed, facts, today, found)
            continue
        assert found == ahead[0][0], (seed, facts, today, found, ahead[0])
        notices = [d for d in look_ahead(contract, today).deadlines if d.kind == "notice"]
        told = [d.end for d in notices if d.rule >= today]
        assert told == [ahead[0][1]], (seed, facts, today, told, ahead[0])


def test_next_notice_is_the_day_a_walk_through_the_days_comes_to() -> None:
    for seed in range(_ORDINARY):
        _agrees_with_the_walk(seed)


@pytest.mark.soak
def test_next_notice_is_the_walks_for_a_hundred_thousand_contracts() -> None:
    for seed in range(_ORDINARY, _ORDINARY + _SOAK):
        _agrees_with_the_walk(seed)


@given(days, st.integers(-3000, 3000), st.integers(-4000, 4000))
def test_a_moved_day_is_the_one_dateutil_comes_to(day: date, months: int, more: int) -> None:
    try:
        expected = day + relativedelta(months=months, days=more)
    except (ValueError, OverflowError):
        with pytest.raises((ValueError, OverflowError)):
            moved(day, months, more)
        return
    assert moved(day, months, more) == expected


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_a_longer_notice_never_leaves_a_later_day(end: date, shorter: int, more: int) -> None:
    for unit in ("months", "weeks", "days", "years"):
        long = counted_back(end, Duration(**{unit: shorter + more}))
        short = counted_back(end, Duration(**{unit: shorter}))
        assert long.rule <= short.rule
        assert long.careful <= short.careful


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_more_working_days_never_leave_a_later_day(end: date, shorter: int, more: int) -> None:
    every_first = WorkingDays(lambda _country, year: {date(year, m, 1): "x" for m in range(1, 13)})
    long = counted_back(end, Duration(days=shorter + more), every_first, "NO")
    short = counted_back(end, Duration(days=shorter), every_first, "NO")
    assert long.rule <= short.rule
    assert long.careful <= short.careful


@given(days, lengths)
def test_the_careful_day_comes_first_and_both_are_by_the_end(end: date, notice: Duration) -> None:
    last = counted_back(end, notice)
    assert last.careful <= last.rule <= end


@given(days, st.integers(1, 48))
def test_a_notice_in_months_given_on_its_last_day_runs_out_in_time(end: date, months: int) -> None:
    last = counted_back(end, Duration(months=months)).rule
    assert last + _DAY + relativedelta(months=months) <= end + _DAY


@given(days, lengths, lengths, lengths, st.integers(0, 6000), st.none() | st.integers(0, 8))
def test_what_is_next_is_never_past(
    start: date, term: Duration, renewal: Duration, notice: Duration, later: int, limit: int | None
) -> None:
    facts = Facts(
        effective_date=start,
        term=term,
        auto_renewal=True,
        renewal_term=renewal,
        notice_period=notice,
        renewal_limit=limit,
    )
    today = start + timedelta(later)
    outlook = look_ahead(contract_with(facts), today)
    ahead = outlook.upcoming
    if term and renewal and limit is None:
        assert ahead.next_notice is not None and ahead.next_expiration is not None
    assert ahead.next_notice is None or ahead.next_notice >= today
    assert ahead.next_expiration is None or ahead.next_expiration >= today
    assert outlook.next_due is None or outlook.next_due.day >= today
    if ahead.next_notice is not None:
        assert outlook.next_due is not None
        assert outlook.next_due.day <= ahead.next_notice


@given(days, st.integers(1, 36), st.integers(0, 40))
def test_renewals_keep_the_day_of_the_month_they_began_on(
    end: date, months: int, times: int
) -> None:
    begins = renewed_end(end, Duration(months=months), times) + _DAY
    assert begins == end + _DAY + relativedelta(months=months * times)
    assert begins.day == (end + _DAY).day or (begins + _DAY).day == 1


@given(st.integers(1905, 2200), st.integers(1, 12))
def test_the_last_of_february_is_where_a_leap_day_would_be(year: int, times: int) -> None:
    leap_day = date(2024, 2, 29)
    moved_to = moved(leap_day, 12 * (year - 2024))
    assert moved_to == date(year, 2, 29 if isleap(year) else 28)
    # A term that ends with February ends with it every year, however long that is.
    end = renewed_end(leap_day, Duration(years=1), times)
    assert (end + _DAY).day == 1 and end.month == 2


@given(days, days, st.sampled_from([*NoticeTo]))
def test_a_period_ends_on_both_sides_of_a_day(day: date, start: date, period: NoticeTo) -> None:
    before = period_end(period, day, start, before=True)
    after = period_end(period, day, start, before=False)
    assert (before is None) == (after is None) == (period is NoticeTo.TERM)
    if before is None or after is None:
        return
    assert before <= day <= after
    assert (before == day) == (after == day)
    assert before == day or period_end(period, before + _DAY, start, before=False) == after


# Whatever the facts.

_wild_days = st.dates() | st.sampled_from([date.min, date.max]) | days
_counts = st.integers(0, 3) | st.integers(0, 20_000)
_wild_lengths = st.builds(Duration, _counts, _counts, _counts, _counts)
_year_days = st.sampled_from([YearDay(1, 1), YearDay(2, 29), YearDay(12, 31)])
_truth = st.sampled_from([None, False, True])


def _or_none(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


_wild_facts = st.builds(
    Facts,
    effective_date=_or_none(_wild_days),
    expiration_date=_or_none(_wild_days),
    term=_or_none(_wild_lengths),
    evergreen=_truth,
    auto_renewal=_truth,
    renewal_option=_truth,
    renewal_term=_or_none(_wild_lengths),
    notice_period=_or_none(_wild_lengths),
    notice_deadline=_or_none(_wild_days),
    notice_to=_or_none(st.sampled_from([*NoticeTo])),
    notice_business_days=_truth,
    renewal_limit=_or_none(st.integers(0, 3) | st.integers(0, 10**6)),
    probation=_or_none(_wild_lengths),
    price_adjustment=_or_none(_year_days),
    governing_law=st.sampled_from([None, "Norway"]),
)
_obligations = st.builds(
    Obligation,
    id=st.just("a"),
    contract=st.just(ContractId(1)),
    kind=st.sampled_from([*ObligationKind]),
    title=st.just("x"),
    on=_wild_days,
    since=_wild_days,
    rule=st.sampled_from([None, "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"]),
    notice=_or_none(_wild_lengths),
)
_wild_contracts = st.builds(
    contract_with,
    _wild_facts,
    ended_on=_or_none(_wild_days),
    renewed_until=_or_none(_wild_days),
    amended=_or_none(st.builds(Amended, st.just(ContractId(2)), _wild_days)),
    obligations=st.tuples() | st.tuples(_obligations),
)


@settings(max_examples=300, deadline=None)
@given(_wild_contracts, _wild_days)
def test_no_facts_are_too_strange(contract: Summary, today: date) -> None:
    outlook = look_ahead(contract, today)
    assert upcoming(contract, today) == outlook.upcoming
    assert [d.day for d in outlook.deadlines] == sorted(d.day for d in outlook.deadlines)
    ahead = outlook.upcoming
    assert ahead.next_notice is None or ahead.next_notice >= today
    assert ahead.next_expiration is None or ahead.next_expiration >= today
    for deadline in outlook.deadlines:
        assert deadline.due <= deadline.rule
        assert deadline.due <= deadline.day <= deadline.rule
        prove(contract, deadline, WorkingDays())


@settings(max_examples=300, deadline=None)
@given(_wild_contracts, _wild_days)
def test_when_all_is_acknowledged_nothing_is_overdue(contract: Summary, today: date) -> None:
    said = tuple(
        Acknowledgement(*each.key, snoozed_until=None, reason="", actor="kim")
        for each in look_ahead(contract, today).deadlines
    )
    assume(said)
    outlook = look_ahead(replace(contract, acknowledged=said), today)
    assert outlook.overdue == ()
    assert outlook.next_due is None
    assert all(d.day >= today for d in outlook.deadlines)


@example(date(2029, 3, 12), 1, 15)
@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(0, 36), st.integers(0, 120))
def test_a_notice_given_on_the_careful_day_is_over_by_the_end(
    end: date, months: int, days: int
) -> None:
    careful = counted_back(end, Duration(months=months, days=days)).careful

    assert careful + relativedelta(months=months, days=days) <= end
    assert careful + timedelta(days=days) + relativedelta(months=months) <= end

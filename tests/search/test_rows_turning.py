"""A row says how long it stays as it is: no day before that makes another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from arkiv.domain.contracts import Acknowledgement, Summary
from arkiv.domain.facts import Facts
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.query import parse
from arkiv.domain.query_tree import DateRange, Flag
from arkiv.domain.searching import DUE_WITHIN, OVERDUE, Facet
from arkiv.domain.values import Duration, NoticeTo
from arkiv.domain.working_days import WEEKENDS, WorkingDays
from arkiv.search.columns import Columns
from arkiv.search.rows import OwnSide, Row, row_of
from arkiv.search.rowstore import RowStore
from fakes.courses import contracts, days
from fakes.library import TODAY, Library
from fakes.summaries import contract_with

OWN = OwnSide()


def row(contract: Summary, today: date) -> Row:
    return replace(row_of(contract, today, OWN), until=0)


@given(contracts(), days(), st.integers(0, 400))
@settings(max_examples=1500, deadline=None)
def test_a_row_stays_until_the_day_it_says(contract: Summary, today: date, later: int) -> None:
    until = row_of(contract, today, OWN).until
    now = row(contract, today)

    last = min(date.fromordinal(until), today + timedelta(days=500))
    for day in {today + timedelta(days=1), today + timedelta(days=later), last}:
        if day.toordinal() <= until:
            assert row(contract, day) == now, day


@given(st.lists(contracts(), min_size=1, max_size=4), st.lists(days(600), min_size=2, max_size=6))
@settings(max_examples=300, deadline=None)
def test_columns_kept_from_day_to_day_are_as_made_anew(
    known: list[Summary], when: list[date]
) -> None:
    library = Library()
    for number, contract in enumerate(known, 1):
        library.keep(replace(contract, id=ContractId(number), seq=number))
    store = RowStore(library, OWN)

    for today in sorted(when):
        assert _told(store.columns(today)) == _told(RowStore(library, OWN).columns(today))


def _told(columns: Columns) -> list[object]:
    facets = [
        [sorted(columns.facet(facet).of_rows(columns.numbers == number)) for facet in Facet]
        for number in columns.numbers
    ]
    return [facets, columns.table.days.tolist(), columns.table.claims.tolist()]


@given(contracts(), days())
@settings(max_examples=300, deadline=None)
def test_a_value_of_the_facet_is_what_the_query_asks(contract: Summary, today: date) -> None:
    library = Library()
    library.keep(contract)
    columns = RowStore(library, OWN).columns(today)

    for value in DUE_WITHIN:
        asked = parse(f"due:<{value}", today).root
        assert isinstance(asked, DateRange)
        assert columns.dated(asked).tolist() == columns.facet(Facet.DUE).mask_of([value]).tolist()
    late = columns.facet(Facet.DUE).mask_of([OVERDUE])
    assert columns.flagged(Flag.OVERDUE).tolist() == late.tolist()


_FAR = (None, date.min, TODAY, date(9999, 1, 31), date.max)
_LONG = (None, Duration(), Duration(days=30), Duration(years=9999))


@given(
    st.builds(
        Facts,
        effective_date=st.sampled_from(_FAR),
        expiration_date=st.sampled_from(_FAR),
        notice_deadline=st.sampled_from(_FAR),
        auto_renewal=st.sampled_from((None, True)),
        renewal_option=st.sampled_from((None, True)),
        evergreen=st.sampled_from((None, True)),
        renewal_term=st.sampled_from(_LONG),
        notice_period=st.sampled_from(_LONG),
        notice_to=st.sampled_from((None, *NoticeTo)),
        probation=st.sampled_from(_LONG),
    )
)
@settings(max_examples=500, deadline=None)
def test_days_at_the_end_of_the_calendar_make_a_row_too(facts: Facts) -> None:
    """31.12.9999 is how some systems write *until further notice*."""
    assert row_of(contract_with(facts), TODAY, OWN).until >= TODAY.toordinal()


def obligation(on: date, rule: str | None = None, notice: Duration | None = None) -> Obligation:
    return Obligation(
        "a", ContractId(1), ObligationKind.OBLIGATION, "Report", on, TODAY, rule, notice
    )


def until(contract: Summary) -> date:
    return date.fromordinal(row_of(contract, TODAY, OWN).until)


def test_a_row_turns_where_its_deadline_comes_near_and_where_it_passes() -> None:
    day = TODAY + timedelta(days=100)
    contract = contract_with(obligations=(obligation(day),))

    turns = []
    today = TODAY
    while (last := date.fromordinal(row_of(contract, today, OWN).until)) < date.max:
        turns.append((last - day).days)
        today = last + timedelta(days=1)

    assert turns == [-91, -31, 0]


def test_a_row_turns_when_what_was_put_off_is_to_be_done_again() -> None:
    missed = TODAY - timedelta(days=3)
    said = Acknowledgement("obligation", missed, "a", TODAY + timedelta(days=7), "", "kari")
    contract = contract_with(obligations=(obligation(missed),), acknowledged=(said,))

    assert until(contract) == TODAY + timedelta(days=6)
    assert row(contract, TODAY).facets[Facet.DUE] == ()
    assert row(contract, TODAY + timedelta(days=7)).facets[Facet.DUE] == ("overdue",)


def test_a_row_turns_when_the_next_of_a_recurring_one_comes_into_sight() -> None:
    """It is known a year before somebody has to act for it."""
    yearly = obligation(TODAY + timedelta(days=280), "FREQ=YEARLY", Duration(days=180))
    said = Acknowledgement("obligation", TODAY + timedelta(days=100), "a", None, "", "kari")

    contract = contract_with(obligations=(yearly,), acknowledged=(said,))

    assert until(contract) == TODAY + timedelta(days=99)


def test_a_row_turns_when_one_that_is_done_makes_place_for_the_next() -> None:
    soon = obligation(TODAY + timedelta(days=5), "FREQ=YEARLY")
    said = Acknowledgement("obligation", TODAY + timedelta(days=5), "a", None, "", "kari")
    contract = contract_with(obligations=(soon,), acknowledged=(said,))
    passed = TODAY + timedelta(days=6)

    assert row(contract, TODAY).facets[Facet.DUE] == ()
    assert until(contract) < passed
    assert row(contract, passed).facets[Facet.DUE] == ("365d",)


def test_a_row_turns_when_a_recurring_one_was_missed_for_a_year() -> None:
    once = obligation(TODAY - timedelta(days=300), "FREQ=YEARLY;COUNT=1")
    contract = contract_with(obligations=(replace(once, since=once.on),))
    last = TODAY + timedelta(days=66)

    assert until(contract) == last
    assert row(contract, last).facets[Facet.DUE] == ("overdue",)
    assert row(contract, last + timedelta(days=1)).facets[Facet.DUE] == ()


def test_notice_in_working_days_heeds_the_holidays_it_is_given() -> None:
    facts = Facts(
        expiration_date=date(2027, 5, 18),
        auto_renewal=True,
        renewal_term=Duration(years=1),
        notice_period=Duration(days=1),
        notice_business_days=True,
        language="nb",
    )
    working = WorkingDays(lambda _country, year: {date(year, 5, 17): "17 May"})

    plain, heeding = (row_of(contract_with(facts), TODAY, OWN, one) for one in (WEEKENDS, working))

    assert plain.days != heeding.days
    assert plain.until != heeding.until


def test_a_row_without_days_stays_for_good() -> None:
    assert until(contract_with(Facts())) == date.max

"""Each rule of the deadlines, in tables that a contract manager can check by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from arkiv.domain.contracts import Acknowledgement, Amended, Link, LinkKind, Summary
from arkiv.domain.counting import counted_back, renewed_end
from arkiv.domain.deadlines import look_ahead, upcoming
from arkiv.domain.facts import Facts, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import (
    Obligation,
    ObligationKind,
    checked_rule,
    next_occurrence,
    occurrences,
)
from arkiv.domain.outlook import Deadline, DeadlineKind, Missing, State, Status
from arkiv.domain.proof import Caution, CautionKind, StepKind, prove
from arkiv.domain.values import Duration, NoticeTo, YearDay
from arkiv.domain.working_days import WorkingDays
from arkiv.errors import BadInput
from fakes.summaries import contract_with

NORWEGIAN_DAYS = {
    date(2026, 4, 2): "Maundy Thursday",
    date(2026, 4, 3): "Good Friday",
    date(2026, 4, 6): "Easter Monday",
}
WORKING = WorkingDays(lambda country, _year: NORWEGIAN_DAYS if country == "NO" else {})

TACIT = Facts(
    effective_date=date(2024, 1, 1),
    expiration_date=date(2025, 12, 31),
    auto_renewal=True,
    renewal_term=Duration(years=1),
    notice_period=Duration(months=3),
)
EVERGREEN = Facts(
    effective_date=date(2024, 2, 15), evergreen=True, notice_period=Duration(months=3)
)


def day(spelled: str) -> date:
    return date.fromisoformat(spelled)


def told(contract: Summary | Facts, today: str, *kinds: DeadlineKind) -> list[tuple[str, str]]:
    """Kind and day of each deadline, of these kinds or of all."""
    return [
        (str(d.kind), d.day.isoformat())
        for d in deadlines(contract, today)
        if not kinds or d.kind in kinds
    ]


def deadlines(contract: Summary | Facts, today: str) -> tuple[Deadline, ...]:
    summary = contract_with(contract) if isinstance(contract, Facts) else contract
    return look_ahead(summary, day(today), WORKING).deadlines


def next_notice(facts: Facts, today: str) -> str | None:
    found = upcoming(contract_with(facts), day(today), WORKING).next_notice
    return found.isoformat() if found else None


def next_end(facts: Facts, today: str) -> str | None:
    found = upcoming(contract_with(facts), day(today), WORKING).next_expiration
    return found.isoformat() if found else None


def missing(facts: Facts, *rejected: Field) -> tuple[Missing, ...]:
    contract = contract_with(facts, rejected=frozenset(rejected))
    return look_ahead(contract, day("2025-06-01")).missing


def cautions(facts: Facts, today: str, kind: DeadlineKind = DeadlineKind.NOTICE) -> list[Caution]:
    contract = contract_with(facts)
    first = next(d for d in look_ahead(contract, day(today), WORKING).deadlines if d.kind is kind)
    return list(prove(contract, first, WORKING).cautions)


# How it ends


@pytest.mark.parametrize(
    ("today", "status", "end"),
    [
        ("2023-12-31", Status.UPCOMING, "2025-12-31"),
        ("2024-01-01", Status.ACTIVE, "2025-12-31"),
        ("2025-12-31", Status.ACTIVE, "2025-12-31"),
        ("2026-01-01", Status.EXPIRED, None),
    ],
)
def test_a_fixed_term_ends_by_itself(today: str, status: Status, end: str | None) -> None:
    fixed = replace(TACIT, auto_renewal=False)
    assert upcoming(contract_with(fixed), day(today)).status is status
    assert next_end(fixed, today) == end
    assert next_notice(fixed, today) is None
    assert told(fixed, today) == [("expiration", "2025-12-31")]


@pytest.mark.parametrize(
    ("today", "notice", "end"),
    [
        ("2025-09-30", "2025-09-30", "2025-12-31"),
        ("2025-10-01", "2026-03-31", "2026-06-30"),
        ("2026-01-01", "2026-03-31", "2026-06-30"),
        ("2026-04-01", "2026-09-30", "2026-12-31"),
    ],
)
def test_a_renewal_of_another_length_than_the_term(today: str, notice: str, end: str) -> None:
    half_years = replace(TACIT, renewal_term=Duration(months=6))
    assert (next_notice(half_years, today), next_end(half_years, today)) == (notice, end)


@pytest.mark.parametrize(
    ("today", "notice", "end", "status"),
    [
        ("2025-09-30", "2025-09-30", "2025-12-31", Status.ACTIVE),
        ("2025-10-01", "2026-09-30", "2026-12-31", Status.ACTIVE),
        ("2026-10-01", None, "2027-12-31", Status.ACTIVE),
        ("2027-12-31", None, "2027-12-31", Status.ACTIVE),
        ("2028-01-01", None, None, Status.EXPIRED),
    ],
)
def test_after_its_last_renewal_it_is_over(
    today: str, notice: str | None, end: str | None, status: Status
) -> None:
    twice = replace(TACIT, renewal_limit=2)
    assert (next_notice(twice, today), next_end(twice, today)) == (notice, end)
    assert upcoming(contract_with(twice), day(today)).status is status


def test_the_last_renewal_shows_its_end_and_how_it_came_to_it() -> None:
    contract = contract_with(replace(TACIT, renewal_limit=2))
    for today in ("2027-06-01", "2028-06-01"):
        (end,) = (d for d in deadlines(contract, today) if d.kind is DeadlineKind.EXPIRATION)
        assert (end.day, end.times, end.bound) == (day("2027-12-31"), 2, day("2027-12-31"))
        steps = [step.kind for step in prove(contract, end, WORKING).steps]
        assert steps.index(StepKind.RENEWED) < steps.index(StepKind.ENDS)


def test_a_renewal_is_told_while_nobody_has_given_notice() -> None:
    assert told(TACIT, "2025-06-01") == [("notice", "2025-09-30"), ("renewal", "2026-01-01")]


def test_an_option_is_exercised_by_the_notice_before_the_end_and_else_it_is_over() -> None:
    option = replace(TACIT, auto_renewal=False, renewal_option=True)
    assert told(option, "2025-06-01") == [("option", "2025-09-30"), ("expiration", "2025-12-31")]
    assert told(replace(option, notice_period=None), "2025-06-01") == [
        ("option", "2025-12-31"),
        ("expiration", "2025-12-31"),
    ]
    found = [caution.kind for caution in cautions(option, "2025-06-01", DeadlineKind.OPTION)]
    assert CautionKind.OPTION_ASSUMED in found


def test_what_runs_until_somebody_ends_it_has_no_deadline() -> None:
    for period in (None, NoticeTo.TERM, NoticeTo.MONTH):
        facts = replace(EVERGREEN, notice_to=period)
        assert told(facts, "2026-03-01") == []
        assert upcoming(contract_with(facts), day("2026-03-01")).status is Status.ACTIVE


def test_after_the_minimum_term_it_runs_on() -> None:
    minimum = replace(EVERGREEN, term=Duration(years=2))
    assert next_notice(minimum, "2025-06-01") == "2025-11-14"
    assert next_notice(minimum, "2025-11-15") is None
    assert next_end(minimum, "2025-06-01") is None
    assert upcoming(contract_with(minimum), day("2030-01-01")).status is Status.ACTIVE
    (deadline,) = deadlines(minimum, "2025-06-01")
    assert (deadline.end, deadline.bound) == (day("2026-02-14"), None)


# What notice has to meet


@pytest.mark.parametrize(
    ("period", "notice", "bound"),
    [
        (NoticeTo.CONTRACT_YEAR, "2026-11-14", "2028-02-14"),
        (NoticeTo.CALENDAR_YEAR, "2026-09-30", "2027-12-31"),
        (NoticeTo.HALF_YEAR, "2026-03-31", "2026-12-31"),
        (NoticeTo.QUARTER, "2026-03-31", "2026-09-30"),
    ],
)
def test_notice_meets_the_end_of_a_period(period: NoticeTo, notice: str, bound: str) -> None:
    facts = replace(EVERGREEN, notice_to=period)
    assert next_notice(facts, "2026-03-01") == notice
    ahead = [d for d in deadlines(facts, "2026-03-01") if d.day >= day("2026-03-01")]
    assert [d.bound for d in ahead] == [day(bound)]


def test_a_period_gone_by_unused_is_still_shown_as_missed() -> None:
    facts = replace(EVERGREEN, notice_to=NoticeTo.CALENDAR_YEAR)
    notices = [(d.rule.isoformat(), d.bound) for d in deadlines(facts, "2026-10-15")]
    assert notices == [("2026-09-30", day("2027-12-31")), ("2027-09-30", day("2028-12-31"))]


def test_no_notice_is_missed_from_before_the_contract_or_its_minimum_term() -> None:
    new = replace(EVERGREEN, notice_to=NoticeTo.CALENDAR_YEAR)
    assert told(new, "2024-03-01") == [("notice", "2024-09-30")]
    least = replace(new, term=Duration(years=2))
    assert told(least, "2024-03-01") == [("notice", "2026-09-30")]
    short = replace(
        TACIT,
        effective_date=day("2026-01-01"),
        expiration_date=day("2026-01-31"),
        renewal_term=Duration(months=1),
    )
    assert told(short, "2026-01-10", DeadlineKind.NOTICE) == [("notice", "2026-01-30")]


def test_a_minimum_term_ends_with_the_first_period_after_it() -> None:
    facts = replace(EVERGREEN, term=Duration(years=2), notice_to=NoticeTo.QUARTER)
    (deadline,) = deadlines(facts, "2025-06-01")
    assert (deadline.rule, deadline.end) == (day("2025-12-31"), day("2026-03-31"))
    assert deadline.bound == day("2026-06-30")
    steps = prove(contract_with(facts), deadline, WORKING).steps
    assert (StepKind.MEETS, day("2026-03-31")) in [(step.kind, step.day) for step in steps]


@pytest.mark.parametrize(
    ("period", "notice"),
    [
        (NoticeTo.TERM, "2026-08-14"),
        (NoticeTo.CALENDAR_YEAR, "2025-09-30"),
        (NoticeTo.HALF_YEAR, "2026-03-31"),
        (NoticeTo.QUARTER, "2026-06-30"),
        (NoticeTo.MONTH, "2026-07-31"),
    ],
)
def test_within_a_term_notice_meets_the_last_period_of_it(period: NoticeTo, notice: str) -> None:
    facts = replace(
        TACIT,
        effective_date=day("2024-11-15"),
        expiration_date=day("2026-11-14"),
        notice_to=period,
    )
    assert next_notice(facts, "2025-06-01") == notice


# How it is counted


@pytest.mark.parametrize(
    ("end", "notice", "rule", "careful"),
    [
        ("2026-12-31", "P3M", "2026-09-30", "2026-09-30"),
        ("2026-12-31", "P1Y", "2025-12-31", "2025-12-31"),
        ("2026-12-31", "P30D", "2026-12-01", "2026-12-01"),
        ("2026-12-31", "P4W", "2026-12-03", "2026-12-03"),
        ("2026-12-31", "P1M15D", "2026-11-15", "2026-11-15"),
        ("2026-12-31", "P0D", "2026-12-31", "2026-12-31"),
        ("2026-09-30", "P2M", "2026-07-31", "2026-07-30"),
        ("2026-02-28", "P1M", "2026-01-31", "2026-01-28"),
        ("2028-02-29", "P1M", "2028-01-31", "2028-01-29"),
        ("2028-02-28", "P1M", "2028-01-28", "2028-01-28"),
        ("2026-03-31", "P1M", "2026-02-28", "2026-02-28"),
        ("2028-03-31", "P1M", "2028-02-29", "2028-02-29"),
        ("2026-03-30", "P1M", "2026-02-27", "2026-02-27"),
        ("2028-02-29", "P1Y", "2027-02-28", "2027-02-28"),
        ("2026-01-31", "P3M", "2025-10-31", "2025-10-31"),
    ],
)
def test_notice_counts_back_from_the_day_after_the_end(
    end: str, notice: str, rule: str, careful: str
) -> None:
    last = counted_back(day(end), Duration.parse(notice))
    assert (last.rule, last.careful) == (day(rule), day(careful))


@pytest.mark.parametrize(
    ("end", "notice", "country", "rule", "careful"),
    [
        ("2026-04-09", "P5D", "", "2026-04-02", "2026-04-02"),
        ("2026-04-09", "P5D", "NO", "2026-03-30", "2026-03-30"),
        ("2026-04-09", "P1W", "NO", "2026-03-30", "2026-03-30"),
        ("2026-04-30", "P1M", "NO", "2026-03-31", "2026-03-30"),
    ],
)
def test_working_days_leave_out_weekends_and_the_countrys_holidays(
    end: str, notice: str, country: str, rule: str, careful: str
) -> None:
    last = counted_back(day(end), Duration.parse(notice), WORKING, country)
    assert (last.rule, last.careful) == (day(rule), day(careful))


def test_whose_holidays_count_follows_from_the_law_and_else_from_the_language() -> None:
    facts = replace(
        TACIT,
        expiration_date=day("2026-04-09"),
        notice_period=Duration(days=5),
        notice_business_days=True,
    )
    assert next_notice(facts, "2026-03-01") == "2026-04-02"
    assert next_notice(replace(facts, language="nb"), "2026-03-01") == "2026-03-30"
    assert next_notice(replace(facts, governing_law="Norway"), "2026-03-01") == "2026-03-30"
    abroad = replace(facts, language="nb", governing_law="Sweden")
    assert next_notice(abroad, "2026-03-01") == "2026-04-02"
    assert Caution(CautionKind.NO_HOLIDAYS) in cautions(facts, "2026-03-01")


def test_a_lifetime_of_working_days_is_not_counted() -> None:
    facts = replace(TACIT, notice_period=Duration(days=99_999), renewal_term=Duration(days=1))
    assert next_notice(replace(facts, notice_business_days=True), "2026-03-01") is None


@pytest.mark.parametrize(
    ("end", "renewal", "times", "renewed"),
    [
        ("2026-01-31", "P1M", 1, "2026-02-28"),
        ("2026-01-31", "P1M", 2, "2026-03-31"),
        ("2026-01-30", "P1M", 1, "2026-02-27"),
        ("2026-01-30", "P1M", 2, "2026-03-30"),
        ("2024-02-29", "P1Y", 1, "2025-02-28"),
        ("2024-02-29", "P1Y", 4, "2028-02-29"),
        ("2024-02-28", "P1Y", 1, "2025-02-27"),
        ("2024-02-28", "P1Y", 4, "2028-02-28"),
        ("2025-12-31", "P30D", 2, "2026-03-01"),
        ("2025-12-31", "P1Y", 0, "2025-12-31"),
    ],
)
def test_renewals_are_counted_from_the_first_end(
    end: str, renewal: str, times: int, renewed: str
) -> None:
    assert renewed_end(day(end), Duration.parse(renewal), times) == day(renewed)


@pytest.mark.parametrize(
    ("today", "shown", "overdue"),
    [
        ("2026-07-01", "2026-07-30", False),
        ("2026-07-30", "2026-07-30", False),
        ("2026-07-31", "2026-07-31", False),
        ("2026-08-01", "2026-07-30", True),
    ],
)
def test_two_ways_of_counting_show_the_careful_day_while_it_can_be_kept(
    today: str, shown: str, overdue: bool
) -> None:
    facts = replace(TACIT, expiration_date=day("2026-09-30"), notice_period=Duration(months=2))
    contract = contract_with(facts)
    outlook = look_ahead(contract, day(today))
    deadline = next(d for d in outlook.deadlines if d.end == day("2026-09-30"))
    assert (deadline.due, deadline.rule) == (day("2026-07-30"), day("2026-07-31"))
    assert deadline.day == day(shown)
    assert (deadline in outlook.overdue) is overdue
    assert outlook.upcoming.next_notice == day("2027-07-31" if overdue else "2026-07-31")


def test_what_differs_between_two_ways_of_counting_is_said() -> None:
    facts = replace(TACIT, expiration_date=day("2026-09-30"), notice_period=Duration(months=2))
    assert Caution(CautionKind.TWO_WAYS, day("2026-07-31")) in cautions(facts, "2026-07-30")
    assert Caution(CautionKind.CAREFUL_PASSED, day("2026-07-30")) in cautions(facts, "2026-07-31")


@pytest.mark.parametrize(
    ("end", "before", "name"),
    [
        ("2026-05-31", "2026-02-27", ""),
        ("2026-07-02", "2026-04-01", "Maundy Thursday"),
        ("2026-07-06", "2026-04-01", "Easter Monday"),
    ],
)
def test_a_day_on_which_nobody_works_names_the_working_day_before(
    end: str, before: str, name: str
) -> None:
    facts = replace(TACIT, expiration_date=day(end), governing_law="Norway")
    assert Caution(CautionKind.FREE_DAY, day(before), name) in cautions(facts, "2025-12-01")


def test_a_working_day_needs_no_caution() -> None:
    facts = replace(TACIT, expiration_date=day("2026-05-30"), governing_law="Norway")
    assert cautions(facts, "2025-12-01") == []


def test_notice_that_counts_on_receipt_says_so_and_moves_no_day() -> None:
    on_receipt = replace(TACIT, notice_on_receipt=True)
    assert next_notice(on_receipt, "2025-06-01") == next_notice(TACIT, "2025-06-01")
    assert Caution(CautionKind.ON_RECEIPT) in cautions(on_receipt, "2025-06-01")
    assert Caution(CautionKind.ON_RECEIPT) not in cautions(TACIT, "2025-06-01")


# Stated deadlines


@pytest.mark.parametrize(
    ("today", "notice"),
    [
        ("2025-08-15", "2025-08-15"),
        ("2025-08-16", "2026-08-15"),
        ("2027-01-01", "2027-08-15"),
    ],
)
def test_a_stated_deadline_goes_first_and_moves_with_the_renewals(today: str, notice: str) -> None:
    stated = replace(TACIT, notice_deadline=day("2025-08-15"))
    assert next_notice(stated, today) == notice
    shifted = Caution(CautionKind.SHIFTED) in [
        caution
        for d in deadlines(stated, today)
        if d.day == day(notice)
        for caution in prove(contract_with(stated), d, WORKING).cautions
    ]
    assert shifted is (notice != "2025-08-15")


@pytest.mark.parametrize(
    ("stated", "end", "renewal", "shifted"),
    [
        ("2030-08-31", "2031-02-28", "P2Y", "2032-08-31"),
        ("2025-11-30", "2026-02-28", "P1Y", "2026-11-30"),
        ("2025-12-01", "2025-12-31", "P30D", "2025-12-31"),
    ],
)
def test_a_stated_deadline_keeps_its_distance(
    stated: str, end: str, renewal: str, shifted: str
) -> None:
    facts = replace(
        TACIT,
        expiration_date=day(end),
        notice_deadline=day(stated),
        renewal_term=Duration.parse(renewal),
    )
    after = date.fromordinal(day(stated).toordinal() + 1)
    assert next_notice(facts, after.isoformat()) == shifted


def test_a_stated_deadline_after_its_end_is_not_kept() -> None:
    late = replace(TACIT, notice_deadline=day("2026-02-01"))
    assert next_notice(late, "2025-06-01") == "2025-09-30"
    assert Missing.NOTICE_PERIOD in missing(replace(late, notice_period=None))
    amended = contract_with(
        Facts(auto_renewal=True, notice_deadline=day("2026-02-01")),
        amended=Amended(ContractId(2), day("2025-12-31")),
    )
    assert upcoming(amended, day("2026-01-15")).next_notice is None


@pytest.mark.parametrize("renews", [True, None])
@pytest.mark.parametrize("evergreen", [True, None])
def test_a_stated_deadline_is_told_though_no_end_is_known(
    renews: bool | None, evergreen: bool | None
) -> None:
    facts = Facts(auto_renewal=renews, evergreen=evergreen, notice_deadline=day("2025-08-15"))
    assert next_notice(facts, "2025-08-15") == "2025-08-15"
    assert next_notice(facts, "2025-08-16") is None
    assert told(facts, "2025-08-16") == [("notice", "2025-08-15")]


def test_a_last_day_for_notice_says_that_it_renews_where_nothing_else_does() -> None:
    silent = replace(TACIT, auto_renewal=None)
    assert next_notice(silent, "2025-06-01") is None
    told_by_hand = replace(silent, notice_deadline=day("2025-08-15"))
    assert next_notice(told_by_hand, "2025-06-01") == "2025-08-15"
    assert next_notice(replace(told_by_hand, auto_renewal=False), "2025-06-01") is None


# Dates by hand


def by_hand(**given: Any) -> Obligation:
    known: dict[str, Any] = {
        "id": "a",
        "contract": ContractId(1),
        "kind": ObligationKind.REVIEW,
        "title": "Look at the prices",
        "on": day("2025-03-31"),
        "since": day("2025-01-01"),
    }
    return Obligation(**(known | given))


@pytest.mark.parametrize("kind", [*ObligationKind])
def test_a_date_by_hand_stays_until_it_is_done(kind: ObligationKind) -> None:
    contract = contract_with(obligations=(by_hand(kind=kind),))
    for today in ("2025-01-15", "2025-03-31", "2027-01-01"):
        assert told(contract, today) == [(str(kind), "2025-03-31")]
    done = Acknowledgement(str(kind), day("2025-03-31"), "a", None, "", "kim")
    assert told(replace(contract, acknowledged=(done,)), "2027-01-01") == []


def test_a_date_by_hand_is_acted_on_its_notice_before() -> None:
    contract = contract_with(obligations=(by_hand(notice=Duration(months=1)),))
    (deadline,) = deadlines(contract, "2025-02-01")
    assert (deadline.day, deadline.end) == (day("2025-02-28"), day("2025-03-31"))


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=YEARLY", ["2025-03-31", "2026-03-31"]),
        (
            "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1",
            ["2025-03-31", "2025-09-30", "2026-03-31", "2026-09-30"],
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["2025-03-31", "2025-04-30", "2025-05-31"]),
        ("FREQ=YEARLY;UNTIL=20260331", ["2025-03-31", "2026-03-31"]),
        ("FREQ=MONTHLY;UNTIL=20250601;BYDAY=-1FR", ["2025-04-25", "2025-05-30"]),
    ],
)
def test_a_recurring_date_comes_by_its_rule(rule: str, days: list[str]) -> None:
    obligation = by_hand(rule=checked_rule(rule, day("2025-03-31")))
    found = occurrences(obligation, day("2025-01-01"), day("2026-12-31"))
    assert [each.isoformat() for each in found] == days
    assert next_occurrence(obligation, day("2025-01-01")) == day(days[0])
    assert next_occurrence(obligation, day("2025-03-31")) == day(days[0])


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=MONTHLY;INTERVAL=0;BYMONTHDAY=30;BYMONTH=2",
        "FREQ=HOURLY",
        "FREQ=YEARLY;UNTIL=20240101",
        "every spring",
        "",
    ],
)
def test_a_rule_that_never_comes_on_is_refused(rule: str) -> None:
    with pytest.raises(BadInput):
        checked_rule(rule, day("2025-03-31"))


def test_a_recurring_date_is_not_asked_for_from_before_it_was_entered() -> None:
    yearly = by_hand(on=day("2015-06-01"), since=day("2025-01-01"), rule="FREQ=YEARLY")
    contract = contract_with(obligations=(yearly,))
    assert told(contract, "2025-03-01") == [("review", "2025-06-01")]
    assert told(contract, "2025-07-01") == [("review", "2025-06-01"), ("review", "2026-06-01")]


def test_a_recurring_date_is_listed_as_far_as_it_has_to_be_acted_on() -> None:
    monthly = by_hand(on=day("2025-01-15"), rule="FREQ=MONTHLY", notice=Duration(months=3))
    contract = contract_with(obligations=(monthly,))
    listed = look_ahead(contract, day("2025-01-01"), WORKING, day("2025-02-28")).deadlines
    ahead = [d.day for d in listed if d.day >= day("2025-01-01")]
    assert ahead[:2] == [day("2025-01-15"), day("2025-02-15")]


def test_of_a_recurring_date_the_next_is_told_however_far_it_is() -> None:
    rare = by_hand(on=day("2030-01-01"), rule="FREQ=YEARLY;INTERVAL=5")
    assert told(contract_with(obligations=(rare,)), "2025-01-01") == [("review", "2030-01-01")]


# What else the facts say


def test_probation_ends_the_day_before_its_months_are_over() -> None:
    facts = Facts(effective_date=day("2025-02-01"), evergreen=True, probation=Duration(months=6))
    assert told(facts, "2025-03-01") == [("probation", "2025-07-31")]
    assert told(replace(facts, effective_date=None), "2025-03-01") == []


@pytest.mark.parametrize(
    ("start", "end", "today", "adjusted"),
    [
        ("2024-01-01", None, "2025-06-30", ["2025-07-01"]),
        ("2024-01-01", None, "2025-07-01", ["2025-07-01"]),
        ("2024-01-01", None, "2025-07-02", ["2026-07-01"]),
        ("2026-01-01", None, "2025-12-01", ["2026-07-01"]),
        ("2026-08-01", None, "2025-12-01", ["2027-07-01"]),
        ("2024-01-01", "2026-05-31", "2025-07-02", []),
        ("2024-01-01", "2025-05-31", "2025-06-02", []),
    ],
)
def test_prices_are_adjusted_once_a_year_while_it_is_in_force(
    start: str, end: str | None, today: str, adjusted: list[str]
) -> None:
    facts = Facts(
        effective_date=day(start),
        expiration_date=day(end) if end else None,
        evergreen=None if end else True,
        price_adjustment=YearDay(7, 1),
    )
    found = told(facts, today, DeadlineKind.PRICE_ADJUSTMENT)
    assert [each for _kind, each in found] == adjusted


def test_prices_adjusted_on_a_leap_day_are_so_every_year() -> None:
    facts = Facts(evergreen=True, price_adjustment=YearDay(2, 29))
    assert told(facts, "2027-01-01") == [("price_adjustment", "2027-02-28")]
    assert told(facts, "2028-01-01") == [("price_adjustment", "2028-02-29")]


# What people and amendments say


def test_an_ended_contract_has_no_dates() -> None:
    contract = contract_with(
        TACIT, ended_on=day("2025-03-31"), obligations=(by_hand(rule="FREQ=YEARLY"),)
    )
    assert upcoming(contract, day("2025-04-01")).status is Status.ENDED
    assert told(contract, "2025-04-01") == []


@pytest.mark.parametrize("facts", [TACIT, replace(TACIT, auto_renewal=False), Facts(), EVERGREEN])
def test_until_it_ends_only_what_comes_before_counts(facts: Facts) -> None:
    contract = contract_with(
        facts,
        ended_on=day("2026-03-30"),
        obligations=(by_hand(on=day("2026-03-01")), by_hand(id="b", on=day("2026-04-01"))),
    )
    ahead = upcoming(contract, day("2026-02-01"))
    assert (ahead.status, ahead.next_expiration) == (Status.ACTIVE, day("2026-03-30"))
    assert ahead.next_notice is None
    assert told(contract, "2026-02-01") == [("review", "2026-03-01"), ("expiration", "2026-03-30")]


def test_it_runs_from_the_end_that_a_person_said() -> None:
    contract = contract_with(TACIT, renewed_until=day("2027-06-30"))
    ahead = upcoming(contract, day("2026-06-01"))
    assert (ahead.next_expiration, ahead.next_notice) == (day("2027-06-30"), day("2027-03-31"))
    fixed = contract_with(replace(TACIT, auto_renewal=False), renewed_until=day("2027-06-30"))
    assert upcoming(fixed, day("2026-06-01")).next_expiration == day("2027-06-30")


@pytest.mark.parametrize(
    ("renewed_until", "notice"),
    [("2025-12-31", "2025-09-30"), ("2026-12-31", "2026-09-30"), ("2027-12-31", None)],
)
def test_a_renewal_that_a_person_told_is_one_of_those_allowed(
    renewed_until: str, notice: str | None
) -> None:
    contract = contract_with(replace(TACIT, renewal_limit=2), renewed_until=day(renewed_until))
    found = upcoming(contract, day("2025-06-01"))
    assert found.next_notice == (day(notice) if notice else None)
    assert upcoming(contract, day("2027-12-31")).next_expiration == day("2027-12-31")
    assert upcoming(contract, day("2028-01-01")).status is Status.EXPIRED


@pytest.mark.parametrize(
    ("amended", "renewed", "end"),
    [
        ("2028-12-31", None, "2028-12-31"),
        ("2028-12-31", "2027-12-31", "2028-12-31"),
        ("2028-12-31", "2029-12-31", "2029-12-31"),
    ],
)
def test_the_later_of_amendment_and_person_gives_the_end(
    amended: str, renewed: str | None, end: str
) -> None:
    contract = contract_with(
        replace(TACIT, notice_deadline=day("2025-08-15")),
        amended=Amended(ContractId(2), day(amended)),
        renewed_until=day(renewed) if renewed else None,
    )
    ahead = upcoming(contract, day("2026-01-01"))
    assert ahead.next_expiration == day(end)
    # The stated day is as far before the new end as it was before the old one.
    assert ahead.next_notice == day(end[:4] + "-08-15")


@pytest.mark.parametrize("kind", [*LinkKind])
def test_an_amendment_has_no_deadlines_of_its_own(kind: LinkKind) -> None:
    link = Link(ContractId(1), ContractId(2), kind)
    contract = contract_with(TACIT, part_of=link, obligations=(by_hand(on=day("2025-07-01")),))
    ahead = upcoming(contract, day("2025-06-01"))
    if kind is LinkKind.AMENDMENT:
        assert told(contract, "2025-06-01") == [("review", "2025-07-01")]
        assert (ahead.next_notice, ahead.next_expiration) == (None, None)
        assert ahead.status is Status.ACTIVE
    else:
        assert ahead.next_notice == day("2025-09-30")


# What is missing


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (TACIT, ()),
        (Facts(), (Missing.END,)),
        (replace(TACIT, notice_period=None), (Missing.NOTICE_PERIOD,)),
        (replace(TACIT, notice_period=None, notice_deadline=day("2025-08-15")), ()),
        (replace(TACIT, renewal_term=None), (Missing.RENEWAL_TERM,)),
        (replace(TACIT, expiration_date=None), (Missing.END,)),
        (replace(TACIT, auto_renewal=False, notice_period=None), ()),
        (
            replace(TACIT, auto_renewal=False, renewal_option=True, notice_period=None),
            (Missing.OPTION_DAY,),
        ),
        (EVERGREEN, ()),
        (replace(EVERGREEN, notice_period=None), (Missing.NOTICE_PERIOD,)),
        (
            replace(EVERGREEN, notice_to=NoticeTo.CONTRACT_YEAR, effective_date=None),
            (Missing.START,),
        ),
    ],
)
def test_what_a_date_cannot_be_told_without_is_named(
    facts: Facts, expected: tuple[Missing, ...]
) -> None:
    assert missing(facts) == expected


def test_what_a_person_said_is_not_there_is_not_asked_for() -> None:
    facts = replace(TACIT, notice_period=None, renewal_term=None)
    assert missing(facts, Field.NOTICE_PERIOD) == (Missing.RENEWAL_TERM,)
    assert missing(facts, Field.NOTICE_PERIOD, Field.RENEWAL_TERM) == ()
    assert missing(Facts(), Field.EXPIRATION_DATE) == ()


# What people say of a deadline


def acknowledged(facts: Facts, today: str, until: str | None) -> Summary:
    contract = contract_with(facts)
    notice = next(d for d in deadlines(contract, today) if d.kind is DeadlineKind.NOTICE)
    snoozed = day(until) if until else None
    said = Acknowledgement(*notice.key, snoozed_until=snoozed, reason="", actor="kim")
    return replace(contract, acknowledged=(said,))


def test_what_is_done_is_listed_while_it_is_ahead() -> None:
    contract = acknowledged(TACIT, "2025-06-01", None)
    ahead = look_ahead(contract, day("2025-09-30"))
    assert [d.state for d in ahead.deadlines if d.kind is DeadlineKind.NOTICE] == [State.DONE]
    assert ahead.next_due is None
    assert told(contract, "2025-10-01", DeadlineKind.NOTICE) == [("notice", "2026-09-30")]


def test_the_done_day_stays_done_when_only_the_careful_day_has_passed() -> None:
    facts = replace(TACIT, expiration_date=day("2026-09-30"), notice_period=Duration(months=2))
    contract = acknowledged(facts, "2026-07-01", None)
    (notice,) = (d for d in deadlines(contract, "2026-07-31") if d.kind is DeadlineKind.NOTICE)
    assert (notice.day, notice.state) == (day("2026-07-31"), State.DONE)


@pytest.mark.parametrize(
    ("today", "state", "overdue"),
    [
        ("2025-09-15", State.SNOOZED, 0),
        ("2025-10-04", State.SNOOZED, 0),
        ("2025-10-05", State.OPEN, 1),
    ],
)
def test_what_was_put_off_comes_back(today: str, state: State, overdue: int) -> None:
    contract = acknowledged(TACIT, "2025-06-01", "2025-10-05")
    outlook = look_ahead(contract, day(today))
    assert outlook.deadlines[0].state is state
    assert len(outlook.overdue) == overdue


def test_a_moved_date_is_asked_for_anew() -> None:
    contract = acknowledged(TACIT, "2025-06-01", None)
    longer = replace(contract, facts=replace(TACIT, notice_period=Duration(months=6)))
    notice = deadlines(longer, "2025-06-01")[0]
    assert (notice.day, notice.state) == (day("2025-06-30"), State.OPEN)

"""What is shown of each field, how sure it is, and what follows from a person's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from arkiv.domain.facts import Decision, DecisionKind, Field, FieldValue, Finding, shown_facts
from arkiv.domain.operations import read_operation
from arkiv.domain.review import CHECK_FROM, SURE_FROM, FactRow, FactState, review_rows
from arkiv.domain.values import Duration, Party
from fakes.arrivals import finding

START, END, NOTICE = date(2024, 2, 1), date(2027, 1, 31), date(2026, 10, 31)

COMPUTED = (
    finding(Field.EFFECTIVE_DATE, START),
    finding(Field.TERM, Duration(years=3)),
    replace(finding(Field.EXPIRATION_DATE, END), operation="effective_date + P3Y - P1D"),
    finding(Field.NOTICE_PERIOD, Duration(months=3)),
    replace(finding(Field.NOTICE_DEADLINE, NOTICE), operation="expiration_date + P1D - P3M - P1D"),
)


def decision(field: Field, *values: FieldValue) -> Decision:
    kind = DecisionKind.CORRECTED if values else DecisionKind.REJECTED
    return Decision(field, kind, values, "kari", "2026-11-22T12:00:00+00:00")


def row(field: Field, findings: tuple[Finding, ...], *decisions: Decision) -> FactRow:
    [found] = [row for row in review_rows(findings, decisions) if row.field is field]
    return found


def test_every_field_has_a_row_in_the_order_of_the_json() -> None:
    rows = review_rows((), ())

    assert [row.field for row in rows] == list(Field)
    assert {row.state for row in rows} == {FactState.ABSENT}


def test_the_band_follows_from_the_confidence() -> None:
    states = [
        row(Field.TERM, (replace(COMPUTED[1], confidence=confidence),)).state
        for confidence in (1.0, SURE_FROM, SURE_FROM - 0.001, CHECK_FROM, CHECK_FROM - 0.001)
    ]

    assert states == [
        FactState.SURE,
        FactState.SURE,
        FactState.CHECK,
        FactState.CHECK,
        FactState.GUESS,
    ]


def test_a_correction_to_another_candidate_keeps_its_words() -> None:
    other = replace(finding(Field.TERM, Duration(years=5), rank=1), sources=())
    findings = (COMPUTED[1], other)

    corrected = row(Field.TERM, findings, decision(Field.TERM, Duration(years=5)))

    assert (corrected.value, corrected.state) == (Duration(years=5), FactState.CORRECTED)
    assert corrected.shown == (other,)
    assert corrected.others == (COMPUTED[1],)


def test_a_typed_value_has_no_words() -> None:
    corrected = row(Field.TERM, COMPUTED, decision(Field.TERM, Duration(years=9)))

    assert corrected.sources == ()
    assert corrected.others == (COMPUTED[1],)


def test_a_rejected_field_shows_nothing_and_keeps_what_was_read() -> None:
    rejected = row(Field.TERM, COMPUTED, decision(Field.TERM))

    assert (rejected.values, rejected.state) == ((), FactState.REJECTED)
    assert rejected.candidates == (COMPUTED[1],)


def test_each_party_has_its_own_words_and_the_field_is_as_sure_as_the_least_sure() -> None:
    north = finding(Field.PARTIES, Party("Nord AS"))
    south = replace(finding(Field.PARTIES, Party("Sør AS"), rank=1), confidence=0.3)

    parties = row(Field.PARTIES, (south, north))

    assert parties.values == (Party("Nord AS"), Party("Sør AS"))
    assert parties.state is FactState.GUESS
    assert [party.state for party in parties.parties()] == [FactState.SURE, FactState.GUESS]
    assert all(party.sources for party in parties.parties())


def test_a_corrected_start_moves_the_end_and_the_notice_deadline() -> None:
    facts = shown_facts(COMPUTED, [decision(Field.EFFECTIVE_DATE, date(2025, 2, 1))])

    assert facts.expiration_date == date(2028, 1, 31)
    assert facts.notice_deadline == date(2027, 10, 31)


def test_a_corrected_end_moves_the_notice_deadline() -> None:
    facts = shown_facts(COMPUTED, [decision(Field.EXPIRATION_DATE, date(2026, 6, 30))])

    assert facts.notice_deadline == date(2026, 3, 31)


def test_corrected_lengths_count_in_what_is_computed_from_them() -> None:
    facts = shown_facts(
        COMPUTED,
        [
            decision(Field.TERM, Duration(years=5)),
            decision(Field.NOTICE_PERIOD, Duration(months=6)),
        ],
    )

    assert facts.expiration_date == date(2029, 1, 31)
    assert facts.notice_deadline == date(2028, 7, 31)


def test_nothing_is_computed_from_what_was_rejected() -> None:
    facts = shown_facts(COMPUTED, [decision(Field.TERM)])

    assert facts.expiration_date is None
    assert facts.notice_deadline is None


def test_a_confirmed_value_moves_nothing() -> None:
    findings = (*COMPUTED[:2], replace(COMPUTED[2], operation="by some other rule"), *COMPUTED[3:])

    assert shown_facts(findings, [decision(Field.EFFECTIVE_DATE, START)]).expiration_date == END


def test_a_decided_day_stays_whatever_it_was_computed_from() -> None:
    facts = shown_facts(
        COMPUTED,
        [
            decision(Field.EFFECTIVE_DATE, date(2025, 2, 1)),
            decision(Field.EXPIRATION_DATE, date(2030, 6, 30)),
        ],
    )

    assert facts.expiration_date == date(2030, 6, 30)
    assert facts.notice_deadline == date(2030, 3, 31)


def test_a_day_computed_in_a_way_nobody_can_follow_is_not_shown_beside_a_correction() -> None:
    end = replace(COMPUTED[2], operation="effective_date to the end of the quarter")

    facts = shown_facts((COMPUTED[0], end), [decision(Field.EFFECTIVE_DATE, date(2025, 2, 1))])

    assert facts.expiration_date is None


def test_an_operation_is_done_step_by_step() -> None:
    operation = read_operation("effective_date + P1Y6M - P1D")
    fixed = read_operation("2024-01-31 + P1M")

    assert operation is not None and fixed is not None
    assert operation.day({"effective_date": date(2024, 2, 1)}) == date(2025, 7, 31)
    assert operation.day({}) is None
    assert fixed.day({}) == date(2024, 2, 29)
    assert read_operation("the sixth of never") is None


@pytest.mark.parametrize(
    ("operation", "day"),
    [
        ("end of the month of effective_date + P1M - P1D", date(2024, 2, 29)),
        ("first of the month after effective_date", date(2024, 3, 1)),
        ("first of the month after 2024-12-31", date(2025, 1, 1)),
    ],
)
def test_an_operation_may_round_to_the_month(operation: str, day: date) -> None:
    read = read_operation(operation)

    assert read is not None
    assert read.day({"effective_date": date(2024, 2, 1)}) == day


def test_an_operation_beyond_the_calendar_gives_no_day() -> None:
    operation = read_operation("effective_date + P9999Y")

    assert operation is not None
    assert operation.day({"effective_date": START}) is None

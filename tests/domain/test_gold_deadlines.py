"""The deadlines of the Nordic corpus, from its facts: those that a careful reader wrote down."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from arkiv.domain.course import course_of
from arkiv.domain.facts import Facts
from arkiv.domain.gates import Gates
from arkiv.domain.values import Duration
from arkiv.domain.working_days import WorkingDays
from fakes.summaries import contract_with
from nordic_corpus import NORDIC_CORPUS

_DAY = timedelta(days=1)
_LISTED = NORDIC_CORPUS / "gold.csv"

pytestmark = pytest.mark.skipif(
    not _LISTED.is_file(), reason="the Nordic corpus does not come with the program"
)

STATED_ENDS = {"synth/nb08_endringsavtale_nr2.docx", "synth/nb10_driftsavtale_it.docx"}
"""One term is that of an extension, the other runs from a day after the entry into force."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One document; scans too, for what is tried here is the counting and not the reading."""

    file: str
    facts: Facts


def _rows() -> list[_Row]:
    with _LISTED.open(encoding="utf-8", newline="") as lines:
        return [_Row(row["file"], _facts(row)) for row in csv.DictReader(lines)]


def _facts(row: dict[str, str]) -> Facts:
    def day(column: str) -> date | None:
        return date.fromisoformat(row[column]) if row[column] else None

    def length(column: str) -> Duration | None:
        return Duration.parse(row[column]) if row[column] else None

    return Facts(
        effective_date=day("effective_date"),
        expiration_date=day("expiration_date"),
        term=length("term"),
        auto_renewal={"yes": True, "no": False}.get(row["auto_renewal"]),
        renewal_term=length("renewal_term"),
        notice_period=length("notice_period"),
        notice_deadline=day("notice_deadline"),
    )


def _first_notice(facts: Facts) -> date | None:
    gate = Gates(course_of(contract_with(facts)), WorkingDays()).next_open(date.min)
    return gate.last.rule if gate is not None else None


def _wrong(found: Mapping[str, tuple[date | None, date | None]]) -> list[str]:
    """What differs, in words."""
    return [f"{file}: {ours}, not {gold}" for file, (ours, gold) in found.items() if ours != gold]


def test_the_first_notice_is_the_one_the_reader_wrote_down() -> None:
    found = {
        row.file: (
            _first_notice(replace(row.facts, notice_deadline=None)),
            row.facts.notice_deadline,
        )
        for row in _rows()
        if row.facts.notice_period and row.facts.notice_deadline
    }
    assert len(found) >= 8
    assert _wrong(found) == []


def test_a_deadline_without_a_notice_period_is_the_stated_one() -> None:
    found = {
        row.file: (_first_notice(row.facts), row.facts.notice_deadline)
        for row in _rows()
        if row.facts.notice_deadline and not row.facts.notice_period
    }
    assert found
    assert _wrong(found) == []


def test_an_end_is_counted_from_start_and_term_alone() -> None:
    found = {
        row.file: (
            course_of(contract_with(replace(row.facts, expiration_date=None))).end,
            row.facts.expiration_date,
        )
        for row in _rows()
        if row.facts.effective_date and row.facts.term and row.facts.expiration_date
    }
    assert len(found) >= 19
    assert {line.partition(":")[0] for line in _wrong(found)} == STATED_ENDS, _wrong(found)


def test_a_stated_end_stands_against_what_the_term_would_come_to() -> None:
    for row in _rows():
        if row.file in STATED_ENDS:
            assert course_of(contract_with(row.facts)).end == row.facts.expiration_date


def test_no_notice_is_wanted_where_nothing_renews() -> None:
    rows = [row for row in _rows() if row.facts.auto_renewal is False]
    assert rows
    assert [row.file for row in rows if _first_notice(row.facts) is not None] == []

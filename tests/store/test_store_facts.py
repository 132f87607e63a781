"""Facts come back from the record as they went in, and a person's word stands above a rule's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arkiv.domain.documents import Arrival
from arkiv.domain.facts import (
    DocumentType,
    Extraction,
    Field,
    FieldValue,
    Finding,
    Source,
    shown_facts,
)
from arkiv.domain.identity import ContractId
from arkiv.domain.values import Duration, Money, NoticeTo, Party, Per, Vat, YearDay
from arkiv.store import SqliteRecord, open_record
from fakes.arrivals import arrival, digest, extraction, finding, reading

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
_DAYS = st.dates()
_DURATIONS = st.builds(Duration, *[st.integers(0, 99)] * 4)
_AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2)
_MONEY = st.builds(
    Money,
    _AMOUNTS,
    st.sampled_from(["NOK", "EUR"]),
    st.none() | st.sampled_from(Per),
    st.none() | st.sampled_from(Vat),
)
_PARTIES = st.builds(Party, _TEXT, st.none() | _TEXT, st.none() | _TEXT)
_VALUES: dict[Field, st.SearchStrategy[FieldValue]] = {
    Field.AGREEMENT_DATE: _DAYS,
    Field.EFFECTIVE_DATE: _DAYS,
    Field.EXPIRATION_DATE: _DAYS,
    Field.NOTICE_DEADLINE: _DAYS,
    Field.TERM: _DURATIONS,
    Field.RENEWAL_TERM: _DURATIONS,
    Field.NOTICE_PERIOD: _DURATIONS,
    Field.VALUE: _MONEY,
    Field.PARTIES: _PARTIES,
    Field.DOCUMENT_TYPE: st.sampled_from(DocumentType),
    Field.EVERGREEN: st.booleans(),
    Field.AUTO_RENEWAL: st.booleans(),
    Field.RENEWAL_OPTION: st.booleans(),
    Field.SIGNED: st.booleans(),
    Field.PAYMENT_DAYS: st.integers(0, 365),
    Field.NOTICE_TO: st.sampled_from(NoticeTo),
    Field.NOTICE_BUSINESS_DAYS: st.booleans(),
    Field.NOTICE_ON_RECEIPT: st.booleans(),
    Field.RENEWAL_LIMIT: st.integers(0, 99),
    Field.PROBATION: _DURATIONS,
    Field.PRICE_ADJUSTMENT: st.builds(YearDay, st.integers(1, 12), st.integers(1, 28)),
}
_SOURCES = st.builds(
    Source,
    page=st.none() | st.integers(1, 99),
    paragraph=st.none() | st.integers(1, 99),
    clause=st.none() | _TEXT,
    start=st.integers(0, 1000),
    end=st.integers(0, 1000),
    text=_TEXT,
    cue=_TEXT,
)


@st.composite
def findings(draw: st.DrawFn) -> tuple[Finding, ...]:
    found = []
    for field in draw(st.lists(st.sampled_from(Field), unique=True)):
        for rank in range(draw(st.integers(1, 3))):
            found.append(
                Finding(
                    field=field,
                    value=draw(_VALUES.get(field, _TEXT)),
                    confidence=draw(st.floats(0, 1)),
                    sources=tuple(draw(st.lists(_SOURCES, max_size=2))),
                    operation=draw(st.none() | _TEXT),
                    rank=rank,
                )
            )
    return tuple(found)


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteRecord]:
    record = open_record(tmp_path_factory.mktemp("facts") / "arkiv.db")
    record.documents.file(arrival(), "kari")
    yield record
    record.close()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=findings())
def test_findings_and_shown_facts_come_back_as_they_went_in(
    filed: SqliteRecord, said: tuple[Finding, ...]
) -> None:
    filed.documents.save_reading(
        digest("lease.pdf"), reading("text"), Extraction(said, (), "1"), "arkiv"
    )

    summary = filed.contracts.summary(ContractId(1))
    assert summary is not None and summary.facts == shown_facts(said)
    assert set(filed.contracts.findings(ContractId(1))) == set(said)


@settings(max_examples=40, deadline=None)
@given(name=_TEXT, folder=_TEXT | st.just(""))
def test_names_come_back_as_they_went_in(filed: SqliteRecord, name: str, folder: str) -> None:
    sha256 = digest(f"{folder}/{name}")
    contract = filed.documents.file(
        Arrival(sha256, ".pdf", 1, name, folder, "inbox"), "kari"
    ).contract

    document = filed.documents.get(sha256)
    summary = filed.contracts.summary(contract)

    assert document is not None and document.name == name
    assert summary is not None and summary.folder == folder


def test_a_decision_is_shown_and_reading_again_never_touches_it(tmp_path: Path) -> None:
    record = open_record(tmp_path / "arkiv.db")
    contract = record.documents.file(arrival(), "kari").contract
    with record._connections.writing() as connection:
        for field, kind, value in (
            ("expiration_date", "corrected", ["2030-06-30"]),
            ("value", "rejected", []),
            ("parties", "corrected", [{"name": "Nord AS"}, {"name": "Sør AS"}]),
        ):
            connection.execute(
                "INSERT INTO decision (contract, field, kind, value, actor, decided_at)"
                " VALUES (?, ?, ?, ?, 'kari', '2026-11-22T12:00:00.000000+00:00')",
                (contract, field, kind, json.dumps(value)),
            )
    decided = record.contracts.decisions(contract)

    for title in ("first", "second"):
        said = extraction(
            finding(Field.TITLE, title),
            finding(Field.EXPIRATION_DATE, date(2027, 1, 31)),
            finding(Field.VALUE, Money(Decimal(5), "NOK")),
        )
        record.documents.save_reading(digest("lease.pdf"), reading("text"), said, "arkiv")

    summary = record.contracts.summary(contract)
    assert summary is not None and summary.reviewed
    assert summary.facts.title == "second"
    assert summary.facts.expiration_date == date(2030, 6, 30)
    assert summary.facts.value is None
    assert summary.facts.parties == (Party("Nord AS"), Party("Sør AS"))
    assert record.contracts.decisions(contract) == decided
    record.close()

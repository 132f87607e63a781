"""What holds for every reading of every contract, whatever its rules find."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from arkiv.domain.documents import Arrival
from arkiv.domain.facts import DecisionKind, Extraction, Field, Finding, shown_facts
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.operations import read_operation
from arkiv.domain.values import Duration, Money
from arkiv.extract.own_cues import BUILT_IN, Cues
from arkiv.extract.pipeline import extract
from arkiv.store.record import SqliteRecord, open_record
from extract.corpus import EVERY, SAMPLE, reading_of

_SAMPLED = set(SAMPLE)
_ABSENT = pytest.param(None, id="none", marks=pytest.mark.skip(reason="the corpus is not here"))
_CORPUS = [
    pytest.param(path, id=path.name, marks=() if path in _SAMPLED else pytest.mark.soak)
    for path in EVERY
] or [_ABSENT]
_FEW = [pytest.param(path, id=path.name) for path in SAMPLE[::6]] or [_ABSENT]
_PRICE = re.compile(r"([\d.]+) × ([\d.]+)")
_BETWEEN = "expiration_date + P1D - effective_date"


@pytest.mark.parametrize("path", _CORPUS)
def test_what_holds_for_every_reading_holds(path: Path) -> None:
    reading = reading_of(path)

    read = extract(reading, path.name)

    assert extract(reading, path.name) == read
    for finding in read.findings:
        _stands_where_it_says(finding, {page.number: page.text for page in reading.pages})
        _follows_from_its_chain(finding, read)


def _stands_where_it_says(finding: Finding, pages: Mapping[int | None, str]) -> None:
    assert finding.sources and 0 <= finding.confidence <= 1
    for source in finding.sources:
        assert source.text
        assert pages[source.page][source.start : source.end] == source.text, finding


def _follows_from_its_chain(finding: Finding, read: Extraction) -> None:
    if finding.operation is None:
        return
    known = {str(found.field): found.value for found in read.findings if found.rank == 0}
    if finding.operation == _BETWEEN:
        start, end, length = known["effective_date"], known["expiration_date"], finding.value
        assert isinstance(start, date) and isinstance(end, date) and isinstance(length, Duration)
        assert length.after(start) == end + timedelta(days=1)
        return
    if (price := _PRICE.fullmatch(finding.operation)) is not None:
        assert isinstance(finding.value, Money)
        assert finding.value.amount == Decimal(price[1]) * Decimal(price[2])
        return
    operation = read_operation(finding.operation)
    assert operation is not None, finding
    assert operation.day(known) == finding.value, finding


@pytest.fixture
def record(tmp_path: Path) -> Iterator[SqliteRecord]:
    opened = open_record(tmp_path / "arkiv.db")
    yield opened
    opened.close()


def _without(cues: Cues, field: Field) -> Cues:
    """Cues that read nothing of a field, as another version of them might."""
    languages = {
        code: replace(language, cues=tuple(cue for cue in language.cues if cue.field != field))
        for code, language in cues.languages.items()
    }
    return replace(cues, languages=languages, version=f"without-{field}")


@pytest.mark.parametrize("path", _FEW)
def test_decisions_survive_a_reading_with_other_cues(path: Path, record: SqliteRecord) -> None:
    reading, sha256 = reading_of(path), Sha256("ab" * 32)
    filed = record.documents.file(
        Arrival(sha256, path.suffix.lower(), 1, path.name, "", "inbox", False), "kari"
    )
    record.documents.save_reading(sha256, reading, extract(reading, path.name), "arkiv")
    corrected = date(2031, 5, 17)
    title = _confirmed_title(record, filed.contract)
    record.contracts.decide(
        filed.contract, Field.AGREEMENT_DATE, DecisionKind.CORRECTED, [corrected], "kari"
    )

    for cues in (_without(BUILT_IN, Field.AGREEMENT_DATE), _without(BUILT_IN, Field.TERM)):
        record.documents.requeue([sha256], "kari")
        again = extract(reading, path.name, cues)
        record.documents.save_reading(sha256, reading, again, "arkiv")

        decisions = record.contracts.decisions(filed.contract)
        shown = shown_facts(record.contracts.findings(filed.contract), decisions)
        assert (shown.title, shown.agreement_date) == (title, corrected)


def _confirmed_title(record: SqliteRecord, contract: ContractId) -> str | None:
    found = record.contracts.findings(contract)
    title = next((str(f.value) for f in found if f.field is Field.TITLE and f.rank == 0), None)
    if title is not None:
        record.contracts.confirm(contract, {Field.TITLE: [title]}, "kari")
    return title

"""The day a contract was concluded and the day it takes effect, one small contract for each way."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Extraction, Field, shown_facts
from arkiv.domain.operations import read_operation
from arkiv.extract.pipeline import extract
from extraction_samples import PADDING

_FILE = Path(__file__).with_name("days.toml")


@dataclass(frozen=True, slots=True)
class Days:
    """A contract and its two days; None where it says none, "?" where the case leaves it open."""

    id: str
    text: str
    agreement: str
    effective: str
    operation: str | None
    warning: str | None

    @property
    def language(self) -> str:
        return self.id[:2]


def _days() -> list[Days]:
    return [
        Days(
            each["id"],
            each["text"].strip(),
            each["agreement"],
            each["effective"],
            each.get("operation"),
            each.get("warning"),
        )
        for each in tomllib.loads(_FILE.read_text(encoding="utf-8"))["day"]
    ]


def _extraction(days: Days) -> Extraction:
    title, _, rest = days.text.partition("\n")
    text = f"{title}\n{PADDING[days.language]}\n{PADDING[days.language]}\n{rest}"
    return extract(Reading((Page(1, text),), 1), "contract.pdf")


@pytest.mark.parametrize("days", _days(), ids=lambda days: days.id)
def test_the_days_of_a_contract(days: Days) -> None:
    extraction = _extraction(days)

    facts = shown_facts(extraction.findings)

    assert facts.language == days.language
    assert _said(facts.agreement_date, days.agreement) == days.agreement
    assert _said(facts.effective_date, days.effective) == days.effective
    assert days.warning is None or any(days.warning in each for each in extraction.warnings)


def _said(day: date | None, wanted: str) -> str:
    return wanted if wanted == "?" else str(day or "")


@pytest.mark.parametrize(
    "days", [days for days in _days() if days.operation], ids=lambda days: days.id
)
def test_a_computed_day_follows_from_its_chain(days: Days) -> None:
    findings = _extraction(days).findings

    finding = next(f for f in findings if f.field is Field.EFFECTIVE_DATE and f.rank == 0)
    operation = read_operation(finding.operation or "")

    assert finding.operation == days.operation
    assert len(finding.sources) > 1
    assert operation is not None
    assert (
        operation.day({Field.AGREEMENT_DATE: date.fromisoformat(days.agreement)}) == finding.value
    )

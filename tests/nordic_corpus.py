"""The contracts of the Nordic corpus, with what a careful reader takes from each."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from arkiv.domain.facts import DocumentType, Facts
from arkiv.domain.values import Duration, Money, Party, Per

__all__ = ["NORDIC_CORPUS", "CorpusContract", "corpus_contracts"]

NORDIC_CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "nordic"

_Row = dict[str, str]
_PARTY = re.compile(r"(?P<name>[^\[]+?)(?:\s*\[(?P<role>[^\]]*)\])?")
_PLACES = {
    "DE": "Germany",
    "DK": "Denmark",
    "FI": "Finland",
    "NL": "Netherlands",
    "NO": "Norway",
    "SE": "Sweden",
    "US-DE": "Delaware",
}
_TRUTHS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class CorpusContract:
    """One contract and its facts."""

    path: Path
    facts: Facts
    """Nothing but None for a scan, which says nothing to a machine."""

    @property
    def name(self) -> str:
        return self.path.stem


def corpus_contracts() -> tuple[CorpusContract, ...]:
    """Every contract of the corpus, by path; none where the corpus is not there."""
    listed = NORDIC_CORPUS / "gold.csv"
    if not listed.is_file():
        return ()
    with listed.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["file"])
    return tuple(CorpusContract(NORDIC_CORPUS / row["file"], _facts(row)) for row in rows)


def _facts(row: _Row) -> Facts:
    if row["format"] == "pdf-scan":
        return Facts()
    return Facts(
        language=row["language"],
        title=row["doc_type"],
        document_type=DocumentType(row["doc_type_en"]),
        parties=_parties(row["parties"]),
        agreement_date=_day(row["agreement_date"]),
        effective_date=_day(row["effective_date"]),
        expiration_date=_day(row["expiration_date"]),
        term=_length(row["term"]),
        auto_renewal=_TRUTHS.get(row["auto_renewal"]),
        renewal_term=_length(row["renewal_term"]),
        notice_period=_length(row["notice_period"]),
        notice_deadline=_day(row["notice_deadline"]),
        value=_money(row),
        payment_days=int(row["payment_days"]) if row["payment_days"] else None,
        governing_law=_PLACES.get(row["governing_law"]),
        signed=_TRUTHS.get(row["signed"]),
        amends=row["refers_to"] or None,
    )


def _parties(spelled: str) -> tuple[Party, ...]:
    matches = [_PARTY.fullmatch(one.strip()) for one in spelled.split(";") if one.strip()]
    return tuple(Party(match["name"], match["role"]) for match in matches if match)


def _day(spelled: str) -> date | None:
    return date.fromisoformat(spelled) if spelled else None


def _length(spelled: str) -> Duration | None:
    return Duration.parse(spelled) if spelled else None


def _money(row: _Row) -> Money | None:
    if not row["total_value"]:
        return None
    per = Per(row["value_period"]) if row["value_period"] else None
    return Money(Decimal(row["total_value"]), row["currency"], per)

"""What the rules hand to each other: spans, values and where they were read."""

from __future__ import annotations

from dataclasses import dataclass

from arkiv.domain.facts import Field, FieldValue, Finding
from arkiv.extract.calibration import CALIBRATION, IDENTITY, calibrated
from arkiv.extract.clauses import Clauses
from arkiv.extract.normalise import Text

__all__ = ["Candidate", "Span", "found"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words in the normalised text and the cue that pointed at them."""

    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of one field, before the choice."""

    value: FieldValue
    score: float
    """0 to 1; calibration makes it the confidence."""
    spans: tuple[Span, ...]
    operation: str | None = None


def found(
    field: Field, candidate: Candidate, text: Text, clauses: Clauses, rank: int = 0
) -> Finding:
    """The candidate with its words traced back to the pages."""
    sources = tuple(
        text.source(s.start, s.end, s.cue, clauses.label_at(s.start)) for s in candidate.spans
    )
    confidence = calibrated(candidate.score, CALIBRATION.get(field, IDENTITY))
    return Finding(field, candidate.value, confidence, sources, candidate.operation, rank)

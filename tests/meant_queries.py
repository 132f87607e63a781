"""The labelled queries by which finding is judged, and how well an answer does by them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from statistics import fmean

__all__ = ["Half", "Kind", "MeantQuery", "Outcome", "Score", "meant_queries", "score"]

_FILE = Path(__file__).parent / "search" / "meant.toml"
_FIRST = 10


class Half(StrEnum):
    """What a query is for."""

    TUNING = "tuning"
    ASIDE = "aside"
    """For judging only."""


class Kind(StrEnum):
    """What is hard about a query."""

    INFLECTION = "inflection"
    COMPOUND = "compound"
    SPELLING = "spelling"
    AMOUNT = "amount"
    DATE = "date"
    REFERENCE = "reference"
    ORGANISATION_NUMBER = "organisation number"
    PHRASE = "phrase"
    WITHOUT = "without"
    EITHER = "either"
    PREFIX = "prefix"
    PARTY = "party"
    TITLE = "title"
    TOPIC = "topic"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class MeantQuery:
    """What somebody types, and the contracts meant by it."""

    text: str
    language: str
    kind: Kind
    half: Half
    expects: frozenset[str]
    """Names of documents without the extension; never empty."""
    tolerates: frozenset[str]
    """May be found as well, without harm."""

    def among(self, documents: frozenset[str]) -> MeantQuery | None:
        """The query over these documents alone; None when it means none of them."""
        expects = self.expects & documents
        if not expects:
            return None
        tolerates = self.tolerates & documents
        return MeantQuery(self.text, self.language, self.kind, self.half, expects, tolerates)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A query and the names it found, best first."""

    query: MeantQuery
    found: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of the expected that was found."""
        return len(self.query.expects.intersection(self.found)) / len(self.query.expects)

    @property
    def precision(self) -> float:
        """The share of the first ten, or of the fewer there are, that harms nobody; 0 of none."""
        first = self.found[:_FIRST]
        wanted = self.query.expects | self.query.tolerates
        return len(wanted.intersection(first)) / len(first) if first else 0.0

    @property
    def missed(self) -> tuple[str, ...]:
        return tuple(sorted(self.query.expects.difference(self.found)))

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands among the first ten and was not meant."""
        wanted = self.query.expects | self.query.tolerates
        return tuple(name for name in self.found[:_FIRST] if name not in wanted)


@dataclass(frozen=True, slots=True)
class Score:
    """Means over queries, each query counting the same."""

    queries: int
    recall: float
    precision: float


def meant_queries() -> tuple[MeantQuery, ...]:
    """All of them, in the order of the file. Raises ValueError or KeyError on a bad entry."""
    spelled = tomllib.loads(_FILE.read_text(encoding="utf-8"))["query"]
    return tuple(
        MeantQuery(
            each["text"],
            each["language"],
            Kind(each["kind"]),
            Half(each["half"]),
            _names(each["expects"]),
            _names(each.get("tolerates", [])),
        )
        for each in spelled
    )


def score(outcomes: Iterable[Outcome]) -> Score:
    """Raises ValueError when there is no outcome."""
    judged: Sequence[Outcome] = tuple(outcomes)
    if not judged:
        raise ValueError("nothing was asked")
    recall = fmean(outcome.recall for outcome in judged)
    return Score(len(judged), recall, fmean(outcome.precision for outcome in judged))


def _names(spelled: Sequence[str]) -> frozenset[str]:
    if len(set(spelled)) != len(spelled):
        raise ValueError(f"named twice: {sorted(spelled)}")
    return frozenset(spelled)

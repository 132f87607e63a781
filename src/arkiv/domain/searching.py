"""A search and its answer, as every front end and every engine speaks of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import overload

from arkiv.domain.identity import ContractId
from arkiv.domain.query import Query
from arkiv.domain.query_tree import TextField

__all__ = [
    "DUE_WITHIN",
    "OVERDUE",
    "Facet",
    "FacetCount",
    "HitSpan",
    "Hits",
    "Scored",
    "SearchAnswer",
    "SearchRequest",
    "Snippet",
    "SortKey",
]


class Facet(StrEnum):
    """What results can be divided by; the values are the JSON's and the query language's names."""

    STATUS = "status"
    DUE = "due"
    """Overdue, and within how many days somebody has to act; see DUE_WITHIN."""
    DOCUMENT_TYPE = "document_type"
    COUNTERPARTY = "counterparty"
    TAG = "tag"
    LANGUAGE = "language"
    SIGNED_YEAR = "signed_year"
    EXPIRY_YEAR = "expiry_year"
    VALUE_BAND = "value_band"
    GOVERNING_LAW = "governing_law"
    FOLDER = "folder"
    OWNER = "owner"
    REVIEWED = "reviewed"
    FAULT = "fault"


OVERDUE = "overdue"
DUE_WITHIN: Mapping[str, int] = {"30d": 30, "90d": 90, "365d": 365}
"""The other values of Facet.DUE with their days; what is due in 20 days has all of them."""


class SortKey(StrEnum):
    """What results can be ordered by; empty values come last both ways."""

    RELEVANCE = "relevance"
    TITLE = "title"
    COUNTERPARTY = "counterparty"
    DOCUMENT_TYPE = "document_type"
    STATUS = "status"
    EXPIRATION_DATE = "expiration_date"
    NOTICE_DEADLINE = "notice_deadline"
    """The next day by which notice must be given."""
    DUE = "due"
    """The next day by which somebody has to act."""
    AGREEMENT_DATE = "agreement_date"
    EFFECTIVE_DATE = "effective_date"
    VALUE = "value"
    LANGUAGE = "language"
    GOVERNING_LAW = "governing_law"
    FOLDER = "folder"
    OWNER = "owner"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked of the index."""

    query: Query
    today: date
    include: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    """One of these values in each facet named."""
    exclude: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    """None of these values."""
    sort: SortKey = SortKey.RELEVANCE
    descending: bool | None = None
    """None: best first for relevance, else ascending."""
    limit: int | None = None
    """None: all hits."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One hit, before it is joined with its row."""

    id: ContractId
    score: float
    """0 where nothing was ranked."""


class Hits(Sequence[Scored]):
    """Hits in order; each becomes a Scored only when it is looked at, for there may be thousands.

    Equal to any sequence of the same Scored.
    """

    __slots__ = ("_scores", "ids")

    def __init__(self, ids: Sequence[ContractId] = (), scores: Sequence[float] = ()) -> None:
        self.ids = ids
        """The cheap way to all of them."""
        self._scores = scores

    @classmethod
    def of(cls, scored: Iterable[Scored]) -> Hits:
        """The hits in this order."""
        kept = tuple(scored)
        return cls(tuple(hit.id for hit in kept), tuple(hit.score for hit in kept))

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Scored: ...

    @overload
    def __getitem__(self, place: slice) -> Hits: ...

    def __getitem__(self, place: int | slice) -> Scored | Hits:
        if isinstance(place, slice):
            return Hits(self.ids[place], self._scores[place])
        return Scored(self.ids[place], self._scores[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self.ids))


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many hits a facet's value has under the query and the other facets' selections."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What the index answers."""

    total: int
    hits: Hits
    facets: Mapping[Facet, Sequence[FacetCount]]
    """Largest count first, then by value; values that are selected stay, even at 0."""
    partial: bool = False
    """The time was up: there may be more hits, and counts are of what was found."""


@dataclass(frozen=True, slots=True)
class HitSpan:
    """Where a query's words stand: half-open offsets in one page's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text around the first good hit."""

    text: str
    """One line; the ellipses at cut ends are part of it. Empty when the text has no hit."""
    hits: tuple[HitSpan, ...]
    """Offsets in ``text``."""
    page: int | None
    """None for a DOCX, for what is not the text, and when there is no hit."""
    source: TextField = TextField.TEXT
    """Which of the contract's texts it is a piece of."""

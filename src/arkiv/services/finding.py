"""Finding contracts: a typed query becomes rows, counts, snippets and marked text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from arkiv.domain.contracts import Summary
from arkiv.domain.counterparties import counterparties
from arkiv.domain.deadlines import upcoming
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.index_port import Index
from arkiv.domain.outlook import Upcoming
from arkiv.domain.ports import Record
from arkiv.domain.query import Query, parse
from arkiv.domain.query_tree import DateField, DateRange, Flag, Is, leaves
from arkiv.domain.review_cycles import NO_CYCLES, ReviewCycles
from arkiv.domain.searching import (
    Facet,
    FacetCount,
    Hits,
    HitSpan,
    SearchAnswer,
    SearchRequest,
    Snippet,
    SortKey,
)
from arkiv.domain.values import Party
from arkiv.domain.working_days import WorkingDays
from arkiv.errors import BadInput, IndexUnusable
from arkiv.services.excerpts import Excerpts
from arkiv.services.indexing import Indexing

__all__ = ["Finder", "Hit", "Preview", "PreviewPage", "SearchResult", "Selection"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen beside the query: facet values taken in and left out, and the order."""

    include: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    exclude: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    sort: SortKey = SortKey.RELEVANCE
    descending: bool | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All hits as ids; rows are fetched for what is on the screen."""

    query: Query
    today: date
    total: int
    missing: int
    """Changes the index does not hold yet; 0 when the answer is complete."""
    scored: Hits
    facets: Mapping[Facet, Sequence[FacetCount]]
    partial: bool = False
    """The time was up: there may be more hits."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of the results."""

    summary: Summary
    counterparties: tuple[Party, ...]
    upcoming: Upcoming
    score: float
    snippet: Snippet | None
    """None where no snippet was asked for."""


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One page of one document with the query's words marked."""

    document: str
    """The document's name."""
    number: int | None
    text: str
    hits: tuple[HitSpan, ...]
    needs_ocr: bool
    sha256: Sha256
    """Of the document."""
    paragraph_starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A contract's row and its text."""

    hit: Hit
    pages: tuple[PreviewPage, ...]
    """Empty when nothing could be read."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Answers queries. Safe to call from any thread."""

    record: Record
    index: Index
    indexing: Indexing
    own_names: tuple[str, ...]
    own_org_numbers: tuple[str, ...]
    working: WorkingDays = field(default_factory=WorkingDays)
    cycles: ReviewCycles = NO_CYCLES

    def search(
        self,
        text: str,
        today: date,
        selection: Selection | None = None,
        limit: int | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> SearchResult:
        """Raises QueryError with a position and a suggestion; an empty text finds everything.

        Where [review_cycle] has a fault, whoever asks for what is due gets BadInput.

        ``stop`` is asked from time to time; once it holds, Cancelled is raised.
        """
        chosen = selection or Selection()
        query = parse(text, today)
        if self.cycles.fault and _asks_for_due(query, chosen):
            raise BadInput(self.cycles.fault)
        request = SearchRequest(
            query,
            today,
            chosen.include,
            chosen.exclude,
            chosen.sort,
            chosen.descending,
            limit,
        )
        answer = self._answer(request, stop)
        return SearchResult(
            query,
            today,
            answer.total,
            self.indexing.behind(),
            answer.hits,
            self._known(answer.facets),
            answer.partial,
        )

    def meant(
        self,
        text: str,
        today: date,
        selection: Selection | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> tuple[str, ...]:
        """Queries that find something, with other words for those no contract has; best first.

        For a query that ``search`` has answered, and found little or nothing for.
        """
        try:
            others = self.index.suggest(parse(text, today), today, stop)
        except IndexUnusable:
            return ()  # it fell out of use just now: the next search makes it again
        if selection is None or not (selection.include or selection.exclude):
            return others
        return tuple(
            other for other in others if self.search(other, today, selection, 1, stop).total
        )

    def rows(
        self, result: SearchResult, start: int = 0, stop: int | None = None, snippets: bool = True
    ) -> tuple[Hit, ...]:
        """The hits start:stop, joined with the record; one that vanished meanwhile is left out."""
        shown = result.scored[start:stop]
        ids = [scored.id for scored in shown]
        summaries = {summary.id: summary for summary in self.record.contracts.summaries_of(ids)}
        excerpts = Excerpts(self.record, self.index, result.query, ids)
        return tuple(
            self._row(
                summaries[scored.id],
                result.today,
                scored.score,
                excerpts.of(summaries[scored.id]) if snippets else None,
            )
            for scored in shown
            if scored.id in summaries
        )

    def preview(self, contract: ContractId, text: str, today: date) -> Preview | None:
        """The contract's text with the query's words marked; None when there is none such."""
        query = parse(text, today)
        summary = self.record.contracts.summary(contract)
        if summary is None:
            return None
        pages = tuple(
            PreviewPage(
                document.name,
                page.number,
                page.text,
                self.index.highlight(query, page.text),
                page.needs_ocr,
                document.sha256,
                page.paragraph_starts,
            )
            for document in self.record.contracts.texts(contract)
            for page in document.pages
        )
        return Preview(self._row(summary, today, 0.0, None), pages)

    def _known(
        self, facets: Mapping[Facet, Sequence[FacetCount]]
    ) -> Mapping[Facet, Sequence[FacetCount]]:
        if not self.cycles.fault:
            return facets
        return {facet: counts for facet, counts in facets.items() if facet is not Facet.DUE}

    def _answer(self, request: SearchRequest, stop: Callable[[], bool] | None) -> SearchAnswer:
        try:
            return self.index.search(request, stop)
        except IndexUnusable:
            self.indexing.rebuild()
            return self.index.search(request, stop)

    def _row(self, summary: Summary, today: date, score: float, snippet: Snippet | None) -> Hit:
        return Hit(
            summary,
            counterparties(summary.facts.parties, self.own_names, self.own_org_numbers),
            upcoming(summary, today, self.working),
            score,
            snippet,
        )


def _asks_for_due(query: Query, chosen: Selection) -> bool:
    if chosen.sort is SortKey.DUE or Facet.DUE in chosen.include or Facet.DUE in chosen.exclude:
        return True
    return any(
        (isinstance(leaf, DateRange) and leaf.field is DateField.DUE)
        or (isinstance(leaf, Is) and leaf.flag is Flag.OVERDUE)
        for leaf, _negated in leaves(query.root)
    )

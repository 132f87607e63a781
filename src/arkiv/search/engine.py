"""The index port on Whoosh: words from its postings, everything else from the columns."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from arkiv.domain.contracts import IndexEntry
from arkiv.domain.documents import Page
from arkiv.domain.identity import ContractId
from arkiv.domain.index_port import SummarySource
from arkiv.domain.query import Query
from arkiv.domain.query_tree import TextField
from arkiv.domain.review_cycles import NO_CYCLES, ReviewCycles
from arkiv.domain.searching import Facet, HitSpan, SearchAnswer, SearchRequest, Snippet
from arkiv.domain.working_days import WEEKENDS, WorkingDays
from arkiv.errors import Busy, IndexUnusable
from arkiv.search import snippets
from arkiv.search.answering import answer
from arkiv.search.expansion import Meanings, Vocabulary
from arkiv.search.matching import Matcher, Remembered
from arkiv.search.misspelled import Neighbours, meant, those_that_find
from arkiv.search.patience import LIMIT_SECONDS, Patience
from arkiv.search.rows import OwnSide
from arkiv.search.rowstore import RowStore
from arkiv.search.snapshots import Snapshot, Snapshots
from arkiv.search.storage import Generations
from arkiv.search.views import Views
from arkiv.search.wanted import Wanted
from arkiv.search.writing import create, tidy, update

__all__ = ["WhooshIndex"]

T = TypeVar("T")

_REBUILD_WAIT_SECONDS = 60.0


class WhooshIndex:
    """The Index of domain.index_port, for any thread; writing does not hold up searching."""

    def __init__(
        self,
        folder: Path,
        summaries: SummarySource,
        own_names: tuple[str, ...] = (),
        own_org_numbers: tuple[str, ...] = (),
        working: WorkingDays = WEEKENDS,
        cycles: ReviewCycles = NO_CYCLES,
    ) -> None:
        self._generations = Generations(folder)
        self._snapshots = Snapshots()
        self._rows = RowStore(summaries, OwnSide(own_names, own_org_numbers), working, cycles)
        self._views = Views()
        self._remembered = Remembered()
        self._reading = threading.Lock()
        self._meanings: Meanings | None = None
        self._meant_at: Snapshot | None = None
        """The commit whose words the meanings and the neighbours are of."""
        self._neighbours: Neighbours | None = None
        self._reported = 0
        """The mark whoever feeds next has chosen its entries by."""

    def mark(self) -> int:
        try:
            mark = self._current(self._snapshots.mark)
        except IndexUnusable:
            mark = 0
        self._reported = mark
        return mark

    def feed(self, entries: Iterable[IndexEntry], mark: int, timeout_seconds: float = 5.0) -> bool:
        current = self._generations.current()
        if current is not None:
            return self._update(current, entries, mark, timeout_seconds)
        if self._reported:
            return (
                False  # it was removed after these entries were chosen; they are not all there is
            )
        try:
            self._build(entries, mark, timeout_seconds)
        except Busy:
            return False
        return True

    def rebuild(self, entries: Iterable[IndexEntry], mark: int) -> None:
        """Raises Busy when another process is rebuilding and is not done within a minute."""
        self._build(entries, mark, _REBUILD_WAIT_SECONDS)

    def forget_earlier(self) -> None:
        """Raises Busy as rebuild() does."""
        self._generations.forget_earlier(_REBUILD_WAIT_SECONDS)

    def tidy(self) -> bool:
        current = self._generations.current()
        return current is not None and tidy(current)

    def _update(
        self, folder: Path, entries: Iterable[IndexEntry], mark: int, timeout_seconds: float
    ) -> bool:
        try:
            return update(folder, entries, mark, self._reported, timeout_seconds)
        except IndexUnusable:
            if self._generations.current() == folder:
                raise
            return False  # somebody made it again and removed this generation

    def _current(self, read: Callable[[Path | None], T]) -> T:
        """Read the current generation, and the next one where it is removed meanwhile."""
        while True:
            folder = self._generations.current()
            try:
                return read(folder)
            except IndexUnusable:
                if self._generations.current() == folder:
                    raise

    def _build(self, entries: Iterable[IndexEntry], mark: int, timeout_seconds: float) -> None:
        with self._generations.building(timeout_seconds) as fresh:
            create(fresh, entries, mark)
        self._reported = mark
        with self._reading:
            self._rows.forget()

    def search(
        self, request: SearchRequest, stop: Callable[[], bool] | None = None
    ) -> SearchAnswer:
        patience = Patience(stop)
        with patience.holding(self._reading):
            snapshot = self._current(self._snapshots.newest)
            columns = self._rows.columns(request.today, snapshot.folder)
            view = self._views.of(snapshot, columns)
            meanings = self._meant(snapshot, columns.facet(Facet.LANGUAGE).values)
            patience.start(LIMIT_SECONDS)
            matcher = Matcher(view, columns, meanings, patience, self._remembered)
            matches = matcher.matches(request.query.root)
        return answer(request, matches, columns)

    def expanded(self, query: Query) -> tuple[Wanted, ...]:
        """What the query looks for, in its order, with what its words may also stand as."""
        with self._reading:
            meanings = self._meanings or self._meant(self._current(self._snapshots.newest), ())
            return tuple(meanings.sought(query))

    def _meant(self, snapshot: Snapshot, languages: Iterable[str]) -> Meanings:
        known, spoken = self._meanings, frozenset(languages)
        if known is None or self._meant_at is not snapshot or known.languages != spoken:
            words = Vocabulary(snapshot.lexicon(field) for field in TextField)
            self._meanings, self._meant_at = known, _ = Meanings(words, spoken), snapshot
            self._neighbours = None
        return known

    def suggest(
        self, query: Query, today: date, stop: Callable[[], bool] | None = None
    ) -> tuple[str, ...]:
        def total(other: Query) -> int:
            return self.search(SearchRequest(other, today, limit=1), stop).total

        with self._reading:
            snapshot = self._current(self._snapshots.newest)
            meanings = self._meant(snapshot, self._meanings.languages if self._meanings else ())
            if self._neighbours is None:
                self._neighbours = Neighbours({f: snapshot.lexicon(f) for f in TextField})
            others = tuple(meant(query, meanings, self._neighbours))
        return those_that_find(query, today, others, total)

    def highlight(self, query: Query, text: str) -> tuple[HitSpan, ...]:
        return snippets.highlight(self.expanded(query), text)

    def snippet(
        self,
        query: Query,
        pages: Iterable[Page],
        width: int = 160,
        field: TextField = TextField.TEXT,
    ) -> Snippet:
        return snippets.snippet(self.expanded(query), pages, width, field)

    def ids(self) -> frozenset[ContractId]:
        """Raises IndexUnusable when its files cannot be read."""
        with self._reading:
            snapshot = self._current(self._snapshots.newest)
            return frozenset(
                ContractId(number) for number in snapshot.numbers.tolist() if number >= 0
            )

    def close(self) -> None:
        with self._reading:
            self._rows.keep()
            self._meanings = self._meant_at = self._neighbours = None
            self._snapshots.close()

"""What finding is given: the index, and where the index has its columns from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol

from arkiv.domain.contracts import IndexEntry, Summary
from arkiv.domain.documents import Page
from arkiv.domain.identity import ContractId
from arkiv.domain.query import Query
from arkiv.domain.query_tree import TextField
from arkiv.domain.searching import HitSpan, SearchAnswer, SearchRequest, Snippet

__all__ = ["Index", "SummarySource"]


class SummarySource(Protocol):
    """Where the index's columns come from: the part of the record that facets need."""

    def summaries(self, since: int = 0) -> Iterator[Summary]: ...

    def summary(self, contract: ContractId) -> Summary | None: ...


class Index(Protocol):
    """The full-text index with its facets: a disposable cache of the record."""

    def mark(self) -> int:
        """The number of the newest event it holds; 0 when it is absent or unusable."""
        ...

    def feed(self, entries: Iterable[IndexEntry], mark: int, timeout_seconds: float = 5.0) -> bool:
        """Take in changed contracts and the new mark in one commit.

        False when another process is writing and did not let go in time: nothing is changed, the
        entries stay above the mark. An unusable index raises IndexUnusable.
        """
        ...

    def rebuild(self, entries: Iterable[IndexEntry], mark: int) -> None:
        """Build a new generation beside the old one and swap; readers read on meanwhile."""
        ...

    def forget_earlier(self) -> None:
        """Leave nothing on the disk of what was there before the last rebuild()."""
        ...

    def tidy(self) -> bool:
        """Put in order what many small changes have left, for when nobody waits.

        False: there was nothing to do, or another process is writing. Raises IndexUnusable.
        """
        ...

    def search(
        self, request: SearchRequest, stop: Callable[[], bool] | None = None
    ) -> SearchAnswer:
        """Raises IndexUnusable when its files cannot be read, Cancelled once ``stop()`` holds.

        An answer that takes too long is ``partial``: its hits are hits, and there may be more.
        """
        ...

    def suggest(
        self, query: Query, today: date, stop: Callable[[], bool] | None = None
    ) -> tuple[str, ...]:
        """The query's text with a near word for each that no contract has; best first.

        At most three, only what then finds something. Raises as ``search`` does.
        """
        ...

    def highlight(self, query: Query, text: str) -> tuple[HitSpan, ...]:
        """Where the query's words stand in a text, in order, without overlaps."""
        ...

    def snippet(
        self,
        query: Query,
        pages: Iterable[Page],
        width: int = 160,
        field: TextField = TextField.TEXT,
    ) -> Snippet:
        """A piece of these pages around a good hit; no page is taken that is not looked at.

        ``field`` is which of a contract's texts they are: what is looked for in another is not.
        """
        ...

    def ids(self) -> frozenset[ContractId]:
        """Every contract it holds; for checks."""
        ...

    def close(self) -> None: ...

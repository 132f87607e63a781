"""Keeping the columns in step with the record: only what changed is read again."""

from __future__ import annotations

from datetime import date

from arkiv.domain.contracts import Summary
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import SummarySource
from arkiv.search.columns import Columns
from arkiv.search.rows import OwnSide, Row, row_of

__all__ = ["RowStore"]


class RowStore:
    """The rows of the newest day asked for. One thread at a time."""

    def __init__(self, source: SummarySource, own: OwnSide) -> None:
        self._source = source
        self._own = own
        self._seq = 0
        self._summaries: dict[ContractId, Summary] = {}
        self._rows: dict[ContractId, Row] = {}
        self._day: date | None = None
        self._columns: Columns | None = None

    def columns(self, today: date) -> Columns:
        """All contracts as the record has them now."""
        changed = list(self._source.summaries(self._seq))
        for summary in changed:
            self._summaries[summary.id] = summary
            self._seq = max(self._seq, summary.seq)
        if self._day != today:
            changed = list(self._summaries.values())
            self._day = today
        for summary in changed:
            self._rows[summary.id] = row_of(summary, today, self._own)
        if changed or self._columns is None:
            self._columns = Columns(self._rows.values())
        return self._columns

    def forget(self) -> None:
        """Read everything again, for a record that was put back to an earlier state."""
        self._seq = 0
        self._summaries.clear()
        self._rows.clear()
        self._columns = None

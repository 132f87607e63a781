"""Keeping the columns in step with the record: only what changed is read again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from arkiv.domain.contracts import Summary
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import SummarySource
from arkiv.search.columns import Columns, Table
from arkiv.search.partynames import PartyNames
from arkiv.search.rows import OwnSide, Row, party_of, row_of

__all__ = ["RowStore"]

_ONE_BY_ONE = 200
"""More contracts than this are read in one go with all others."""


class RowStore:
    """The columns of the newest day asked for. One thread at a time."""

    def __init__(self, source: SummarySource, own: OwnSide) -> None:
        self._source = source
        self._own = own
        self.forget()

    def forget(self) -> None:
        """Read everything again, for a record that was put back to an earlier state."""
        self._seq = 0
        self._day: date | None = None
        self._names = PartyNames()
        self._columns = Columns(Table(), self._names.spellings)

    def columns(self, today: date) -> Columns:
        """All contracts as the record has them now."""
        if self._day is not None and today < self._day:
            self.forget()
        changed = {summary.id: summary for summary in self._source.summaries(self._seq)}
        self._seq = max((summary.seq for summary in changed.values()), default=self._seq)
        for summary in self._turned(today):
            changed.setdefault(summary.id, summary)
        self._day = today
        if changed:
            self._put([row_of(summary, today, self._own) for summary in changed.values()])
        return self._columns

    def _turned(self, today: date) -> Iterable[Summary]:
        """The contracts that are not any more what they were on the day of before."""
        if self._day is None or self._day == today:
            return ()
        table = self._columns.table
        turned = table.numbers[table.until < today.toordinal()].tolist()
        if len(turned) > _ONE_BY_ONE:
            return self._source.summaries(0)
        found = (self._source.summary(ContractId(number)) for number in turned)
        return [summary for summary in found if summary is not None]

    def _put(self, rows: list[Row]) -> None:
        before = self._columns.table
        replaced = np.isin(before.numbers, [row.number for row in rows])
        gone = map(party_of, before.parties.of_rows(replaced))
        self._names.change(gone, (party_of(text) for row in rows for text in row.parties))
        self._columns = Columns(before.with_rows(rows), self._names.spellings)

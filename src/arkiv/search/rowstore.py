"""Keeping the columns in step with the record: only what changed is read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import numpy as np

from arkiv.domain.contracts import Summary
from arkiv.domain.identity import ContractId
from arkiv.domain.index_port import SummarySource
from arkiv.domain.review_cycles import NO_CYCLES, ReviewCycles
from arkiv.domain.working_days import WEEKENDS, WorkingDays
from arkiv.search.columns import Columns, Table
from arkiv.search.keptcolumns import Kept, keep, kept
from arkiv.search.partynames import PartyNames
from arkiv.search.rows import OwnSide, Row, party_of, row_of

__all__ = ["RowStore"]

_WORTH_KEEPING = 100
"""Contracts read from the record; fewer are read again as fast as they are written."""
_ONE_BY_ONE = 200
"""More contracts than this are read in one go with all others."""


class RowStore:
    """The columns of the newest day asked for. One thread at a time."""

    def __init__(
        self,
        source: SummarySource,
        own: OwnSide,
        working: WorkingDays = WEEKENDS,
        cycles: ReviewCycles = NO_CYCLES,
    ) -> None:
        self._source = source
        self._own = own
        self._working = working
        self._cycles = cycles
        self.forget()

    def forget(self) -> None:
        """Read everything again, for a record that was put back to an earlier state."""
        self._beside: Path | None = None
        self._put_since_kept = 0
        self._seq = 0
        self._day: date | None = None
        self._names: PartyNames | None = None
        self._columns = Columns(Table(), {})

    def columns(self, today: date, beside: Path | None = None) -> Columns:
        """All contracts as the record has them now.

        ``beside``: the generation of the index they may be kept in; another one may be that of
        another record.
        """
        if beside != self._beside:
            self._begin(beside)
        if self._day is not None and today < self._day:
            self.forget()  # what has turned does not turn back by itself
            self._beside = beside
        changed = {summary.id: summary for summary in self._source.summaries(self._seq)}
        self._seq = max((summary.seq for summary in changed.values()), default=self._seq)
        for summary in self._turned(today):
            changed.setdefault(summary.id, summary)
        self._day = today
        if changed:
            rules = today, self._own, self._working, self._cycles
            self._put([row_of(one, *rules) for one in changed.values()])
        return self._columns

    def keep(self) -> None:
        """Leave the columns beside the index for the next start, where that saves it work."""
        if self._beside is None or self._day is None or self._put_since_kept < _WORTH_KEEPING:
            return
        columns = Kept(self._seq, self._day, self._columns.table, self._columns.spellings)
        keep(self._beside, columns, self._own, self._working, self._cycles)
        self._put_since_kept = 0

    def _begin(self, beside: Path | None) -> None:
        self.forget()
        self._beside = beside
        settings = self._own, self._working, self._cycles
        found = kept(beside, *settings) if beside is not None else None
        if found is not None:
            self._seq, self._day = found.seq, found.day
            self._columns = Columns(found.table, found.spellings)

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
        gone = before.parties.of_rows(replaced)
        come = [party for row in rows for party in row.parties]
        spellings = self._columns.spellings
        if Counter(gone) != Counter(come):
            spellings = self._changed_names(gone, come)
        self._columns = Columns(before.with_rows(rows), spellings)
        self._put_since_kept += len(rows)

    def _changed_names(self, gone: list[str], come: list[str]) -> Mapping[str, str]:
        if self._names is None:
            parties = self._columns.table.parties
            there = map(party_of, parties.of_rows(self._columns.everything()))
            self._names = PartyNames(there, self._columns.spellings)
        self._names.change(map(party_of, gone), map(party_of, come))
        return self._names.spellings

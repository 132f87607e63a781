"""Contracts, such as those that a search finds, as a table for other programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from arkiv.domain.counterparties import counterparties
from arkiv.domain.deadlines import look_ahead
from arkiv.domain.documents import Document
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.domain.review_cycles import NO_CYCLES
from arkiv.errors import PartlyFailed
from arkiv.export.tabular import Column, Table
from arkiv.services.exporting import write_file
from arkiv.services.finding import Finder, SearchResult
from arkiv.services.listing_columns import (
    COLUMNS,
    OF_DOCUMENTS,
    OF_NOTES,
    Listed,
    chosen_columns,
)
from arkiv.services.table_formats import spelling_for
from arkiv.texts import _

__all__ = ["Listings", "found_whole"]

_BESIDES = (".ics",)
"""A calendar is written from dates and not from contracts."""


@dataclass(frozen=True, slots=True)
class Listings:
    """Listings of contracts; each is written whole or not at all."""

    record: Record
    finder: Finder

    def write(
        self,
        path: Path,
        ids: Sequence[ContractId],
        today: date,
        columns: Sequence[str] = (),
        *,
        replace: bool = False,
    ) -> int:
        """Write contracts in the format of the file's suffix; how many of them there are.

        The same contracts on the same day are the same bytes. Raises BadInput where there is no
        such format or column, or the file is there already and not to be replaced.
        """
        spell = spelling_for(path, _BESIDES)
        table = self.table(ids, today, columns)
        write_file(path, spell(table, _("Contracts"), self._as_of()), replace=replace)
        return len(table.rows)

    def table(self, ids: Sequence[ContractId], today: date, columns: Sequence[str] = ()) -> Table:
        """A row for each contract that is there, in their order, with a cell for each column.

        ``columns`` are names as chosen_columns() takes them; without any, a sensible few.
        Raises BadInput.
        """
        chosen = chosen_columns(columns)
        cells = [COLUMNS[column.key] for column in chosen]
        rows = (tuple(cell(one) for cell in cells) for one in self._listed(ids, today, chosen))
        return Table(chosen, tuple(rows))

    def _listed(
        self, ids: Sequence[ContractId], today: date, columns: Sequence[Column]
    ) -> Iterator[Listed]:
        keys = {column.key for column in columns}
        documents = self._documents() if keys & OF_DOCUMENTS else {}
        contracts, own = self.record.contracts, self.finder
        summaries = {summary.id: summary for summary in contracts.summaries_of(ids)}
        cycles = own.cycles if "next_due" in keys else NO_CYCLES  # only that may be a review
        for summary in (summaries[id] for id in ids if id in summaries):
            yield Listed(
                summary,
                counterparties(summary.facts.parties, own.own_names, own.own_org_numbers),
                look_ahead(summary, today, own.working, cycle=cycles.of(summary)),
                tuple(documents.get(summary.id, ())),
                self.record.notes.of_contract(summary.id)
                if keys & OF_NOTES and summary.noted
                else (),
            )

    def _documents(self) -> dict[ContractId, list[Document]]:
        """Of all contracts at once: a statement each for ten thousand would take longer."""
        found = defaultdict(list)
        for document in self.record.documents.every():
            found[document.contract].append(document)
        return found

    def _as_of(self) -> datetime:
        """When the record last changed, so that no clock is in the file."""
        newest = self.record.events.of(limit=1)
        return newest[0].at if newest else datetime(1980, 1, 1, tzinfo=UTC)


def found_whole(result: SearchResult) -> Sequence[ContractId]:
    """The contracts found, in order; raises PartlyFailed where the time was up before the end."""
    if result.partial:
        raise PartlyFailed(
            _(
                "The search took too long and did not find everything; nothing was written."
                " Narrow the query, for example with a field."
            )
        )
    return result.scored.ids

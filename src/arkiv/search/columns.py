"""Facets, filters and sorting from memory: one row for each contract, in the order of numbers.

Columns are never altered. A change makes new ones that share what stayed the same, so that a
search goes on with what it began with while the next one already sees the change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from arkiv.domain.outlook import Status
from arkiv.domain.query_tree import AmountRange, Column, DateField, DateRange, Flag, Value
from arkiv.domain.searching import Facet, SortKey
from arkiv.search.folding import fold
from arkiv.search.rows import PRESENT, TEXT_KEYS, Row, amount_units
from arkiv.search.valuelists import Change, FacetColumn, Mask, TextOrder

__all__ = ["Columns", "Mask", "Table"]

Kind = TypeVar("Kind", bound=np.generic)

_FACET_OF = {
    Column.DOCUMENT_TYPE: Facet.DOCUMENT_TYPE,
    Column.STATUS: Facet.STATUS,
    Column.TAG: Facet.TAG,
    Column.LANGUAGE: Facet.LANGUAGE,
    Column.FOLDER: Facet.FOLDER,
    Column.GOVERNING_LAW: Facet.GOVERNING_LAW,
    Column.OWNER: Facet.OWNER,
    Column.FAULT: Facet.FAULT,
}
_DAY_OF = {
    SortKey.EXPIRATION_DATE: DateField.EXPIRES,
    SortKey.NOTICE_DEADLINE: DateField.NOTICE,
    SortKey.DUE: DateField.DUE,
    SortKey.AGREEMENT_DATE: DateField.AGREEMENT_DATE,
    SortKey.EFFECTIVE_DATE: DateField.EFFECTIVE_DATE,
    SortKey.FILED: DateField.FILED,
}
_FLAGS, _DAYS = tuple(Flag), tuple(DateField)
_CLAIMS = len(_FLAGS) + len(PRESENT)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What is kept of all contracts, as arrays: a column a contract, by their numbers."""

    numbers: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    until: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    """The last day on which the row is still so."""
    claims: Mask = field(default_factory=lambda: np.empty((_CLAIMS, 0), np.bool_))
    """The flags, then what is present."""
    days: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty((len(_DAYS), 0), np.int32))
    amounts: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    currencies: TextOrder = field(default_factory=TextOrder.empty)
    parties: FacetColumn = field(default_factory=FacetColumn.empty)
    facets: Mapping[Facet, FacetColumn] = field(
        default_factory=lambda: {facet: FacetColumn.empty() for facet in Facet}
    )
    """Counterparties as they are written."""
    texts: tuple[TextOrder, ...] = field(
        default_factory=lambda: tuple(TextOrder.empty() for _key in TEXT_KEYS)
    )

    def with_rows(self, rows: Sequence[Row]) -> Table:
        """With these in place of the rows of the same contracts; no contract comes twice."""
        anew = np.array([row.number for row in rows], np.int64)
        change = Change(self.numbers, anew)
        claims = [(*row.flags, *row.present) for row in rows]
        return Table(
            change.numbers,
            _placed(self.until, change, [row.until for row in rows]),
            _placed(self.claims, change, claims),
            _placed(self.days, change, [row.days for row in rows]),
            _placed(self.amounts, change, [row.amount for row in rows]),
            self.currencies.changed(change, [row.currency for row in rows]),
            self.parties.changed(change, [row.parties for row in rows]),
            {f: c.changed(change, [row.facets[f] for row in rows]) for f, c in self.facets.items()},
            tuple(
                order.changed(change, [row.texts[place] for row in rows])
                for place, order in enumerate(self.texts)
            ),
        )


def _placed(array: npt.NDArray[Kind], change: Change, anew: Sequence[object]) -> npt.NDArray[Kind]:
    placed = np.empty((*array.shape[:-1], change.size), array.dtype)
    placed[..., slice(array.shape[-1]) if change.moved is None else change.moved] = array
    placed[..., change.places] = np.array(anew, array.dtype).T
    return placed


class Columns:
    """All contracts as they are on one day."""

    def __init__(self, table: Table, spellings: Mapping[str, str]) -> None:
        """``spellings``: how counterparties are shown that are written differently."""
        self.table = table
        self.numbers = table.numbers
        self.size = self.numbers.size
        self.spellings = spellings
        self._valued: dict[Value, Mask] = {}

    def of_contracts(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """The row of each contract; -1 where there is none."""
        if not self.size:
            return np.full(numbers.size, -1, np.int32)
        places = np.searchsorted(self.numbers, numbers).clip(max=self.size - 1)
        found: npt.NDArray[np.int32] = np.where(self.numbers[places] == numbers, places, -1).astype(
            np.int32
        )
        return found

    def everything(self) -> Mask:
        return np.ones(self.size, np.bool_)

    def nothing(self) -> Mask:
        return np.zeros(self.size, np.bool_)

    def facet(self, facet: Facet) -> FacetColumn:
        if facet is Facet.COUNTERPARTY:
            return self._counterparties
        return self.table.facets[facet]

    def spelled(self, facet: Facet, value: str) -> str:
        """The value as the facet has it: counterparties in their commonest spelling."""
        return self.spellings.get(value, value) if facet is Facet.COUNTERPARTY else value

    def flagged(self, flag: Flag) -> Mask:
        mask: Mask = self.table.claims[_FLAGS.index(flag)]
        return mask

    def present(self, field: str) -> Mask:
        mask: Mask = self.table.claims[len(_FLAGS) + PRESENT.index(field)]
        return mask

    def numbered(self, numbers: tuple[int, ...]) -> Mask:
        mask: Mask = np.isin(self.numbers, numbers)
        return mask

    def valued(self, node: Value) -> Mask:
        """Rows with one of the values, compared folded; a folder and a tag have what is in them."""
        if node not in self._valued:
            self._valued[node] = self.facet(_FACET_OF[node.column]).mask(_means(node))
        return self._valued[node]

    def dated(self, node: DateRange) -> Mask:
        """Rows with such a day; a row without one is in no range."""
        days = self.table.days[_DAYS.index(node.field)]
        first = node.first.toordinal() if node.first else 1
        last = node.last.toordinal() if node.last else date.max.toordinal()
        mask: Mask = (days >= first) & (days <= last)
        return mask

    def worth(self, node: AmountRange) -> Mask:
        amounts = self.table.amounts
        mask: Mask = self.present("value").copy()
        if node.low is not None:
            low = amount_units(node.low)
            mask &= amounts >= low if node.low_included else amounts > low
        if node.high is not None:
            high = amount_units(node.high)
            mask &= amounts <= high if node.high_included else amounts < high
        if node.currency is not None:
            mask &= self.table.currencies.having(node.currency)
        return mask

    def ranks(self, key: SortKey) -> npt.NDArray[np.int32] | npt.NDArray[np.intp]:
        """Ascending by the value, equal values the same; negative where there is none."""
        if key in _DAY_OF:
            days: npt.NDArray[np.int32] = self.table.days[_DAYS.index(_DAY_OF[key])]
            return days - np.int32(1)
        if key is SortKey.STATUS:
            return self._life
        if key is SortKey.VALUE:
            return self._worths
        return self.table.texts[TEXT_KEYS.index(key)].ranks

    @cached_property
    def newest(self) -> npt.NDArray[np.int32]:
        """The rows as they come when nothing else decides: filed last, then taken in last."""
        filed = self.table.days[_DAYS.index(DateField.FILED)]
        return np.lexsort((-self.numbers, -filed)).astype(np.int32)

    @cached_property
    def newest_places(self) -> npt.NDArray[np.int32]:
        """The place of each row in newest."""
        places = np.empty(self.size, np.int32)
        places[self.newest] = np.arange(self.size, dtype=np.int32)
        return places

    @cached_property
    def _counterparties(self) -> FacetColumn:
        written = self.table.facets[Facet.COUNTERPARTY]
        if not self.spellings:
            return written
        return written.renamed(lambda name: self.spellings.get(name, name))

    @cached_property
    def _life(self) -> npt.NDArray[np.int32]:
        column = self.table.facets[Facet.STATUS]
        places = [tuple(Status).index(Status(value)) for value in column.values]
        life = np.empty(self.size, np.int32)
        life[column.rows] = np.array(places, np.int32)[column.codes]
        return life

    @cached_property
    def _worths(self) -> npt.NDArray[np.int32]:
        """By currency first: amounts of two currencies do not compare."""
        currencies, amounts = self.table.currencies.ranks, self.table.amounts
        order = np.lexsort((amounts, currencies))
        sorted_by = currencies[order], amounts[order]
        steps = (np.diff(sorted_by[0], prepend=-1) != 0) | (np.diff(sorted_by[1], prepend=0) != 0)
        ranks = np.empty(self.size, np.int32)
        ranks[order] = np.cumsum(steps)
        return np.where(currencies < 0, np.int32(-1), ranks)


def _means(node: Value) -> Callable[[str], bool]:
    wanted = tuple(fold(value).strip("/ ") for value in node.values)
    inside = tuple(f"{value}/" for value in wanted)
    nested = node.column in (Column.FOLDER, Column.TAG)

    def means(value: str) -> bool:
        folded = fold(value)
        if node.beginning:
            return folded.startswith(wanted)
        return folded in wanted or (nested and folded.startswith(inside))

    return means

"""Facets, filters and sorting from memory: one row for each contract, kept in step with the record.

Rows are in the order of the contracts' numbers; a mask says of each row whether it is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from arkiv.domain.contracts import Summary
from arkiv.domain.counterparties import one_spelling
from arkiv.domain.query_tree import AmountRange, Column, DateField, DateRange, Flag, Value
from arkiv.domain.searching import Facet, SortKey
from arkiv.search.folding import fold
from arkiv.search.rows import Row, amount_units, day_of, present, sort_value, true_of

__all__ = ["Columns", "FacetColumn", "Mask"]

Mask: TypeAlias = npt.NDArray[np.bool_]

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


@dataclass(frozen=True, slots=True, eq=False)
class FacetColumn:
    """The values of one facet: pairs of a row and a value's code; a row may have none or many."""

    size: int
    rows: npt.NDArray[np.int32]
    codes: npt.NDArray[np.int32]
    values: tuple[str, ...]

    def mask(self, means: Callable[[str], bool]) -> Mask:
        """The rows with a value that is meant."""
        meant = np.fromiter((means(value) for value in self.values), np.bool_, len(self.values))
        mask = np.zeros(self.size, np.bool_)
        mask[self.rows[meant[self.codes]]] = True
        return mask

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """How many of these rows have each value."""
        return np.bincount(self.codes[mask[self.rows]], minlength=len(self.values))


class Columns:
    """All rows as they are on one day; columns are made when first asked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: row.summary.id)
        self.size = len(self.rows)
        self.numbers = np.array([row.summary.id for row in self.rows], np.int64)
        self._facets: dict[Facet, FacetColumn] = {}
        self._masks: dict[object, Mask] = {}
        self._days: dict[DateField, npt.NDArray[np.int32]] = {}
        self._ranks: dict[SortKey, npt.NDArray[np.int32]] = {}
        self._amounts: npt.NDArray[np.int64] | None = None
        self._spellings: dict[str, str] | None = None

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
        if facet not in self._facets:
            self._facets[facet] = self._facet(facet)
        return self._facets[facet]

    def spelled(self, facet: Facet, value: str) -> str:
        """The value as the facet has it: counterparties in their commonest spelling."""
        if facet is not Facet.COUNTERPARTY:
            return value
        if self._spellings is None:
            self._spellings = one_spelling(
                party for row in self.rows for party in row.summary.facts.parties
            )
        return self._spellings.get(value, value)

    def flagged(self, flag: Flag) -> Mask:
        return self._mask(flag, lambda row: true_of(row, flag))

    def present(self, field: str) -> Mask:
        return self._mask(field, lambda row: present(row, field))

    def numbered(self, numbers: tuple[int, ...]) -> Mask:
        mask: Mask = np.isin(self.numbers, numbers)
        return mask

    def valued(self, node: Value) -> Mask:
        """Rows with one of the values, compared folded; a folder or tag has what is in it too."""
        wanted = tuple(fold(value).strip("/ ") for value in node.values)
        holds_others = node.column in (Column.FOLDER, Column.TAG)

        def means(value: str) -> bool:
            folded = fold(value)
            if node.beginning:
                return folded.startswith(wanted)
            return folded in wanted or (
                holds_others and folded.startswith(tuple(f"{w}/" for w in wanted))
            )

        return self.facet(_FACET_OF[node.column]).mask(means)

    def dated(self, node: DateRange) -> Mask:
        """Rows with such a day; a row without one is in no range."""
        days = self._days_of(node.field)
        first = node.first.toordinal() if node.first else 1
        last = node.last.toordinal() if node.last else date.max.toordinal()
        mask: Mask = (days >= first) & (days <= last)
        return mask

    def worth(self, node: AmountRange) -> Mask:
        amounts = self._amounts_of_rows()
        mask: Mask = self.present("value").copy()
        if node.low is not None:
            low = amount_units(node.low)
            mask &= amounts >= low if node.low_included else amounts > low
        if node.high is not None:
            high = amount_units(node.high)
            mask &= amounts <= high if node.high_included else amounts < high
        if node.currency is not None:
            mask &= self._mask(("currency", node.currency), lambda r: _in(r, node.currency))
        return mask

    def ranks(self, key: SortKey) -> npt.NDArray[np.int32]:
        """Places in ascending order, equal values the same; -1 where there is no value."""
        if key not in self._ranks:
            self._ranks[key] = self._ranked([sort_value(row, key) for row in self.rows])
        return self._ranks[key]

    def _ranked(self, values: list[tuple[str | int, ...] | None]) -> npt.NDArray[np.int32]:
        order = {value: rank for rank, value in enumerate(sorted({v for v in values if v}))}
        return np.array([order[value] if value else -1 for value in values], np.int32)

    def _facet(self, facet: Facet) -> FacetColumn:
        codes: dict[str, int] = {}
        pairs = [
            (place, codes.setdefault(value, len(codes)))
            for place, row in enumerate(self.rows)
            for value in dict.fromkeys(self.spelled(facet, value) for value in row.facets[facet])
        ]
        array = np.array(pairs, np.int32).reshape(len(pairs), 2)
        return FacetColumn(self.size, array[:, 0].copy(), array[:, 1].copy(), tuple(codes))

    def _mask(self, key: object, means: Callable[[Row], bool]) -> Mask:
        if key not in self._masks:
            self._masks[key] = np.fromiter(map(means, self.rows), np.bool_, self.size)
        return self._masks[key]

    def _days_of(self, field: DateField) -> npt.NDArray[np.int32]:
        if field not in self._days:
            days = (day_of(row, field) for row in self.rows)
            self._days[field] = np.fromiter(
                (day.toordinal() if day else 0 for day in days), np.int32, self.size
            )
        return self._days[field]

    def _amounts_of_rows(self) -> npt.NDArray[np.int64]:
        if self._amounts is None:
            amounts = (_amount(row.summary) for row in self.rows)
            self._amounts = np.fromiter(amounts, np.int64, self.size)
        return self._amounts


def _amount(summary: Summary) -> int:
    value = summary.facts.value
    return amount_units(value.amount) if value else 0


def _in(row: Row, currency: str | None) -> bool:
    value = row.summary.facts.value
    return value is not None and value.currency == currency

"""Columns that followed many changes answer as columns made from the record as it is now."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from arkiv.domain.contracts import Summary
from arkiv.domain.identity import ContractId
from arkiv.domain.query import parse
from arkiv.domain.query_tree import DateField, DateRange, Flag
from arkiv.domain.searching import Facet, SearchRequest, SortKey
from arkiv.domain.values import Party
from arkiv.search.columns import Columns
from arkiv.search.engine import WhooshIndex
from arkiv.search.partynames import PartyNames
from arkiv.search.rows import PRESENT, OwnSide
from arkiv.search.rowstore import RowStore
from fakes.library import TODAY, Library, put_invented

OWN = OwnSide(("vår side as",))


def told(columns: Columns) -> list[object]:
    """Everything columns can be asked for, in words."""
    everything = columns.everything()
    facets = {
        facet: {
            value: int(count)
            for value, count in zip(
                columns.facet(facet).values, columns.facet(facet).counts(everything), strict=True
            )
            if count
        }
        for facet in Facet
    }
    held = {
        (facet, value): columns.facet(facet).mask_of([value]).tolist()
        for facet, values in facets.items()
        for value in values
    }
    days = [columns.dated(DateRange(field, TODAY, None)).tolist() for field in DateField]
    orders = [_order(columns.ranks(key).tolist()) for key in SortKey if key != "relevance"]
    flags = [columns.flagged(flag).tolist() for flag in Flag]
    present = [columns.present(field).tolist() for field in PRESENT]
    amounts = columns.table.amounts.tolist()
    newest, until = columns.newest.tolist(), columns.table.until.tolist()
    return [
        columns.numbers.tolist(),
        facets,
        held,
        days,
        orders,
        flags,
        present,
        amounts,
        newest,
        until,
    ]


def _order(ranks: list[int]) -> list[int]:
    places = {
        rank: place for place, rank in enumerate(sorted({rank for rank in ranks if rank >= 0}))
    }
    return [places.get(rank, -1) for rank in ranks]


@pytest.mark.parametrize("seed", range(12))
def test_columns_in_step_are_as_columns_made_from_scratch(seed: int) -> None:
    chance = random.Random(seed)
    library = Library()
    store = RowStore(library, OWN)
    today = TODAY
    for _round in range(25):
        for _change in range(chance.choice((0, 1, 1, 2, 7))):
            put_invented(library, chance.randint(1, 40), chance)
        today += timedelta(days=chance.choice((0, 0, 0, 1, 30, 400, -500)))

        followed = told(store.columns(today))
        anew = told(RowStore(library, OWN).columns(today))

        assert followed[:-1] == anew[:-1]


@pytest.mark.parametrize("seed", range(6))
def test_names_in_step_are_spelled_as_from_scratch(seed: int) -> None:
    chance = random.Random(seed)
    spellings = ("Nord AS", "NORD A/S", "Nord as", "Sør AS", "SØR AS", "Øst BV")
    numbers = (None, None, "923609016", "915933149")
    names = PartyNames()
    parties: list[Party] = []
    for _round in range(60):
        come = [
            Party(chance.choice(spellings), None, chance.choice(numbers))
            for _one in range(chance.randint(0, 3))
        ]
        gone = chance.sample(parties, min(len(parties), chance.randint(0, 2)))
        for party in gone:
            parties.remove(party)
        parties += come
        names.change(gone, come)

        assert names.spellings == PartyNames(parties).spellings


def test_a_search_goes_on_with_the_columns_it_began_with() -> None:
    library = Library()
    library.put(1, tags=("a",))
    store = RowStore(library, OWN)
    before = store.columns(TODAY)
    kept = told(before)

    library.put(1, tags=("b",))
    library.put(2, tags=("c",))
    after = store.columns(TODAY)

    assert told(before) == kept
    assert after.size == 2


def test_only_contracts_that_turn_are_read_on_a_new_day(tmp_path: Path) -> None:
    library = _Counting()
    for number in range(1, 30):
        put_invented(library, number, random.Random(number))
    index = WhooshIndex(tmp_path / "index", library)
    index.search(SearchRequest(parse("", TODAY), TODAY))
    tomorrow = TODAY + timedelta(days=1)
    library.read = 0

    answer = index.search(SearchRequest(parse("", tomorrow), tomorrow))

    assert answer.total
    assert library.read < 5


class _Counting(Library):
    """Counts the summaries that are read."""

    read = 0

    def summaries(self, since: int = 0) -> Iterator[Summary]:
        for summary in super().summaries(since):
            self.read += 1
            yield summary

    def summary(self, contract: ContractId) -> Summary | None:
        self.read += 1
        return super().summary(contract)

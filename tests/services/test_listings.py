"""Contracts as tables: the columns asked for, cells of their kinds, the same bytes twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.values import Duration, Money, Party, Per
from arkiv.errors import BadInput, PartlyFailed
from arkiv.export.tabular import Cell
from arkiv.services.finding import Finder, SearchResult
from arkiv.services.indexing import Indexing
from arkiv.services.listing_columns import COLUMNS, DEFAULT, chosen_columns
from arkiv.services.listings import Listings, found_whole
from fakes.arrivals import arrival, digest, extraction, finding, reading
from fakes.index import FakeIndex
from fakes.record import FakeRecord

TODAY = date(2026, 12, 1)


@dataclass
class Desk:
    record: FakeRecord
    finder: Finder
    listings: Listings

    def lease(self, name: str = "lease.pdf", amount: str = "1240000.00") -> ContractId:
        filed = self.record.documents.file(arrival(name), "kari")
        found = extraction(
            finding(Field.TITLE, f"Leie {name}"),
            finding(Field.DOCUMENT_TYPE, DocumentType.LEASE),
            finding(Field.PARTIES, Party("Tallbrua AS", "leietaker")),
            finding(Field.PARTIES, Party("Øst AS", None, "923609016"), rank=1),
            finding(Field.EXPIRATION_DATE, date(2027, 1, 31)),
            finding(Field.NOTICE_PERIOD, Duration(months=3)),
            finding(Field.SIGNED, True),
            finding(Field.VALUE, Money(Decimal(amount), "NOK", Per.YEAR)),
        )
        self.record.documents.save_reading(digest(name), reading("text"), found, "intake")
        return filed.contract

    def search(self, text: str = "") -> SearchResult:
        self.finder.indexing.catch_up()
        return self.finder.search(text, TODAY)

    def rows(self, *columns: str) -> tuple[tuple[Cell, ...], ...]:
        return self.listings.table(self.found(), TODAY, columns).rows

    def found(self, text: str = "") -> Sequence[ContractId]:
        return found_whole(self.search(text))


@pytest.fixture
def desk() -> Desk:
    record = FakeRecord()
    index = FakeIndex(record.contracts)
    finder = Finder(record, index, Indexing(record, index), ("Tallbrua AS",), ())
    return Desk(record, finder, Listings(record, finder))


def test_cells_keep_their_kinds(desk: Desk) -> None:
    lease = desk.lease()

    names = ("id", "expiration_date", "value", "notice_period", "signed", "document_type", "term")
    (row,) = desk.rows(*names)

    assert row == (
        lease, date(2027, 1, 31), Decimal("1240000.00"), "NOK", "year", None, "P3M", True,
        "lease", None,
    )  # fmt: skip
    assert [type(cell) for cell in row if isinstance(cell, str)] == [str] * 4


def test_all_is_everything_that_is_known(desk: Desk) -> None:
    lease = desk.lease()
    desk.record.notes.add("n", lease, "Ask the landlord", "kari")
    desk.record.tags.add([lease], "rent", "kari")
    desk.record.standing.own([lease], "Kari", "kari")

    table = desk.listings.table(desk.found(), TODAY, ["all"])

    keys = [column.key for column in table.columns]
    assert keys == list(COLUMNS)
    assert {str(field) for field in Field if field is not Field.VALUE} <= set(keys)
    (row,) = table.rows
    cells = dict(zip(keys, row, strict=True))
    assert cells["notes"] == "Ask the landlord" and cells["tags"] == "rent"
    assert cells["owner"] == "Kari" and cells["file"] == "lease.pdf"
    assert cells["sha256"] == digest("lease.pdf") and cells["documents"] == 1
    assert cells["parties"] == "Tallbrua AS (leietaker); Øst AS (923609016)"
    assert cells["counterparties"] == "Øst AS"


def test_without_names_there_are_the_usual_columns_each_once(desk: Desk) -> None:
    assert [column.key for column in chosen_columns(())] == list(DEFAULT)
    assert [column.key for column in chosen_columns(("id", "ID", " title "))] == ["id", "title"]


def test_a_column_that_is_none_names_the_nearest(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"no column “expiry_date”\. Did you mean “expiration_date”"):
        chosen_columns(("id", "expiry_date"))


def test_the_trash_is_left_out_unless_asked_for(desk: Desk) -> None:
    kept, trashed = desk.lease("a.pdf"), desk.lease("b.pdf")
    desk.record.contracts.trash([trashed], "kari")

    assert desk.rows("id") == ((kept,),)
    found = desk.found("is:trashed")
    assert desk.listings.table(found, TODAY, ["id", "trashed"]).rows == ((trashed, True),)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json", ".html", ".HTML"])
def test_the_same_contracts_are_the_same_bytes(desk: Desk, tmp_path: Path, suffix: str) -> None:
    desk.lease("a.pdf")
    desk.lease("b.pdf")
    one, two = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"

    assert desk.listings.write(one, desk.found(), TODAY, ["all"]) == 2
    desk.listings.write(two, desk.found(), TODAY, ["all"])

    assert one.read_bytes() == two.read_bytes()


def test_contracts_come_in_the_order_they_are_given_and_the_gone_are_left_out(
    desk: Desk, tmp_path: Path
) -> None:
    first, second = desk.lease("a.pdf"), desk.lease("b.pdf")
    ids = (second, ContractId(99), first)

    assert desk.listings.table(ids, TODAY, ["id"]).rows == ((second,), (first,))
    assert desk.listings.write(tmp_path / "two.csv", ids, TODAY) == 2


def test_half_an_answer_is_not_written(desk: Desk) -> None:
    desk.lease()
    whole = desk.search()
    half = SearchResult(whole.query, TODAY, 1, 0, whole.scored, {}, partial=True)

    with pytest.raises(PartlyFailed, match="nothing was written"):
        found_whole(half)

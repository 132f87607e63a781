"""One table in each format, read back by another program than the one that wrote it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arkiv.export.comma_separated import comma_separated
from arkiv.export.records import records
from arkiv.export.tabular import Cell, Column, Table
from arkiv.export.web_page import web_page
from arkiv.export.workbook import workbook

STAMP = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
COLUMNS = tuple(
    Column(key, label)
    for key, label in (
        ("id", "Number"), ("title", "Title"), ("expiration_date", "Expiration date"),
        ("value", "Value"), ("currency", "Currency"), ("signed", "Signed"),
    )
)  # fmt: skip
LEASE = (3, "Leie av Kåigata 12", date(2027, 1, 31), Decimal("1240000.50"), "NOK", True)
UNKNOWN = (4, "Nordlys", None, None, None, False)
TABLE = Table(COLUMNS, (LEASE, UNKNOWN))
SOFFICE = shutil.which("soffice")

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "\uff1d1+1", '=HYPERLINK("http://example.org";"x")', "=cmd|' /C calc'!A0",
]  # fmt: skip
ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from("=+-@;,'\"<>&\r\n\t\x00漢")))


def one(text: str) -> Table:
    return Table((Column("title", "Title"),), ((text,),))


def csv_rows(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), strict=True))


def sheet_of(table: Table) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(workbook(table, "Contracts", STAMP))).active


def test_a_row_needs_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="each column"):
        Table(COLUMNS, (LEASE, LEASE[:-1]))


# CSV


def test_csv_has_a_heading_and_plain_values() -> None:
    assert csv_rows(comma_separated(TABLE)) == [
        ["Number", "Title", "Expiration date", "Value", "Currency", "Signed"],
        ["3", "Leie av Kåigata 12", "2027-01-31", "1240000.50", "NOK", "true"],
        ["4", "Nordlys", "", "", "", "false"],
    ]


def test_csv_begins_with_a_mark_and_ends_its_lines_as_rfc_4180_says() -> None:
    made = comma_separated(TABLE)

    assert made.startswith(b"\xef\xbb\xbfNumber,") and made.endswith(b"false\r\n")
    assert made.count(b"\n") == made.count(b"\r\n") == 3


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_csv_begins_a_formula(text: str) -> None:
    heading = Table((Column("title", text),))

    assert csv_rows(comma_separated(one(text)))[1][0].startswith("'")
    assert csv_rows(comma_separated(heading))[0][0].startswith("'")


def test_no_formula_begins_where_semicolons_separate_the_cells() -> None:
    assert csv_rows(comma_separated(one("Rent; =1+1")))[1] == ["Rent; '=1+1"]


def test_a_negative_amount_stays_a_number_in_csv() -> None:
    table = Table((Column("value", "Value"),), ((Decimal("-12.50"),), (-3,)))

    assert csv_rows(comma_separated(table))[1:] == [["-12.50"], ["-3"]]


@example("\xad")
@given(ANYTHING)
def test_any_text_is_one_cell_on_one_line_of_csv(text: str) -> None:
    made = comma_separated(Table(TABLE.columns[:2], ((1, text),)))

    assert made.count(b"\n") == 2
    _heading, row = csv_rows(made)
    assert row[0] == "1" and len(row) == 2
    assert not row[1].strip().startswith(("=", "+", "-", "@"))


# JSON


def test_json_has_the_keys_and_amounts_as_strings() -> None:
    assert json.loads(records(TABLE)) == [
        {
            "id": 3, "title": "Leie av Kåigata 12", "expiration_date": "2027-01-31",
            "value": "1240000.50", "currency": "NOK", "signed": True,
        },
        {
            "id": 4, "title": "Nordlys", "expiration_date": None, "value": None,
            "currency": None, "signed": False,
        },
    ]  # fmt: skip


def test_json_of_no_rows_is_an_empty_array() -> None:
    assert json.loads(records(Table(COLUMNS))) == []


@given(ANYTHING)
def test_any_text_comes_back_from_json(text: str) -> None:
    assert json.loads(records(one(text))) == [{"title": text}]


def test_half_a_character_comes_back_from_json() -> None:
    assert json.loads(records(one("a\udc80b"))) == [{"title": "a\udc80b"}]


# Excel


def test_a_workbook_has_days_amounts_and_truths() -> None:
    rows = list(sheet_of(TABLE).iter_rows(min_row=2))

    assert [cell.value for cell in rows[0]] == [
        3, "Leie av Kåigata 12", datetime(2027, 1, 31), 1240000.5, "NOK", True,  # noqa: DTZ001
    ]  # fmt: skip
    assert [cell.data_type for cell in rows[0]] == ["n", "s", "d", "n", "s", "b"]
    assert [cell.value for cell in rows[1]] == [4, "Nordlys", None, None, None, False]


def test_a_workbook_keeps_its_heading_in_sight_and_filters_by_it() -> None:
    sheet = sheet_of(TABLE)

    assert [cell.value for cell in sheet[1]] == [column.label for column in COLUMNS]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:F3"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["B"].width >= len("Leie av Kåigata 12")


def test_the_same_table_is_the_same_workbook() -> None:
    made = workbook(TABLE, "Contracts", STAMP)

    assert made == workbook(TABLE, "Contracts", STAMP)
    assert {entry.date_time for entry in ZipFile(io.BytesIO(made)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    properties = openpyxl.load_workbook(io.BytesIO(made)).properties
    assert properties.created == properties.modified == STAMP.replace(tzinfo=None)


@pytest.mark.parametrize("text", [*FORMULAS, "#N/A", "12", "2027-01-31", "TRUE"])
def test_no_text_of_a_workbook_is_anything_else(text: str) -> None:
    made = workbook(one(text), "Contracts", STAMP)

    cell = openpyxl.load_workbook(io.BytesIO(made)).active["A2"]
    assert cell.data_type == "s"
    assert b"<f>" not in ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (date(1900, 2, 28), "1900-02-28"),
        (date(1814, 5, 17), "1814-05-17"),
        (Decimal("12345678901234567.89"), "12345678901234567.89"),
        (Decimal("1E+3"), 1000),
        (12345678901234567, "12345678901234567"),
        ("漢" * 40_000, "漢" * 32_766 + "…"),
        ("\N{FOX FACE}" * 20_000, "\N{FOX FACE}" * 16_383 + "…"),
    ],
)
def test_what_excel_has_no_number_or_room_for_is_text(cell: Cell, read: object) -> None:
    assert sheet_of(Table((Column("a", "A"),), ((cell,),)))["A2"].value == read


@pytest.mark.parametrize("name", ["[Rent]: a/b?*\\", "'", "", "x" * 60])
def test_any_name_makes_a_sheet(name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(TABLE, name, STAMP)))

    assert 0 < len(book.active.title) <= 31


def test_a_workbook_without_rows_or_columns_opens() -> None:
    assert sheet_of(Table(COLUMNS)).max_row == 1
    assert sheet_of(Table(())).max_row == 1


@given(ANYTHING)
def test_any_text_fits_a_workbook(text: str) -> None:
    assert sheet_of(one("x" + text))["A2"].value is not None


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_was_written(tmp_path: Path) -> None:
    rows = (LEASE, UNKNOWN, (5, "=1+1", date(2028, 2, 29), Decimal("-1.25"), "EUR", None))
    (tmp_path / "contracts.xlsx").write_bytes(workbook(Table(COLUMNS, rows), "Contracts", STAMP))

    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76"
    convert(tmp_path / "contracts.xlsx", "--convert-to", as_shown)

    assert csv_rows((tmp_path / "contracts.csv").read_bytes()) == [
        ["Number", "Title", "Expiration date", "Value", "Currency", "Signed"],
        ["3", "Leie av Kåigata 12", "2027-01-31", "1,240,000.50", "NOK", "TRUE"],
        ["4", "Nordlys", "", "", "", "FALSE"],
        ["5", "=1+1", "2028-02-29", "-1.25", "EUR", ""],
    ]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("separator", [",", ";"])
def test_libreoffice_finds_no_formula_in_a_csv(tmp_path: Path, separator: str) -> None:
    columns = tuple(Column(key, key) for key in ("number", "title", "tags"))
    table = Table(columns, tuple((1, text, f"rent;{text}, lease") for text in FORMULAS))
    (tmp_path / "contracts.csv").write_bytes(comma_separated(table))
    (tmp_path / "unsafe.csv").write_bytes(b"1,=1+1\r\n2,rent;=1+1\r\n")

    for name in ("contracts.csv", "unsafe.csv"):
        as_typed = f"--infilter=Text - txt - csv (StarCalc):{ord(separator)},34,76"
        convert(tmp_path / name, as_typed, "--convert-to", "fods")

    assert "table:formula" in (tmp_path / "unsafe.fods").read_text()
    assert "table:formula" not in (tmp_path / "contracts.fods").read_text()


def convert(file: Path, *how: str) -> None:
    """Leaves what LibreOffice makes of a file beside it."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = [SOFFICE, profile, "--headless", *how, "--outdir", str(file.parent), str(file)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)


# HTML


class Page(HTMLParser):
    """The tags of a page and the texts of its cells."""

    def __init__(self, made: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(made.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data.strip("\n")


def test_a_page_shows_the_table() -> None:
    page = Page(web_page(TABLE, "Contracts", "nb"))

    assert page.cells[:6] == [column.label for column in COLUMNS]
    assert page.cells[6:12] == [
        "3", "Leie av Kåigata 12", "2027-01-31", "1\u202f240\u202f000.50", "NOK", "yes",
    ]  # fmt: skip


def test_a_page_needs_nothing_from_elsewhere() -> None:
    made = web_page(TABLE, "Contracts", "nb")

    assert not {"script", "link", "img", "iframe"} & set(Page(made).tags)
    assert b"http:" not in made and b"https:" not in made and b"default-src 'none'" in made
    assert b'<html lang="nb">' in made and b"@media print" in made


@given(ANYTHING)
def test_no_text_of_a_page_becomes_a_tag(text: str) -> None:
    hostile = f"</td></table><script>alert(1)</script>{text}"
    table = Table((Column("title", hostile),), ((hostile,),))

    assert Page(web_page(table, hostile, hostile)).tags == Page(web_page(one(""), "")).tags

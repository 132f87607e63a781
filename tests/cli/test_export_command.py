"""Exports by typing: any search in each format, and what another program makes of it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from cli.workspaces import Shell

SOFFICE = shutil.which("soffice")
AMOUNTS = {"kaigata": "1240000.10 NOK year", "disclosure": "99.20 EUR once"}


@pytest.fixture
def priced(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    for words, amount in AMOUNTS.items():
        shell("correct", shell.id_of(words), "value", amount)
    shell("correct", shell.id_of("hostile"), "value", "0.07 EUR")
    return shell


def csv_rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_everything_outside_the_trash_in_one_command(priced: Shell, tmp_path: Path) -> None:
    priced("trash", priced.id_of("hostile"))
    file = tmp_path / "all.json"

    assert priced("export", str(file), "--columns", "all").strip() == str(file)

    assert "4 contracts written" in priced.err
    written = json.loads(file.read_bytes())
    assert len(written) == 4
    (lease,) = (one for one in written if one["value_currency"] == "NOK")
    assert lease["value_amount"] == "1240000.10" and lease["agreement_date"] == "2024-01-15"
    assert lease["file"] == "1 lease.pdf" and lease["trashed"] is False


def test_a_search_with_its_facets_and_order(priced: Shell, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"

    priced("export", str(file), "missing:owner", "--columns", "id,value", "--sort", "value")
    assert len(csv_rows(file)) == 5
    priced(
        "export", str(file), "kaigata", "--facet", "document_type=lease", "--columns",
        "title,status,expiration_date", "--replace",
    )  # fmt: skip

    (row,) = csv_rows(file)
    assert list(row) == ["Title", "Status", "Expiration date"]
    assert row["Expiration date"] == "2027-01-31" and row["Status"] == "active"


def test_an_owner_is_the_same_in_small_letters(priced: Shell, tmp_path: Path) -> None:
    lease = priced.id_of("kaigata")
    priced("owner", lease, "Kari")

    priced("export", str(tmp_path / "kari.csv"), "--owner", "kari")

    assert [row["Number"] for row in csv_rows(tmp_path / "kari.csv")] == [lease]


def test_a_search_that_was_kept(priced: Shell, tmp_path: Path) -> None:
    priced("search", "--save", "Rents", "kaigata")

    priced("export", str(tmp_path / "rents.html"), "--saved", "rents")

    assert "1 contract written" in priced.err
    assert "Leieavtale" in (tmp_path / "rents.html").read_text()


def test_what_cannot_be_written_leaves_no_file(priced: Shell, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"

    priced("export", str(file), "--columns", "id,expires", code=2)
    assert "no column “expires”" in priced.err
    priced("export", str(file), "expires:sometime", code=2)
    priced("export", str(file), "--within", "1y", code=2)
    priced("export", str(tmp_path / "x.ics"), "--columns", "id", code=2)
    priced("export", str(tmp_path / "x.doc"), code=2)
    assert ".csv, .xlsx, .json, .html, .ics" in priced.err
    assert not list(tmp_path.glob("x.*"))

    priced("export", str(file))
    priced("export", str(file), code=2)
    assert "--replace" in priced.err


def test_a_calendar_of_a_search_has_its_dates_alone(priced: Shell, tmp_path: Path) -> None:
    priced("export", str(tmp_path / "all.ics"))
    priced("export", str(tmp_path / "none.ics"), "disclosure")

    assert "BEGIN:VEVENT" in (tmp_path / "all.ics").read_text()
    assert "BEGIN:VEVENT" not in (tmp_path / "none.ics").read_text()


def test_a_workbook_has_days_numbers_and_a_heading_that_stays(
    priced: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "lease.xlsx"

    priced("export", str(file), "kaigata", "--columns", "title,agreement_date,value,signed")

    sheet = openpyxl.load_workbook(file).active
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    assert sheet["B2"].is_date and sheet["C2"].data_type == "n" and sheet["D2"].value == "NOK"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_adds_up_to_the_same_sums(priced: Shell, tmp_path: Path) -> None:
    priced("export", str(tmp_path / "v.xlsx"), "--columns", "value_currency,value_amount")
    priced("export", str(tmp_path / "v.json"), "--columns", "value_currency,value_amount")
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in json.loads((tmp_path / "v.json").read_bytes()):
        if row["value_currency"]:
            sums[row["value_currency"]] += Decimal(row["value_amount"])
    assert sums == {"NOK": Decimal("1240000.10"), "EUR": Decimal("99.27")}

    added = summed(tmp_path / "v.xlsx", sorted(sums))

    assert added == sums


def summed(file: Path, currencies: list[str]) -> dict[str, Decimal]:
    """What LibreOffice makes of a SUMIF for each currency, written beside the table."""
    assert SOFFICE is not None
    book = openpyxl.load_workbook(file)
    for line, currency in enumerate(currencies, 1):
        book.active.cell(line, 5).value = currency
        book.active.cell(line, 6).value = f'=SUMIF(A2:A99,"{currency}",B2:B99)'
    asked = file.with_name("asked.xlsx")
    book.save(asked)
    command = [
        SOFFICE, f"-env:UserInstallation=file://{file.parent}/profile", "--headless",
        "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false",
        "--outdir", str(file.parent), str(asked),
    ]  # fmt: skip
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
    text = asked.with_suffix(".csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    return {row[4]: Decimal(row[5]).quantize(Decimal("0.01")) for row in rows if row[4:5] > [""]}

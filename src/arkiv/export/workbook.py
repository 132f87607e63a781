"""A table as an Excel workbook (ECMA-376) whose days are days and whose amounts are numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from arkiv.cleaning import clean
from arkiv.export.tabular import Cell, Table, plain
from arkiv.texts import _

__all__ = ["workbook"]

_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; earlier days are written as text."""
_DIGITS = 15
"""Of a number that Excel keeps; one with more is written as text."""
_UNITS = 32_767
"""UTF-16 units in a cell (Excel specifications and limits)."""
_WIDEST = 60
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_BY_LETTERS = "@"
_LINE, _LINES = (Alignment(vertical="top", wrap_text=wraps) for wraps in (False, True))
"""Made once: making them took most of the time of a large workbook."""
_ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)


def workbook(
    table: Table, name: str, stamp: datetime, about: Sequence[tuple[str, str]] = ()
) -> bytes:
    """One sheet with a fixed heading and a filter; the same bytes for the same.

    ``name`` is the sheet's, cut to the 31 letters it may have; ``stamp`` the aware instant that
    the file says it was made; ``about``, named texts about the whole, stands on a second sheet.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = (_NOT_IN_A_NAME.sub(" ", clean(name)).strip() or "Arkiv")[:31]
    for number, column in enumerate(table.columns, 1):
        heading = sheet.cell(1, number)
        _write_text(heading, column.label)
        heading.font = Font(bold=True)
    for line, row in enumerate(table.rows, 2):
        for number, cell in enumerate(row, 1):
            if cell is not None:
                _write(sheet.cell(line, number), cell)
    sheet.freeze_panes = "A2"
    if table.columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{1 + len(table.rows)}"
    _widen(sheet, table)
    if about:
        _write_about(book.create_sheet(_("About")), about)
    return _saved(book, stamp)


def _write_about(sheet: Worksheet, about: Sequence[tuple[str, str]]) -> None:
    for line, (name, text) in enumerate(about, 1):
        heading, said = sheet.cell(line, 1), sheet.cell(line, 2)
        _write_text(heading, name)
        heading.font = Font(bold=True)
        _write_text(said, text)
        said.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width = max(len(name) for name, _text in about) + 2
    sheet.column_dimensions["B"].width = 72  # the hash of an event on one line


def _write(target: SheetCell, cell: Cell) -> None:
    match cell:
        case bool():
            target.value = cell
        case int() | Decimal() if _fits(Decimal(cell)):
            target.value = cell
            target.number_format = "#,##0.00" if isinstance(cell, Decimal) else "0"
        case date() if cell >= _FIRST_DAY:
            target.value = cell
            target.number_format = "yyyy-mm-dd"
        case str():
            _write_text(target, cell)
        case _:
            _write_text(target, plain(cell))


def _write_text(target: SheetCell, text: str) -> None:
    """Never as a formula: openpyxl makes one of every text that begins with an equals sign."""
    shown = clean(text, keep_newlines=True)
    units = shown.encode("utf-16-le")
    if len(units) > 2 * _UNITS:
        shown = units[: 2 * (_UNITS - 1)].decode("utf-16-le", "ignore") + "…"
    target.value = shown
    target.data_type = "s"
    target.number_format = _BY_LETTERS
    target.alignment = _LINES if "\n" in shown else _LINE


def _fits(number: Decimal) -> bool:
    return len(number.normalize().as_tuple().digits) <= _DIGITS


def _widen(sheet: Worksheet, table: Table) -> None:
    for number, column in enumerate(table.columns):
        texts = (column.label, *(plain(row[number]) for row in table.rows))
        longest = max(len(line) for text in texts for line in (text.splitlines() or [""]))
        # Room for the filter's arrow and for the marks between thousands.
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(longest + 4, _WIDEST)


def _saved(book: Workbook, stamp: datetime) -> bytes:
    """With the instant of the export in place of the clock's, in the properties and the archive."""
    if stamp.tzinfo is None:
        raise ValueError("the instant of an export needs a time zone")
    raw, made = BytesIO(), BytesIO()
    book.save(raw)
    moment = stamp.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.creator = "Arkiv"
    book.properties.created = book.properties.modified = moment
    with ZipFile(raw) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = tostring(book.properties.to_tree())
            entry = ZipInfo(name, _ZIP_BEGINS)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, content)
    return made.getvalue()

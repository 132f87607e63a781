"""Which ending of a file's name stands for which way to write a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from arkiv.errors import BadInput
from arkiv.export.tabular import Table
from arkiv.texts import _

__all__ = ["SUFFIXES", "Spelling", "spelling_for"]

Spelling = Callable[[Table, str, datetime], bytes]
"""Given the table, its title and the instant that the file says it was made."""


def spelling_for(path: Path, others: tuple[str, ...] = ()) -> Spelling:
    """By the path's ending; raises BadInput that names those there are, ``others`` besides."""
    spell = _FORMATS.get(path.suffix.lower())
    if spell is None:
        raise BadInput(
            _("“{name}”: the format comes from the ending; there are {suffixes}.").format(
                name=path.name, suffixes=", ".join((*SUFFIXES, *others))
            )
        )
    return spell


def _csv(table: Table, _title: str, _as_of: datetime) -> bytes:
    from arkiv.export.comma_separated import comma_separated

    return comma_separated(table)


def _xlsx(table: Table, title: str, as_of: datetime) -> bytes:
    from arkiv.export.workbook import workbook

    return workbook(table, title, as_of)


def _json(table: Table, _title: str, _as_of: datetime) -> bytes:
    from arkiv.export.records import records

    return records(table)


def _html(table: Table, title: str, _as_of: datetime) -> bytes:
    from arkiv.export.web_page import web_page

    return web_page(table, title)


_FORMATS: dict[str, Spelling] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json, ".html": _html}
SUFFIXES = tuple(_FORMATS)

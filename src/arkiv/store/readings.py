"""The rows of what a file says: its pages and the findings read from them."""

from __future__ import annotations

import json
from collections.abc import Iterable

import apsw

from arkiv.domain.documents import Page
from arkiv.domain.facts import Field, Finding
from arkiv.domain.facts_json import (
    source_from_json,
    source_to_json,
    value_from_json,
    value_to_json,
)
from arkiv.domain.identity import ContractId
from arkiv.store.spelling import as_json, storable
from arkiv.store.statements import fetch_rows, fetch_value

__all__ = [
    "findings_of",
    "openings_of",
    "page_total",
    "pages_of",
    "replace_findings",
    "replace_pages",
]

_OPENING_PAGES = 4
"""Most of what is looked for stands on the first pages, and these are read in one statement."""


def replace_pages(connection: apsw.Connection, document: int, pages: Iterable[Page]) -> None:
    """The findings go too: they point into the text that is replaced."""
    connection.execute("DELETE FROM finding WHERE document = ?", (document,))
    connection.execute("DELETE FROM page WHERE document = ?", (document,))
    connection.executemany(
        "INSERT INTO page (document, position, number, text, paragraph_starts, needs_ocr)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                document,
                position,
                page.number,
                storable(page.text),
                as_json(page.paragraph_starts),
                int(page.needs_ocr),
            )
            for position, page in enumerate(pages)
        ),
    )


def pages_of(connection: apsw.Connection, document: int) -> tuple[Page, ...]:
    rows = fetch_rows(
        connection,
        "SELECT number, text, paragraph_starts, needs_ocr FROM page"
        " WHERE document = ? ORDER BY position",
        (document,),
    )
    return tuple(_page(*row) for row in rows)


def openings_of(
    connection: apsw.Connection, contracts: Iterable[int]
) -> dict[ContractId, tuple[Page, ...]]:
    """The first pages of the first document of each that has any."""
    rows = fetch_rows(
        connection,
        "SELECT d.contract, p.number, p.text, p.paragraph_starts, p.needs_ocr"
        " FROM json_each(?) AS wanted JOIN document AS d ON d.contract = wanted.value"
        " JOIN page AS p ON p.document = d.id AND p.position < ?"
        " WHERE NOT EXISTS (SELECT 1 FROM document AS earlier"
        "  JOIN page ON page.document = earlier.id"
        "  WHERE earlier.contract = d.contract AND earlier.id < d.id)"
        " ORDER BY d.id, p.position",
        (as_json(list(contracts)), _OPENING_PAGES),
    )
    openings: dict[ContractId, tuple[Page, ...]] = {}
    for contract, *page in rows:
        openings[contract] = (*openings.get(contract, ()), _page(*page))
    return openings


def _page(number: int | None, text: str, starts: str, needs_ocr: int) -> Page:
    paragraphs = () if starts == "[]" else tuple(json.loads(starts))
    return Page(number, text, paragraphs, bool(needs_ocr))


def page_total(connection: apsw.Connection, document: int) -> int:
    """How many pages there is text of."""
    total = fetch_value(connection, "SELECT count(*) FROM page WHERE document = ?", (document,))
    return int(total)


def replace_findings(
    connection: apsw.Connection, document: int, findings: Iterable[Finding]
) -> None:
    connection.execute("DELETE FROM finding WHERE document = ?", (document,))
    connection.executemany(
        "INSERT INTO finding (document, field, rank, value, confidence, operation, sources)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                document,
                str(finding.field),
                finding.rank,
                as_json(value_to_json(finding.value)),
                finding.confidence,
                None if finding.operation is None else storable(finding.operation),
                as_json([source_to_json(source) for source in finding.sources]),
            )
            for finding in findings
        ),
    )


def findings_of(connection: apsw.Connection, document: int) -> tuple[Finding, ...]:
    """By field and rank."""
    rows = fetch_rows(
        connection,
        "SELECT field, rank, value, confidence, operation, sources FROM finding"
        " WHERE document = ? ORDER BY field, rank, id",
        (document,),
    )
    return tuple(
        Finding(
            field=Field(field),
            value=value_from_json(Field(field), json.loads(value)),
            confidence=confidence,
            sources=tuple(source_from_json(source) for source in json.loads(sources)),
            operation=operation,
            rank=rank,
        )
        for field, rank, value, confidence, operation, sources in rows
    )

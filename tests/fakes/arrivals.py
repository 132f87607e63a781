"""Small arrivals, readings and findings for tests of the record and of what stands on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from arkiv.domain.anchors import BY_HAND, Anchor
from arkiv.domain.documents import Arrival, Page, Reading
from arkiv.domain.facts import Extraction, Field, FieldValue, Finding, Source
from arkiv.domain.identity import Sha256
from arkiv.domain.values import Money, Party, Per, Vat

__all__ = ["arrival", "digest", "extraction", "finding", "pointed_at", "reading"]


def digest(name: str) -> Sha256:
    return Sha256(sha256(name.encode()).hexdigest())


def arrival(name: str = "lease.pdf", *, folder: str = "", adopted: bool = False) -> Arrival:
    """The bytes are told apart by the name."""
    return Arrival(
        sha256=digest(name),
        extension=".pdf",
        size=1000,
        name=name,
        folder=folder,
        origin=f"inbox/{name}",
        adopted=adopted,
    )


def reading(*texts: str) -> Reading:
    """One page a text."""
    pages = tuple(Page(number, text) for number, text in enumerate(texts, start=1))
    return Reading(pages, page_count=len(pages))


def finding(field: Field, value: FieldValue, rank: int = 0) -> Finding:
    source = Source(1, None, "7.1", 3, 8, "words", "nb.test.cue")
    return Finding(field, value, 0.95, (source,), rank=rank)


def pointed_at(
    name: str, page: int | None, paragraph: int | None, start: int, end: int, words: str
) -> Anchor:
    """A passage of one document that a person pointed at."""
    return Anchor(digest(name), Source(page, paragraph, None, start, end, words, BY_HAND))


def extraction(*findings: Finding, warnings: tuple[str, ...] = ()) -> Extraction:
    """A title, two parties, an end and a value unless told otherwise."""
    return Extraction(findings or _LEASE, warnings, cues_version="1")


_LEASE = (
    finding(Field.TITLE, "Leieavtale Kaigata 12"),
    finding(Field.PARTIES, Party("Øst Eiendom AS", "utleier", "923609016")),
    finding(Field.PARTIES, Party("Vest Handel AS", "leier"), rank=1),
    finding(Field.EXPIRATION_DATE, date(2027, 1, 31)),
    replace(finding(Field.EXPIRATION_DATE, date(2028, 1, 31), rank=1), operation="effective + P4Y"),
    finding(Field.VALUE, Money(Decimal("1240000.00"), "NOK", Per.YEAR, Vat.EXCLUDED)),
)

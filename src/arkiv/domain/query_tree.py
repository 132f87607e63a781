"""What a parsed query is: a tree of frozen values, and the one error a query can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from arkiv.errors import BadInput

__all__ = [
    "AmountRange",
    "And",
    "Column",
    "DateField",
    "DateRange",
    "Everything",
    "Flag",
    "Is",
    "Node",
    "Not",
    "Numbered",
    "Or",
    "Phrase",
    "Prefix",
    "Presence",
    "Query",
    "QueryError",
    "TextField",
    "Value",
    "Word",
    "leaves",
]


class TextField(StrEnum):
    """The texts of a contract that words are looked for in; the values name the index's fields."""

    TITLE = "title"
    PARTIES = "parties"
    TAGS = "tags"
    NOTES = "notes"
    TEXT = "text"


class Column(StrEnum):
    """What can be asked for by its whole value."""

    DOCUMENT_TYPE = "document_type"
    STATUS = "status"
    TAG = "tag"
    LANGUAGE = "language"
    FOLDER = "folder"
    GOVERNING_LAW = "governing_law"
    OWNER = "owner"
    FAULT = "fault"


class DateField(StrEnum):
    """The days of a contract that can be asked for."""

    EXPIRES = "expires"
    """The next end; for a contract that has ended, the end it had."""
    NOTICE = "notice"
    """The next day by which notice must be given."""
    DUE = "due"
    """The nearest day, today or later, by which somebody has to act and has not."""
    EXPIRATION_DATE = "expiration_date"
    NOTICE_DEADLINE = "notice_deadline"
    AGREEMENT_DATE = "agreement_date"
    EFFECTIVE_DATE = "effective_date"
    FILED = "filed"
    ENDED = "ended"


class Flag(StrEnum):
    """What a contract can be."""

    TRASHED = "trashed"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    EVERGREEN = "evergreen"
    RENEWING = "renewing"
    OVERDUE = "overdue"
    """Somebody should have acted, and nobody said that it is done or put off."""


@dataclass(frozen=True, slots=True)
class Everything:
    """What has nothing to look for, and therefore leaves nothing out."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; one that is several to the index is looked for as a phrase."""

    text: str
    field: TextField | None = None
    """None: in all texts."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word, without the star."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One of these values, compared folded; for a folder or tag also what lies in it."""

    column: Column
    values: tuple[str, ...]
    beginning: bool = False
    """The values are beginnings."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """A day from first to last, both included; None is open."""

    field: DateField
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class AmountRange:
    """A contract value; a bound that is None is open."""

    low: Decimal | None
    high: Decimal | None
    low_included: bool = True
    high_included: bool = True
    currency: str | None = None
    """ISO 4217; None: any."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a contract says something."""

    field: str
    """A name of domain.facts.Field, or tag, note, owner, folder, fault."""
    present: bool


@dataclass(frozen=True, slots=True)
class Is:
    """What a contract is."""

    flag: Flag


@dataclass(frozen=True, slots=True)
class Numbered:
    """One of the contracts with these numbers."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Node: TypeAlias = (
    Everything
    | Word
    | Prefix
    | Phrase
    | Value
    | DateRange
    | AmountRange
    | Presence
    | Is
    | Numbered
    | Not
    | And
    | Or
)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; equal queries mean the same."""

    text: str
    """As it was typed."""
    root: Node = Everything()


class QueryError(BadInput):
    """A query that cannot be understood, with the place and what was probably meant."""

    def __init__(self, message: str, position: int, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.position = position
        """From 0, in the query's text."""
        self.suggestion = suggestion
        """What could stand at the position instead; None when there is nothing near."""


def leaves(node: Node, negated: bool = False) -> Iterator[tuple[Node, bool]]:
    """Every node without parts, in order, with whether it is excluded."""
    if isinstance(node, Not):
        yield from leaves(node.part, not negated)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part, negated)
    else:
        yield node, negated

"""A name where it stands in a contract, and how mentions of one party become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from arkiv.extract.findings import Span
from arkiv.extract.names import alike

__all__ = ["Mention", "merged"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands, and what the contract calls it."""

    name: str
    span: Span
    score: float
    role: str | None = None
    """In the contract's own form."""
    org_number: str | None = None


def merged(found: Iterable[Mention], more: Iterable[Mention] = ()) -> list[Mention]:
    """Each party one time, in the order given; a role or number is taken from where it stands."""
    kept: list[Mention] = []
    for mention in (*found, *more):
        at = next((n for n, known in enumerate(kept) if _same(mention, known)), None)
        if at is None:
            kept.append(mention)
        else:
            kept[at] = _completed(kept[at], mention)
    return kept


def _same(first: Mention, second: Mention) -> bool:
    """Whether the names are alike or stand in each other's place."""
    if first.span.start < second.span.end and second.span.start < first.span.end:
        return True
    return alike(first.name, second.name)


def _completed(known: Mention, again: Mention) -> Mention:
    return replace(
        known,
        role=known.role or again.role,
        org_number=known.org_number or again.org_number,
    )

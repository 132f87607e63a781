"""What can stand at the cursor of a query: fields, their values, days and amounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from arkiv.domain.query_fields import FIELDS
from arkiv.domain.searching import Facet

__all__ = ["Completion", "ValuesOf", "completions"]

ValuesOf: TypeAlias = Callable[[Facet, str], Sequence[str]]
"""The values of a facet that begin like this, commonest first, as many as are worth offering."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that can stand there: ``text[:start] + insert + text[end:]``."""

    insert: str
    start: int
    end: int
    label: str
    """What to show: the field with its colon, or the value without quotes."""
    help: str
    """One line on what it means; empty for a value of the archive."""
    complete: bool
    """A space may follow; else something is still to be typed, such as the value of a field."""


def completions(
    text: str, cursor: int, values: ValuesOf, language: str = "en"
) -> tuple[Completion, ...]:
    """What can stand at the cursor, likeliest first; names in this language (en, nb, nl) first."""
    start = cursor
    while start and (text[start - 1].isalpha() or text[start - 1] == "_"):
        start -= 1
    typed = text[start:cursor].lower()
    return tuple(
        Completion(f"{name}:", start, cursor, f"{name}:", "", complete=False)
        for name in (str(n) for f in FIELDS for n in f.names)
        if typed and name.startswith(typed)
    )

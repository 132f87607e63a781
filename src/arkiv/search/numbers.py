"""Amounts, days and references in the index: further terms at the words that spell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from arkiv.domain.notations import notations
from arkiv.search.folding import words_of

__all__ = ["form_spans", "words_and_forms"]


def words_and_forms(text: str, start: int = 0) -> tuple[list[str], Sequence[int], int]:
    """As folding.words_of, with the forms of each notation at the place of its first word."""
    found = [(one.start, form) for one in notations(text) for form in one.forms]
    return words_of(text, start, found)


def form_spans(forms: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where one of these stands in a raw text, in whatever notation, in order."""
    sought = frozenset(forms)
    for one in notations(text):
        if not sought.isdisjoint(one.forms):
            yield one.start, one.end

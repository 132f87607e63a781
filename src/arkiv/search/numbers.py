"""Amounts, days and references in the index: further terms at the words that spell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from arkiv.domain.notations import notations
from arkiv.search.folding import words_and_places

__all__ = ["Written", "form_spans", "written"]


@dataclass(frozen=True, slots=True)
class Written:
    """The words of one page and the forms of what is written in numbers, each with its places."""

    words: list[str]
    places: Sequence[int]
    forms: list[str]
    form_places: list[int]
    """Of the first word that a form stands for; ascending."""
    following: int
    """The place where the next page begins."""


def written(text: str, start: int) -> Written:
    """What one page adds to the index."""
    found = notations(text)
    offsets = [one.start for one in found]
    words, places, following, standing = words_and_places(text, start, offsets)
    forms = [form for one in found for form in one.forms]
    where = [
        place for one, place in zip(found, standing, strict=True) for _ in range(len(one.forms))
    ]
    return Written(words, places, forms, where, following)


def form_spans(forms: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where one of these stands in a raw text, in whatever notation, in order."""
    sought = frozenset(forms)
    for one in notations(text):
        if not sought.isdisjoint(one.forms):
            yield one.start, one.end

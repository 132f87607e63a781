"""What to ask instead where nothing was found: only what finds something, with how much."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from arkiv.domain.query import QueryError
from arkiv.domain.searching import Facet
from arkiv.services.finding import Finder, Selection

__all__ = ["WayOut", "ways_out", "without"]

_MOST_FILTERS = 8
_MOST_WORDS = 4
_WORD = re.compile(r'(?:[^\s"]|"[^"]*"?)+')


@dataclass(frozen=True, slots=True)
class WayOut:
    """Another question."""

    text: str
    selection: Selection
    total: int
    """How many contracts it finds, never 0."""
    dropped: tuple[Facet, str] | None = None
    """The one filter that it does without."""
    meant: bool = False
    """The text is what was probably meant; else it is less than was asked."""


def ways_out(
    finder: Finder,
    text: str,
    today: date,
    selection: Selection,
    meant: tuple[str, ...] = (),
    stop: Callable[[], bool] | None = None,
) -> tuple[WayOut, ...]:
    """Queries that may have been meant, then the same one without a filter, then without a word."""
    found = []
    for way in _others(text, selection, meant):
        try:
            total = finder.search(way.text, today, way.selection, 1, stop).total
        except QueryError:
            continue
        if total:
            found.append(replace(way, total=total))
    return tuple(found)


def _others(text: str, selection: Selection, meant: tuple[str, ...]) -> Iterator[WayOut]:
    """Not counted yet."""
    for other in meant:
        yield WayOut(other, selection, 0, meant=True)
    filters = [
        (facet, value)
        for chosen in (selection.include, selection.exclude)
        for facet, values in chosen.items()
        for value in sorted(values)
    ]
    for facet, value in filters[:_MOST_FILTERS]:
        yield WayOut(text, without(selection, facet, value), 0, (facet, value))
    if len(filters) > 1:
        yield WayOut(text, replace(selection, include={}, exclude={}), 0)
    for less in _with_a_word_less(text):
        yield WayOut(less, selection, 0)


def _with_a_word_less(text: str) -> Iterator[str]:
    """Of a plain row of words; what has brackets or an OR does not fall apart so simply."""
    words = _WORD.findall(text)
    if 2 <= len(words) <= _MOST_WORDS and not {"OR", "or"} & set(words) and "(" not in text:
        for left_out in range(len(words)):
            yield " ".join(words[:left_out] + words[left_out + 1 :])


def without(selection: Selection, facet: Facet, value: str) -> Selection:
    """Not asking for this value any more, nor leaving it out."""
    return replace(
        selection,
        include=_less(selection.include, facet, value),
        exclude=_less(selection.exclude, facet, value),
    )


def _less(
    chosen: Mapping[Facet, frozenset[str]], facet: Facet, value: str
) -> dict[Facet, frozenset[str]]:
    kept = {f: values - {value} if f is facet else values for f, values in chosen.items()}
    return {f: values for f, values in kept.items() if values}

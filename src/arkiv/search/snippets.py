"""Where a query's words stand in a raw text, and the piece of text that shows them best."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arkiv.domain.documents import Page
from arkiv.domain.query_tree import Query
from arkiv.domain.searching import HitSpan, Snippet
from arkiv.search.folding import Token, fold_roughly, followers, tokens
from arkiv.search.wanted import Wanted, wanted_in_text

__all__ = ["highlight", "snippet"]

_NOTHING = Snippet("", (), None)
_ELLIPSIS = "…"
_BLANKS = re.compile(r"\s+")
_WORD_EDGE = 20
"""Characters looked at for a place between words to cut at."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    which: int
    """Which of the wanted it is."""


def highlight(query: Query, text: str) -> tuple[HitSpan, ...]:
    """Where the query's words stand, in order; spans that touch one another are one."""
    spans: list[HitSpan] = []
    for found in _found(tuple(wanted_in_text(query)), text):
        if spans and found.start < spans[-1].end:
            spans[-1] = HitSpan(spans[-1].start, max(spans[-1].end, found.end))
        else:
            spans.append(HitSpan(found.start, found.end))
    return tuple(spans)


def snippet(query: Query, pages: Sequence[Page], width: int) -> Snippet:
    """About ``width`` characters of the page that has most of what is wanted, the first of them."""
    sought = tuple(wanted_in_text(query))
    best: tuple[int, Page, list[_Found]] | None = None
    for page in pages if sought else ():
        found = _found(sought, page.text)
        kinds = len({one.which for one in found})
        if kinds > (best[0] if best else 0):
            best = (kinds, page, found)
        if kinds == len(sought):
            break
    if best is None:
        return _NOTHING
    return _cut(best[1], best[2], width)


def _found(sought: tuple[Wanted, ...], text: str) -> list[_Found]:
    """In order of place; empty without a closer look when no term is in the text at all."""
    if not sought:
        return []
    rough = fold_roughly(text)
    likely = [one for one in sought if all(term in rough for term in one.terms)]
    if not likely:
        return []
    stream = list(tokens(text))
    found = [
        _Found(start, end, which)
        for which, one in enumerate(sought)
        if one in likely
        for start, end in _places(one, stream)
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def _places(one: Wanted, stream: list[Token]) -> Iterator[tuple[int, int]]:
    first, *rest = one.terms
    if not rest:
        for token in stream:
            if token.term == first or (one.beginning and token.term.startswith(first)):
                yield token.start, token.end
        return
    by_position = {token.position: token for token in stream}
    for token in stream:
        if token.term == first and (end := _end_of(one, token, by_position)) is not None:
            yield token.start, end


def _end_of(one: Wanted, token: Token, by_position: dict[int, Token]) -> int | None:
    """Where the phrase ends that begins with this token; None when it does not go on."""
    last = len(one.terms) - 1
    reached = [token]
    for place, term in enumerate(one.terms[1:], start=1):
        following = [
            by_position[position]
            for before in reached
            for position in followers(before.position)
            if position in by_position
        ]
        open_end = one.beginning and place == last
        reached = [t for t in following if t.term == term or (open_end and t.term.startswith(term))]
    return max((t.end for t in reached), default=None)


def _cut(page: Page, found: list[_Found], width: int) -> Snippet:
    start = _best_start(found, width)
    lead = max(0, (width - (start.end - start.start)) // 4)
    begin = _edge(page.text, max(0, start.start - lead), -1)
    end = _edge(page.text, min(len(page.text), max(begin + width, start.end)), 1)
    inside = [one for one in found if begin <= one.start and one.end <= end]
    return _one_line(page, begin, end, inside)


def _best_start(found: list[_Found], width: int) -> _Found:
    """The first hit after which most different ones follow within the width."""
    starts = [one.start for one in found]

    def kinds(place: int) -> int:
        stop = bisect_left(starts, starts[place] + width * 3 // 4)
        return len({one.which for one in found[place : max(stop, place + 1)]})

    return found[max(range(len(found)), key=kinds)]


def _edge(text: str, place: int, step: int) -> int:
    """The next place between words in this direction, or this very place when none is near."""
    for away in range(_WORD_EDGE):
        at = place + step * away
        if at <= 0 or at >= len(text):
            return min(max(at, 0), len(text))
        if text[at - 1].isspace() or text[at].isspace():
            return at
    return place


def _one_line(page: Page, begin: int, end: int, inside: list[_Found]) -> Snippet:
    piece = page.text[begin:end]
    begin += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    head = _ELLIPSIS if page.text[:begin].strip() else ""
    tail = _ELLIPSIS if page.text[begin + len(piece) :].strip() else ""
    moved = _Moved(piece, len(head))
    spans = tuple(HitSpan(moved(one.start - begin), moved(one.end - begin)) for one in inside)
    return Snippet(head + moved.text + tail, _apart(spans), page.number)


class _Moved:
    """Offsets of a piece of text after its blanks have become single spaces."""

    def __init__(self, piece: str, shift: int) -> None:
        self.text = _BLANKS.sub(" ", piece)
        self._shift = shift
        self._blanks = [(m.end(), len(m.group()) - 1) for m in _BLANKS.finditer(piece)]

    def __call__(self, offset: int) -> int:
        gone = sum(lost for end, lost in self._blanks if end <= offset)
        return offset - gone + self._shift


def _apart(spans: tuple[HitSpan, ...]) -> tuple[HitSpan, ...]:
    kept: list[HitSpan] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            kept[-1] = HitSpan(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return tuple(kept)

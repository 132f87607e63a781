"""Where a query's words stand in a raw text, and the piece of text that shows them best."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from arkiv.domain.documents import Page
from arkiv.domain.query_tree import TextField
from arkiv.domain.searching import HitSpan, Snippet
from arkiv.search.places import Form, Place, Places
from arkiv.search.wanted import Wanted, wanted_in

__all__ = ["highlight", "snippet"]

_NOTHING = Snippet("", (), None)
_ELLIPSIS = "…"
_BLANKS = re.compile(r"[^\S ]\s*| \s+")
"""What is no single space; those stay as they are."""
_WORD_EDGE = 20
"""Characters looked at for a place between words to cut at."""

_Worth = tuple[int, int]
"""How many of the wanted there are, and how many of them as they were typed."""


def highlight(sought: tuple[Wanted, ...], text: str) -> tuple[HitSpan, ...]:
    """Where the query's words stand, in order; spans that overlap are one."""
    places = _places(sought, TextField.TEXT)
    return _apart((one.start, one.end) for one in places.find(text)) if places else ()


def snippet(
    sought: tuple[Wanted, ...],
    pages: Iterable[Page],
    width: int,
    field: TextField = TextField.TEXT,
) -> Snippet:
    """About ``width`` characters of the page that has most of what is wanted, the first of them.

    Pages are taken only until one has all of it as it was typed.
    """
    places = _places(sought, field)
    if places is None:
        return _NOTHING
    best: tuple[_Worth, Page, list[Place]] | None = None
    for page in pages:
        found = list(places.find(page.text))
        if not found:
            continue
        worth = _worth(found)
        if worth > (best[0] if best else (0, 0)):
            best = (worth, page, found)
        if worth == (places.wanted, places.wanted):
            break
    return _NOTHING if best is None else _cut(best[1], best[2], width, field)


@lru_cache(maxsize=64)
def _places(sought: tuple[Wanted, ...], field: TextField) -> Places | None:
    """None when nothing is looked for in this field."""
    forms = tuple(
        form for which, one in enumerate(wanted_in(sought, field)) for form in _forms(one, which)
    )
    return Places(forms) if forms else None


def _forms(one: Wanted, which: int) -> Iterator[Form]:
    yield Form(one, which)
    for other in one.alternatives:
        yield Form(Wanted(other.terms, False, one.field), which, exact=False)


def _worth(found: Iterable[Place]) -> _Worth:
    found = tuple(found)
    return len({one.which for one in found}), len({one.which for one in found if one.exact})


def _cut(page: Page, found: list[Place], width: int, field: TextField) -> Snippet:
    start = _best_start(found, width)
    lead = max(0, (width - (start.end - start.start)) // 4)
    begin = _edge(page.text, max(0, start.start - lead), -1)
    end = _edge(page.text, min(len(page.text), max(begin + width, start.end)), 1)
    inside = [one for one in found if begin <= one.start and one.end <= end]
    return _one_line(page, begin, end, inside, field)


def _best_start(found: list[Place], width: int) -> Place:
    """The first hit after which most different ones follow within the width."""
    starts = [one.start for one in found]

    def worth(place: int) -> _Worth:
        stop = bisect_left(starts, starts[place] + width * 3 // 4)
        return _worth(found[place : max(stop, place + 1)])

    return found[max(range(len(found)), key=worth)]


def _edge(text: str, place: int, step: int) -> int:
    """The next place between words in this direction, or this very place when none is near."""
    for away in range(_WORD_EDGE):
        at = place + step * away
        if at <= 0 or at >= len(text):
            return min(max(at, 0), len(text))
        if text[at - 1].isspace() or text[at].isspace():
            return at
    return place


def _one_line(page: Page, begin: int, end: int, inside: list[Place], field: TextField) -> Snippet:
    piece = page.text[begin:end]
    begin += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    head = _ELLIPSIS if page.text[:begin].strip() else ""
    tail = _ELLIPSIS if page.text[begin + len(piece) :].strip() else ""
    moved = _Moved(piece, len(head))
    spans = _apart((moved(one.start - begin), moved(one.end - begin)) for one in inside)
    return Snippet(head + moved.text + tail, spans, page.number, field)


class _Moved:
    """Offsets of a piece of text after its blanks have become single spaces."""

    def __init__(self, piece: str, shift: int) -> None:
        self.text = _BLANKS.sub(" ", piece)
        self._shift = shift
        self._blanks = [(m.end(), len(m.group()) - 1) for m in _BLANKS.finditer(piece)]

    def __call__(self, offset: int) -> int:
        gone = sum(lost for end, lost in self._blanks if end <= offset)
        return offset - gone + self._shift


def _apart(spans: Iterable[tuple[int, int]]) -> tuple[HitSpan, ...]:
    kept: list[HitSpan] = []
    for start, end in spans:
        if kept and start < kept[-1].end:
            kept[-1] = HitSpan(kept[-1].start, max(kept[-1].end, end))
        else:
            kept.append(HitSpan(start, end))
    return tuple(kept)

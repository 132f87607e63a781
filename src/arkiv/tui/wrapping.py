"""A contract's pages as lines of a given width, with the hits in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len, chop_cells

from arkiv.cleaning import clean
from arkiv.domain.searching import HitSpan
from arkiv.services.finding import PreviewPage
from arkiv.texts import _

__all__ = ["TextLine", "WrappedText", "breaks", "broken", "wrap"]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line on the screen."""

    text: str
    """Cleaned."""
    hits: tuple[tuple[int, int, int], ...] = ()
    """Start, end and number of each hit, counted from 0 over the whole text."""
    page: int | None = None
    heading: bool = False
    """Begins a page; not part of the contract's text."""
    sheet: int = 0
    """Which of the wrapped pages it belongs to, from 0."""
    start: int = 0
    """Where it begins in the text of that page."""


@dataclass(frozen=True, slots=True)
class WrappedText:
    """All lines, and where the hits begin."""

    lines: tuple[TextLine, ...]
    hit_lines: tuple[int, ...]
    """The line of each hit."""
    last_page: int | None
    """None for a document without pages."""


def wrap(pages: Sequence[PreviewPage], width: int) -> WrappedText:
    """Break lines at spaces where they are wider than ``width`` cells; hits stay on their words."""
    lines: list[TextLine] = []
    hit_lines: list[int] = []
    documents = {page.document for page in pages}
    for sheet, page in enumerate(pages):
        if page.number is not None or len(documents) > 1:
            lines.append(_heading(page, sheet, len(documents) > 1))
        for line in _page_lines(page, sheet, width, len(hit_lines)):
            # A hit over a line's end counts where it begins.
            new = [number for *_span, number in line.hits if number >= len(hit_lines)]
            hit_lines += [len(lines)] * len(new)
            lines.append(line)
    numbers = [page.number for page in pages if page.number is not None]
    return WrappedText(tuple(lines), tuple(hit_lines), max(numbers, default=None))


def _heading(page: PreviewPage, sheet: int, named: bool) -> TextLine:
    parts = [clean(page.document)] if named else []
    if page.number is not None:
        parts.append(_("p. {page}").format(page=page.number))
    return TextLine(" · ".join(parts), page=page.number, heading=True, sheet=sheet)


def _page_lines(page: PreviewPage, sheet: int, width: int, first_hit: int) -> Iterator[TextLine]:
    text = _rejoined(clean(page.text, keep_newlines=True), width)
    if page.needs_ocr and not text.strip():
        yield TextLine(_("(a scan without text)"), page=page.number, sheet=sheet)
        return
    # What clean() makes of a hit is as long as the hit itself: offsets hold.
    numbered = [(span, first_hit + n) for n, span in enumerate(page.hits)]
    at = 0
    for start, end in _breaks(text.rstrip("\n"), max(8, width)):
        while at < len(numbered) and numbered[at][0].end <= start:
            at += 1
        hits = _within(numbered[at:], start, end)
        shown = text[start:end].rstrip()
        yield TextLine(shown, hits, page.number, sheet=sheet, start=start)


_NEW_PARAGRAPH = re.compile(r"[\d§•·*–(\-]|[A-Za-z][.)]\s|\s")


def _rejoined(text: str, width: int) -> str:
    """The text with line breaks inside sentences made spaces, where its lines are too wide.

    PDF breaks lines where its page ended; broken once more they would be ragged. One character
    stays one character, so that offsets hold.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    if longest <= width:
        return text
    joined = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = line[:1].islower() or (
            len(before) >= 0.75 * longest
            and before[-1:] not in ".:;"
            and not _NEW_PARAGRAPH.match(line)
        )
        joined.append((" " if goes_on and before.strip() and line else "\n") + line)
    return "".join(joined)


def _within(
    numbered: Sequence[tuple[HitSpan, int]], start: int, end: int
) -> tuple[tuple[int, int, int], ...]:
    found = []
    for span, number in numbered:
        if span.start >= end:
            break
        found.append((max(span.start, start) - start, min(span.end, end) - start, number))
    return tuple(found)


def broken(text: str, width: int) -> list[str]:
    """A cleaned text in lines of at most so many cells."""
    return [text[start:end].rstrip() for start, end in breaks(text, width)]


def breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Start and end of each of those lines."""
    return _breaks(text, max(8, width))


def _breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line on the screen."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if len(line) <= width and (line.isascii() or cell_len(line) <= width):
            yield start, end
        else:
            yield from ((start + a, start + b) for a, b in _pieces(line, width))
        start = end + 1


def _pieces(line: str, width: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(line):
        room = _longest(line[start : start + 2 * width], width)
        end = start + room
        if end < len(line) and (space := line.rfind(" ", start + 1, end + 1)) > start:
            end = space
        yield start, end
        start = end + 1 if end < len(line) and line[end] == " " else end


def _longest(text: str, width: int) -> int:
    """How many characters fit into so many cells; at least one."""
    if text.isascii():
        return min(len(text), width)
    return max(1, len(chop_cells(text, width)[0])) if text else 1

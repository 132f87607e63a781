"""Places in a wrapped text: what a note can be about, and the lines that notes stand beside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.selection import Selection

from arkiv.domain.anchoring import Hold, anchor_at, whole_words
from arkiv.domain.anchors import Anchor
from arkiv.domain.documents import Page
from arkiv.domain.facts import Source
from arkiv.domain.notes import NoteState
from arkiv.services.finding import PreviewPage
from arkiv.services.noting import PlacedNote
from arkiv.tui.wrapping import TextLine, WrappedText, wrap

__all__ = [
    "Laid",
    "MarginNote",
    "Span",
    "anchor_of",
    "lay_out",
    "line_at",
    "margin_notes",
    "margin_width",
    "margins",
    "selected",
    "spans_of",
    "text_of",
]

Span = tuple[int, int, int]
"""Which of the pages, from 0, and start and end in its text."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note whose passage is in the text."""

    name: str
    resolved: bool
    sheet: int
    """Which of the pages, from 0."""
    start: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A text as it is shown, with the notes in its margin."""

    pages: Sequence[PreviewPage]
    wrapped: WrappedText
    width: int
    """What it is wrapped to."""
    beside: Sequence[MarginNote]


def lay_out(pages: Sequence[PreviewPage], notes: Iterable[PlacedNote], room: int) -> Laid:
    """``room``: cells for the text and its margin."""
    beside = margin_notes(notes, pages)
    width = room - margin_width(beside)
    return Laid(pages, wrap(pages, width), width, beside)


def margin_notes(
    notes: Iterable[PlacedNote], pages: Sequence[PreviewPage]
) -> tuple[MarginNote, ...]:
    """Without the notes on the contract as a whole and those whose words are gone."""
    sheets = {(page.sha256, page.number): sheet for sheet, page in enumerate(pages)}
    return tuple(
        MarginNote(
            placed.note.name,
            placed.note.state is NoteState.RESOLVED,
            sheets[at.anchor.document, at.anchor.source.page],
            at.anchor.source.start,
        )
        for placed in notes
        if (at := placed.located) is not None
        and at.hold is not Hold.GONE
        and (at.anchor.document, at.anchor.source.page) in sheets
    )


def margins(lines: Sequence[TextLine], notes: Iterable[MarginNote]) -> dict[int, tuple[str, str]]:
    """By line: what stands in the margin, and its look; an open note before a resolved one."""
    beside: dict[int, list[MarginNote]] = {}
    for note in notes:
        beside.setdefault(line_at(lines, note.sheet, note.start), []).append(note)
    return {y: _mark(found) for y, found in beside.items() if y < len(lines)}


def line_at(lines: Sequence[TextLine], sheet: int, start: int) -> int:
    """The line that this character stands on; a page's heading comes before its text."""
    at = bisect_right(lines, (sheet, start), key=lambda line: (line.sheet, line.start))
    return max(0, at - 1)


def margin_width(notes: Sequence[MarginNote]) -> int:
    """Cells that the margin takes from the text; none without notes."""
    longest = max((len(note.name) for note in notes), default=0)
    return longest + len(" ◂ +") if notes else 0


def _mark(notes: Sequence[MarginNote]) -> tuple[str, str]:
    first = min(notes, key=lambda note: note.resolved)
    sign, look = ("✓", "muted") if first.resolved else ("◂", "mark")
    return f"{sign} {first.name}{'+' if len(notes) > 1 else ''}", look


def text_of(line: TextLine) -> Span | None:
    """The words of a line; None where it has none."""
    if line.heading or not line.text.strip():
        return None
    return line.sheet, line.start, line.start + len(line.text)


def selected(lines: Sequence[TextLine], selection: Selection) -> Span | None:
    """What was selected with the mouse, as far as it stands on one page; None where that is none.

    Every line is drawn with one character before its text.
    """
    found: Span | None = None
    for y, line in enumerate(lines):
        span = selection.get_span(y)
        if span is None or line.heading or (found and line.sheet != found[0]):
            continue
        end = len(line.text) if span[1] == -1 else min(len(line.text), max(0, span[1] - 1))
        start = min(max(0, span[0] - 1), end)
        found = line.sheet, found[1] if found else line.start + start, line.start + end
    return found if found and found[1] < found[2] else None


def spans_of(pages: Sequence[PreviewPage], sources: Sequence[Source]) -> list[Span]:
    """Where the quoted words stand; words that are not in the text are left out."""
    found: list[Span] = []
    for source in sources:
        for sheet, page in enumerate(pages):
            same_page = page.number == source.page
            if same_page and page.text[source.start : source.end] == source.text:
                found.append((sheet, source.start, source.end))
                break
    return found


def anchor_of(pages: Sequence[PreviewPage], span: Span | None) -> Anchor | None:
    """The passage with its whole words; None where there are none."""
    if span is None or span[0] >= len(pages):
        return None
    sheet = pages[span[0]]
    start, end = whole_words(sheet.text, span[1], span[2])
    if start == end:
        return None
    page = Page(sheet.number, sheet.text, sheet.paragraph_starts)
    return anchor_at(sheet.sha256, page, start, end)

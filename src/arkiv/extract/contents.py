"""The table of contents: lines that name what stands elsewhere, and say nothing themselves."""

from __future__ import annotations

import re

from arkiv.extract.cues_loader import any_of
from arkiv.extract.normalise import Text

__all__ = ["contents_of"]

_HEADED_WITHIN = 20_000
_LONGEST_CONTENTS = 30_000
_HEADED = re.compile(
    rf"(?:^|\n)[ \t]*(?P<heading>(?:{any_of('contents_headings')})[ .:]*"
    r"(?:page|side|pagina|sida|seite)?)[ \t]*(?=\n)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?:\.{3,}|…|(?:\. ){3,}|_{4,})[ \t.…_]*(?P<page>\d{1,3})$")
"""Dots that lead to a page number."""
_PAGED = re.compile(r"(?:^|.*[\t ])(?P<page>\d{1,3}|[ivx]{1,5}|[A-Z]{1,3}-\d{1,3})$")
_PAGE_END = re.compile(
    r"[-–( ]*(?:\d{1,3}|[ivxIVX]{1,5})[-–) ]*"
    rf"|(?:{any_of('contents_headings')})"
    r"(?: ?\([\w. ]+\))?"
    r"|\([^\W\d_]{4,14}\.?\)"
    r"|(?:page|side|pagina|sida|seite|clause|section|article)(?: page)?[#.:]?",
    re.IGNORECASE,
)
"""Between two pages of contents: a page number, the heading again."""
_LISTED = re.compile(
    r"(?:§+ ?)?(?:(?:article|artikel|section|clause|punkt|kapittel|part|del) )?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.):]?[ \t]+\S"
    rf"|(?:{any_of('annex_words')})\b",
    re.IGNORECASE,
)
_LONGEST = 120
_LEAST = 4
_MOST_BETWEEN = 2
"""Entries that run over a line end, and sub-headings, have so many lines without a number."""


def contents_of(text: Text) -> tuple[int, int] | None:
    """Where the table of contents stands; None where the text has none."""
    for match in _HEADED.finditer(text.lined, 0, _HEADED_WITHIN):
        if found := _entries(text, match.start("heading"), match.end(), headed=True):
            return found
    dots = text.lined.find("....", 0, _HEADED_WITHIN)
    if dots < 0:
        return None
    start = text.lined.rfind("\n", 0, dots) + 1
    return _entries(text, start, start, headed=False)


def _entries(text: Text, start: int, first: int, headed: bool) -> tuple[int, int] | None:
    lines = list(text.lines(first, min(first + _LONGEST_CONTENTS, len(text.lined))))
    count = _length(text, lines, headed)
    return (start, lines[count - 1][1]) if count >= _LEAST else None


def _length(text: Text, lines: list[tuple[int, int]], headed: bool) -> int:
    """How many of the lines are entries, from the first on; 0 where the numbers go back."""
    last = paged = missing = page = 0
    seen: set[str] = set()
    for at, (start, end) in enumerate(lines):
        words = text.lined[start:end]
        if _PAGE_END.fullmatch(words):
            continue
        number = _number(words, headed)
        if number is not None and number + 1 < page:
            break
        plain = re.sub(r"\W+|\d+$", "", words).lower()
        if plain and plain in seen:
            break
        seen.add(plain)
        if number is not None:
            page, last, missing, paged = max(page, number), at + 1, 0, paged + 1
        elif headed and paged == 0 and _is_entry(words):
            last, missing = at + 1, 0
        else:
            missing += 1
            if missing > _MOST_BETWEEN or len(words) > _LONGEST:
                break
    return last


def _number(words: str, headed: bool) -> int | None:
    """The page that a line leads to; None where it leads to none."""
    if len(words) > _LONGEST or not words[-1].isalnum():
        return None
    match = _DOTTED.search(words) or (_PAGED.match(words) if headed else None)
    if match is None:
        return None
    return int(match["page"]) if match["page"].isdigit() else 0


def _is_entry(words: str) -> bool:
    return len(words) < _LONGEST and words[-1] not in ".;," and _LISTED.match(words) is not None

"""Finding a passage again: by its words, wherever another reading has put them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from arkiv.domain.anchors import BY_HAND, Anchor
from arkiv.domain.contracts import DocumentText
from arkiv.domain.documents import Page
from arkiv.domain.facts import Source
from arkiv.domain.identity import Sha256

__all__ = ["Hold", "Located", "anchor_at", "locate", "places_of", "whole_words"]


class Hold(StrEnum):
    """How an anchor holds in the text that there is now."""

    EXACT = "exact"
    """The words stand there as they did."""
    NEARLY = "nearly"
    """They differ in spaces, line breaks, hyphens, case or accents."""
    GONE = "gone"
    """They are not in the document any more; the place is the old one."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where the passage stands now."""

    anchor: Anchor
    """With the words as they stand now; the old one when they are gone."""
    hold: Hold


def locate(anchor: Anchor, texts: Sequence[DocumentText]) -> Located:
    """The passage in these texts: the place of its words that is nearest to the old one."""
    text = next((text for text in texts if text.sha256 == anchor.document), None)
    if text is None:
        return Located(anchor, Hold.GONE)
    old = _old_place(anchor, text.pages)
    for hold, places in ((Hold.EXACT, _exact), (Hold.NEARLY, _nearly)):
        found = list(places(anchor.source.text, text.pages))
        if found:
            page, start, end = min(found, key=lambda it: (abs(_along(text.pages, it) - old), it))
            return Located(anchor_at(text.sha256, text.pages[page], start, end), hold)
    return Located(anchor, Hold.GONE)


def places_of(words: str, texts: Sequence[DocumentText]) -> tuple[Anchor, ...]:
    """Every place where these words stand, in order; exactly as typed if they do anywhere."""
    for places in (_exact, _nearly):
        found = tuple(
            anchor_at(text.sha256, text.pages[page], start, end)
            for text in texts
            for page, start, end in places(words, text.pages)
        )
        if found:
            return found
    return ()


def anchor_at(document: Sha256, page: Page, start: int, end: int, cue: str = BY_HAND) -> Anchor:
    """The passage start:end of one page."""
    paragraph = bisect_right(page.paragraph_starts, start) or None
    words = page.text[start:end]
    return Anchor(document, Source(page.number, paragraph, None, start, end, words, cue))


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without spaces at its ends, and with the rest of words it begins or ends inside.

    Empty where there is nothing but spaces.
    """
    end = start + len(text[start:end].rstrip())
    start = end - len(text[start:end].lstrip())
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


_Place = tuple[int, int, int]
"""Which page, from 0, and start and end in its text."""


def _along(pages: Sequence[Page], place: _Place) -> int:
    """Characters from the beginning of the document."""
    page, start, _end = place
    return sum(len(sheet.text) for sheet in pages[:page]) + start


def _old_place(anchor: Anchor, pages: Sequence[Page]) -> int:
    """Characters to where the passage was; a page that is gone counts as the end."""
    numbers, old = [page.number for page in pages], anchor.source
    if old.page not in numbers:
        return sum(len(page.text) for page in pages)
    return _along(pages, (numbers.index(old.page), old.start, old.end))


def _exact(words: str, pages: Sequence[Page]) -> Iterator[_Place]:
    if words.strip():
        for number, page in enumerate(pages):
            for match in re.finditer(re.escape(words), page.text):
                if _whole(page.text, *match.span(), words):
                    yield number, *match.span()


def _nearly(words: str, pages: Sequence[Page]) -> Iterator[_Place]:
    wanted, _offsets = _folded(words)
    if not wanted:
        return
    for number, page in enumerate(pages):
        text, offsets = _folded(page.text)
        at = text.find(wanted)
        while at >= 0:
            start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
            if _whole(page.text, start, end, words.strip()):
                yield number, start, end
            at = text.find(wanted, at + 1)


def _whole(text: str, start: int, end: int, words: str) -> bool:
    """The place neither begins nor ends inside a word, where the words that are sought don't."""
    begins = not (words[0].isalnum() and text[max(0, start - 1) : start].isalnum())
    ends = not (words[-1].isalnum() and text[end : end + 1].isalnum())
    return begins and ends


_LINE_END = re.compile(r"[-\u2010\u2011\u00ad][ \t]*\r?\n[ \t]*")
_SIGNS = str.maketrans("“”„«»‘’‚‹›–—‐‑−", "\"\"\"\"\"'''''-----")


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, without spaces, and for each of its characters the offset."""
    joined = {n for match in _LINE_END.finditer(text) for n in range(*match.span())}
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if offset not in joined:
            plain = _PLAIN[character]
            characters.append(plain)
            offsets += [offset] * len(plain)
    return "".join(characters), offsets


class _Plain(dict[str, str]):
    """What each character is compared as, found out when it is first met; spaces are nothing."""

    def __missing__(self, character: str) -> str:
        parts = unicodedata.normalize("NFKD", character.translate(_SIGNS)).casefold()
        plain = "".join(part for part in parts if not _is_silent(part))
        self[character] = plain
        return plain


def _is_silent(part: str) -> bool:
    return part.isspace() or unicodedata.category(part) in ("Mn", "Cf", "Cc")


_PLAIN = _Plain()

"""The words around one place of a text, as they come from reading all of it."""

from __future__ import annotations

import re
from itertools import islice

from arkiv.search.folding import LINE_END, RAW_WORD, Token, tokens

__all__ = ["is_broken", "tokens_from"]

_BLANKS = " \t\r\n"
_HYPHENS = "\u2010\u2011\u00ad-"
_GAP = re.compile(rf"[^\s{_HYPHENS}](?=\s)")
"""Before blanks that no broken word runs over."""


def is_broken(text: str, start: int, end: int) -> bool:
    """Whether a raw word looks like half of one; a hyphen after a number does so too."""
    if LINE_END.match(text, end) or (text[end - 1] == "\u00ad" and LINE_END.match(text, end - 1)):
        return True
    at = start
    while at > 0 and text[at - 1] in _BLANKS:
        at -= 1
    return 0 < at < start and text[at - 1] in _HYPHENS


def tokens_from(text: str, start: int, words: int) -> tuple[int, list[Token]]:
    """A place at or before ``start`` and the tokens from there on, offsets counted from it.

    They hold at least so many whole words after ``start``, as far as there are any.
    """
    begin = start
    while begin > 0 and not _GAP.match(text, begin - 2):
        begin -= 1
    *_before, last = islice(RAW_WORD.finditer(text, start), 2 * words + 1)
    gap = _GAP.search(text, last.end() - 1)
    return begin, list(tokens(text[begin : gap.end() if gap else len(text)]))

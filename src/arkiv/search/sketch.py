"""A text in one byte a character, in which plain words are found at the speed of memory.

Folding a page takes longer than reading it. Nearly all of it are letters whose folded form is one
letter, though, whatever stands beside them; these and all that is no part of a word are sketched by
a table. The rest is marked as doubtful, for a closer look at the raw text: what folds to several
letters, accents and invisible characters of their own, whatever is not Latin-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.search.folding import IGNORED, RAW_WORD, fold

__all__ = ["broken_words", "doubtful_words", "sketch", "starts_of"]

_DOUBT = b"\x01"
_LINE_END = re.compile(r"\n(?<=[ \t\r\u2010\u2011\u00ad-]\n)")
"""Found by its newline, because the search for one character is many times faster."""
_HYPHENS = "-\u2010\u2011\u00ad"


def _sketched(character: str) -> int:
    if character == "?" or character in IGNORED:
        return _DOUBT[0]  # the codec writes ? for what is not Latin-1
    if RAW_WORD.fullmatch(character) is None:
        return ord(" ")
    folded = fold(character)
    return ord(folded) if len(folded) == 1 and folded.isascii() else _DOUBT[0]


_TABLE = bytes(_sketched(chr(code)) for code in range(256))


def sketch(text: str) -> bytes:
    """Character n of the text is byte n + 1; before and after it is a blank."""
    return b" " + text.encode("latin-1", "replace").translate(_TABLE) + b" "


def starts_of(sketched: bytes, beginning: bytes) -> Iterator[int]:
    """Where, in the text, words begin like this; with a blank at its end, where it is a word."""
    sought = b" " + beginning
    at = sketched.find(sought)
    while at >= 0:
        yield at
        at = sketched.find(sought, at + 1)


def doubtful_words(text: str, sketched: bytes) -> Iterator[int]:
    """Where the raw words begin that touch something doubtful."""
    doubt = sketched.find(_DOUBT)
    while doubt >= 0:
        begin, end = sketched.rfind(b" ", 0, doubt), sketched.find(b" ", doubt)
        for raw in RAW_WORD.finditer(text, begin, end - 1):
            yield raw.start()
        doubt = sketched.find(_DOUBT, end)


def broken_words(text: str, sketched: bytes) -> Iterator[int]:
    """Where the raw words begin that a hyphen at the end of their line may break."""
    for line_end in _LINE_END.finditer(text):
        hyphen = line_end.start() - 1
        while hyphen > 0 and text[hyphen] in " \t\r":
            hyphen -= 1
        if text[hyphen] in _HYPHENS:
            begin = sketched.rfind(b" ", 0, hyphen + 1)
            for raw in RAW_WORD.finditer(text, begin, hyphen):
                yield raw.start()

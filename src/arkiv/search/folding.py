"""What counts as a word and when two spellings are the same word; index and query share it.

A word is a run of letters and digits. It is folded: compatibility forms (NFKC) are made plain,
soft hyphens and zero-width characters go, case and accents go, æ is ae, ø o, å a, ß ss, œ oe.
Superscripts end a word, for they are footnote marks.

A word broken by a hyphen at the end of a line is three words to the index: its two halves and the
whole, so that *oppsigel-/sesfrist* and *non-/compete* are both found as they were meant. Positions
say which: a plain word or a whole stands at 4p, a first half at 4p+1, a second half at 4p+2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = [
    "IGNORED",
    "LINE_END",
    "LONGEST",
    "RAW_WORD",
    "STEP",
    "SUPERSCRIPTS",
    "Token",
    "fold",
    "fold_word",
    "followers",
    "terms",
    "tokens",
    "words_and_places",
    "words_of",
]

STEP = 4
"""From one word's position to the next."""
FIRST_HALF = 1
"""Added to the position of a word that a hyphen breaks; its second half has one more."""
LONGEST = 64
"""Characters of a term; what is longer is compared by its beginning."""

IGNORED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
SUPERSCRIPTS = "²³¹⁰⁴-⁹₀-₉ªº"
RAW_WORD = re.compile(
    rf"(?:[^\W_{SUPERSCRIPTS}]+[\u0300-\u036f{IGNORED}]*)+",
)
_COMMON_WORD = re.compile(r"[^\W_]+")
_RARE = re.compile(rf"[{SUPERSCRIPTS}\u0300-\u036f{IGNORED}]")
"""Without one of these in a text, both patterns find the same words."""
_LETTER = re.compile(rf"[^\W\d_{SUPERSCRIPTS}]|[\u0300-\u036f]")
_TERM = re.compile(r"[^\W_]+")
LINE_END = re.compile(r"[-\u2010\u2011\u00ad][ \t]*\r?\n[ \t]*")
_PLAIN = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d"}
    | dict.fromkeys(IGNORED)
)


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word where it stands in the raw text."""

    term: str
    position: int
    """In steps of STEP, halves of broken words between."""
    start: int
    end: int
    """Half-open offsets in the raw text."""


def fold(text: str) -> str:
    """The text as it is compared; spaces and signs stay."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN)


class _Folded(dict[str, tuple[str, ...]]):
    """Raw words and their terms; forgets all of them when there are too many."""

    def __missing__(self, raw: str) -> tuple[str, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[raw] = tuple(term[:LONGEST] for term in _TERM.findall(fold(raw)))
        return found


_REMEMBERED = 50_000
_folded = _Folded()


class _Single(dict[str, str]):
    """Raw words and the one term each is; empty for those that are none or several."""

    def __missing__(self, raw: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        terms = fold_word(raw)
        found = self[raw] = terms[0] if len(terms) == 1 else ""
        return found


_single = _Single()


def fold_word(raw: str) -> tuple[str, ...]:
    """The terms of one raw word: nearly always one, several for ½, none for a lone modifier."""
    return _folded[raw]


def terms(text: str) -> tuple[str, ...]:
    """The folded words of what somebody typed, in order."""
    return tuple(term for raw in RAW_WORD.findall(text) for term in fold_word(raw))


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text with its place; halves come before their whole."""
    breaks = _breaks(text)
    position = 0
    half: Token | None = None
    for match in RAW_WORD.finditer(text):
        start, end = match.span()
        if half is not None:
            yield from _second_half(half, match)
            half = None
            continue
        for term in fold_word(match.group()):
            if end in breaks:
                half = Token(term, position + FIRST_HALF, start, end)
                yield half
            else:
                yield Token(term, position, start, end)
            position += STEP


def words_of(text: str, start: int = 0) -> tuple[list[str], Sequence[int], int]:
    """Every term of a text, the place of each, and the place where the next text begins."""
    words, places, following, _standing = words_and_places(text, start, ())
    return words, places, following


def words_and_places(
    text: str, start: int, offsets: Sequence[int]
) -> tuple[list[str], Sequence[int], int, list[int]]:
    """As words_of, and the places of the words that begin at these ascending offsets."""
    rare = _RARE.search(text) is not None
    if LINE_END.search(text) is not None or (rare and offsets):
        return _words_of_tokens(text, start, offsets)
    pattern = RAW_WORD if rare else _COMMON_WORD
    words: list[str] = []
    standing = []
    at = 0
    for offset in offsets:
        words += pattern.findall(text, at, offset)
        standing.append(start + STEP * len(words))
        at = offset
    words += pattern.findall(text, at)
    found = list(map(_single.__getitem__, words))
    if "" in found:  # a word that is no term or several
        if offsets:
            return _words_of_tokens(text, start, offsets)
        found = [term for raw in words for term in fold_word(raw)]
    end = start + STEP * len(found)
    return found, range(start, end, STEP), end, standing


def followers(position: int) -> tuple[int, ...]:
    """Where the next word of a phrase may stand."""
    if position % STEP == FIRST_HALF:
        return (position + 1,)
    following = position - position % STEP + STEP
    return following, following + FIRST_HALF


def _second_half(half: Token, match: re.Match[str]) -> Iterator[Token]:
    start, end = match.span()
    term = "".join(fold_word(match.group()))
    whole = (half.term + term)[:LONGEST]
    yield Token(term, half.position + 1, start, end)
    yield Token(whole, half.position - FIRST_HALF, half.start, end)


def _breaks(text: str) -> frozenset[int]:
    """Where words end that go on in the next line after a hyphen."""
    ends: set[int] = set()
    for match in LINE_END.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if _LETTER.fullmatch(before) and _LETTER.fullmatch(after):
            # A soft hyphen is part of the raw word before it.
            ends.add(start + (text[start] == "\u00ad"))
    return frozenset(ends)


def _words_of_tokens(
    text: str, start: int, offsets: Sequence[int]
) -> tuple[list[str], list[int], int, list[int]]:
    words = []
    places = []
    standing: list[int] = []
    for token in tokens(text):
        words.append(token.term)
        places.append(start + token.position)
        while len(standing) < len(offsets) and token.start >= offsets[len(standing)]:
            standing.append(start + token.position - token.position % STEP)
    last = places[-1] if places else start - STEP
    return words, places, last - last % STEP + STEP, standing

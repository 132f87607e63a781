"""Contracts in two languages, line by line or cell by cell, and which of them counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from arkiv.extract.cues_loader import LANGUAGES, any_of
from arkiv.extract.normalise import Text

__all__ = ["other_tongue"]

_WORDS = {
    "en": "the of shall with any this by",
    "nb": "og skal ikke ikkje til som denne",
    "sv": "och att ska skall inte för som",
    "nl": "het van een niet zal dat voor",
    "de": "und wird oder ist nicht mit durch",
    "fr": "les des du et dans pour est",
    "es": "los del y las por una el",
    "fi": "ja tai sekä että joka tämä",
    "pl": "oraz się nie jest lub przez do",
}
"""Small words that stand in every other line of a language; nb is Norwegian and Danish."""
_TONGUES = {
    word: tongue
    for tongue, words in _WORDS.items()
    for word in words.split()
    if sum(word in other.split() for other in _WORDS.values()) == 1
}
_WORD = re.compile(r"\b(?:" + "|".join(sorted(_TONGUES, key=len, reverse=True)) + r")\b")
_PREVAILS = re.compile(any_of("prevails"))
_NAMED = {
    "eng": "en", "nor": "nb", "noo": "nb", "dan": "nb", "dee": "nb", "dän": "nb",
    "dut": "nl", "ned": "nl", "nie": "nl", "hol": "nl", "swe": "sv", "sve": "sv", "zwe": "sv",
    "sch": "sv", "ger": "de", "tys": "de", "dui": "de", "deu": "de",
}  # fmt: skip
"""How languages are called in the languages, by their first three letters."""
_SAMPLE = 6000
_LEAST = 8
_SHARE = 0.4
_TURNS = 6
"""So often the languages take turns where a text is written in both."""


def other_tongue(text: Text) -> tuple[tuple[int, int], ...]:
    """The lines and cells that say again in another language what counts in the first one."""
    counted = Counter(_TONGUES[w] for w in _WORD.findall(text.low, 0, _SAMPLE))
    (first, most), (second, less) = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    if less < _LEAST or less < _SHARE * most:
        return ()
    cells = [(a, b, _tongue(text.low[a:b])) for a, b in _cells(text)]
    told = [(a, b, tongue) for a, b, tongue in cells if tongue in (first, second)]
    turns = sum(one[2] != other[2] for one, other in pairwise(told))
    if turns < _TURNS:
        return ()
    counts = _which_counts(text, told[0][2], {first, second})
    other = _of_other(cells, {first, second} - {counts})
    return tuple(_with_their_ends(text.lined, other))


def _with_their_ends(lined: str, cells: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The cells, each with the tab in front of it or the line end or tab behind it."""
    done = 0
    for start, end in cells:
        behind_tab = start > done and lined[start - 1] == "\t"
        first, done = start - behind_tab, end + (not behind_tab and end < len(lined))
        yield first, done


def _which_counts(text: Text, first: str, both: set[str]) -> str:
    """The language that the contract says prevails, else the first that Arkiv can read."""
    for match in _PREVAILS.finditer(text.low):
        if (named := _NAMED.get(match.group()[:3])) in both and named:
            return named
    return first if first in LANGUAGES else next(iter(both - {first}))


def _cells(text: Text) -> Iterator[tuple[int, int]]:
    for start, end in text.lines():
        at = start
        for cell in text.lined[start:end].split("\t"):
            if cell.strip():
                yield at, at + len(cell)
            at += len(cell) + 1


def _tongue(words: str) -> str:
    """The language of a line; empty where it does not tell."""
    found = Counter(_TONGUES[w] for w in _WORD.findall(words)).most_common(2)
    if not found or (len(found) > 1 and found[0][1] < 2 * found[1][1]):
        return ""
    return found[0][0]


def _of_other(cells: list[tuple[int, int, str]], other: set[str]) -> Iterator[tuple[int, int]]:
    """The cells of the other language, with what does not tell between two of them."""
    for at, (start, end, tongue) in enumerate(cells):
        around = [cells[n][2] for n in (at - 1, at + 1) if 0 <= n < len(cells)]
        between = not tongue and len(around) == 2 and set(around) <= other
        if tongue in other or between:
            yield start, end

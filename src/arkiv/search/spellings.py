"""Letters spelled out, and words written apart: other spellings of the same word.

Folding makes ø o, å a, ä a, ö o and ü u, and æ ae. Spelled out they are oe, aa, ae, oe and ue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from arkiv.search.folding import fold, terms

__all__ = ["apart", "spelled_out", "together"]

_SPELLED = {"aa": "a", "ae": "a", "oe": "o", "ue": "u"}
_PAIR = re.compile("aa|ae|oe|ue")
_LETTERS = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "ı": "i"})
_MOST = 16
"""Spellings of one word: four pairs, each kept or not."""
_SHORTEST_HALF = 3
_BEFORE_A_HYPHEN = frozenset(("non", "sub", "co", "it", "e"))


def spelled_out(text: str) -> frozenset[str]:
    """The folded spellings of what was typed that differ from the folded word itself."""
    word = "".join(terms(text))
    found = set(islice(_contracted(word), _MOST))
    found.update(terms(fold_letters(text)))
    return frozenset(found - {word})


def fold_letters(text: str) -> str:
    """With the letters of å, ä, ö, ø and ü spelled out."""
    return fold(text.casefold().translate(_LETTERS))


def together(parts: tuple[str, ...]) -> str:
    """non-disclosure as one word."""
    return "".join(parts)


def apart(word: str) -> Iterator[tuple[str, str]]:
    """nondisclosure as two words, wherever it may be broken."""
    for at in range(1, len(word) - _SHORTEST_HALF + 1):
        if at >= _SHORTEST_HALF or word[:at] in _BEFORE_A_HYPHEN:
            yield word[:at], word[at:]


def _contracted(word: str) -> Iterator[str]:
    pieces = _PAIR.split(word)
    pairs = _PAIR.findall(word)
    for chosen in product(*((pair, _SPELLED[pair]) for pair in pairs)):
        yield pieces[0] + "".join(map("".join, zip(chosen, pieces[1:], strict=True)))

"""A regular expression for where, in a raw text, a word may stand that begins like a folded term.

It is made for speed and finds too much: who uses it looks at the word. What it never does is miss
one. A raw ASCII letter stands for itself alone; everything beyond ASCII (an accented letter, a
ligature, a soft hyphen) and a hyphen, which may break the word, may stand for anything and ends the
comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from arkiv.search.folding import SUPERSCRIPTS

__all__ = ["starts"]

_DEPTH = 4
"""Letters compared; more are slower to compile than they save."""
_WORD_START = rf"(?<![^\W_{SUPERSCRIPTS}].)"
"""Of the word whose first character was just read; looking back from before it is three times
slower, because the search then can't skip to that character."""
_BEYOND = r"(?<=[^\x00-\x7f])"
_BEYOND_OR_HYPHEN = r"(?<=[^\x00-\x2c\x2e-\x7f])"

_Tree = dict[str, "_Tree"]


def starts(terms: Iterable[str]) -> re.Pattern[str]:
    """Matches at the first character of each word that may begin like one of the terms."""
    tree = _tree(terms)
    pattern = f"{_letter(tree, '')}{_WORD_START}(?:{_branches(tree)}|{_BEYOND})"
    return re.compile(pattern, re.DOTALL)


def _tree(terms: Iterable[str]) -> _Tree:
    root: _Tree = {}
    for term in terms:
        node = root
        for letter in term[:_DEPTH]:
            node = node.setdefault(letter, {})
        node[""] = {}
    return root


def _branches(node: _Tree) -> str:
    return "|".join(f"(?<={_either_case(letter)}){_rest(node[letter])}" for letter in sorted(node))


def _rest(node: _Tree) -> str:
    """After a letter: the next ones; nothing where a term ends here, for then all words fit."""
    if "" in node:
        return ""
    return f"{_letter(node, '-')}(?:{_branches(node)}|{_BEYOND_OR_HYPHEN})"


def _either_case(letter: str) -> str:
    return f"[{re.escape(letter + letter.upper())}]"


def _letter(node: _Tree, also: str) -> str:
    """One of the letters or anything beyond ASCII, said as what it is not: that is fast."""
    meant = {case for letter in node for case in (letter, letter.upper())} | set(also)
    edges = [-1, *sorted(ord(one) for one in meant if one.isascii()), 128]
    gaps = [(low + 1, high - 1) for low, high in pairwise(edges) if high - low > 1]
    return "[^" + "".join(rf"\x{low:02x}-\x{high:02x}" for low, high in gaps) + "]"

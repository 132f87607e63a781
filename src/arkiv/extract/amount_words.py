"""Amounts spelled out beside the figures: ``€ 12.500 (zegge: twaalfduizend vijfhonderd euro)``."""

from __future__ import annotations

import re
from functools import cache

from arkiv.extract.cues_loader import LANGUAGES, Language

__all__ = ["amount_beside", "number_in"]

_IN_BRACKETS = re.compile(r" ?(?:,-|kroner|euros?|pounds|dollars)? ?[(\[]([^()\[\]\d]{8,140})[)\]]")
_BEFORE = 120
_OPENED = re.compile(r"[(\[] ?$")
_LEAST = 100
"""Smaller numbers beside an amount count something else: three instalments."""
_LAST_WORDS = 4
"""Words of currency between a number and the bracket with its figures, at most."""


def amount_beside(low: str, start: int, end: int, language: Language) -> int | None:
    """The whole amount in words right after or right before the figures; None without one."""
    if after := _IN_BRACKETS.match(low, end, end + 180):
        return number_in(after[1], language)
    before = low[max(0, start - _BEFORE) : start]
    if not _OPENED.search(before):
        return None
    runs = _runs(before, language)
    words = re.findall(r"[^\W\d_]+", before)
    if not runs or len(words) - runs[-1][1] > _LAST_WORDS:
        return None
    return _large(runs[-1][2])


def number_in(words: str, language: Language) -> int | None:
    """The longest number in the words; None where it is small or there is none."""
    runs = _runs(words, language)
    return _large(max(runs, key=lambda run: run[1] - run[0])[2]) if runs else None


def _large(number: int) -> int | None:
    return number if number >= _LEAST else None


def _runs(words: str, language: Language) -> list[tuple[int, int, int]]:
    """Each row of number words: its first word, the one after its last, and what it says."""
    atom, whole = _shapes(language.code)
    runs: list[tuple[int, int, int]] = []
    parts: list[int] = []
    first = 0
    tokens = re.findall(r"[^\W\d_]+", words.lower())
    for at, token in enumerate([*tokens, ""]):
        if whole.fullmatch(token):
            first = first if parts else at
            parts += [language.amount_words[name] for name in atom.findall(token)]
        elif parts:
            runs.append((first, at, _sum(parts)))
            parts = []
    return runs


@cache
def _shapes(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One number word, and a word made of nothing else: zweihundertfünfzig."""
    names = sorted(LANGUAGES[code].amount_words, key=len, reverse=True)
    one = "|".join(map(re.escape, names)) or "(?!)"
    return re.compile(one), re.compile(f"(?:{one})+")


def _sum(parts: list[int]) -> int:
    """Three, hundred, five, thousand is 305,000; a joining "and" counts nothing."""
    total, below = 0, 0
    for part in parts:
        if part >= 1000:
            total += max(below, 1) * part
            below = 0
        elif part == 100:
            below = max(below, 1) * part
        else:
            below += part
    return total + below

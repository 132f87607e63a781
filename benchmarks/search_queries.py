"""What is asked of every engine: so many queries of each kind, the same for all."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from search_corpus import TODAY, Corpus

__all__ = ["Kind", "Sought", "queries"]

_WORD = re.compile(r"[^\W\d_]{2,}")


class Kind(StrEnum):
    """What a query asks for beside the best twenty and their number."""

    WORD = "one word"
    BOTH = "two words"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FILTER = "word, two filters"
    DAYS = "word, days"
    SORT = "word, sorted"
    FACETS = "word, facets"
    ALL = "word, facets, filters, sort"
    SNIPPETS = "20 snippets"


@dataclass(frozen=True, slots=True)
class Sought:
    """One query; every engine says it in its own language."""

    kind: Kind
    words: tuple[str, ...]
    document_type: str | None = None
    language: str | None = None
    days: tuple[date, date] | None = None
    """First and last day of expiry."""


def queries(corpus: Corpus, count: int) -> dict[Kind, tuple[Sought, ...]]:
    """So many of each kind; words as they fall in the texts, so frequent ones come often."""
    dice = random.Random(7)
    made: dict[Kind, Callable[[], Sought]] = {
        Kind.BOTH: lambda: Sought(Kind.BOTH, (_word(dice, corpus), _word(dice, corpus))),
        Kind.PHRASE: lambda: Sought(Kind.PHRASE, _phrase(dice, corpus)),
        Kind.PREFIX: lambda: Sought(Kind.PREFIX, (_prefix(dice, corpus),)),
    }
    return {
        kind: tuple(
            made.get(kind, lambda kind=kind: _filtered(dice, corpus, kind))()  # type: ignore[misc]
            for _each in range(count)
        )
        for kind in Kind
    }


def _word(dice: random.Random, corpus: Corpus) -> str:
    """Of the 4,000 most frequent, without the very short ones that nobody asks for."""
    while len(word := corpus.vocabulary[int(4000 ** dice.random())]) < 4:
        pass
    return word


def _phrase(dice: random.Random, corpus: Corpus) -> tuple[str, ...]:
    while True:
        words = _WORD.findall(dice.choice(corpus.passages).lower())
        start = dice.randrange(max(1, len(words) - 3))
        found = tuple(words[start : start + dice.choice((2, 3))])
        if len(found) > 1:
            return found


def _prefix(dice: random.Random, corpus: Corpus) -> str:
    word = _word(dice, corpus)
    return word[: dice.randint(2, max(2, len(word) - 1))]


def _filtered(dice: random.Random, corpus: Corpus, kind: Kind) -> Sought:
    word = (_word(dice, corpus),)
    first = TODAY + timedelta(days=dice.randrange(-900, 900))
    chosen = dice.choice(("lease", "services", "supply", "it_saas", "nda"))
    spoken = dice.choice(("nb", "nl", "en"))
    if kind is Kind.DAYS:
        return Sought(kind, word, days=(first, first + timedelta(days=365)))
    if kind in (Kind.FILTER, Kind.ALL):
        return Sought(kind, word, chosen, spoken)
    return Sought(kind, word)

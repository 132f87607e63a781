"""Queries that may have been meant: for a word that no contract has, the nearest that some have.

Near is by signs typed too much, too little, wrong or in each other's place, one in a word of
four letters and two from eight. Shorter words are near to everything and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Protocol

from arkiv.domain.query import Query, QueryError, parse
from arkiv.domain.query_tree import Phrase, TextField, Word, leaves
from arkiv.search.compounds import Words
from arkiv.search.expansion import Meanings
from arkiv.search.folding import RAW_WORD, fold_word

__all__ = ["Listed", "Neighbours", "meant", "those_that_find"]

_MOST_MEANT = 3
"""Queries; more of them help nobody."""
_MOST_NEAR = 4
"""Words that are tried in the place of one."""
_SHORTEST = 4
_LONG = 8
"""Letters from which a word may be wrong in two places."""
_FIELDS = (TextField.TEXT, TextField.TITLE, TextField.PARTIES)
"""Whose words are offered, where no field is asked for."""


class Listed(Words, Protocol):
    """Words that can be gone through; search.lexicon.Lexicon is one field's."""

    @property
    def terms(self) -> Sequence[str]: ...


class Neighbours:
    """The words of one commit by their length; one thread at a time."""

    def __init__(self, words: Mapping[TextField, Listed]) -> None:
        self._words = words
        self._by_length: dict[tuple[TextField, ...], dict[int, list[str]]] = {}

    def has(self, terms: Iterable[str], field: TextField | None) -> bool:
        """Whether each stands in this text of some contract; None: in any."""
        fields = tuple(TextField) if field is None else (field,)
        return all(any(term in self._words[one] for one in fields) for term in terms)

    def near(self, word: str, field: TextField | None) -> list[str]:
        """Nearest first, then with the same first letter, then the commonest."""
        from rapidfuzz.distance import OSA  # nobody who only searches waits for it
        from rapidfuzz.process import extract

        if len(word) < _SHORTEST or not word.isalpha():
            return []
        fields = _FIELDS if field is None else (field,)
        most = 2 if len(word) >= _LONG else 1
        lengths = self._lengths(fields)
        found = [
            (distance, term[0] != word[0], -self._frequency(term, fields), term)
            for length in range(len(word) - most, len(word) + most + 1)
            for term, distance, _place in extract(
                word, lengths.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=None
            )
        ]
        return [term for *_order, term in sorted(found)[:_MOST_NEAR]]

    def _frequency(self, term: str, fields: Iterable[TextField]) -> int:
        return max(self._words[field].frequency(term) for field in fields)

    def _lengths(self, fields: tuple[TextField, ...]) -> Mapping[int, list[str]]:
        """Words of letters alone: no numbers, and no amounts, days and references."""
        if fields not in self._by_length:
            lengths = self._by_length[fields] = {}
            for term in {term for field in fields for term in self._words[field].terms}:
                if term.isalpha():
                    lengths.setdefault(len(term), []).append(term)
        return self._by_length[fields]


def meant(query: Query, meanings: Meanings, neighbours: Neighbours) -> Iterator[str]:
    """Texts of other queries, best first, for whoever asks to try; none when every word is known.

    The first has the nearest word in the place of each one that is unknown; each other one has
    another word in one place.
    """
    unknown = {
        raw: near
        for raw, word, field in _unknown(query, meanings, neighbours)
        if (near := neighbours.near(word, field))
    }
    best = {raw: near[0] for raw, near in unknown.items()}
    if best:
        yield _replaced(query.text, best)
    for rank in range(1, _MOST_NEAR):
        for raw, near in unknown.items():
            if rank < len(near):
                yield _replaced(query.text, best | {raw: near[rank]})


def _unknown(
    query: Query, meanings: Meanings, neighbours: Neighbours
) -> Iterator[tuple[str, str, TextField | None]]:
    """What no contract has, not even in another form, as typed and folded."""
    for node, negated in leaves(query.root):
        if negated or not isinstance(node, Word | Phrase):
            continue
        one = meanings.wanted(node)
        others = one.alternatives if one is not None else ()
        if any(neighbours.has(other.terms, node.field) for other in others):
            continue
        for raw in RAW_WORD.findall(node.text):
            folded = fold_word(raw)
            if len(folded) == 1 and not neighbours.has(folded, node.field):
                yield raw, folded[0], node.field


def _replaced(text: str, words: Mapping[str, str]) -> str:
    """With other words in the place of these; what a colon follows is a field's name."""
    either = "|".join(re.escape(word) for word in words)
    return re.sub(rf"(?<![^\W_])(?:{either})(?![^\W_]|:\S)", lambda word: words[word[0]], text)


def those_that_find(
    query: Query, today: date, others: Iterable[str], total: Callable[[Query], int]
) -> tuple[str, ...]:
    """The first few that find something; ``total`` counts what a query finds."""

    def finding() -> Iterator[str]:
        for text in dict.fromkeys(others):
            try:
                other = parse(text, today)
            except QueryError:
                continue
            if other.root != query.root and total(other):
                yield text

    return tuple(islice(finding(), _MOST_MEANT))

"""What a typed word is looked for as: itself, its forms, its compounds, its other spellings.

Words are expanded when they are searched, not when they are indexed: one index then serves every
language, and what stands in quotes or is only begun is found as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from arkiv.domain.query import Query
from arkiv.domain.query_tree import Node, Phrase, Prefix, Word, leaves
from arkiv.search.compounds import Words, compounds
from arkiv.search.inflections import forms, inflection, spoken
from arkiv.search.spellings import apart, spelled_out, together
from arkiv.search.wanted import Alternative, Wanted, wanted

__all__ = ["Meanings", "Vocabulary", "narrowed"]

_SPELLED = 0.9
_INFLECTED = 0.6
_COMPOUND = 0.25
_MOST_COMPOUNDS = 64
_REMEMBERED = 32
_LEAST_SPELLED = 5
"""Letters of another spelling of a word that is itself in use: Dutch boek is not bok."""


class Vocabulary:
    """The words of several fields as one."""

    def __init__(self, fields: Iterable[Words]) -> None:
        self._fields = tuple(fields)
        self._holding: dict[str, list[str]] = {}
        """What was asked for last: each language of a word asks for much the same."""

    def __contains__(self, term: object) -> bool:
        for words in self._fields:  # noqa: SIM110 - asked thousands of times for one word
            if term in words:
                return True
        return False

    def frequency(self, term: str) -> int:
        """Documents with the term in the field where most have it."""
        return max((words.frequency(term) for words in self._fields), default=0)

    def beginning(self, prefix: str) -> list[str]:
        return sorted({term for words in self._fields for term in words.beginning(prefix)})

    def containing(self, part: str) -> list[str]:
        if part not in self._holding:
            if len(self._holding) > _REMEMBERED:
                self._holding.clear()
            found = {term for words in self._fields for term in words.containing(part)}
            self._holding[part] = sorted(found)
        return self._holding[part]


class Meanings:
    """Typed words as they are looked for over these words in these languages of contracts.

    Without any language all that are known are tried. One thread at a time.
    """

    def __init__(self, words: Words, languages: Iterable[str]) -> None:
        self.words = words
        self.languages = frozenset(languages)
        self._tongues = _tongues(self.languages)
        self._known: dict[str, tuple[Alternative, ...]] = {}

    def wanted(self, node: Word | Prefix | Phrase) -> Wanted | None:
        """As search.wanted has it, with the alternatives of a plain word."""
        one = wanted(node)
        if one is None or one.alternatives or not isinstance(node, Word):
            return one  # of an amount, a day or a reference only the notations are alternatives
        if node.text not in self._known:
            self._known[node.text] = self._alternatives(node.text, one.terms)
        return replace(one, alternatives=self._known[node.text])

    def sought(self, query: Query) -> Iterator[Wanted]:
        """Everything the query looks for, in its order, without what it leaves out."""
        for node, negated in leaves(query.root):
            one = None if negated else self._of(node)
            if one is not None:
                yield one

    def _of(self, node: Node) -> Wanted | None:
        return self.wanted(node) if isinstance(node, Word | Prefix | Phrase) else None

    def _alternatives(self, text: str, typed: tuple[str, ...]) -> tuple[Alternative, ...]:
        found = _Found(typed)
        if len(typed) > 1:
            self._broken(typed, found)
            return found.alternatives()
        word = typed[0]
        self._expand(word, 1.0, found)
        for other in spelled_out(text):
            if word not in self.words or len(other) >= _LEAST_SPELLED:
                if other in self.words:
                    found.add((other,), _SPELLED, None)
                self._expand(other, _SPELLED, found)
        if word not in self.words:
            for pair in apart(word):
                if all(part in self.words for part in pair):
                    found.add(pair, _SPELLED, None)
        return found.alternatives()

    def _broken(self, typed: tuple[str, ...], found: _Found) -> None:
        """A word of several parts: written together, and with the forms of its last part."""
        whole = together(typed)
        if whole in self.words:
            found.add((whole,), _SPELLED, None)
        for tongue, languages in self._tongues.items():
            for form in forms(typed[-1], tongue):
                if form in self.words:
                    found.add((*typed[:-1], form), _INFLECTED, languages)
            for form in forms(whole, tongue):
                if form in self.words:
                    found.add((form,), _INFLECTED, languages)

    def _expand(self, word: str, weight: float, found: _Found) -> None:
        for tongue, languages in self._tongues.items():
            spellings = forms(word, tongue)
            for form in spellings:
                if form in self.words:
                    found.add((form,), weight * _INFLECTED, languages)
            joints = inflection(tongue).joints
            if joints:
                held = set(compounds(word, spellings, joints, self.words))
                ordered = sorted(held, key=lambda term: (-self.words.frequency(term), term))
                for term in ordered[:_MOST_COMPOUNDS]:
                    found.add((term,), weight * _COMPOUND, languages)


class _Found:
    """Alternatives as they come together: each once, with its best weight in each language."""

    def __init__(self, typed: tuple[str, ...]) -> None:
        self._typed = typed
        self._weights: dict[tuple[str, ...], float] = {}
        self._languages: dict[tuple[str, ...], frozenset[str] | None] = {}

    def add(self, terms: tuple[str, ...], weight: float, languages: frozenset[str] | None) -> None:
        if terms == self._typed:
            return
        before = self._languages.get(terms, frozenset())
        both = None if before is None or languages is None else before | languages
        self._languages[terms] = both
        self._weights[terms] = max(weight, self._weights.get(terms, 0.0))

    def alternatives(self) -> tuple[Alternative, ...]:
        ordered = sorted(self._weights, key=lambda terms: (-self._weights[terms], terms))
        return tuple(
            Alternative(terms, self._weights[terms], self._languages[terms]) for terms in ordered
        )


def narrowed(one: Wanted) -> Wanted:
    """For what is left out: the word, its spellings and forms, but no compound of it."""
    kept = tuple(other for other in one.alternatives if other.weight > _COMPOUND)
    return replace(one, alternatives=kept)


def _tongues(languages: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """Whose endings are tried, each with the languages of the contracts they are tried on."""
    found: dict[str, set[str]] = {}
    for language in sorted(languages) or ("da", "de", "en", "nb", "nl", "nn", "sv"):
        tongue = spoken(language)
        if tongue is not None:
            found.setdefault(tongue, set()).add(language)
    return {tongue: frozenset(spoken_in) for tongue, spoken_in in found.items()}

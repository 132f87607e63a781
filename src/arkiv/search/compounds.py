"""Words that are written together with another word: *leieavtale* for avtale or for leie."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

__all__ = ["Words", "compounds"]

_SHORTEST = 4
"""Letters of a word that is looked for inside others."""
_SURE = 6
"""Letters from which a word is found behind anything, be it a word or not."""
_SHORTEST_PART = 3
_CHANGES = (
    "for ver ont ent her mis til inn opp upp ned fra fran van uit aan auf aus ein vor voor van des "
    "het een den der die das det med mit met och ook non pre bij bei"
)
_NO_FIRST_PART = frozenset(_CHANGES.split())
"""What changes a word into another, as for- in forsikring; and short words that join nothing."""
_ENDINGS = (
    "der den des het hed lig som sam bar ing ene ers ere ens era are ste sel dom nis ung lik ten "
    "ter ende inger heid heden schap heter heten else elsen elser isch iske"
)
_NO_LAST_PART = frozenset(_ENDINGS.split())
"""Endings that some text has as words."""


class Words(Protocol):
    """The words there are; search.lexicon.Lexicon is one field's."""

    def __contains__(self, term: object) -> bool: ...

    def frequency(self, term: str) -> int: ...

    def beginning(self, prefix: str) -> list[str]: ...

    def containing(self, part: str) -> list[str]: ...


def compounds(
    word: str, spellings: Collection[str], joints: tuple[str, ...], words: Words
) -> Iterator[str]:
    """Every word that ends in the word or begins with it and goes on with another.

    ``spellings`` are what may be forms of the word, itself among them; ``joints`` what may stand
    between two parts.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return
    there = [form for form in spellings if form in words and len(form) >= _SHORTEST]
    own = frozenset(spellings)
    endings = tuple(own)
    for term in _holding(word, there, words):
        if term.endswith(endings) and term not in own and _ends_in(term, own, joints, words):
            yield term
    for form in {word, *there}:
        for term in words.beginning(form):
            if term not in own and _goes_on(term[len(form) :], joints, words):
                yield term


def _holding(word: str, there: list[str], words: Words) -> Iterable[str]:
    shared = _shared(word, there)
    parts = {shared} if len(shared) >= _SHORTEST else {word, *there}
    return {term for part in parts for term in words.containing(part)}


def _shared(word: str, others: list[str]) -> str:
    """What all of them begin with."""
    low, high = min(word, *others, word), max(word, *others, word)
    return next((low[:at] for at, sign in enumerate(low) if high[at : at + 1] != sign), low)


def _ends_in(term: str, own: frozenset[str], joints: tuple[str, ...], words: Words) -> bool:
    for at in range(_SHORTEST_PART, len(term) - _SHORTEST + 1):
        if term[at:] in own and _is_first(term[:at], len(term) - at, joints, words):
            return True
    return False


def _is_first(part: str, behind: int, joints: tuple[str, ...], words: Words) -> bool:
    if not part.isalpha() or part in _NO_FIRST_PART:
        return False
    return behind >= _SURE or any(_is_word(part.removesuffix(joint), words) for joint in joints)


def _goes_on(rest: str, joints: tuple[str, ...], words: Words) -> bool:
    return any(
        rest.startswith(joint) and _is_last(rest[len(joint) :], words) for joint in joints if rest
    )


def _is_last(part: str, words: Words) -> bool:
    if not _is_word(part, words) and not (len(part) > _SURE and _is_word(part[:-2], words)):
        return False
    return part not in _NO_LAST_PART


def _is_word(part: str, words: Words) -> bool:
    return len(part) >= _SHORTEST_PART and part.isalpha() and part in words

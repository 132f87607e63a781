"""The forms of a word in one language: which endings take each other's place.

Not a stemmer: a stemmer cuts each word alone, and cuts forms of one word at different places
(Snowball's Norwegian keeps *leie*, *leier* and *leien* apart, and *leietaker* from *leietakere*).
Here a form is made from the word and counts where the archive has it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Inflection", "forms", "inflection", "spoken"]

_SHORTEST = 3
_SHORTEST_DERIVED = 4
"""Letters of a kernel."""
_VOWELS = frozenset("aeiouy")
_VERB_PARTICLES = (
    *("op", "af", "aan", "uit", "in", "over", "door", "mee", "na", "om", "toe", "voor", "terug"),
    *("ab", "an", "auf", "aus", "bei", "ein", "mit", "nach", "um", "vor", "zu"),
)
"""A participle's syllable stands behind them, as in op-ge-zegd."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """What inflections.toml says of a language."""

    families: tuple[tuple[str, ...], ...]
    derivations: tuple[tuple[str, ...], ...]
    genitive: tuple[str, ...]
    joints: tuple[str, ...]
    """Empty: the language writes compounds apart."""
    doubles: str
    elides: bool
    vowels: bool
    participle: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]


_SPOKEN = {"nb": "no", "nn": "no", "sv": "sv", "da": "da", "nl": "nl", "de": "de", "en": "en"}


def spoken(language: str) -> str | None:
    """Whose endings a contract's language has; None when we know none."""
    return _SPOKEN.get(language)


@cache
def inflection(tongue: str) -> Inflection:
    """Of one of the languages that ``spoken`` names."""
    said: dict[str, Any] = _table()[tongue]
    return Inflection(
        tuple(map(tuple, said["families"])),
        tuple(map(tuple, said["derivations"])),
        tuple(said["genitive"]),
        tuple(said.get("joints", ())),
        said["doubles"],
        said.get("elides", False),
        said.get("vowels", False),
        tuple(said.get("participle", ())),
        tuple(map(tuple, said.get("groups", ()))),
    )


@cache
def forms(word: str, tongue: str) -> frozenset[str]:
    """Every spelling that would be a form of the word, itself among them; few of them are words."""
    if len(word) < _SHORTEST or not word.isalpha():
        return frozenset((word,))
    rules = inflection(tongue)
    made = {word, *_participles(word, rules)}
    for bare in _bare(word, rules):
        for shortest, families in (
            (_SHORTEST, rules.families),
            (_SHORTEST_DERIVED, rules.derivations),
        ):
            for family in families:
                made.update(_of_family(bare, family, shortest, rules))
    for group in rules.groups:
        if word in group:
            made.update(group)
    made |= {form + ending for form in made for ending in rules.genitive if form[-1] != ending}
    return frozenset(made)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("arkiv.search").joinpath("inflections.toml").read_text())


def _bare(word: str, rules: Inflection) -> Iterator[str]:
    """The word, and without an ending that any word may have."""
    yield word
    for ending in rules.genitive:
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            yield word.removesuffix(ending)


def _of_family(
    word: str, family: tuple[str, ...], shortest: int, rules: Inflection
) -> Iterator[str]:
    for ending in family:
        if not word.endswith(ending) or len(word) - len(ending) < shortest:
            continue
        kernel = word[: len(word) - len(ending)]
        if not _VOWELS.intersection(kernel):
            continue
        for other in _kernels(kernel, rules):
            for new in family:
                yield other + new
                if rules.participle and new in rules.participle[1:]:
                    yield _participle(other, new, rules)


def _kernels(kernel: str, rules: Inflection) -> set[str]:
    """The same kernel as other endings have it spelled."""
    found = {kernel}
    if kernel[-1] in rules.doubles:
        if kernel[-2] == kernel[-1]:
            found.add(kernel[:-1])
        elif kernel[-2] in _VOWELS and kernel[-3:-2] not in _VOWELS:
            found.add(kernel + kernel[-1])
    if rules.elides and kernel[-1] in "lr" and len(kernel) > _SHORTEST:
        if kernel[-2] == "e":
            short = kernel[:-2] + kernel[-1]
            found |= {short, kernel[:-3] + kernel[-1]} if kernel[-3] == kernel[-4:-3] else {short}
        elif kernel[-2] not in _VOWELS:
            found.add(kernel[:-1] + "e" + kernel[-1])
            found.add(kernel[:-1] + kernel[-2] + "e" + kernel[-1])
    return found | {other for one in found for other in _dutch(one)} if rules.vowels else found


def _dutch(kernel: str) -> Iterator[str]:
    """huur is hur- before an ending, brief briev-."""
    last = kernel[-1]
    for consonant in {last, {"v": "f", "f": "v", "z": "s", "s": "z"}.get(last, last)}:
        yield kernel[:-1] + consonant
        if last in _VOWELS or len(kernel) < _SHORTEST:
            continue
        if kernel[-3] == kernel[-2] and kernel[-2] in _VOWELS:
            yield kernel[:-2] + consonant
        elif kernel[-2] in "aeou" and kernel[-3] not in _VOWELS:
            yield kernel[:-1] + kernel[-2] + consonant


def _participle(kernel: str, ending: str, rules: Inflection) -> str:
    syllable = rules.participle[0]
    for particle in _VERB_PARTICLES:
        rest = kernel.removeprefix(particle)
        if rest != kernel and len(rest) >= _SHORTEST:
            return particle + syllable + rest + ending
    return syllable + kernel + ending


def _participles(word: str, rules: Inflection) -> Iterator[str]:
    """What a participle is made from, in its other forms."""
    if not rules.participle:
        return
    syllable, *endings = rules.participle
    for particle in ("", *_VERB_PARTICLES):
        start = particle + syllable
        for ending in endings:
            length = len(word) - len(start) - len(ending)
            if length >= _SHORTEST and word.startswith(start) and word.endswith(ending):
                kernel = particle + word[len(start) : len(start) + length]
                for family in rules.derivations:
                    for other in _kernels(kernel, rules):
                        yield from (other + new for new in family)

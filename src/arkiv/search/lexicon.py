"""Every word of a field over all segments, with how many documents have it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from arkiv.search.sidecars import FieldWords

__all__ = ["Lexicon"]

_AFTER = "\U0010ffff"
"""Sorts behind everything that continues a word."""


class Lexicon:
    """The words of one field as of one commit. Frequencies count deleted documents too."""

    def __init__(self, frequencies: dict[str, int], held: frozenset[str]) -> None:
        self._frequencies = frequencies
        self.held = held
        """The names of the segments whose words are in it."""

    @classmethod
    def of(cls, segments: Mapping[str, FieldWords], before: Lexicon | None = None) -> Lexicon:
        """The words of these segments by name; ``before`` is extended where it is part of them."""
        known = before.held if before is not None and before.held <= segments.keys() else None
        frequencies = dict(before._frequencies) if before and known is not None else {}
        for name, words in segments.items():
            if known is None or name not in known:
                _add(frequencies, words)
        return cls(frequencies, frozenset(segments))

    def __len__(self) -> int:
        return len(self._frequencies)

    def __contains__(self, term: object) -> bool:
        return term in self._frequencies

    def frequency(self, term: str) -> int:
        """Documents with the term; 0 when none has it."""
        return self._frequencies.get(term, 0)

    def beginning(self, prefix: str) -> list[str]:
        """Every term that begins so, in order."""
        terms = self.terms
        return terms[bisect_left(terms, prefix) : bisect_left(terms, prefix + _AFTER)]

    def containing(self, part: str) -> list[str]:
        """Every term that has these characters anywhere, in order; a part is never empty."""
        text = self._joined
        found = []
        at = text.find(part)
        while at >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            found.append(text[start:end])
            at = text.find(part, end)
        return found

    def commonest(self, terms: Iterable[str], limit: int) -> list[str]:
        """The most frequent of these, then by name."""
        return sorted(terms, key=lambda term: (-self.frequency(term), term))[:limit]

    @cached_property
    def terms(self) -> list[str]:
        """All of them, in order."""
        return sorted(self._frequencies)

    @cached_property
    def _joined(self) -> str:
        return "\n" + "\n".join(self.terms) + "\n"


def _add(frequencies: dict[str, int], words: FieldWords) -> None:
    if not frequencies:
        frequencies.update(zip(words.terms, words.frequencies.tolist(), strict=True))
        return
    for term, frequency in zip(words.terms, words.frequencies.tolist(), strict=True):
        frequencies[term] = frequencies.get(term, 0) + frequency

"""The words of some entries, counted by looking at everything; as search.compounds.Words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

__all__ = ["FakeWords"]


class FakeWords:
    """Words and in how many texts each stands."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        self._counts = Counter(term for text in texts for term in set(text))

    def __contains__(self, term: object) -> bool:
        return term in self._counts

    def frequency(self, term: str) -> int:
        return self._counts[term]

    @property
    def terms(self) -> list[str]:
        return sorted(self._counts)

    def beginning(self, prefix: str) -> list[str]:
        return sorted(term for term in self._counts if term.startswith(prefix))

    def containing(self, part: str) -> list[str]:
        return sorted(term for term in self._counts if part in term)

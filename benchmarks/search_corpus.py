"""Contracts made up for the search benchmark: seeded, of realistic length and vocabulary.

The words are those of the sample contracts with their own frequencies, followed by a tail of
compounds of them, drawn by Zipf's law. A tenth of each text are whole passages of the samples, so
that there are phrases to find.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import numpy as np

import arkiv.samples
from arkiv.domain.documents import Page
from arkiv.domain.facts import DocumentType
from arkiv.domain.values import Money
from arkiv.read.reader import read_file
from arkiv.read.unreadable import Unreadable

__all__ = ["TODAY", "Corpus", "Made"]

TODAY = date(2026, 11, 22)
_WORD = re.compile(r"[^\W\d_]{2,}")
_DISTINCT = 60_000
"""Words; an archive of 10,000 contracts in three languages has about as many."""
_BEND = 1500
"""The rank at which the fall of frequency begins to double."""
_PAGE_WORDS = 380
_PASSAGE = re.compile(r"\S+(?:\s+\S+){11,29}")
_TYPES = tuple(DocumentType)
_LANGUAGES = ("nb", "nl", "en", "nn", "sv", "da", "de")
_LAWS = ("Norway", "Netherlands", "England", "Sweden", "Denmark", "Germany", "New York")
_CURRENCIES = ("NOK", "EUR", "USD", "SEK")
_TAGS = ("review-2026", "risk/high", "risk/low", "renewal", "framework", "gdpr", "it", "property")
_FOLDERS = ("", "Property", "IT", "Finance", "Inkoop", "Personal")


@dataclass(frozen=True, slots=True)
class Made:
    """One contract."""

    number: int
    """From 1."""
    title: str
    parties: tuple[str, ...]
    document_type: DocumentType
    language: str
    law: str | None
    agreed: date
    expires: date | None
    value: Money | None
    tags: tuple[str, ...]
    folder: str
    pages: tuple[Page, ...]

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(f"contract {self.number}".encode()).hexdigest()


class Corpus:
    """The same contracts for the same count, length and seed, one at a time."""

    def __init__(self, count: int, words: int, seed: int = 1) -> None:
        self.count = count
        self.words = words
        self._seed = seed

    def __iter__(self) -> Iterator[Made]:
        return (self.made(number) for number in range(1, self.count + 1))

    def made(self, number: int) -> Made:
        """One contract by its number; a number above the count is one that may be added."""
        dice = random.Random(self._seed * 1_000_003 + number)
        kind = dice.choice(_TYPES)
        parties = (self._party(dice), self._party(dice))
        agreed = date(2012, 1, 1) + timedelta(days=dice.randrange(5400))
        return Made(
            number=number,
            title=f"{dice.choice(self._head).capitalize()} {dice.choice(self._tail)} {number}",
            parties=parties,
            document_type=kind,
            language=dice.choices(_LANGUAGES, (8, 6, 6, 1, 1, 1, 1))[0],
            law=dice.choice((*_LAWS, None)),
            agreed=agreed,
            expires=agreed + timedelta(days=dice.randrange(5000)) if dice.random() < 0.7 else None,
            value=_value(dice),
            tags=tuple(dice.sample(_TAGS, dice.randrange(3))),
            folder=dice.choice(_FOLDERS),
            pages=self._pages(dice, number, parties),
        )

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Of the sample contracts."""
        folder = Path(arkiv.samples.__file__).parent
        files = sorted(path for path in folder.rglob("*") if path.suffix in (".pdf", ".docx"))
        return tuple(text for text in map(_text_of, files) if len(text) > 1000)

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The most frequent first."""
        counted = Counter(word for text in self.texts for word in _WORD.findall(text.lower()))
        common = [word for word, _times in counted.most_common()]
        parts = [word for word in common if 4 <= len(word) <= 9]
        dice = random.Random(self._seed)
        known = dict.fromkeys(common)
        while len(known) < _DISTINCT:
            known[dice.choice(parts) + dice.choice(parts)] = None
        return tuple(known)

    @cached_property
    def passages(self) -> tuple[str, ...]:
        return tuple(m.group() for text in self.texts for m in _PASSAGE.finditer(text))

    @cached_property
    def _head(self) -> Sequence[str]:
        return [word for word in self.vocabulary[:3000] if len(word) > 6]

    @cached_property
    def _tail(self) -> Sequence[str]:
        return self.vocabulary[3000:]

    @cached_property
    def _chances(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Zipf's law with the bend that large collections show: rare words are rarer still."""
        ranks = np.arange(1, len(self.vocabulary) + 1)
        weights = np.cumsum(1 / (ranks + 2.7) / (1 + ranks / _BEND))
        return weights / weights[-1]

    def _party(self, dice: random.Random) -> str:
        place = min(int(dice.paretovariate(0.8)) * 7, len(self._tail) - 1)
        return f"{self._tail[place].capitalize()} {dice.choice(('AS', 'B.V.', 'Ltd', 'ASA'))}"

    def _pages(
        self, dice: random.Random, number: int, parties: tuple[str, ...]
    ) -> tuple[Page, ...]:
        drawn = np.random.default_rng(self._seed * 1_000_003 + number)
        places = np.searchsorted(self._chances, drawn.random(int(self.words * 0.9)))
        words = [self.vocabulary[place] for place in places.tolist()]
        for at in range(0, len(words), 14):
            words[at] = words[at].capitalize()
            words[at - 1] += "." if at % 28 else ".\n"
        for _passage in range(self.words // 200):
            words[dice.randrange(len(words))] += "\n" + dice.choice(self.passages) + "\n"
        words[0] = f"{' / '.join(parties)}. KTR-2023/{number:05}. {words[0]}"
        pages = range(0, len(words), _PAGE_WORDS)
        return tuple(
            Page(place, " ".join(words[start : start + _PAGE_WORDS]))
            for place, start in enumerate(pages, 1)
        )


def _text_of(path: Path) -> str:
    """Empty for the samples that are there because they can't be read."""
    try:
        return "\n".join(page.text for page in read_file(path, path.suffix).pages)
    except Unreadable:
        return ""


def _value(dice: random.Random) -> Money | None:
    if dice.random() < 0.3:
        return None
    amount = Decimal(int(10 ** dice.uniform(3.5, 7.5)))
    return Money(amount, dice.choice(_CURRENCIES))

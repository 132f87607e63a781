"""Where wanted words stand in a raw text, without folding more of it than stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from arkiv.domain.notations import MARKS
from arkiv.search.folding import LONGEST, RAW_WORD, Token, fold_word, followers
from arkiv.search.nearby import is_broken, tokens_from
from arkiv.search.numbers import form_spans
from arkiv.search.sketch import broken_words, doubtful_words, sketch, starts_of
from arkiv.search.wanted import Wanted

__all__ = ["Form", "Place", "Places"]

_FEW = 6
"""Words that are looked for one by one; of more, first those are taken that a page holds."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which something wanted may stand in a text."""

    wanted: Wanted
    which: int
    """What is wanted, by its place in the query; the same for all its forms."""
    exact: bool = True
    """As it was typed: not inflected, compound or in another notation."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands."""

    start: int
    end: int
    which: int
    exact: bool


class Places:
    """Finds the forms of one query in any text."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.wanted = len({form.which for form in forms})
        """How many different things are looked for."""
        self._notations = [form for form in forms if form.wanted.terms[0][0] in MARKS]
        forms = [form for form in forms if form.wanted.terms[0][0] not in MARKS]
        self._longest = max(len(form.wanted.terms) for form in forms)
        self._beginnings = [form for form in forms if _is_beginning(form.wanted)]
        self._by_first: defaultdict[str, list[Form]] = defaultdict(list)
        for form in forms:
            if not _is_beginning(form.wanted):
                self._by_first[form.wanted.terms[0]].append(form)
        self._open, self._whole = _sketched_firsts(forms)

    def find(self, text: str) -> Iterator[Place]:
        """In order of their starts."""
        words = (place for start in sorted(self._starts(text)) for place in self._at(text, start))
        if not self._notations:
            return words
        return merge(words, *self._written(text), key=lambda place: place.start)

    def _written(self, text: str) -> Iterator[list[Place]]:
        """Amounts, days and references in any notation."""
        by_wanted: defaultdict[int, set[str]] = defaultdict(set)
        for form in self._notations:
            by_wanted[form.which].add(form.wanted.terms[0])
        for which, forms in by_wanted.items():
            yield [Place(*span, which, exact=False) for span in form_spans(forms, text)]

    def _starts(self, text: str) -> set[int]:
        """Of the raw words that may begin something; a superset."""
        sketched = sketch(text)
        starts = {*doubtful_words(text, sketched), *broken_words(text, sketched)}
        whole = self._whole
        if len(whole) > _FEW:
            whole = whole.intersection(sketched.split())
        for beginning in (*self._open, *(word + b" " for word in whole)):
            starts.update(starts_of(sketched, beginning))
        return starts

    def _at(self, text: str, start: int) -> Iterator[Place]:
        """What begins with the raw word here."""
        raw = RAW_WORD.match(text, start)
        assert raw is not None, "a word begins here"
        if is_broken(text, start, raw.end()):
            yield from self._among_tokens(text, start)
            return
        forms = [form for term in fold_word(raw.group()) for form in self._forms(term)]
        for form in forms:
            if len(form.wanted.terms) == 1:
                yield Place(start, raw.end(), form.which, form.exact)
        if any(_may_go_on(form.wanted, text, raw.end()) for form in forms):
            yield from self._among_tokens(text, start, phrases_only=True)

    def _forms(self, term: str) -> list[Form]:
        found = self._by_first.get(term, [])
        if not self._beginnings:
            return found
        return found + [f for f in self._beginnings if term.startswith(f.wanted.terms[0])]

    def _among_tokens(self, text: str, start: int, phrases_only: bool = False) -> Iterator[Place]:
        """What begins here by the rules of broken words and of phrases."""
        offset, stream = tokens_from(text, start, self._longest)
        by_position = {token.position: token for token in stream}
        for token in stream:
            for form in self._forms(token.term) if token.start == start - offset else ():
                if phrases_only and len(form.wanted.terms) == 1:
                    continue
                end = _end_of(form.wanted, token, by_position)
                if end is not None:
                    yield Place(start, end + offset, form.which, form.exact)


def _is_beginning(one: Wanted) -> bool:
    return one.beginning and len(one.terms) == 1


def _sketched_firsts(forms: Iterable[Form]) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The first words of forms as a sketch has them: those that are beginnings, and the others.

    What is beyond ASCII is doubtful there and found without them.
    """
    firsts = {(_is_beginning(form.wanted), form.wanted.terms[0]) for form in forms}
    plain = [(beginning, term) for beginning, term in firsts if term.isascii()]
    open_ended = {term for beginning, term in plain if beginning or len(term) == LONGEST}
    whole = {term for _beginning, term in plain} - open_ended
    return frozenset(map(str.encode, open_ended)), frozenset(map(str.encode, whole))


def _may_go_on(one: Wanted, text: str, end: int) -> bool:
    """Whether the next word, whole or half, can be the phrase's second."""
    if len(one.terms) == 1:
        return False
    following = RAW_WORD.search(text, end)
    if following is None:
        return False
    second = one.terms[1]
    found = fold_word(following.group())
    return not found or second.startswith(found[0]) or found[0].startswith(second)


def _end_of(one: Wanted, token: Token, by_position: dict[int, Token]) -> int | None:
    """Where the phrase ends that begins with this token; None when it does not go on."""
    last = len(one.terms) - 1
    reached = [token]
    for place, term in enumerate(one.terms[1:], start=1):
        following = [
            by_position[position]
            for before in reached
            for position in followers(before.position)
            if position in by_position
        ]
        open_end = one.beginning and place == last
        reached = [t for t in following if t.term == term or (open_end and t.term.startswith(term))]
    return max((t.end for t in reached), default=None)

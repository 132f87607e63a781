"""Where wanted words stand in a raw text, without folding more of it than stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arkiv.search.folding import LONGEST, RAW_WORD, Token, fold_word, followers
from arkiv.search.nearby import is_broken, tokens_from
from arkiv.search.sketch import DOUBT, broken_words, doubtful_words, sketch, starts_of
from arkiv.search.wanted import Wanted

__all__ = ["Form", "Place", "Places"]


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
        self._longest = max(len(form.wanted.terms) for form in forms)
        self._beginnings = [form for form in forms if _is_beginning(form.wanted)]
        self._by_first: defaultdict[str, list[Form]] = defaultdict(list)
        for form in forms:
            if not _is_beginning(form.wanted):
                self._by_first[form.wanted.terms[0]].append(form)
        self._sketched = [*map(_sketched_form, forms)]
        self.wanted = len({form.which for form in forms})
        """How many different things are looked for."""

    def find(self, text: str) -> list[Place]:
        """In order of their starts."""
        sketched = sketch(text)
        found: list[Place] = []
        unclear = {*doubtful_words(text, sketched), *broken_words(text, sketched)}
        for form, beginning in self._sketched:
            for start in starts_of(sketched, beginning):
                end = sketched.find(b" ", start + 1) - 1
                if len(form.wanted.terms) > 1 or is_broken(text, start, end):
                    unclear.add(start)
                elif DOUBT not in sketched[start + 1 : end + 1]:
                    found.append(Place(start, end, form.which, form.exact))
        found += [place for start in unclear for place in self._at(text, start)]
        return sorted(found, key=lambda place: (place.start, place.end))

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


def _sketched_form(form: Form) -> tuple[Form, bytes]:
    """A form with how its first word begins in a sketch, with a blank where it ends there too."""
    first = form.wanted.terms[0]
    open_end = _is_beginning(form.wanted) or len(first) == LONGEST
    return form, (first if open_end else first + " ").encode("latin-1", "replace")


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

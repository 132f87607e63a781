"""What a query's words are to the index: folded terms that stand one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arkiv.domain.notations import MARKS
from arkiv.domain.query_tree import Phrase, Prefix, TextField, Word
from arkiv.domain.typed_notations import forms_of
from arkiv.search.folding import fold, terms

__all__ = ["Alternative", "Wanted", "wanted", "wanted_in"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other terms in a row that mean the same, or nearly."""

    terms: tuple[str, ...]
    weight: float
    """How much of the words themselves they are worth, at most 1."""
    languages: frozenset[str] | None = None
    """They mean so in the text of contracts in these languages, and of those whose language is
    not known; in titles, names, tags and notes always. None: everywhere."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Terms in a row; one term is a plain word."""

    terms: tuple[str, ...]
    beginning: bool
    """The last term is a beginning."""
    field: TextField | None
    """None: in all texts."""
    alternatives: tuple[Alternative, ...] = ()
    """Each is found as well as what was typed."""


def wanted(node: Word | Prefix | Phrase) -> Wanted | None:
    """None when nothing in it is a word, as in ``§``; it then leaves nothing out."""
    found = terms(node.text)
    if not found:
        return None
    return Wanted(found, isinstance(node, Prefix), node.field, _other_notations(node))


def _other_notations(node: Word | Prefix | Phrase) -> tuple[Alternative, ...]:
    """Of an amount, a day or a reference; quoted ones are meant as they stand."""
    if isinstance(node, Phrase):
        return ()
    return tuple(
        Alternative((form if form[0] in MARKS else fold(form),), 1.0)
        for form in forms_of(node.text)
    )


def wanted_in(sought: Iterable[Wanted], field: TextField) -> Iterator[Wanted]:
    """What to mark in this text of a contract, in the order of the query, each once."""
    seen: set[tuple[tuple[str, ...], bool]] = set()
    for one in sought:
        if one.field in (None, field) and (one.terms, one.beginning) not in seen:
            seen.add((one.terms, one.beginning))
            yield one

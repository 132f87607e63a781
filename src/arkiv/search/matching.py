"""Which contracts a query means, and how well its words fit each of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import (
    AmountRange,
    And,
    DateRange,
    Everything,
    Flag,
    Is,
    Node,
    Not,
    Numbered,
    Or,
    Phrase,
    Prefix,
    Presence,
    TextField,
    Value,
    Word,
    leaves,
)
from arkiv.domain.searching import Facet
from arkiv.search.columns import Columns, Mask
from arkiv.search.expansion import Meanings, narrowed
from arkiv.search.faults import unusable
from arkiv.search.patience import Patience
from arkiv.search.phrases import in_a_row
from arkiv.search.postings import EMPTY, Leaf, Postings
from arkiv.search.views import View
from arkiv.search.wanted import Wanted

__all__ = ["Matcher", "Matches", "Remembered"]

Scores = npt.NDArray[np.float32]

_WEIGHTS = {
    TextField.TITLE: 6.0,
    TextField.PARTIES: 5.0,
    TextField.TAGS: 2.0,
    TextField.NOTES: 1.0,
    TextField.TEXT: 1.0,
}
"""Once in a title or among the parties outweighs however often in the text."""
_LENGTHS = {TextField.TEXT: 0.75}
"""How much the length of a text counts (BM25's b); half for the short ones."""
_K1 = 1.2
_FIELDS = tuple(TextField)


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """The rows that are meant, and a score for each row."""

    mask: Mask
    scores: Scores
    partial: bool = False
    """The time was up before everything was looked at."""


_REMEMBERED_BYTES = 8_000_000
_AnyOf: TypeAlias = tuple[tuple[str, float], ...]
"""Single terms, each counting as often as it weighs."""


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """One way in which something wanted may stand in a text."""

    form: Wanted | _AnyOf
    worth: float = 1.0
    among: Mask | None = None
    """The rows in whose text it means so; None: in all."""


class Remembered:
    """What the words asked for last came to, for as long as view and columns are the same.

    While somebody types, the words before the last one are asked again with every key.
    """

    def __init__(self) -> None:
        self._of: tuple[View, Columns] | None = None
        self._kept: OrderedDict[tuple[Node, bool], tuple[Mask, Scores]] = OrderedDict()

    def keep_to(self, view: View, columns: Columns) -> None:
        """Forget everything when one of them is not what it was."""
        if self._of is None or self._of[0] is not view or self._of[1] is not columns:
            self._of = view, columns
            self._kept.clear()

    def get(self, key: tuple[Node, bool]) -> tuple[Mask, Scores] | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: tuple[Node, bool], mask: Mask, scores: Scores) -> None:
        self._kept[key] = mask, scores
        while len(self._kept) * (mask.nbytes + scores.nbytes) > _REMEMBERED_BYTES:
            self._kept.popitem(last=False)


class Matcher:
    """One query's view of one commit and the columns of one day."""

    def __init__(
        self,
        view: View,
        columns: Columns,
        meanings: Meanings,
        patience: Patience,
        remembered: Remembered,
    ) -> None:
        remembered.keep_to(view, columns)
        self._remembered = remembered
        self._view = view
        self._columns = columns
        self._meanings = meanings
        self._patience = patience
        self._partial = False

    def matches(self, root: Node) -> Matches:
        """Trashed contracts are meant only where the query speaks of the trash."""
        self._scores = np.zeros(self._columns.size, np.float32)
        self._met = np.zeros(self._columns.size, np.float32)
        self._asked = 0
        found = self._mask(root, scored=True)
        mask = self._columns.everything() if found is None else found.copy()
        if self._partial and any(negated and _is_text(node) for node, negated in leaves(root)):
            mask[:] = False  # what was not found yet cannot be told from what is not there
        if not any(node == Is(Flag.TRASHED) for node, _negated in leaves(root)):
            mask &= ~self._columns.flagged(Flag.TRASHED)
        if self._asked > 1:
            self._scores *= self._met / self._asked  # more of the words before fewer
        return Matches(mask, self._scores, self._partial)

    def _mask(self, node: Node, scored: bool) -> Mask | None:
        """None: the node has nothing to look for, and leaves nothing out."""
        if isinstance(node, Word | Prefix | Phrase):
            return self._words(node, scored)
        if isinstance(node, Not):
            found = self._mask(node.part, scored=False)
            return None if found is None else ~found
        if isinstance(node, And | Or):
            return self._joined(node, scored)
        return self._column(node)

    def _words(self, node: Word | Prefix | Phrase, scored: bool) -> Mask | None:
        known = self._remembered.get((node, scored))
        if known is None:
            one = self._meanings.wanted(node)
            if one is None:
                return None
            known = self._text(one if scored else narrowed(one))
            if not self._partial:
                self._remembered.put((node, scored), *known)
        mask, scores = known
        if scored:
            self._scores += scores
            self._asked += 1
            self._met += mask
        return mask

    def _joined(self, node: And | Or, scored: bool) -> Mask | None:
        masks = [self._mask(part, scored) for part in node.parts]
        join = np.logical_and if isinstance(node, And) else np.logical_or
        said = [mask for mask in masks if mask is not None]
        return reduce(join, said) if said else None

    def _column(self, node: Node) -> Mask | None:
        columns = self._columns
        if isinstance(node, Value):
            return columns.valued(node)
        if isinstance(node, DateRange):
            return columns.dated(node)
        if isinstance(node, AmountRange):
            return columns.worth(node)
        if isinstance(node, Presence):
            present = columns.present(node.field)
            return present if node.present else ~present
        if isinstance(node, Is):
            return columns.flagged(node.flag)
        if isinstance(node, Numbered):
            return columns.numbered(node.numbers)
        assert isinstance(node, Everything)
        return None

    def _text(self, one: Wanted) -> tuple[Mask, Scores]:
        """BM25 for each kind of text; a text that says a word often does not drown a title."""
        weights: dict[TextField, Scores] = {}
        for rows, leaf, field, postings, way in self._postings(one):
            column, b = _FIELDS.index(field), _LENGTHS.get(field, 0.5)
            lengths = leaf.lengths[postings.docs, column] / self._view.averages[column]
            weighed = way.worth * postings.freqs / (1 - b + b * lengths)
            places = rows[postings.docs]
            known = places >= 0
            if way.among is not None and field is TextField.TEXT:
                known &= way.among[places]
            if field not in weights:
                weights[field] = np.zeros(self._columns.size, np.float32)
            weights[field][places[known]] += weighed[known]
        mask = self._columns.nothing()
        for weight in weights.values():
            mask |= weight > 0
        frequency = int(np.count_nonzero(mask))
        return mask, _judged(weights, mask.size, frequency, self._view.alive)

    def _postings(
        self, one: Wanted
    ) -> Iterator[tuple[npt.NDArray[np.int32], Leaf, TextField, Postings, _Way]]:
        fields = _FIELDS if one.field is None else (one.field,)
        ways = tuple(self._ways(one))
        for leaf, rows in zip(self._view.snapshot.leaves, self._view.rows, strict=True):
            for field in fields:
                if self._patience.over():
                    self._partial = True
                    return
                with unusable():
                    found = [(way, _found(leaf, rows, field, way.form)) for way in ways]
                for way, postings in found:
                    if postings.docs.size:
                        yield rows, leaf, field, postings, way

    def _ways(self, one: Wanted) -> Iterator[_Way]:
        """What was typed, then what means the same, or nearly."""
        yield _Way(one)
        together: dict[frozenset[str] | None, list[tuple[str, float]]] = {}
        for other in one.alternatives:
            if len(other.terms) == 1:
                together.setdefault(other.languages, []).append((other.terms[0], other.weight))
            else:
                phrase = Wanted(other.terms, False, one.field)
                yield _Way(phrase, other.weight, self._in(other.languages))
        for languages, terms in together.items():
            yield _Way(tuple(terms), 1.0, self._in(languages))

    def _in(self, languages: frozenset[str] | None) -> Mask | None:
        """The rows in these languages and those whose language is not known."""
        if languages is None:
            return None
        column = self._columns.facet(Facet.LANGUAGE)
        return column.mask(languages.__contains__) | ~column.mask(bool)


def _is_text(node: Node) -> bool:
    return isinstance(node, Word | Prefix | Phrase)


def _judged(weights: Mapping[TextField, Scores], size: int, frequency: int, alive: int) -> Scores:
    rarity = np.log1p((alive - frequency + 0.5) / (frequency + 0.5)) * (_K1 + 1)
    judged: Scores = np.zeros(size, np.float32)
    for field, weight in weights.items():
        judged += np.float32(rarity * _WEIGHTS[field]) * weight / (weight + _K1)
    return judged


def _found(
    leaf: Leaf, rows: npt.NDArray[np.int32], field: TextField, one: Wanted | _AnyOf
) -> Postings:
    if isinstance(one, tuple):
        return leaf.weighed(field, one)
    if len(one.terms) > 1:
        return _phrase(leaf, rows, field, one)
    if one.beginning:
        return leaf.beginning(field, one.terms[0])
    return leaf.postings(field, one.terms[0])


def _phrase(leaf: Leaf, rows: npt.NDArray[np.int32], field: TextField, one: Wanted) -> Postings:
    """Documents that hold all terms are found first; only there places are read."""
    candidates = _holding_all(leaf, field, one)
    candidates = candidates[rows[candidates] >= 0]
    if not candidates.size:
        return EMPTY
    steps = [[term] for term in one.terms]
    if one.beginning:
        steps[-1] = leaf.completions(field, one.terms[-1])
    return in_a_row(leaf, field, steps, candidates)


def _holding_all(leaf: Leaf, field: TextField, one: Wanted) -> npt.NDArray[np.int32]:
    lists = [leaf.postings(field, term).docs for term in one.terms[: -1 if one.beginning else None]]
    if one.beginning:
        lists.append(leaf.beginning(field, one.terms[-1]).docs)
    lists.sort(key=lambda docs: docs.size)
    return reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), lists)

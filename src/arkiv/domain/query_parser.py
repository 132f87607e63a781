"""The shape of a query: what stands side by side, in brackets, in quotes and behind a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from arkiv.domain.query_amounts import amount_at
from arkiv.domain.query_conditions import Typed, condition
from arkiv.domain.query_days import spoken_day_end
from arkiv.domain.query_errors import no_amount, no_field
from arkiv.domain.query_fields import Amounts, Days, Kind, QueryField, Texts, field_of
from arkiv.domain.query_tree import (
    And,
    Everything,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    QueryError,
    Value,
    Word,
)
from arkiv.domain.typed_notations import typed_end, typed_half
from arkiv.texts import _

__all__ = ["MAX_DEPTH", "MAX_TERMS", "Parser"]

MAX_TERMS = 32
MAX_DEPTH = 16
"""Brackets inside brackets."""

_SPACE = re.compile(r"\s*")
_MINUS = re.compile(r"(?:-\s*)*")
_OPERATOR = re.compile(r"(OR|AND|NOT)(?=[\s()]|$)")
_FIELD = re.compile(r"([^\W\d]+(?:-[^\W\d]+)*):(?!//)")
_WORD = re.compile(r"[^\s()\"“”„]+")
_VALUE = re.compile(r"[^\s()\"“”„,]+")
_WORDS_VALUE = re.compile(r"(?:[^\s()\"“”„,]|(?<=\d),(?=\d))+")
_COMMA = re.compile(r",*")
_QUOTES = '"“”„'
_TO_QUOTE = re.compile(r"[^\"“”„]*")


class Parser:
    """Where the reading has come to in one text."""

    def __init__(self, text: str, today: date) -> None:
        self._text = text
        self._today = today
        self._at = 0
        self._depth = 0
        self._terms = 0
        self._under: QueryField | None = None
        """The field that the brackets around this place follow."""

    def read(self) -> Node:
        nodes: list[Node] = []
        while True:
            nodes += self._query()
            if self._at >= len(self._text):
                return _joined(nodes, And)
            self._at += 1  # a closing bracket that nothing opened

    def _query(self) -> list[Node]:
        """Up to the end or a closing bracket, which is left standing."""
        nodes: list[Node] = []
        alternative = False
        while (self._skip(_SPACE), self._at < len(self._text) and self._here != ")")[1]:
            if (word := self._operator()) is not None and word != "NOT":
                alternative = word == "OR"
                continue
            part = self._part(negated=word == "NOT")
            if alternative and nodes and not isinstance(part, Everything):
                nodes[-1] = _either(nodes[-1], part)
            else:
                nodes.append(part)
            alternative = False
        return nodes

    def _operator(self) -> str | None:
        match = _OPERATOR.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        return match[1]

    def _part(self, negated: bool) -> Node:
        if self._here == "-" or negated:
            negated ^= self._skip(_MINUS).count("-") % 2 == 1
        self._skip(_SPACE)
        if self._at >= len(self._text) or self._here == ")":
            return Everything()
        part = self._atom()
        return Not(part) if negated and not isinstance(part, Everything) else part

    def _atom(self) -> Node:
        if self._here == "(":
            return self._group(self._under)
        if (match := _FIELD.match(self._text, self._at)) is not None:
            return self._field(match)
        if self._under is not None:
            return self._valued(self._under)
        self._count()
        if self._here in _QUOTES:
            words = self._quoted()
            return Phrase(words) if words.strip() else Everything()
        return self._word()

    def _group(self, under: QueryField | None) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(_("There are too many brackets inside brackets."), self._at)
        around, self._under = self._under, under
        self._at += 1
        nodes = self._query()
        self._at += 1
        self._under = around
        self._depth -= 1
        return _joined(nodes, And)

    def _word(self) -> Node:
        text = self._reach(_WORD)
        stem = text.rstrip("*")
        if not stem:
            return Everything()
        return Word(text) if stem == text else Prefix(stem)

    def _reach(self, pattern: re.Pattern[str]) -> str:
        """To the next space; an amount, a day or a reference may have spaces in it.

        One of these that is half typed is a beginning, and gets a star.
        """
        start = self._at
        if typed_half(self._text, start):
            self._at = len(self._text)
            return f"{self._text[start:]}*"
        self._at = typed_end(self._text, start) or start
        self._skip(pattern)
        return self._text[start : self._at]

    def _quoted(self) -> str:
        self._at += 1
        words = self._skip(_TO_QUOTE)
        self._at += 1
        return words

    def _field(self, match: re.Match[str]) -> Node:
        field = field_of(match[1])
        follows = self._text[match.end() : match.end() + 1]
        if field is None and (not follows or follows.isspace() or "-" in match[1]):
            self._count()
            return self._word()
        if field is None:
            raise no_field(match[1], self._at)
        self._at = match.end()
        if follows == "(":
            return self._group(field)
        return self._valued(field)

    def _valued(self, field: QueryField) -> Node:
        """One value or several with commas between them: one of these."""
        if isinstance(field.kind, Amounts):
            self._count()
            return self._amount()
        nodes = [condition(field.kind, typed, self._today) for typed in self._items(field.kind)]
        return _one_of([node for node in nodes if not isinstance(node, Everything)])

    def _items(self, kind: Kind) -> Iterator[Typed]:
        while True:
            self._count()
            start = self._at
            quoted = self._at < len(self._text) and self._here in _QUOTES
            text = self._quoted() if quoted else self._unquoted(kind)
            commas = self._skip(_COMMA)
            yield Typed(text, start, quoted, last=self._at >= len(self._text))
            follows = self._text[self._at : self._at + 1]
            if not commas or not follows or follows.isspace() or follows in "()":
                return

    def _unquoted(self, kind: Kind) -> str:
        if isinstance(kind, Texts):
            return self._reach(_WORDS_VALUE)
        start = self._at
        if isinstance(kind, Days):
            self._at = spoken_day_end(self._text, start) or start
        self._skip(_VALUE)
        return self._text[start : self._at]

    def _amount(self) -> Node:
        start = self._at
        if self._at < len(self._text) and self._here in _QUOTES:
            typed = self._quoted().strip()
            found = amount_at(typed, 0)
            end = self._at
            whole = found is not None and found[0] == len(typed)
        else:
            typed = self._skip(_WORD)
            found = amount_at(self._text, start)
            end = found[0] if found else self._at
            whole = found is not None
        if found is None or not whole:
            raise no_amount(typed, start)
        self._at = end
        return _joined(list(found[1]), Or)

    def _count(self) -> None:
        self._terms += 1
        if self._terms > MAX_TERMS:
            raise QueryError(
                _("A query can have {limit} words at most.").format(limit=MAX_TERMS), self._at
            )

    @property
    def _here(self) -> str:
        return self._text[self._at]

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match.group()


def _joined(nodes: list[Node], join: Callable[[tuple[Node, ...]], And | Or]) -> Node:
    kept = tuple(node for node in nodes if not isinstance(node, Everything))
    if not kept:
        return Everything()
    return kept[0] if len(kept) == 1 else join(kept)


def _either(left: Node, right: Node) -> Node:
    if isinstance(left, Everything):
        return right
    parts = left.parts if isinstance(left, Or) else (left,)
    return Or((*parts, right))


def _one_of(nodes: list[Node]) -> Node:
    """Values of one column become one condition, which is quicker and reads better."""
    values = [node for node in nodes if isinstance(node, Value)]
    if len(values) == len(nodes) > 1 and not any(value.beginning for value in values):
        every = dict.fromkeys(one for value in values for one in value.values)
        return Value(values[0].column, tuple(every))
    return _joined(nodes, Or)

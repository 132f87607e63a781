"""The query language: words, phrases, prefixes, fields and ranges, read into a tree of values.

    query   = either*                           all of them; nothing at all finds everything
    either  = part ("OR" part)*
    part    = ["-"] ( "(" query ")" | "\\"" words "\\"" | field ":" value | word ["*"] )

OR binds tighter than standing side by side: ``lease OR rent oslo`` is (lease or rent) and oslo.
What is only half typed (an open quote or bracket, OR at the end, ``field:`` without a value) is
understood as far as it goes, so that a search keeps answering while somebody types.
"""

from __future__ import annotations

import re
from datetime import date

from arkiv.domain.query_fields import (
    CLOSED_VALUES,
    FIELDS,
    FLAGS,
    Amounts,
    Days,
    Flags,
    Kind,
    Present,
    Texts,
    Values,
    nearest,
    present_field,
)
from arkiv.domain.query_tree import (
    And,
    Column,
    DateRange,
    Everything,
    Is,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Presence,
    Query,
    QueryError,
    Value,
    Word,
)
from arkiv.domain.query_values import AMOUNT, amount_range, day_range, half_typed_day
from arkiv.texts import _

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_TERMS", "Query", "QueryError", "parse"]

MAX_LENGTH = 500
"""Characters."""
MAX_TERMS = 32
MAX_DEPTH = 16
"""Brackets inside brackets."""

_SPACE = re.compile(r"\s*")
_MINUS = re.compile(r"(?:-\s*)*")
_OPERATOR = re.compile(r"(OR|AND|NOT)(?=[\s()]|$)")
_FIELD = re.compile(r"([^\W\d]+):(?!//)")
_WORD = re.compile(r"[^\s()\"“”„]+")
_QUOTES = '"“”„'
_TO_QUOTE = re.compile(r"[^\"“”„]*")


def parse(text: str, today: date) -> Query:
    """Reads a query; days such as 90d count from ``today``. Raises QueryError and nothing else."""
    if len(text) > MAX_LENGTH:
        raise QueryError(
            _("A query can have {limit} characters at most.").format(limit=MAX_LENGTH), MAX_LENGTH
        )
    parser = _Parser(text, today)
    return Query(text, _joined(parser.everything()))


def _joined(nodes: list[Node]) -> Node:
    kept = tuple(node for node in nodes if not isinstance(node, Everything))
    if not kept:
        return Everything()
    return kept[0] if len(kept) == 1 else And(kept)


class _Parser:
    """Where the reading has come to in one text."""

    def __init__(self, text: str, today: date) -> None:
        self._text = text
        self._today = today
        self._at = 0
        self._depth = 0
        self._terms = 0

    def everything(self) -> list[Node]:
        nodes: list[Node] = []
        while True:
            nodes += self._query()
            if self._at >= len(self._text):
                return nodes
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
            return self._group()
        self._count()
        if self._here in _QUOTES:
            words = self._quoted()
            return Phrase(words) if words.strip() else Everything()
        field = _FIELD.match(self._text, self._at)
        return self._field(field) if field is not None else self._word()

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(_("There are too many brackets inside brackets."), self._at)
        self._at += 1
        nodes = self._query()
        self._at += 1
        self._depth -= 1
        return _joined(nodes)

    def _word(self) -> Node:
        text = self._skip(_WORD)
        stem = text.rstrip("*")
        if not stem:
            return Everything()
        return Word(text) if stem == text else Prefix(stem)

    def _quoted(self) -> str:
        self._at += 1
        words = self._skip(_TO_QUOTE)
        self._at += 1
        return words

    def _field(self, match: re.Match[str]) -> Node:
        start, name = self._at, match[1].lower()
        kind = FIELDS.get(name)
        follows = self._text[match.end() : match.end() + 1]
        if kind is None and (not follows or follows.isspace()):
            return self._word()
        if kind is None:
            near = nearest(name, "field")
            raise QueryError(_no_field(match[1], near), start, near and f"{near}:")
        self._at = match.end()
        return self._valued(name, kind)

    def _valued(self, name: str, kind: Kind) -> Node:
        if isinstance(kind, Amounts):
            return self._amount()
        start = self._at
        if self._at < len(self._text) and self._here == "(":
            raise QueryError(
                _("Brackets cannot follow “{field}:”; repeat it before each word.").format(
                    field=name
                ),
                start,
            )
        quoted = self._at < len(self._text) and self._here in _QUOTES
        value = self._quoted() if quoted else self._skip(_WORD)
        if not value.strip("* \t"):
            return Everything()
        if isinstance(kind, Texts):
            return _text_node(kind, value, quoted)
        return self._compared(kind, value, start, quoted)

    def _compared(
        self, kind: Values | Days | Flags | Present, value: str, start: int, quoted: bool
    ) -> Node:
        last = self._at >= len(self._text)
        if isinstance(kind, Days):
            return _days(kind, value, start, self._today, last)
        if isinstance(kind, Values):
            return _value(kind.column, value, start, quoted)
        name = value.lower().replace("-", "_")
        return (
            _flag(name, start, last)
            if isinstance(kind, Flags)
            else _present(kind, name, start, last)
        )

    def _amount(self) -> Node:
        start = self._at
        match = AMOUNT.match(self._text, self._at)
        assert match is not None, "AMOUNT matches the empty text"
        self._at = match.end()
        rest = self._skip(_WORD)
        if rest:
            raise QueryError(
                _(
                    "“{value}” is not an amount. Write value:>1m or value:NOK 100000..500000."
                ).format(value=(match.group() + rest).strip()),
                start,
                ">1m",
            )
        return amount_range(match) or Everything()

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


def _either(left: Node, right: Node) -> Node:
    if isinstance(left, Everything):
        return right
    parts = left.parts if isinstance(left, Or) else (left,)
    return Or((*parts, right))


def _text_node(kind: Texts, value: str, quoted: bool) -> Node:
    if quoted:
        return Phrase(value, kind.field)
    stem = value.rstrip("*")
    return Word(value, kind.field) if stem == value else Prefix(stem, kind.field)


def _days(kind: Days, value: str, start: int, today: date, last: bool) -> Node:
    try:
        return DateRange(kind.field, *day_range(value, today, kind.ahead))
    except (ValueError, OverflowError):
        if last and half_typed_day(value):
            return Everything()
        raise QueryError(
            _("“{value}” is not a day. Write 2027, 2027-01-31, <90d or 2026..2027.").format(
                value=value
            ),
            start,
            "<90d",
        ) from None


def _value(column: Column, value: str, start: int, quoted: bool) -> Node:
    beginning = value.endswith("*") and not quoted
    value = value.rstrip("*") if beginning else value
    known = CLOSED_VALUES.get(column)
    if known is None:
        return Value(column, (value,), beginning)
    name = value.lower().replace("-", "_").replace(" ", "_")
    exact = not beginning and name in known
    chosen = (name,) if exact else tuple(str(one) for one in known if one.startswith(name))
    if not chosen:
        near = nearest(name, str(column))
        raise QueryError(_no_value(value, near), start, near)
    return Value(column, chosen)


def _flag(name: str, start: int, last: bool) -> Node:
    if name in FLAGS:
        return Is(FLAGS[name])
    if last and any(flag.startswith(name) for flag in FLAGS):
        return Everything()
    raise QueryError(
        _("After “is:” can stand: {values}.").format(values=", ".join(FLAGS)),
        start,
        nearest(name, "flag"),
    )


def _present(kind: Present, name: str, start: int, last: bool) -> Node:
    field = present_field(name)
    if field is not None:
        return Presence(field, kind.present)
    near = nearest(name, "present")
    if last and near is not None and near.startswith(name):
        return Everything()
    raise QueryError(_no_field(name, near), start, near)


def _no_field(name: str, near: str | None) -> str:
    if near is None:
        return _("There is no field “{name}”.").format(name=name)
    return _("There is no field “{name}”. Did you mean “{near}”?").format(name=name, near=near)


def _no_value(value: str, near: str | None) -> str:
    if near is None:
        return _("There is no “{value}” to choose.").format(value=value)
    return _("There is no “{value}” to choose. Did you mean “{near}”?").format(
        value=value, near=near
    )

"""Where in a query the cursor stands: behind which field, in quotes or not, what is typed there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from arkiv.domain.query_fields import Amounts, QueryField, Texts, field_of

__all__ = ["Place", "place_at"]

_QUOTES = '"“”„'
_NAME = re.compile(r"[^\W\d]*:?")
_VALUE = re.compile(r"[^\s()\"“”„,]*")
_QUOTED = re.compile(r"[^\"“”„]*[\"“”„]?")


@dataclass(frozen=True, slots=True)
class Place:
    """What is being typed."""

    typed: str
    """Up to the cursor, without quotes and minus."""
    start: int
    """Where it begins in the text, an opening quote included."""
    end: int
    """Where it ends, behind the cursor; a closing quote included."""
    field: QueryField | None
    """What the value is asked of; None where a field or a word can stand."""
    quoted: bool
    amount_before: bool
    """An amount stands before it, to which this may be the currency."""


def place_at(text: str, cursor: int) -> Place:
    """The place of the cursor; one beyond the text is taken for its end."""
    cursor = max(0, min(cursor, len(text)))
    scan = _Scan(text, cursor)
    scan.run()
    typed = text[scan.start : cursor]
    quoted = typed[:1] != "" and typed[0] in _QUOTES
    return Place(
        typed[1:] if quoted else typed,
        scan.start,
        _end(text, cursor, typed, scan.asked, quoted),
        scan.asked,
        quoted,
        scan.amount_before,
    )


def _end(text: str, cursor: int, typed: str, field: QueryField | None, quoted: bool) -> int:
    if quoted:
        pattern = _QUOTED
    elif field is None:
        if not typed:
            return cursor
        pattern = _NAME
    else:
        pattern = _VALUE
    match = pattern.match(text, cursor)
    return match.end() if match else cursor


class _Scan:
    """Reads up to the cursor and remembers what the last piece belongs to."""

    def __init__(self, text: str, cursor: int) -> None:
        self._text = text
        self._cursor = cursor
        self._around: list[QueryField | None] = []
        self._field: QueryField | None = None
        self.start = 0
        self.amount_before = False

    @property
    def asked(self) -> QueryField | None:
        under = self._around[-1] if self._around else None
        return self._field or under

    def run(self) -> None:
        at = 0
        while at < self._cursor:
            sign = self._text[at]
            if sign in _QUOTES:
                closing = self._closing(at)
                if closing is None:
                    self.start = at
                    return
                at = closing
                self.start = at + 1
            else:
                self._step(at, sign)
            at += 1

    def _closing(self, at: int) -> int | None:
        for place in range(at + 1, self._cursor):
            if self._text[place] in _QUOTES:
                return place
        return None

    def _step(self, at: int, sign: str) -> None:
        if sign.isspace():
            self.amount_before = self._field is not None and isinstance(self._field.kind, Amounts)
            self._begin(at)
        elif sign == "(":
            self._around.append(self.asked)
            self._begin(at)
        elif sign == ")":
            self._around = self._around[:-1]
            self._begin(at)
        elif self._separates(at, sign):
            self.start = at + 1
        elif sign == ":" and (field := field_of(self._text[self.start : at])) is not None:
            self._field = field
            self.start = at + 1

    def _separates(self, at: int, sign: str) -> bool:
        """A minus before a part, a comma between values."""
        if sign == "-":
            return at == self.start and self._field is None
        field = self.asked
        return sign == "," and field is not None and not isinstance(field.kind, Texts | Amounts)

    def _begin(self, at: int) -> None:
        self._field = None
        self.start = at + 1

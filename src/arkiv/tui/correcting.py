"""What a query that was not understood could be instead, and where its error is shown."""

from __future__ import annotations

import re
from datetime import date

from rich.cells import cell_len

from arkiv.domain.query import QueryError, parse

__all__ = ["corrected", "pointed"]

_VALUE = re.compile(r'"[^"]*"?|[^\s()"]*')
_FIELD = re.compile(r"[^\s:]*:?")


def corrected(text: str, error: QueryError, today: date) -> str | None:
    """The query with what was probably meant in place; None where that would not help either."""
    if error.suggestion is None:
        return None
    wrong = _FIELD if error.suggestion.endswith(":") else _VALUE
    match = wrong.match(text, error.position)
    end = match.end() if match is not None else error.position
    better = text[: error.position] + error.suggestion + text[end:]
    try:
        parse(better, today)
    except QueryError as again:
        if again.position <= error.position:
            return None
    return better if better != text else None


def pointed(sentence: str, column: int, width: int) -> str:
    """The sentence with a mark under that column: behind it, before it or below it."""
    column = max(0, min(column, width - 1))
    room = cell_len(sentence) + 2
    if column + room <= width:
        return " " * column + "▲ " + sentence
    if room <= column:
        return " " * (column - room + 1) + sentence + " ▲"
    return " " * column + "▲\n" + sentence

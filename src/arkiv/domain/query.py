"""The query language: words, phrases, prefixes, fields and ranges, read into a tree of values.

    query   = either*                           all of them; nothing at all finds everything
    either  = part ("OR" part)*
    part    = ["-"] ( "(" query ")" | "\\"" words "\\"" | word ["*"]
                    | field ":" ( value ("," value)* | "(" query ")" ) )

OR binds tighter than standing side by side: ``lease OR rent oslo`` is (lease or rent) and oslo.
What stands in brackets after a field is asked of that field: ``type:(lease OR nda)``.
What is only half typed (an open quote or bracket, OR at the end, ``field:`` without a value) is
understood as far as it goes, so that a search keeps answering while somebody types.
"""

from __future__ import annotations

from datetime import date

from arkiv.domain.query_parser import MAX_DEPTH, MAX_TERMS, Parser
from arkiv.domain.query_tree import Query, QueryError
from arkiv.texts import _

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_TERMS", "Query", "QueryError", "parse"]

MAX_LENGTH = 500
"""Characters."""


def parse(text: str, today: date) -> Query:
    """Reads a query; days such as 90d count from ``today``. Raises QueryError and nothing else."""
    if len(text) > MAX_LENGTH:
        raise QueryError(
            _("A query can have {limit} characters at most.").format(limit=MAX_LENGTH), MAX_LENGTH
        )
    return Query(text, Parser(text, today).read())

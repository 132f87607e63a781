"""The query language: words, phrases, prefixes, fields and ranges, as a tree of values."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Query"]


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query."""

    text: str

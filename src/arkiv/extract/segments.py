"""The parts of a contract: its front, its numbered clauses, its table lines and its signatures."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from arkiv.extract.cues_loader import any_of
from arkiv.extract.normalise import Text

__all__ = ["Clauses", "Row", "clauses_of", "front_end", "rows_of", "signature_start"]

_LABEL = re.compile(
    rf"^[ \t]*(?:§+ ?|(?:{any_of('clause_labels')}) )?"
    r"(\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z]\d{1,2}(?:\.\d{1,2})?|(?<=article )[IVX]{1,5})"
    r"[.):]?[ \t]+(?=[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)
_REACH = 6000
"""A label further back than this many characters says nothing about where the words stand."""
_ROW = re.compile(
    r"^(?:\d{1,2}[.)] )?([^\W\d_][^\n\t:]{1,48}?) ?(?::|\t)[ \t]*(\S[^\n]*)$", re.MULTILINE
)
_SIGNATURES = re.compile(any_of("signature_starts"))
_FRONT = 6000


@dataclass(frozen=True, slots=True)
class Clauses:
    """The labels of the numbered clauses in order of place."""

    starts: tuple[int, ...]
    labels: tuple[str, ...]

    def label_at(self, offset: int) -> str | None:
        """The label of the clause that holds an offset; None when there is none near."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0 or offset - self.starts[at] > _REACH:
            return None
        return self.labels[at]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a key–value table: ``Varighet: 3 år``, or two cells."""

    key: str
    """Lower case."""
    start: int
    end: int
    """Where the value stands."""


def clauses_of(text: Text) -> Clauses:
    """Every line that begins with a clause label."""
    found = [(m.start(1), m[1]) for m in _LABEL.finditer(text.lined)]
    return Clauses(tuple(at for at, _ in found), tuple(label for _, label in found))


def rows_of(text: Text) -> tuple[Row, ...]:
    """The key–value lines of the document's first and last parts."""
    size = len(text.lined)
    parts = [(0, size)] if size < 4 * _FRONT else [(0, 2 * _FRONT), (size - 2 * _FRONT, size)]
    return tuple(
        Row(m[1].strip().lower(), m.start(2), m.end(2))
        for start, end in parts
        for m in _ROW.finditer(text.lined, start, end)
    )


def front_end(text: Text) -> int:
    """Where the search for title, parties and opening dates ends."""
    return min(len(text.flow), _FRONT)


def signature_start(text: Text) -> int:
    """Where the signatures begin: the last sign of them, else the last 1,200 characters."""
    size = len(text.low)
    from_here = max(0, size - 20_000)
    marks = [m.start() for m in _SIGNATURES.finditer(text.low, from_here)]
    return marks[0] if marks else max(0, size - 1200)

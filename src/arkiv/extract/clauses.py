"""The numbered clauses of a contract, by the labels their lines begin with."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from arkiv.extract.cues_loader import any_of
from arkiv.extract.normalise import Text

__all__ = ["Clauses", "clauses_of"]

_LABEL = re.compile(
    rf"^[ \t]*(?:§+ ?|(?:{any_of('clause_labels')}) )?"
    r"(\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z]\d{1,2}(?:\.\d{1,2})?|(?<=article )[IVX]{1,5})"
    r"[.):]?[ \t]+(?=[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)
_REACH = 6000
"""A label further back than this many characters says nothing about where the words stand."""


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


def clauses_of(text: Text) -> Clauses:
    """Every line that begins with a clause label."""
    found = [(m.start(1), m[1]) for m in _LABEL.finditer(text.lined)]
    return Clauses(tuple(at for at, _ in found), tuple(label for _, label in found))

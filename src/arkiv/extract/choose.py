"""From candidates to findings: the best is shown, others with another value are its runners-up."""

from __future__ import annotations

from collections.abc import Iterator

from arkiv.domain.facts import Field, Finding
from arkiv.extract.clauses import Clauses
from arkiv.extract.findings import Candidate, found
from arkiv.extract.normalise import Text

__all__ = ["findings_of"]

_RUNNERS_UP = 3


def findings_of(
    field: Field, candidates: tuple[Candidate, ...], text: Text, clauses: Clauses
) -> Iterator[Finding]:
    """At most one chosen finding and three others; for parties all, in the contract's order."""
    if field is Field.PARTIES:
        for rank, candidate in enumerate(candidates):
            yield found(field, candidate, text, clauses, rank)
        return
    seen: list[object] = []
    for candidate in candidates:
        if candidate.value in seen or len(seen) > _RUNNERS_UP:
            continue
        yield found(field, candidate, text, clauses, len(seen))
        seen.append(candidate.value)

"""Whether the contract is signed, and which agreement it amends."""

from __future__ import annotations

from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Reader

__all__ = ["amends_of", "signed_of"]


def signed_of(reader: Reader) -> tuple[Candidate, ...]:
    """True for signs of signature, false for empty lines; nothing when neither stands there."""
    return tuple(
        Candidate(hit.cue.value == "true", hit.score, (hit.span(),))
        for hit in reader.hits("signed")
    )


def amends_of(reader: Reader) -> tuple[Candidate, ...]:
    """The agreement this one amends or is annexed to, in the document's words."""
    found = []
    for hit in reader.hits("amends"):
        if name := hit.group("name"):
            start = hit.match.start("name")
            plain = name.strip(" ,.")
            found.append(
                Candidate(plain, hit.score, (Span(start, start + len(plain), hit.cue.id),))
            )
    return tuple(found)

"""Whether the contract is signed, and which agreement it amends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.domain.values import Party
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Reader

__all__ = ["amends_of", "signed_of"]

_EMPTY_LINE = re.compile(r"_{4,}|\.{8,}|…{2,}")
_PERSON = re.compile(
    r"(?:(?:[A-ZÆØÅÄÖÜ][\w'-]*\.?|van|de|der|den|von|ten|te|d\.d\.)[ \t]*){2,10}(?:/s/.*)?$"
)
_LOOKED_AT = 4
"""Lines below a party's name in which its signature stands."""


def signed_of(reader: Reader, parties: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """True for signs of signature, false for empty lines; nothing when neither stands there."""
    cues = [
        Candidate(hit.cue.value == "true", hit.score, (hit.span(),))
        for hit in reader.hits("signed")
    ]
    return tuple(sorted([*cues, *_below_names(reader, parties)], key=lambda c: -c.score))


def _below_names(reader: Reader, parties: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """What stands under a line of only parties or roles: a person's name or an empty line."""
    names = [c.value.name for c in parties if isinstance(c.value, Party)]
    text = reader.text
    lines = list(text.lines(len(text.lined) // 4))
    for at, (start, end) in enumerate(lines):
        if not _only_parties(text.flow[start:end], names, reader.language.roles):
            continue
        for below_start, below_end in lines[at + 1 : at + 1 + _LOOKED_AT]:
            below = text.lined[below_start:below_end]
            span = Span(below_start, below_end, "signature.below_name")
            if _EMPTY_LINE.search(below):
                yield Candidate(False, 0.75, (span,))
                break
            if _only_parties(below, names, reader.language.roles):
                continue
            if _PERSON.match(below):
                yield Candidate(True, 0.7, (span,))
                break


def _only_parties(line: str, names: list[str], roles: tuple[str, ...]) -> bool:
    rest = line
    for name in names:
        rest = rest.replace(name, " ")
    named = rest != line
    words = re.findall(r"[^\W\d_]+", rest.lower())
    left = [
        w for w in words if w not in roles and w not in {"for", "og", "en", "und", "voor", "för"}
    ]
    return not left and (named or any(w in roles for w in words)) and ":" not in line


def amends_of(reader: Reader) -> tuple[Candidate, ...]:
    """The agreement this one amends or is annexed to, in the document's words."""
    found = []
    for hit in reader.hits("amends"):
        if name := hit.group("name"):
            start = hit.match.start("name")
            plain = name.strip(" ,.")
            end = start + len(plain)
            found.append(Candidate(plain, hit.score, (Span(start, end, hit.cue.id),)))
    return tuple(found)

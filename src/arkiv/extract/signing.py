"""Whether the contract is signed, and which agreement it amends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.domain.values import Party
from arkiv.extract.cues_loader import any_of
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Reader
from arkiv.extract.shapes import DATE

__all__ = ["amends_of", "signed_of"]

_EMPTY_LINE = re.compile(r"_{4,}|\.{8,}|…{2,}")
_NAME_PART = r"(?:(?:[A-ZÆØÅÄÖÜ]\.)*[A-ZÆØÅÄÖÜ][\w'-]*\.?|van|de|der|den|von|ten|te|d\.d\.)"
_PERSON = re.compile(rf"{_NAME_PART}(?:[ \t]+{_NAME_PART}){{1,9}}[ \t]*(?:/s/.*)?$")
_PLACE_AND_DAY = re.compile(
    rf"(?:(?:[^\W\d_][\w'-]*[.:]?,? ){{0,4}}{DATE}[ ,]*){{1,3}}",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\[[^\W\d][^\]\n]{1,40}\]|\[_{2,}\]|\$\{\w|\{\{|«\w+»|<(?:navn|name|naam|namn|dato|datum|date)"
    r"[^<>]{0,30}>",
    re.IGNORECASE,
)
"""Where a form waits for somebody's name or a day."""
_EMPTY_LABELS = re.compile(
    rf"(?:(?:{any_of('signature_labels')})\b[^:\t\n]{{0,20}}:[ \t]*)+$", re.IGNORECASE
)
"""``Datum:`` with nothing behind it: the line still waits for its signature."""
_LONGEST_PLACE = 110
_LONGEST_LINE = 160
_BACK = 12_000
"""The signatures stand in the last so many characters."""
_JOINING = frozenset(("for", "og", "en", "und", "voor", "för", "and", "the", "av"))
_SERVICE = 0.95
_LOOKED_AT = 4
"""Lines below a party's name in which its signature stands."""


def signed_of(reader: Reader, parties: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """True for signs of signature, false for empty lines; nothing when neither stands there.

    Nothing for a form either: nobody has filled it in, so nobody can have signed it.
    """
    if len(parties) < 2 and _PLACEHOLDER.search(reader.text.flow):
        return ()
    cues = [
        Candidate(hit.cue.value == "true", hit.score, (hit.span(),))
        for hit in reader.hits("signed")
    ]
    found = [*_by_service(reader), *cues, *_below_names(reader, parties)]
    return tuple(sorted(found, key=lambda c: -c.score))


def _by_service(reader: Reader) -> Iterator[Candidate]:
    """What a signing service wrote on pages of its own."""
    if signed := reader.segments.audit.signed:
        yield Candidate(True, _SERVICE, (Span(*signed, "signature.audit_page"),))


def _below_names(reader: Reader, parties: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """What stands under a line of only parties or roles: a person's name or an empty line."""
    names = [c.value.name for c in parties if isinstance(c.value, Party)]
    text = reader.text
    end = reader.annexed
    lines = list(text.lines(max(end // 4, end - _BACK)))
    places = {at for at, line in enumerate(lines) if _is_place_and_day(text.flow[slice(*line)])}
    place_starts = {lines[at][0] for at in places}
    for at, (start, end) in enumerate(lines):
        if at not in places and not _only_parties(
            text.flow[start:end], names, reader.language.roles
        ):
            continue
        for below_start, below_end in lines[at + 1 : at + 1 + _LOOKED_AT]:
            below = text.lined[below_start:below_end]
            span = Span(below_start, below_end, "signature.below_name")
            if _EMPTY_LINE.search(below) or _EMPTY_LABELS.match(below):
                yield Candidate(False, 0.75, (span,))
                break
            if below_start in place_starts:
                continue
            if _only_parties(below, names, reader.language.roles):
                continue
            if _PERSON.match(below):
                yield Candidate(True, 0.7, (span,))
                break


def _is_place_and_day(line: str) -> bool:
    """Whether a line says where and when it was signed and nothing else."""
    if len(line) > _LONGEST_PLACE or not line[-4:].strip(" .,").isdigit():
        return False
    return _PLACE_AND_DAY.fullmatch(line) is not None


def _is_role(word: str, roles: tuple[str, ...]) -> bool:
    """Whether a word is a role, perhaps with the article at its end: leietakeren."""
    return word.startswith(roles) and any(
        word.startswith(role) and len(word) - len(role) <= 3 for role in roles
    )


def _only_parties(line: str, names: list[str], roles: tuple[str, ...]) -> bool:
    if ":" in line or len(line) > _LONGEST_LINE:
        return False
    rest = line
    for name in names:
        rest = rest.replace(name, " ")
    told = rest != line
    for word in re.findall(r"[^\W\d_]+", rest.lower()):
        if _is_role(word, roles):
            told = True
        elif word not in _JOINING:
            return False
    return told


def amends_of(reader: Reader) -> tuple[Candidate, ...]:
    """The agreement this one amends or is annexed to, in the document's words."""
    found = []
    for hit in reader.hits("amends"):
        if name := hit.group("name"):
            start = hit.match.start("name")
            plain = name.strip(" ,.")
            if plain.lower().startswith(("this ", "the parties")):
                continue
            end = start + len(plain)
            found.append(Candidate(plain, hit.score, (Span(start, end, hit.cue.id),)))
    return tuple(found)

"""The parties of letters and of openings that define companies without saying between."""

from __future__ import annotations

import re
from dataclasses import replace

from arkiv.extract.cues_loader import any_of
from arkiv.extract.definitions import Definition, definitions_in, is_group
from arkiv.extract.enumerations import mention_at
from arkiv.extract.matching import Reader
from arkiv.extract.mentions import Mention, merged
from arkiv.extract.names import has_legal_form, is_person
from arkiv.extract.openings import OPENING_END

__all__ = ["openly_defined"]

_FRONT = 9000
_SALUTATION = re.compile(rf"\b(?:{any_of('salutations')}) ?[:,]", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![\w&])[A-ZÆØÅÄÖÜ]")
_NUMBER = re.compile(r"\n\(?\d{1,2}[.)] ")
_LETTER = 2400
_YOU = re.compile(r"\b(?:you|your)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d[ ,.]*$")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = 14
"""Lines over the salutation among which the address stands."""
_OUTSIDE = re.compile(rf"\b(?:{any_of('outside_leads')})\b[^.;]{{0,25}}$")
_FULL_LINE = 60
"""A line longer than this is broken in the middle of what it says."""


def openly_defined(reader: Reader) -> list[Mention]:
    """Companies that an opening or a letter defines without saying between."""
    text = reader.text
    salutation = _SALUTATION.search(text.flow, 0, min(len(text.flow), _FRONT))
    start = salutation.end() if salutation else 0
    end = min(len(text.flow), start + _LETTER)
    if stop := OPENING_END.search(text.flow, min(start + 200, end), end):
        end = stop.start()
    found, left = [], start
    for definition in definitions_in(text, start, end):
        if is_group(definition.alias) or not definition.alias:
            continue
        if mention := _named_before(reader, left, definition):
            found.append(mention)
            left = definition.end
    return merged(found, _addressed(reader, salutation) if salutation else ())


def _addressed(reader: Reader, salutation: re.Match[str]) -> list[Mention]:
    """To whom a letter that says you is written: the names over the salutation up to the date."""
    text = reader.text
    if not _YOU.search(text.low, salutation.end(), salutation.end() + _LETTER):
        return []
    greeted = set(_WORDS.findall(salutation.group().lower())) - {"dear"}
    found: list[Mention] = []
    for start, end in reversed(list(text.lines(0, salutation.start()))[-_ADDRESS:]):
        if _YEAR.search(text.flow, start, end):
            return found[::-1]
        mention = mention_at(reader, start, end, "party.addressee", 0.6)
        if mention and mention.span.end > end - 3 and _is_greeted(mention, greeted):
            found.append(mention)
    return []


def _is_greeted(mention: Mention, greeted: set[str]) -> bool:
    """Whether a line over the salutation is a company or the person that is greeted."""
    return has_legal_form(mention.name) or (
        is_person(mention.name) and not greeted.isdisjoint(_WORDS.findall(mention.name.lower()))
    )


def _named_before(reader: Reader, start: int, definition: Definition) -> Mention | None:
    """The company or the begin of a line that a definition stands behind."""
    text = reader.text
    left = max(start, definition.start - 300, text.flow.rfind(")", start, definition.start) + 1)
    for at in _beginnings(text.lined, left, definition.start):
        if text.low[max(0, at - 3) : at].endswith((" a ", " an ")) or _is_outside(text.low, at):
            continue
        mention = mention_at(reader, at, definition.start, "party.opening", 0.7)
        if mention is None or mention.span.start - at > 4:
            continue
        if _stands_alone(reader, mention) or _is_addressed(reader, mention, definition):
            return replace(mention, role=definition.alias)
    return None


def _is_outside(low: str, at: int) -> bool:
    """Whether the words before a name make it somebody else: ``insured by the ...``."""
    return _OUTSIDE.search(low, max(0, at - 60), at) is not None


def _is_addressed(reader: Reader, mention: Mention, definition: Definition) -> bool:
    """Whether a person is called you, or by a role, right behind the name."""
    text = reader.text
    if not is_person(mention.name) or definition.start - mention.span.end > 2:
        return False
    words = text.low[mention.span.start - 5 : definition.end]
    return '"you"' in words or words.startswith("you, ")


def _names_itself(words: str) -> bool:
    """Whether a line is a heading over the name in the next line."""
    return words.isupper() or len(words.split()) == 1


def _beginnings(lined: str, start: int, end: int) -> list[int]:
    """Where a name may begin: first the line starts, then every capital."""
    capitals = [m.start() for m in _CAPITAL.finditer(lined, start, end)]
    return sorted(capitals, key=lambda at: not _begins_line(lined, at))


def _begins_line(lined: str, at: int) -> bool:
    """Whether a line begins here and does not go on with a name from the line above."""
    if at == 0 or lined[at - 1] != "\n":
        return at == 0
    above = lined[lined.rfind("\n", 0, at - 1) + 1 : at - 1]
    last = above.rsplit(" ", 1)[-1]
    goes_on = last == "&" or (last[:1].isupper() and last[-1:].isalnum())
    return not (goes_on and len(above) > _FULL_LINE)


def _stands_alone(reader: Reader, mention: Mention) -> bool:
    """Whether a name is a company's, or begins a line and is followed by a comma."""
    text, end = reader.text, mention.span.end
    if _NUMBER.search(text.lined, mention.span.start, end):
        return False
    first_break = text.lined.find("\n", mention.span.start, end)
    if has_legal_form(mention.name):
        first_line = text.flow[mention.span.start : first_break]
        heads = first_break > 0 and _begins_line(text.lined, mention.span.start)
        return not (heads and _names_itself(first_line))
    if "\n" in text.lined[mention.span.start : end]:
        return False
    begins = mention.span.start == 0 or text.lined[mention.span.start - 1] == "\n"
    begins = begins and not mention.name.startswith(("A ", "An "))
    return begins and text.flow[end : end + 1] == "," and len(mention.name.split()) > 1

"""The places at which a contract says what it calls somebody: ``(the "Supplier")``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from arkiv.extract.cues_loader import any_of
from arkiv.extract.normalise import Text

__all__ = ["CALLS", "Definition", "definitions_in", "is_group"]

CALLS = any_of("calls")
_CALLED = rf"(?:zusammen |gemeinsam )?(?:{any_of('called')})"
_WORD = r"(?-i:[A-ZÆØÅÄÖÜ][\w&'./-]*(?: [A-ZÆØÅÄÖÜ&][\w&'./-]*){0,3})"
_QUOTED = r"(?:\"|''|(?<!\w)'(?=\w))"
_DEFINITION = re.compile(
    rf"\([^()]{{0,200}}?{_QUOTED}[^()]{{1,160}}?\)"
    rf"|,? ?\(?\b(?:{CALLS})\b[^\"';.()]{{0,60}}{_QUOTED}(?P<quoted>[^\"']{{1,60}})[\"']+\)?"
    rf"|,? ?\(?\b(?:{CALLS})\b[:,]?(?: ?(?:{_CALLED}))*[:,]? (?P<article>(?:the|de|het|den|der|die"
    rf"|das) )?(?P<plain>{_WORD})(?: genannt| genoemd)?\)?(?=[ ,;.:)]|$)"
    r"|\((?P<small>(?-i:[a-zæøåäöü]{4,25}))\)"
    rf"|\((?:each,? )?(?:the |an? )?(?P<bare>{_WORD}) ?\)"
    rf"|(?<=[ ,])[-–] (?:(?:{CALLS})[:,]? (?:{_CALLED} )?)?(?P<dashed>{_WORD})(?: genannt)? [-–]"
    r"(?=[ ,;]|$)"
    r"|(?<=[\n ])(?P<alone>\"(?:the )?[A-Z][\w ]{2,24}\")(?=[ ,;]*(?:\n|of the|and\b|AND\b|- ?-"
    r"|–))",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"(?:\"|''|(?<!\w)')([^\"]{1,60}?)(?:\"|''|'(?!\w))")
_GROUP = re.compile(
    r"^(?:the )?(?:part(?:y|ies|ij|ei|en)?|[\w ]{0,20}agreement|effective ?date|contract|partene"
    r"|partijen|parteien|partner(?:e|na)?|parterna|parterne|vertrag|avtalen|execution date|addendum"
    r"|commencement date|date|amendment|program|project|services?|products?|overeenkomst)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Definition:
    """What somebody or something is called from here on."""

    start: int
    end: int
    alias: str
    """As it is written; empty when it can't be told."""


def definitions_in(text: Text, start: int, end: int) -> Iterator[Definition]:
    """Every definition in a part of the text; a bracketed word counts when it reads as a name."""
    for match in _DEFINITION.finditer(text.flow, start, end):
        if plain := match["bare"] or match["dashed"] or match["small"]:
            alias = plain
        elif match["plain"]:
            alias = (match["article"] or "") + match["plain"]
        elif match["quoted"]:
            alias = match["quoted"]
        else:
            aliases = _ALIAS.findall(match.group())
            alias = aliases[0] if aliases else ""
        yield Definition(match.start(), match.end(), alias.strip(" ,.:"))


def is_group(alias: str) -> bool:
    """Whether a word means both parties, the contract itself or a day, and not one party."""
    return _GROUP.match(alias) is not None

"""Which law governs the contract: a choice in words, never a court's place."""

from __future__ import annotations

import re

from arkiv.extract.cues_loader import Language
from arkiv.extract.findings import Candidate
from arkiv.extract.matching import Reader

__all__ = ["law_of"]

_LEAD = re.compile(
    r"^(?:the )?(?:internal |substantive |local )?(?:laws? of )?(?:the )?"
    r"(?:(?:(?:state|commonwealth|province|kingdom|republic|federal republic|country) of|state) )?"
    r"(?:the )?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",? (?:u\.?s\.?a?\.?|united states(?: of america)?|usa|canada|without|excluding|regardless|"
    r"applicable|and applicable|and the|and construed|as applied|law|laws|exclusive\w*|including"
    r"|in|as|for|to"
    r"|both|with|which|shall|and(?= (?-i:[a-z])))\b.*$",
    re.IGNORECASE,
)
_KIND_OF_LAW = re.compile(
    r"protection|data|tax|securities|patent|copyright|bankruptcy|privacy|export|labou?r|this|such",
    re.IGNORECASE,
)
_MOST_WORDS = 6


def law_of(reader: Reader) -> tuple[Candidate, ...]:
    """The places whose law the contract chooses, the surest first; several readings are rare."""
    found = []
    for hit in reader.hits("governing_law"):
        words = hit.group("place") or hit.group("place2") or hit.group("place3")
        place = place_of(words or "", reader.language)
        if place:
            score = hit.score - (0.2 if place.startswith("United States") else 0)
            found.append(Candidate(place, score, (hit.span(),)))
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def place_of(words: str, language: Language) -> str | None:
    """The place in English; None when the words name none."""
    low = words.lower().strip(" ,'\"")
    end = r"\b" if language.code == "en" else ""
    for word, place in language.places:
        if re.search(rf"\b{re.escape(word)}{end}", low):
            return place
    plain = words.strip(" ,'\"")
    plain = _TAIL.sub("", _LEAD.sub("", plain, count=1)).strip(" ,'\"")
    if language.code != "en" or not plain or not plain[0].isupper():
        return None
    plain = plain.removesuffix(" and")
    if len(plain.split()) > _MOST_WORDS or _KIND_OF_LAW.search(plain):
        return None
    if any(c.isdigit() or c in "*[" for c in plain):
        return None
    return plain.title() if plain.isupper() else plain

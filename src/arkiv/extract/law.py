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
    r"applicable|and applicable|and the|and construed|as applied|law|laws|exclusive\w*|and shall"
    r"|and any)\b.*$",
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
            found.append(Candidate(place, hit.score, (hit.span(),)))
    return tuple(found)


def place_of(words: str, language: Language) -> str | None:
    """The place in English; None when the words name none."""
    low = words.lower().strip(" ,'\"")
    for word, place in language.places:
        if re.search(rf"\b{re.escape(word)}", low):
            return place
    plain = words.strip(" ,'\"")
    plain = _TAIL.sub("", _LEAD.sub("", plain, count=1)).strip(" ,'\"")
    if language.code != "en" or not plain or not plain[0].isupper():
        return None
    if len(plain.split()) > _MOST_WORDS or any(c.isdigit() or c in "*[" for c in plain):
        return None
    return plain.title() if plain.isupper() else plain

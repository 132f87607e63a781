"""Which law governs the contract: a choice in words, never a court's place."""

from __future__ import annotations

import re

from arkiv.extract.cues_loader import Language, any_of
from arkiv.extract.findings import Candidate
from arkiv.extract.matching import Reader

__all__ = ["law_of"]

_LEAD = re.compile(rf"^(?:{any_of('law_leads')})", re.IGNORECASE)
_TAIL = re.compile(rf",? (?:{any_of('law_tails')})\b.*$", re.IGNORECASE)
_KIND_OF_LAW = re.compile(any_of("kinds_of_law"), re.IGNORECASE)
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

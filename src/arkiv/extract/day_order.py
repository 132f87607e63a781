"""Whether 3/4/2026 is the third of April or the fourth of March in a document."""

from __future__ import annotations

import re

from arkiv.extract.dates import month_first
from arkiv.extract.matching import Reader

__all__ = ["is_month_first"]

_LAW = re.compile(
    r"\b(?:laws? of|law in|incorporated (?:in|under)|organi[sz]ed under|courts of)\b[^.;]{0,60}"
)
_AMERICAN = re.compile(
    r"\b(?:united states|u\.s\.|usa|state of|commonwealth of|district of columbia|delaware"
    r"|new york|california|texas|florida|nevada|illinois|massachusetts|new jersey|pennsylvania"
    r"|ohio|georgia|virginia|washington|colorado|minnesota|michigan|utah|arizona|maryland)\b"
)
_DAY_FIRST = re.compile(
    r"\b(?:england|wales|scotland|northern ireland|united kingdom|ireland|norway|sweden|denmark"
    r"|finland|iceland|netherlands|belgium|luxembourg|germany|france|switzerland|austria|spain"
    r"|italy|portugal|poland|european union|australia|new zealand|india|singapore|hong kong"
    r"|malaysia|south africa|israel|brazil|mexico|british virgin islands|cayman islands"
    r"|norwegian|swedish|danish|finnish|dutch|german|french|swiss|english)\b"
)
_POINTS = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{2,4}")


def is_month_first(reader: Reader, words: str) -> bool | None:
    """How this document writes a day whose day and month can be swapped; None: it does not tell.

    A day past the twelfth tells first, then the language, then the law and the seat of the
    parties; points between the numbers are no American habit.
    """
    told = month_first(reader.text.flow, None)
    if told is not None:
        return told
    if reader.language.code != "en":
        return False
    return _told_by_law(reader.text.low, words)


def _told_by_law(low: str, words: str) -> bool | None:
    places = " ".join(match.group() for match in _LAW.finditer(low))
    american, elsewhere = _AMERICAN.search(places), _DAY_FIRST.search(places)
    if american and not elsewhere:
        return None if _POINTS.match(words) else True
    if elsewhere and not american:
        return False
    return None

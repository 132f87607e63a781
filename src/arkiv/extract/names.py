"""What the name of a party looks like, where it ends, and which two names are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from arkiv.extract.cues_loader import any_of

__all__ = ["LEGAL_FORM", "alike", "has_legal_form", "is_name", "is_person", "trimmed"]

LEGAL_FORM = rf"(?:{any_of('legal_forms')})"
"""The ambiguous ones (as, da, sa) only as they are written in names."""
_FORM = re.compile(rf"[ ,.]{LEGAL_FORM}\b\.?(?![\w.])", re.IGNORECASE)
_LONG_FORM = re.compile(
    r"(?:corporation|company|bank|university|association|trust|organization|foundation)$",
    re.IGNORECASE,
)
"""A name may go on with ``of Norway`` after these."""
_PLACE_NEXT = re.compile(
    r" of (?:the )?(?-i:[A-Z]\w+(?: [A-Z]\w+){0,3})(?=[ ,;.(]|$)", re.IGNORECASE
)
_FORM_RUN = re.compile(
    rf"[ ,.](?:ug \(haftungsbeschränkt\)|\(?{LEGAL_FORM}\b\.?\)?)"
    rf"(?>(?:,? (?:and |& )?{LEGAL_FORM}\b\.?){{0,3}})(?![\w])",
    re.IGNORECASE,
)
"""Atomic and not possessive ({0,3}+), which Python 3.11.2, Debian 12's, matches wrongly."""
_FORM_AHEAD = re.compile(
    rf"(?:{any_of('body_first')})\b|\b\w*(?:{any_of('body_last')})\b", re.IGNORECASE
)
_ENDS_AFTER_FORM = re.compile(
    r" ?[,;:\t)(\"]| [–-] | (?:an? (?!/)|having|with|whose|of\b|located|organi|som\b|as\b(?!a)"
    r"|gevestigd|statutair|is\b|are\b|will|shall|and\b|og\b|en\b|und\b|och\b|on\b|at\b|in\b|for\b"
    r"|to\b|by\b|hereby|hereinafter|dated|agree|\(|duly|existing|\d"
    r"|[^\W\d_]{2,20}\.? (?:[^\W\d_]{2,20} )?\d)|$",
    re.IGNORECASE,
)
_FORM_NEXT = re.compile(rf",? ?{LEGAL_FORM}\b\.?(?:,? {LEGAL_FORM}\b\.?)*(?![\w.])", re.IGNORECASE)
_DESCRIPTOR = re.compile(
    rf",? (?:{any_of('name_ends')})"
    r"|,? (?-i:[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:corporation|limited|company|partnership))\b"
    r"|, (?-i:(?!(?:and|og|en|und|och|samt|van|de|inc|ltd|llc|lp|plc|as|asa|ab|l\.|s\.)\b)"
    r"[a-zæøåäöü])|,? (?:\d{6}|\d{8})-?\d{4}\b"
    r"|,? ?\((?!(?-i:[A-Z][A-Za-z.& ]{1,24}\) [A-Z]))|,? [–-] |\t|,? \d{1,5}(?:st|nd|rd"
    rf"|th)? (?=[A-Z])(?!(?:[\w&'-]+ ){{0,3}}{LEGAL_FORM}\b)|;"
    r"|(?-i:(?<=[A-ZÆØÅ]{3}),? of (?=[A-Z][a-z]))"
    r"|, [^,]{2,40}, (?:\d{4}"
    r"|[A-Z]{2}\b)|,$|:|,? [^\W\d_]{3,30}(?:gate?n?|gata|veie?n|vegen|straat|laan|weg|straße|vägen"
    r"|gatan|vej|gade|plein|kade|gracht) \d",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[ ,;:.\"'–\-●•)]|\(?(?-i:[a-z0-9]{1,2})[.)](?= )|i\)|ii\)"
    rf"|\([^\W\d_]{{3,20}}\) (?=[A-Z])|{any_of('name_leads')})+",
    re.IGNORECASE,
)
_JOINING = frozenset(
    [
        "and",
        "or",
        "of",
        "to",
        "the",
        "is",
        "are",
        "for",
        "as",
        "in",
        "og",
        "en",
        "und",
        "och",
        "with",
        "by",
        "at",
        "on",
        "&",
        "a",
        "an",
        "dated",
        "Dated",
        "DATED",
        "Exhibit",
        "this",
    ]
)
"""Words no name ends in."""
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "its",
        "any",
        "each",
        "such",
        "all",
        "of",
        "in",
        "on",
        "by",
        "as",
        "or",
        "is",
        "are",
        "that",
        "attached",
    ]
)
"""Small words that begin a description, where a brand such as iVillage may begin a name."""
_NOT_NAMES = re.compile(
    rf"^(?:the )?(?:{any_of('not_names')})\b"
    r"|agreement\b|\bavtale|overeenkomst$|vereinbarung$|vertrag$|\b(?:act|rule) of \d{4}|\b"
    r"(?:shall|means|hereby|may|will|agrees?|under)\b|\d\.[\dA-Z]|^\d{1,2}\. |\.{4}|\d{6}|\b\d{5}\b"
    r"|\b\w{3,}(?:straat|gata|gaten|veien|vegen|laan|straße|gatan|gade) \d|^know all"
    r"|^[^\W\d]+ (?:19|20)\d\d$|^(?-i:corp"
    r"|comp)"
    r"|(?-i:, (?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA"
    r"|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]))$"
    r"|^(?-i:[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:corporation|company|partnership|limited))"
    r"|\b(?:road|street|avenue),|(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december),? \d"
    r"|\b(?:suite|street|avenue|road|floor|boulevard|drive|building)\b.*\d|<<|\[\s*\]",
    re.IGNORECASE,
)
_CAPITAL = "[A-ZÀ-ÖØ-Þ\u0100-\u017f]"
_PERSON = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?(?:{_CAPITAL}[\w'’-]*\.?,? ){{1,3}}"
    rf"(?:(?:van|de|der|den|von|ten|te|af|di|da|la|le)\.? ){{0,3}}{_CAPITAL}[\w'’-]+"
    r"(?:,? (?:Jr|Sr|II|III|M\.?D|Ph\.?D)\.?)?"
)
_ASSOCIATION = re.compile(
    rf"(?:{any_of('associations')})(?: (?:(?-i:[A-ZÆØÅÄÖÜ])[\w'’.-]+|van|de|der|het|i|av)){{1,5}}"
    r" \d{1,4}(?:[-–/]\d{1,4})?(?: ?(?-i:[A-Z])\b)?(?![\w.]|,\d)",
    re.IGNORECASE,
)
"""Owners of one house, named after its address: the number is part of their name."""
_ADDRESS = re.compile(
    r"[\w .-]{2,30}(?:plads(?:en)?|plass(?:en)?|platz|plein|torve?t?|allé|allee|vænget|vägen|veien"
    r"|vegen|vej|kade|gracht|weg|stien|svingen) \d{1,4} ?[A-Za-z]?(?:,.*)?",
    re.IGNORECASE,
)
"""A whole line that is a street and a number."""
_NO_STOP = re.compile(r"(?:/S|\bAS|\bASA|\bAB|ApS|GmbH|\bAG|\bKG)\.$")
"""The full stop behind these ends the sentence."""
_TRADE_NAME = re.compile(r"[^(),;:\t]{3,60} \((?P<entity>[^()]{4,90})\)")
"""What a party trades as, with the legal entity in brackets."""


def trimmed(chunk: str, lined: str = "") -> tuple[int, int]:
    """Where in a chunk of text the name of a party begins and ends; (0, 0) when there is none.

    ``lined`` is the same chunk with its line ends, at which a full company name may end.
    """
    lead = _LEAD.match(chunk)
    start = lead.end() if lead else 0
    if entity := _entity(chunk, start):
        return entity
    rest = chunk[start:]
    if house := _ASSOCIATION.match(rest):
        return start, start + house.end()
    descriptor = _DESCRIPTOR.search(rest)
    end = descriptor.start() if descriptor else len(rest)
    form = _form_end(rest, lined[start:], end)
    if form is not None:
        end = form
    elif more := _FORM_NEXT.match(rest, end):
        end = more.end()
    name = rest[:end].rstrip(" ,;:–-\t\"'")
    if _NO_STOP.search(name):
        name = name[:-1]
    return (start, start + len(name)) if name else (0, 0)


def _entity(chunk: str, start: int) -> tuple[int, int] | None:
    """Where the legal entity stands in brackets behind a trade name that has no legal form."""
    match = _TRADE_NAME.match(chunk, start)
    if match is None:
        return None
    trade, entity = chunk[start : match.start("entity") - 2], match["entity"]
    full = is_name(entity) and has_legal_form(entity) and " " in entity and entity[0].isupper()
    return match.span("entity") if full and is_name(trade) and not has_legal_form(trade) else None


def _form_end(rest: str, lined: str, stop: int) -> int | None:
    """Where the legal form ends after which the name is over; None when none is that clear."""
    for form in _FORM_RUN.finditer(rest, 0, min(len(rest), stop + 24)):
        if form.start() > stop:
            return None
        end = form.end()
        if _LONG_FORM.search(form.group().rstrip(".,")):
            more = _PLACE_NEXT.match(rest, end)
            end = more.end() if more else end
        after = lined[end : end + 2].lstrip(",.")
        if _ENDS_AFTER_FORM.match(rest, end) or after.startswith("\n"):
            return end
    return None


def is_name(words: str) -> bool:
    """Whether words can be the name of somebody: a capital or a figure in front, not too long."""
    if _ASSOCIATION.fullmatch(words):
        return True
    if not 2 < len(words) < 110 or _NOT_NAMES.search(words) or "___" in words:
        return False
    if _ADDRESS.fullmatch(words):
        return False
    parts = words.split()
    if (
        _FORM_RUN.fullmatch(" " + words.rstrip(")"))
        or len(parts) > 14
        or not any(c.isalpha() for c in words)
    ):
        return False
    if not (words[0].isupper() or words[0].isdigit()):
        styled = any(c.isupper() for c in words) and parts[0] not in _SMALL
        return styled and len(parts) < 6 and has_legal_form(words)
    if parts[-1] in _JOINING or (words[0].isdigit() and not has_legal_form(words)):
        return False
    return sum(not part[0].islower() for part in parts) * 2 >= len(parts)


@lru_cache(maxsize=512)
def has_legal_form(words: str) -> bool:
    """Whether a name ends or continues in a legal form such as AS, B.V., Inc., or is public."""
    return _FORM.search(words) is not None or _FORM_AHEAD.search(words) is not None


def is_person(words: str) -> bool:
    """Whether words can be a person's name: two to five capitalised words and no legal form."""
    return _PERSON.fullmatch(words) is not None and not has_legal_form(words)


def alike(first: str, second: str) -> bool:
    """Whether two names are the same but for case, punctuation and legal form."""
    a, b = _bare(first), _bare(second)
    if a == b:
        return True
    if has_legal_form(first) and has_legal_form(second):
        return False
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) > 5 and longer.startswith(shorter)


@lru_cache(maxsize=512)
def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).lower().removeprefix("the ").replace("&", "and")
    plain = _FORM.sub(" ", _FORM.sub(" ", " " + plain + " "))
    bare = "".join(c for c in plain if c.isalnum())
    return bare or "".join(c for c in name.lower() if c.isalnum())

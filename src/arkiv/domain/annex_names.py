"""Which annexes a text names and does not have: strict, so that what it says is worth a look.

A line that begins with an annex's name counts as the annex, also in a list of annexes; an annex of
a law or of another contract is not missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from arkiv.domain.documents import Page

__all__ = ["absent_annexes", "annex_label"]

_WORDS = "annex(?:ure)?|appendix|exhibit|schedule|attachment|bilaga?|vedlegg|bijlage|anlage|anhang"
_NAME = re.compile(
    rf"\b(?P<word>(?i:{_WORDS}))[ \t\n](?:(?i:no|nr)\.?[ \t]?)?[\"“]?"
    r"(?P<label>\d{1,2}|[A-Z]\d?|[IVX]{2,4})"
    r"(?![\w]|[.,/]\d)"
)
_BEFORE_HEADING = re.compile(r"(?:^|\n)[ \t\"'“”«(\[#*]*(?:\d{1,2}[.)][ \t]*)?$")
_AFTER_HEADING = re.compile(r"(?:-\d)?[\"'”»)\]*]?[ \t]*(?:$|\n|[:.–—|/-]|\t|[(A-ZÆØÅÄÖÜ])")
_GOES_ON = re.compile(
    r"(?:\b(?:in|to|see|of|and|or|the|as|by|per|with|on|at|under|i|til|av|og|se|jf\.?|på|med|van|en"
    r"|zie|als|met|de|het|och|enligt|und|siehe|gemäß|this)|[,(;])\s*$",
    re.IGNORECASE,
)
"""The line above goes on in this one: the annex is only named."""
_OF_ANOTHER = re.compile(
    r"[ \t\n]*(?:to|of|til|i|av|bij|van|zu|zum|zur|der|des|till)\b(?![ \t\n]+(?:this|these|the\s"
    r"(?:agreement|contract|lease)|denne|dette|avtalen|kontrakten|leieavtalen|deze|dit|de\s"
    r"(?:overeenkomst|huurovereenkomst)|dies))",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"regulation|directive|forordning|direktiv|verordening|richtlijn|verordnung|richtlinie|gdpr"
    r"|\bavg\b|standard contractual clauses|\bscc",
    re.IGNORECASE,
)
_AROUND = 80
_MOST = 12


def absent_annexes(pages: Iterable[Page]) -> tuple[str, ...]:
    """As the text names them first (Annex 1, bilag B), in order; a dozen at most."""
    text = "\n".join(page.text for page in pages)
    named: dict[str, str] = {}
    there: set[str] = set()
    for match in _NAME.finditer(text):
        if _is_heading(text, match):
            there.add(match["label"])
        elif _is_own(text, match):
            named.setdefault(match["label"], " ".join((match["word"], match["label"])))
    return tuple(_absent(named, there))[:_MOST]


def annex_label(title: str) -> str | None:
    """The number or letter of the annex that a title names first; None when it names none."""
    match = _NAME.search(title)
    return match["label"] if match else None


def _absent(named: dict[str, str], there: set[str]) -> Iterator[str]:
    for label, name in named.items():
        if label not in there:
            yield name


def _is_heading(text: str, match: re.Match[str]) -> bool:
    above = text[max(0, match.start() - _AROUND) : match.start()]
    begins = _BEFORE_HEADING.search(above)
    if begins is None or not _AFTER_HEADING.match(text, match.end()):
        return False
    return _GOES_ON.search(above[: begins.start()]) is None


def _is_own(text: str, match: re.Match[str]) -> bool:
    if _OF_ANOTHER.match(text, match.end()):
        return False
    start = max(0, match.start() - _AROUND)
    return _LAW.search(text, start, match.end() + _AROUND) is None

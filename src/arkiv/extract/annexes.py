"""Where the annexes begin: general terms, price lists, data processing terms behind a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.extract.cues_loader import any_of
from arkiv.extract.normalise import Text

__all__ = ["annexes_start"]

_INITIALS = "".join(
    sorted(
        {
            w.lstrip("(?:")[0]
            for w in f"{any_of('annex_words')}|{any_of('general_terms')}".split("|")
        }
    )
)
_HEADING = re.compile(
    rf"\n[ \t\"']*(?:(?P<word>{any_of('annex_words')})[ ]?(?:no\.? |nr\.? )?"
    r"(?P<number>[A-Z]\d?|\d{1,2}|(?-i:[IVX]{1,4}))(?:[-.]\d{1,2})?[\"']?"
    r"(?:[ \t]*$|[ \t]*[:.–-][^\n]{0,100}$|[ \t]+(?-i:[A-ZÆØÅÄÖÜ(])[^\n]{0,100}$|(?=\n))"
    rf"|(?P<general>(?:{any_of('general_terms')}))[ \t]*(?=\n))",
    re.IGNORECASE | re.MULTILINE,
)
_MAYBE = re.compile(
    rf"\n[ \t\"']*(?=[{_INITIALS}])(?:{any_of('annex_words')}|{any_of('general_terms')})"
)
"""In lower case, where the first letter rules nearly every line out."""
_GOES_ON = re.compile(
    r"(?:\b(?:in|to|see|of|and|or|the|as|by|per|with|on|at|under|i|til|av|og|se|jf\.?|på|van|en|zie|als"
    r"|met|de|het|och|enligt|in der|gemäß|und|siehe|attached|this|such)|[,(;])$",
    re.IGNORECASE,
)
"""A line that goes on in the next one: the annex is only named there."""
_STROKES = (
    "in witness whereof", "signature page", "/s/", "______", "............", "getekend te",
    "aldus overeengekomen", "aldus opgemaakt", "for og på vegne", "underskrift", "unterschrift",
    "handtekening", "undertegnet", " signed", "signert", "undertecknat",
)  # fmt: skip
"""What stands at signatures, to be found without a pattern."""
_EARLIEST = 0.25
"""Before this part of the text only what follows signatures is an annex."""
_SHORTEST = 220
"""With fewer characters up to the next one it is an entry of a list of annexes."""


def annexes_start(text: Text, end: int) -> int | None:
    """Where the first annex begins in text[:end]; None where nothing is annexed."""
    found = list(_headings(text, end))
    if not found:
        return None
    first_stroke = _first_stroke(text.low, min(len(text.low) // 8, 1500), end)
    pages = set(text.page_offsets()[1:])
    for match, after in zip(found, [*(m.start() for m in found[1:]), end], strict=True):
        start = match.start() + 1
        if after - match.end() < _SHORTEST or _is_named_only(text.lined, start):
            continue
        behind = start > first_stroke
        on_top = bool(pages & set(range(start - 4, start + 1)))
        if behind or (on_top and match["word"] and start > _EARLIEST * end):
            return start
    return None


def _first_stroke(low: str, start: int, end: int) -> int:
    for word in _STROKES:
        at = low.find(word, start, end)
        end = at if at >= 0 else end
    return end


def _headings(text: Text, end: int) -> Iterator[re.Match[str]]:
    lower = text.lined.lower()
    for maybe in _MAYBE.finditer(lower if len(lower) == len(text.lined) else text.lined, 0, end):
        if heading := _HEADING.match(text.lined, maybe.start(), end):
            yield heading


def _is_named_only(lined: str, start: int) -> bool:
    """Whether the line above goes on with the words of this one."""
    above = lined[max(0, start - 60) : start - 1].rstrip()
    return _GOES_ON.search(above) is not None

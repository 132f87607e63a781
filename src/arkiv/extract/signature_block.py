"""Who signs: the names that stand right above signature lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.extract.columns import columns
from arkiv.extract.cues_loader import any_of
from arkiv.extract.findings import Span
from arkiv.extract.matching import Reader
from arkiv.extract.mentions import Mention, merged
from arkiv.extract.names import has_legal_form, is_name, is_person, trimmed

__all__ = ["at_signatures"]

_MARK = re.compile(
    r"[ \t]*(?:(?:by|name|per|title|its|sign|signed|signature|date|navn|naam|sted|dato|datum)\b ?"
    r"[:/.]|/s/|_{5,}|\(?signature\)?\b|\(name|\(date|w\.g\.|\(signed\))",
    re.IGNORECASE,
)
_STROKE = re.compile(
    r"(?:by ?:? ?|(?P<alone>))/s/ ?(?P<person>[^\n\t/_]{4,40})|by ?: ?_{3,}", re.IGNORECASE
)
Line = tuple[int, int]
_LABEL = re.compile(
    rf"^(?:{any_of('signs_for')}|accepted by"
    r"|agreed(?: and accepted)?(?: by)?|[^\W\d_]{3,20}(?: name)?) ?:? (?=\S)",
    re.IGNORECASE,
)
_FOR = re.compile(any_of("signs_for"))
_ABOVE_BACK = 200
"""The name above the first stroke may stand before the place that gave the block away."""
_LOOKED_UP = 3
"""Lines above the stroke of a pen in which the name of the party stands."""


def at_signatures(reader: Reader, most: int) -> list[Mention]:
    """The parties of the signature block from the top down; none when nobody signs."""
    text = reader.text
    lines = list(text.lines(max(0, reader.back - _ABOVE_BACK)))
    found = []
    for at, (start, end) in enumerate(lines):
        if not _MARK.match(text.lined, start, end):
            continue
        stroke = _STROKE.match(text.lined, start, end)
        if (
            stroke
            and stroke["alone"] is not None
            and (
                own := _for_oneself(
                    reader, stroke, lines[at - 1] if at else None, lines[at + 1 : at + 3]
                )
            )
        ):
            found.append(own)
            continue
        for above in range(at - 1, max(-1, at - 1 - _LOOKED_UP), -1):
            if _MARK.match(text.lined, *lines[above]):
                break
            if names := list(_on_line(reader, *lines[above], stroke)):
                found += names
                break
    return merged(sorted(found, key=lambda m: m.span.start))[:most]


def _for_oneself(
    reader: Reader, stroke: re.Match[str], above: Line | None, below: list[Line]
) -> Mention | None:
    """The person whose name stands right under the own signature, for no company and no title."""
    flow = reader.text.flow
    name = flow[slice(*below[0])] if below else ""
    if not is_person(name.title()) or name.lower() != stroke["person"].strip().lower():
        return None
    if above and has_legal_form(flow[slice(*above)]):
        return None
    following = flow[slice(*below[1])] if len(below) > 1 else ""
    if following and not (
        has_legal_form(following) or _MARK.match(following) or "/s/" in following
    ):
        return None
    return Mention(name, Span(*below[0], "party.signature"), 0.5)


def _on_line(
    reader: Reader, start: int, end: int, stroke: re.Match[str] | None
) -> Iterator[Mention]:
    """The names of one line: companies, or the person who signs below."""
    text = reader.text
    for left, right in columns(text.lined, start, end):
        words = text.flow[left:right]
        label = _LABEL.match(words)
        if label and is_name(words[label.end() :].strip(" ,:")) and _stands_for(label.group()):
            left += label.end()
        first, last = trimmed(text.flow[left:right])
        name = text.flow[left + first : left + last]
        if not is_name(name) or len(name) > 80 or last - first < (right - left) * 0.6:
            continue
        if has_legal_form(name) or _signs(name, stroke):
            yield Mention(name, Span(left + first, left + last, "party.signature"), 0.5)


def _stands_for(label: str) -> bool:
    """Whether words before a name only say that somebody signs for it."""
    return ":" in label or _FOR.fullmatch(label.strip().lower()) is not None


def _signs(name: str, stroke: re.Match[str] | None) -> bool:
    if stroke is None or not stroke["person"] or not is_person(name.title()):
        return False
    signer = stroke["person"].strip().lower()
    return name.lower().split()[-1].strip(",.") in signer and name.lower()[:1] == signer[:1]

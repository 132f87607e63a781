"""Parties in lines and tables: after a word for a role, or before an organisation number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from arkiv.extract.findings import Span
from arkiv.extract.matching import Reader
from arkiv.extract.mentions import Mention, merged
from arkiv.extract.names import has_legal_form, is_name, trimmed
from arkiv.extract.org_numbers import OrgNumber

__all__ = ["columned", "lettered", "listed"]

_FRONT = 9000
_LOOKED_AHEAD = 40
"""An address in the next line tells where the name in this one ends."""
_SEPARATOR = re.compile(
    r"[;:\t]|\)[,]? (?:og|en|and|und|och) |\b(?:mellom|tussen|zwischen|mellan|mellem|between)\b"
    r"|(?<=\n)[(]?\d{1,2}[.)] "
)
_ROLE = re.compile(
    r"[ (]*(?:\d{1,2}[.)])? ?(?:\(?den?\)? )?([^\W\d_]+(?:sgiver|staker)?)"
    r"(?:/[^\W\d_]+)?(?: \((?:[^()]{1,24})\))?(?P<colon> ?:|\t| )[ ]?"
)
_LETTERED = re.compile(
    r"^[ \t]*(?P<role>(?:party|parti|partij|partei|part) (?:[A-D]|[1-4]))\b ?[:.)\t–-]?[ \t\n]*"
    r"(?P<name>[^\n\t]{3,120})",
    re.IGNORECASE | re.MULTILINE,
)
_JOINED_ABOVE = re.compile(
    r"(?:\)|»|\"),? (?:og|en|and|und|och) (?:(?:die|der|das|de|het) )?(?=[A-ZÆØÅ])"
)


def lettered(reader: Reader) -> list[Mention]:
    """``Party A: Amber GmbH``; the first line of a letter counts."""
    found: dict[str, Mention] = {}
    lined = reader.text.lined
    for match in _LETTERED.finditer(lined, 0, min(len(lined), _FRONT)):
        role = match["role"]
        start, end = match.span("name")
        first, last = trimmed(reader.text.flow[start:end], lined[start:end])
        name = reader.text.flow[start + first : start + last]
        if is_name(name) and role.lower() not in found:
            span = Span(start + first, start + last, "party.letter")
            found[role.lower()] = Mention(name, span, 0.85, role)
    return merged(found.values()) if len(found) > 1 else []


def columned(reader: Reader, numbers: list[OrgNumber]) -> list[Mention]:
    """Parties side by side: roles or numbers in one line of cells, names in the line beside it."""
    text = reader.text
    lines = list(text.lines(0, min(len(text.lined) // 2, _FRONT)))
    rows = [list(_cells(text.lined, *line)) for line in lines]
    for above, below in pairwise(rows):
        if len(above) < 2 or len(above) != len(below):
            continue
        roles = [_role_of(reader, *cell) for cell in above]
        if all(roles) and (found := _named_cells(reader, below)):
            return [replace(m, role=r) for m, r in zip(found, roles, strict=False)]
        held = [next((n for n in numbers if a <= n.start < b), None) for a, b in below]
        if all(held) and (found := _named_cells(reader, above)):
            pairs = zip(found, held, strict=False)
            return [replace(m, org_number=n.number) for m, n in pairs if n]
    return []


def _cells(lined: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        tab = lined.find("\t", at, end)
        stop = end if tab < 0 else tab
        yield at, stop
        at = stop + 1


def _role_of(reader: Reader, start: int, end: int) -> str | None:
    words = re.sub(r"^[ (]*\d{1,2}[.)] ?|[ :]+$", "", reader.text.flow[start:end])
    return words if words.lower() in reader.language.roles else None


def _named_cells(reader: Reader, cells: list[tuple[int, int]]) -> list[Mention]:
    """The names in a line of cells; none unless the first cell holds nothing but one."""
    found = []
    for start, end in cells:
        first, last = trimmed(reader.text.flow[start:end])
        name = reader.text.flow[start + first : start + last]
        if not is_name(name) or name.lower() in reader.language.roles or last < end - start - 3:
            break
        found.append(Mention(name, Span(start + first, start + last, "party.column"), 0.85))
    return found


def listed(reader: Reader, numbers: list[OrgNumber]) -> list[Mention]:
    """Names before an organisation number, and lines that begin with what a party is called."""
    found = [m for n in numbers if n.start < 2 * _FRONT and (m := _before_number(reader, n))]
    rows = list(_by_role(reader))
    known = merged(sorted([*found, *rows], key=lambda m: m.span.start))
    return [m for m in known if m.score > 0.5]


def _before_number(reader: Reader, number: OrgNumber) -> Mention | None:
    lined = reader.text.lined
    line = lined.rfind("\n", 0, number.start) + 1
    for _ in range(3):
        start = _after_separator(lined, line, number.start)
        if _names_an_outsider(reader, line):
            return None
        _, line_role = _after_role(reader, line, number.start)
        start, role = _after_role(reader, start, number.start)
        first, last = trimmed(reader.text.flow[start : number.start])
        name = reader.text.flow[start + first : start + last]
        if is_name(name) and start + first > line - 1:
            mixed = _across_lines(reader, line, start + first, start + last)
            name = reader.text.flow[mixed : start + last]
            span = Span(mixed, start + last, "party.org_number")
            return Mention(name, span, 0.92, role or line_role, number.number)
        line = lined.rfind("\n", 0, max(0, line - 1)) + 1
    return None


def _names_an_outsider(reader: Reader, line: int) -> bool:
    """Whether a line begins with what somebody is called who is no party."""
    words = reader.text.low[line : line + 60].lstrip(" -•0123456789.)")
    return words.startswith(reader.language.outsiders)


def _after_separator(lined: str, start: int, end: int) -> int:
    marks = [m.end() for m in _SEPARATOR.finditer(lined, start, end)]
    if marks and lined[start:end].count("\t") and not lined[marks[-1] : end].strip(" –-,"):
        marks.pop()
    return marks[-1] if marks else start


def _across_lines(reader: Reader, line: int, start: int, end: int) -> int:
    """Where a name begins that was broken over a line end: after the last joining word above."""
    if start > line + 1 or line == 0:
        return start
    above = reader.text.lined.rfind("\n", 0, line - 1) + 1
    words = reader.text.lined[above : line - 1]
    join = list(_JOINED_ABOVE.finditer(words))
    if not join or not is_name(words[join[-1].end() :] + " " + reader.text.flow[start:end]):
        return start
    return above + join[-1].end()


def _after_role(reader: Reader, start: int, end: int) -> tuple[int, str | None]:
    """Steps over a number and the word for the role at the beginning of a line."""
    match = _ROLE.match(reader.text.lined[start:end])
    if match and match[1].lower() in reader.language.roles:
        return start + match.end(), match[1]
    return start, None


def _by_role(reader: Reader) -> Iterator[Mention]:
    """``Utleier: Kaigata Eiendom AS``; the first line of a role counts."""
    seen = set()
    for start, end in reader.text.lines(0, min(len(reader.text.lined), _FRONT)):
        after, role = _after_role(reader, start, end)
        if role is None or role.lower() in seen:
            continue
        between = reader.text.lined[start:after]
        first, last = trimmed(reader.text.flow[after:end])
        further = trimmed(reader.text.flow[after : end + _LOOKED_AHEAD])
        last = further[1] if first < further[1] < last else last
        name = reader.text.flow[after + first : after + last]
        if is_name(name) and len(name.split()) > 1 and not _is_role(reader, name):
            seen.add(role.lower())
            sure = 0.8 if (":" in between or "\t" in between or between[:1].isdigit()) else 0.5
            mention = Mention(name, Span(after + first, after + last, "party.role"), sure, role)
            yield replace(mention, score=0.6) if sure < 0.6 and has_legal_form(name) else mention


def _is_role(reader: Reader, name: str) -> bool:
    return any(word.lower().strip(".,") in reader.language.roles for word in name.split())

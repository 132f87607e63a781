"""Parties in blocks under what they are called: the role, then lines with the name and more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.extract.cues_loader import any_of
from arkiv.extract.findings import Span
from arkiv.extract.matching import Reader
from arkiv.extract.mentions import Mention, merged
from arkiv.extract.names import has_legal_form, is_name, is_person, trimmed

__all__ = ["in_blocks", "in_table"]

_FRONT = 9000
_BELOW = 4
"""So many lines under the roles the names may stand."""
_MOST_IN_FRONT = 2
"""Cells before the roles: what the lines of the table are called, or a number."""
_LABELLED_SCORE = 0.85
_NUMBERED = re.compile(r"^[ (]*\d{1,2}[.)] ?|[ :.]+$")
_LABELLED = re.compile(
    rf"(?:{any_of('name_labels')})(?: (?:på|van|of|des|der) [\w ]{{3,20}})?(?P<colon> ?:)?",
    re.IGNORECASE,
)

Cell = tuple[int, int]


def in_blocks(reader: Reader, labelled: bool) -> list[Mention]:
    """The first name under each role; none unless two roles stand side by side or have one.

    ``labelled`` leaves out names that no word such as ``Navn:`` stands before.
    """
    lines = list(reader.text.lines(0, min(len(reader.text.lined) * 2 // 3, _FRONT)))
    rows = [_cells(reader.text.lined, *line) for line in lines]
    found: list[Mention] = []
    beside = False
    for at, row in enumerate(rows):
        if roles := _roles(reader, row):
            beside = beside or len(roles) > 1
            below = rows[at + 1 : at + 1 + _BELOW]
            found += _under(reader, roles, below)
    parties = merged(found)
    if labelled:
        parties = [m for m in parties if m.score >= _LABELLED_SCORE]
    return parties if beside or len({m.role for m in parties}) > 1 else []


def in_table(reader: Reader) -> list[Mention]:
    """The names in the column of a table that a word such as Member stands over; two or more."""
    lines = list(reader.text.lines(0, min(len(reader.text.lined), _FRONT)))
    rows = [_cells(reader.text.lined, *line) for line in lines]
    for at, header in enumerate(rows):
        words = [reader.text.low[a:b].strip(" .:") for a, b in header]
        column = next((n for n, w in enumerate(words) if w in reader.language.party_columns), None)
        if len(header) > 1 and column is not None:
            wide = len(header)
            body = rows[at + 1 : next(_shorter(rows, at + 1, wide), len(rows))]
            named = [_name(reader, None, True, row[column]) for row in body]
            found = merged(mention for mention in named if mention)
            if len(found) > 1 and len(found) == len(named):
                return found
    return []


def _shorter(rows: list[list[Cell]], start: int, cells: int) -> Iterator[int]:
    """The lines from ``start`` on that have fewer cells: the table is over there."""
    return (at for at in range(start, len(rows)) if len(rows[at]) < cells)


def _cells(lined: str, start: int, end: int) -> list[Cell]:
    cells, at = [], start
    while at <= end:
        tab = lined.find("\t", at, end)
        stop = end if tab < 0 else tab
        words = lined[at:stop]
        if words.strip():
            left = at + len(words) - len(words.lstrip())
            cells.append((left, at + len(words.rstrip())))
        at = stop + 1
    return cells


def _roles(reader: Reader, row: list[Cell]) -> list[str]:
    """What the parties are called, when a line says nothing else; else empty."""
    words = [_NUMBERED.sub("", reader.text.flow[a:b]) for a, b in row]
    words = [word for word in words if word]
    known = [word for word in words if _is_role(reader, word)]
    if len(known) == len(words) or (len(known) > 1 and words[-len(known) :] == known):
        return known if len(words) - len(known) <= _MOST_IN_FRONT else []
    return []


def _is_role(reader: Reader, word: str) -> bool:
    low = word.lower().split("/")[0].strip()
    return any(low.startswith(role) and len(low) - len(role) <= 2 for role in reader.language.roles)


def _under(reader: Reader, roles: list[str], below: list[list[Cell]]) -> Iterator[Mention]:
    """One name a role, from the first line under the roles that names somebody."""
    for row in below:
        if _roles(reader, row):
            return
        values = list(_values(reader, row))
        if len(values) > len(roles) or not any(labelled or value for labelled, value in values):
            continue
        named = [_name(reader, role, *value) for role, value in zip(roles, values, strict=False)]
        if any(named):
            yield from (mention for mention in named if mention)
            return


def _values(reader: Reader, row: list[Cell]) -> Iterator[tuple[bool, Cell]]:
    """The cells that hold something, and whether a label says that it is a name."""
    labelled = False
    for start, end in row:
        label = _LABELLED.match(reader.text.flow, start, end)
        if label and (label["colon"] or label.end() == end):
            labelled = True
            start = label.end()
            start += len(reader.text.flow[start:end]) - len(reader.text.flow[start:end].lstrip())
            if start >= end:
                continue
        yield labelled, (start, end)


def _name(reader: Reader, role: str | None, labelled: bool, cell: Cell) -> Mention | None:
    words = reader.text.flow[slice(*cell)]
    first, last = trimmed(words)
    name = words[first:last]
    if not is_name(name) or (":" in words and not labelled) or _is_role(reader, name):
        return None
    if not labelled and not (has_legal_form(name) or is_person(name) or name == words):
        return None
    span = Span(cell[0] + first, cell[0] + last, "party.block")
    return Mention(name, span, _LABELLED_SCORE if labelled else 0.75, role)

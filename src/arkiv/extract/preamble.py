"""The parties in the opening: ``between A Inc. ("Supplier") and B Ltd``, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from arkiv.extract.definitions import Definition, definitions_in, is_group
from arkiv.extract.enumerations import SPLIT, is_somebody, mention_at, names_in, people_in
from arkiv.extract.matching import Reader
from arkiv.extract.mentions import Mention, merged
from arkiv.extract.names import has_legal_form
from arkiv.extract.openings import regions

__all__ = ["defined", "joined", "numbered"]

_MOST_NUMBERED = 12
_ITEM = re.compile(
    r"(?:(?<=\n)(?:\(?(?:\d|[ivx]{1,4}|[a-h])[.)]|\d\.\d\.?)"
    r"|(?<=[\s:;,])\((?:\d|[ivx]{1,4}|[a-h])\)) (?=\S)"
)


def defined(reader: Reader) -> list[Mention]:
    """The parties of the opening in which the most names have a definition."""
    best: list[Mention] = []
    for start, end in regions(reader):
        mentions = merged(_in_region(reader, start, end))
        if _defined_count(mentions) > _defined_count(best) and _names_somebody(mentions):
            best = mentions
        if _defined_count(best) > 1:
            break
    if len(best) == 1 and not has_legal_form(best[0].name):
        return []
    return [m for n, m in enumerate(best) if n < 2 or _is_further(reader, m, best)]


def _is_further(reader: Reader, mention: Mention, others: list[Mention]) -> bool:
    """Whether a name behind the first two is a party: a company, a person or somebody's role."""
    known = (mention.role or "").lower().removeprefix("the ") in reader.language.roles
    return (known or is_somebody(mention)) and not _joins(mention, others)


def _joins(mention: Mention, others: list[Mention]) -> bool:
    """Whether a name is made of what others are called: ``Oak and Elm`` after both."""
    called = {m.role.lower() for m in others if m.role} | {m.name.lower() for m in others}
    parts = re.split(r" (?:and|og|en|und|och) ", mention.name.lower())
    return len(parts) > 1 and all(any(c.startswith(p) for c in called) for p in parts)


def _names_somebody(mentions: list[Mention]) -> bool:
    return any(map(is_somebody, mentions))


def numbered(reader: Reader) -> list[Mention]:
    """The parties of a numbered list behind ``between`` or ``de ondergetekenden``."""
    for start, end in regions(reader):
        marks = [m.end() for m in _ITEM.finditer(reader.text.lined, start - 1, end)]
        if not 2 <= len(marks) <= _MOST_NUMBERED or marks[0] - start > 40:
            continue
        items = [mention_at(reader, a, b, "party.list", 0.9) for a, b in pairwise([*marks, end])]
        if all(items) and _names_somebody(
            found := [one for item in items if item for one in people_in(item)]
        ):
            return merged(found)
    return []


def _defined_count(mentions: list[Mention]) -> int:
    return sum(m.role is not None for m in mentions)


def _in_region(reader: Reader, start: int, end: int) -> Iterator[Mention]:
    """Every name a chunk between two definitions begins with, each with what it is called."""
    at, last = start, None
    for definition in definitions_in(reader.text, start, end):
        if not _tells_a_party(reader, definition, at):
            continue
        names = list(names_in(reader, at, definition.start, 0.88))
        at = definition.end
        group = is_group(definition.alias)
        if names:
            yield from names[:-1]
            last = names[-1] if group else replace(names[-1], role=definition.alias or None)
            yield last
        elif last is not None and last.role is None and not group:
            last = replace(last, role=definition.alias or None)
            yield last
    if last is not None:
        yield from (
            m for m in names_in(reader, at, min(end, at + 200), 0.6) if has_legal_form(m.name)
        )


def _tells_a_party(reader: Reader, definition: Definition, at: int) -> bool:
    """Whether a bracketed word without quotes is a role or the beginning of the name before it."""
    words = reader.text.flow[definition.start : definition.end]
    alias = definition.alias.lower()
    if words.startswith(("- ", "– ")):
        return alias in reader.language.roles
    if '"' in words or "'" in words or not words.startswith("(") or words.startswith("(the "):
        return True
    before = reader.text.low[at : definition.start]
    return (
        alias in reader.language.roles
        or (alias in before and " " not in alias)
        or (len(alias) > 1 and definition.alias.isupper() and _initials(before).find(alias) >= 0)
    )


def _initials(words: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", words))


def joined(reader: Reader) -> list[Mention]:
    """``mellom A og B`` without definitions."""
    best: list[Mention] = []
    for start, end in regions(reader):
        mentions = _enumerated(reader, start, min(end, start + 400))
        if len(mentions) > len(best) and any(has_legal_form(m.name) for m in mentions):
            best = mentions
    return best


def _enumerated(reader: Reader, start: int, end: int) -> list[Mention]:
    whole = list(names_in(reader, start, end, 0.65))
    if len(whole) > 1:
        return whole if all(map(is_somebody, whole)) else whole[:2]
    chunk = reader.text.flow[start:end]
    found: list[Mention] = []
    left = 0
    for match in [*SPLIT.finditer(chunk), None]:
        right = match.start() if match else len(chunk)
        found += names_in(reader, start + left, start + right, 0.65)
        left = match.end() if match else right
        if len(found) > 1:
            return found[:2]
    return found

"""The parties in the opening: ``between A Inc. ("Supplier") and B Ltd``, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from arkiv.extract.cues_loader import any_of
from arkiv.extract.definitions import CALLS, Definition, definitions_in, is_group
from arkiv.extract.findings import Span
from arkiv.extract.matching import Reader
from arkiv.extract.mentions import Mention, merged
from arkiv.extract.names import has_legal_form, is_name, is_person, trimmed

__all__ = ["OPENING_END", "defined", "joined", "mention_at", "numbered"]

_FRONT = 9000
_LATE = 80_000
"""How far behind a long table of contents an opening may stand."""
_REGION = 3200
_MOST_REGIONS = 8
_MOST_NUMBERED = 12
_BETWEEN = re.compile(
    rf"\b(?:{any_of('between')})(?: the following(?: two)? parties)?:?", re.IGNORECASE
)
_LATE_OPENING = re.compile(
    r"\bthis [^.;]{3,160}?\b(?:made|entered|dated|effective|executed)\b[^;]{0,160}?"
    r"\b(?:between|among|by and through)\b"
)
OPENING_END = re.compile(
    rf"{any_of('opening_end')}|\.(?= (?:The|Each|This|In|For|Both|It) )", re.IGNORECASE
)
_FIRST_CLAUSE = re.compile(r"(?<=\n)(?:1|I)\.? +(?=[A-ZÆØÅ])|\bartik(?:el|kel) 1\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<=[\s:;,])\(?(?:\d|[ivx]{1,4}|[a-h])[.)] (?=\S)")
_ITEM = re.compile(
    r"(?:(?<=\n)\(?(?:\d|[ivx]{1,4}|[a-h])[.)]|(?<=[\s:;,])\((?:\d|[ivx]{1,4}|[a-h])\)) (?=\S)"
)
_SPLIT = re.compile(
    r"(?<!England),? (?:and|og|en|und|och|samt|as well as|AND),? "
    r"(?:the |de heer |mevrouw |herrn? |frau |die |der |den )?(?=[A-ZÆØÅÄÖÜ\d])"
    r"|,? and (?=[a-z][A-Z])|; ?"
)
_COMMA = re.compile(r", (?=[A-ZÆØÅa-z]\w*[A-Z\w&.' -]{2,60}?)")
_LISTED = re.compile(r",? (?:and|og|en|und|och|samt) |, ")
_TOGETHER = re.compile(r"[ ,]*\((?:each|together|collectively|jointly|hver|samen|zusammen)\b", re.I)
_CALLED = re.compile(rf",? (?:{CALLS})\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\.(?= (?:[A-Z]\w+ and [A-Z]\w+ (?:are|may)|Each|The|Whereas|For|In|This|Both) )"
)
_OFFICER = re.compile(
    r"[^,]{3,40}, (?:the )?(?:managing |general )?(?:director|president|ceo|owner|proprietor"
    r"|chairman"
    r"|daglig leder|styreleder|directeur) (?:of|i|for|van) ",
    re.IGNORECASE,
)
"""A person who stands for the company that is the party."""
_LABEL = re.compile(r"^[ \n]*([^\W\d_]+)(?: (?:name|[A-D1-4]))?: ?", re.IGNORECASE)
_LABELS = frozenset(
    ("party", "parties", "part", "partij", "partei", "name", "client", "customer", "between", "and")
)


def defined(reader: Reader) -> list[Mention]:
    """The parties of the opening in which the most names have a definition."""
    best: list[Mention] = []
    for start, end in _regions(reader):
        mentions = merged(_in_region(reader, start, end))
        if _defined_count(mentions) > _defined_count(best) and _names_somebody(mentions):
            best = mentions
        if _defined_count(best) > 1:
            break
    if len(best) == 1 and not has_legal_form(best[0].name):
        return []
    return [m for n, m in enumerate(best) if n < 2 or (_somebody(m) and not _joins(m, best))]


def _joins(mention: Mention, others: list[Mention]) -> bool:
    """Whether a name is made of what others are called: ``Oak and Elm`` after both."""
    called = {m.role.lower() for m in others if m.role} | {m.name.lower() for m in others}
    parts = re.split(r" (?:and|og|en|und|och) ", mention.name.lower())
    return len(parts) > 1 and all(any(c.startswith(p) for c in called) for p in parts)


def _somebody(mention: Mention) -> bool:
    return has_legal_form(mention.name) or is_person(mention.name)


def _names_somebody(mentions: list[Mention]) -> bool:
    return any(map(_somebody, mentions))


def numbered(reader: Reader) -> list[Mention]:
    """The parties of a numbered list behind ``between`` or ``de ondergetekenden``."""
    for start, end in _regions(reader):
        marks = [m.end() for m in _ITEM.finditer(reader.text.lined, start - 1, end)]
        if not 2 <= len(marks) <= _MOST_NUMBERED or marks[0] - start > 40:
            continue
        items = [mention_at(reader, a, b, "party.list", 0.9) for a, b in pairwise([*marks, end])]
        if all(items) and _names_somebody(found := [item for item in items if item]):
            return merged(found)
    return []


def _defined_count(mentions: list[Mention]) -> int:
    return sum(m.role is not None for m in mentions)


def _regions(reader: Reader) -> tuple[tuple[int, int], ...]:
    """Where the words stand that may name the parties; asked for several times a document."""
    return _regions_in(reader.text.flow, reader.text.lined, reader.text.low)


@lru_cache(maxsize=1)
def _regions_in(flow: str, lined: str, low: str) -> tuple[tuple[int, int], ...]:
    starts = list(_openings(flow, low))
    return tuple((start, _region_end(flow, lined, start)) for start in starts)


def _openings(flow: str, low: str) -> Iterator[int]:
    front = min(_FRONT, len(flow))
    for count, match in enumerate(_BETWEEN.finditer(flow, 0, front)):
        if count == _MOST_REGIONS:
            break
        yield match.end()
    if len(low) > front and "table of contents" in low[:front]:
        for late in list(_LATE_OPENING.finditer(low, front, min(len(low), _LATE)))[:2]:
            yield late.end()


def _region_end(flow: str, lined: str, start: int) -> int:
    end = min(len(flow), start + _REGION)
    if stop := OPENING_END.search(flow, start, end):
        end = max(stop.start(), start)
    clause = _FIRST_CLAUSE.search(lined, min(start + 60, end), end)
    return clause.start() if clause else end


def _in_region(reader: Reader, start: int, end: int) -> Iterator[Mention]:
    """Every name a chunk between two definitions begins with, each with what it is called."""
    at, last = start, None
    for definition in definitions_in(reader.text, start, end):
        if not _tells_a_party(reader, definition, at):
            continue
        names = list(_names_in(reader, at, definition.start, 0.88))
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
            m for m in _names_in(reader, at, min(end, at + 200), 0.6) if has_legal_form(m.name)
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


def _names_in(reader: Reader, start: int, end: int, score: float) -> Iterator[Mention]:
    """The names at the beginning of a chunk and of its numbered or joined parts."""
    if sentence := _SENTENCE.search(reader.text.flow, start, end):
        end = sentence.start()
    cuts = [start, *(m.start() for m in _NUMBERED.finditer(reader.text.lined, start, end)), end]
    for left, right in pairwise(cuts):
        for first, last in _pieces(reader, left, right):
            if mention := mention_at(reader, first, last, "party.defined", score):
                yield mention


def mention_at(reader: Reader, start: int, end: int, cue: str, score: float) -> Mention | None:
    """The name a chunk begins with; None when it begins with none."""
    start = _after_label(reader, start, end)
    if officer := _OFFICER.match(reader.text.flow, start, end):
        start = officer.end()
    chunk = reader.text.flow[start:end]
    first, last = trimmed(chunk, reader.text.lined[start:end])
    name = chunk[first:last]
    if not is_name(name) or name.lower() in reader.language.roles:
        return None
    return Mention(name, Span(start + first, start + last, cue), score)


def _after_label(reader: Reader, start: int, end: int) -> int:
    label = _LABEL.match(reader.text.flow[start : min(end, start + 60)])
    if label and (label[1].lower() in _LABELS or label[1].lower() in reader.language.roles):
        return start + label.end()
    return start


def _pieces(reader: Reader, start: int, end: int) -> list[tuple[int, int]]:
    """A chunk cut where one party ends and another begins."""
    chunk = reader.text.flow[start:end]
    if several := _several(chunk, reader.text.flow[end : end + 40]):
        return [(start + left, start + right) for left, right in several]
    marks = sorted(
        [m.span() for m in _SPLIT.finditer(chunk)] + [m.span() for m in _COMMA.finditer(chunk)]
    )
    pieces, left = [], 0
    for mark_start, mark_end in marks:
        if mark_start >= left and _parts(chunk, left, mark_start, mark_end):
            pieces.append((start + left, start + mark_start))
            left = mark_end
    return [*pieces, (start + left, end)]


def _several(chunk: str, following: str) -> list[tuple[int, int]]:
    """The members of a plain enumeration of three or more; empty when it is anything else.

    ``following`` tells that there are several when no word joins the last two.
    """
    lead = len(chunk) - len(chunk.lstrip(" :,"))
    called = _CALLED.search(chunk)
    stop = len(chunk[: called.start() if called else None].rstrip(" ,"))
    marks = [m.span() for m in _LISTED.finditer(chunk, lead, stop)]
    starts, ends = [lead, *(b for _, b in marks)], [*(a for a, _ in marks), stop]
    items = list(zip(starts, ends, strict=True))
    if len(items) < 3 or not (chunk[slice(*marks[-1])].strip(" ,") or _TOGETHER.match(following)):
        return []
    names = {chunk[a:b] for a, b in items}
    whole = len(names) == len(items) and all(_stands_in_list(name) for name in names)
    return items if whole else []


def _stands_in_list(words: str) -> bool:
    first, last = trimmed(words)
    whole = last == len(words) and "," not in words
    return whole and is_name(words[first:last]) and (is_person(words) or has_legal_form(words))


def _parts(chunk: str, left: int, stop: int, after: int) -> bool:
    """Whether words that join stand between two parties and not inside a name."""
    before, behind = chunk[left:stop], chunk[after : after + 140]
    first, last = trimmed(before)
    name = before[first:last]
    a, b = trimmed(behind)
    following = behind[a:b]
    comma = chunk[stop:after] == ", "
    if not is_name(following) or (comma and not _ends_in_form(following)):
        return False
    if not is_name(name):
        if comma:
            return following.count(",") < 2 and a + len(following) >= len(behind.rstrip())
        return has_legal_form(following) or is_person(following)
    if has_legal_form(name) and (_ends_in_form(name) or last < len(before.rstrip())):
        return has_legal_form(following) or (not comma and is_person(following))
    return not comma and is_person(name) and is_person(following)


def _ends_in_form(name: str) -> bool:
    words = name.rsplit(" ", 1)
    return len(words) == 2 and has_legal_form(f"x {words[1]}") and len(words[0]) > 2


# --- without definitions


def joined(reader: Reader) -> list[Mention]:
    """``mellom A og B`` without definitions."""
    best: list[Mention] = []
    for start, end in _regions(reader):
        mentions = _enumerated(reader, start, min(end, start + 400))
        if len(mentions) > len(best) and any(has_legal_form(m.name) for m in mentions):
            best = mentions
    return best


def _enumerated(reader: Reader, start: int, end: int) -> list[Mention]:
    whole = list(_names_in(reader, start, end, 0.65))
    if len(whole) > 1:
        return whole if all(map(_somebody, whole)) else whole[:2]
    chunk = reader.text.flow[start:end]
    found: list[Mention] = []
    left = 0
    for match in [*_SPLIT.finditer(chunk), None]:
        right = match.start() if match else len(chunk)
        found += _names_in(reader, start + left, start + right, 0.65)
        left = match.end() if match else right
        if len(found) > 1:
            return found[:2]
    return found

"""Names in a stretch of text: where one party ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from arkiv.extract.definitions import CALLS
from arkiv.extract.findings import Span
from arkiv.extract.matching import Reader
from arkiv.extract.mentions import Mention
from arkiv.extract.names import has_legal_form, is_name, is_person, trimmed

__all__ = ["SPLIT", "is_somebody", "mention_at", "names_in", "people_in"]

_NUMBERED = re.compile(r"(?<=[\s:;,])\(?(?:\d|[ivx]{1,4}|[a-h])[.)] (?=\S)")
_AND_LINE = re.compile(
    r"(?<=\n)[ \t]*(?:and|og|en|und|och)[ \t:]*\n|(?<=[\n ])AND: (?=\S)", re.IGNORECASE
)
"""What stands alone between the address of one party and the name of the next."""
SPLIT = re.compile(
    r"(?<!England),? (?:and|og|en|und|och|samt|as well as|AND),? "
    r"(?:the |de heer |mevrouw |herrn? |frau |die |der |den )?(?=[A-ZÆØÅÄÖÜ\d])"
    r"|,? and (?=[a-z][A-Z])|; ?"
    r"|, (?:and )?its (?:wholly[ -]owned )?(?:subsidiary|affiliate|parent),? (?=[A-Z])"
)
_COMMA = re.compile(r", (?=[A-ZÆØÅa-z]\w*[A-Z\w&.' -]{2,60}?)")
_LISTED = re.compile(r",? (?:and|og|en|und|och|samt) |, ")
_TOGETHER = re.compile(r"[ ,]*\((?:each|together|collectively|jointly|hver|samen|zusammen)\b", re.I)
_JOINED_PEOPLE = re.compile(r" (?:and|og|en|und|och|&) (?:(?:Mr|Mrs|Ms)\.? )?")
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


def is_somebody(mention: Mention) -> bool:
    return has_legal_form(mention.name) or is_person(mention.name)


def names_in(reader: Reader, start: int, end: int, score: float) -> Iterator[Mention]:
    """The names at the beginning of a chunk and of its numbered or joined parts."""
    if sentence := _SENTENCE.search(reader.text.flow, start, end):
        end = sentence.start()
    cuts = sorted([start, *_cuts(reader.text.lined, start, end), end])
    for left, right in pairwise(cuts):
        for first, last in _pieces(reader, left, right):
            if mention := mention_at(reader, first, last, "party.defined", score):
                yield mention


def _cuts(lined: str, start: int, end: int) -> Iterator[int]:
    """Where another party begins for certain: at a number or behind a line of ``and``."""
    yield from (m.start() for m in _NUMBERED.finditer(lined, start, end))
    yield from (m.end() for m in _AND_LINE.finditer(lined, start, end))


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


def people_in(mention: Mention) -> list[Mention]:
    """Two people whose names are joined, each alone; else the one mention."""
    join = _JOINED_PEOPLE.search(mention.name)
    if join is None:
        return [mention]
    left, right = mention.name[: join.start()], mention.name[join.end() :]
    if not (is_person(left) and is_person(right)):
        return [mention]
    start, cue = mention.span.start, mention.span.cue
    first, second = (
        Span(start, start + join.start(), cue),
        Span(start + join.end(), mention.span.end, cue),
    )
    return [replace(mention, name=left, span=first), replace(mention, name=right, span=second)]


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
        [m.span() for m in SPLIT.finditer(chunk)] + [m.span() for m in _COMMA.finditer(chunk)]
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

"""The day from which a length of time counts: named beside it, defined elsewhere or not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from arkiv.extract.cues_loader import any_of
from arkiv.extract.dating import read_day
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Reader
from arkiv.extract.shapes import DATE

__all__ = ["Anchor", "anchor_of"]

_ANY_DATE = re.compile(DATE, re.IGNORECASE)
_NEAR = 90
"""A term that runs "thereafter" counts from a day at most so far before it."""
_STATED = 0.95
_DEFINED = 0.85
_FAR = 120
_THEREAFTER = re.compile(rf"\b(?:{any_of('thereafter')})\b")
_WITHIN = re.compile(rf"\b(?:{any_of('begins')})\b[^.;]{{0,40}}?(?P<day>{DATE})", re.IGNORECASE)
_COUNTS_FROM = re.compile(
    rf"[^.;]{{0,30}}?\b(?:{any_of('counts_from')})\b"
    rf"(?:(?:(?!until|through|til |tot |bis )[^.;]){{0,45}}?(?P<day>{DATE})"
    r"|(?P<words>[^.;]{0,60}))",
    re.IGNORECASE,
)
_KNOWN = re.compile(any_of("known_starts"))
_NAME = re.compile(r"[ \"]*(?:the |den |der |de |het )?\"?([A-ZÆØÅÄÖÜ][\w-]+(?: [A-Z][\w-]+){0,3})")
_NAMED_DATE = re.compile(
    r"\b(?:anniversary of|from(?: and after)?|after|following) the \"?"
    r"(?P<words>(?:[A-Z]\w+ ){1,3}Date)\b"
)
_SAYS_WHEN = re.compile(
    rf"\"?[^.;]{{0,30}}? ?\b(?:{any_of('means')})\b:?[^.;]{{0,50}}? ?(?P<day>{DATE})", re.IGNORECASE
)
_CALLED = re.compile(rf"(?P<day>{DATE})[^.;()]{{0,20}}\([^()\"]{{0,30}}\"$", re.IGNORECASE)
_BEFORE = 70
_NAME_END = 40
_PLACES = 8
"""So many places of a name are asked for its day."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a length counts from."""

    known: bool
    """Whether it is the start of the contract or a day that the document tells."""
    days: tuple[Candidate, ...] = ()
    """The day itself; empty where it is the start of the contract."""
    words: Span | None = None
    """The words of an anchor whose day the document does not tell."""


def anchor_of(reader: Reader, term: Candidate) -> Anchor:
    """Where a length counts from, by the words in and right around it."""
    span = term.spans[0]
    if days := tuple(_stated(reader, span)):
        return Anchor(True, days)
    named = _NAMED_DATE.search(reader.text.flow, span.start, span.end + _NAME_END)
    if named:
        return _meant(reader, named["words"], *named.span("words"))
    match = _COUNTS_FROM.match(reader.text.flow, span.end, span.end + _FAR)
    if match is None:
        return Anchor(True)
    if match["day"]:
        return Anchor(True, tuple(_read(reader, match, _STATED)))
    return _meant(reader, match["words"], span.end, match.end("words"))


def _meant(reader: Reader, words: str, start: int, end: int) -> Anchor:
    """What the words behind "from" mean."""
    name = _NAME.match(words)
    # the rules for dates know best which day is the contract's own Effective Date
    if name and name[1] != "Effective Date" and (days := tuple(_defined(reader, name[1]))):
        return Anchor(True, days)
    if _KNOWN.search(words.lower()):
        return Anchor(True)
    return Anchor(False, words=Span(start, end, "term.anchor"))


def _stated(reader: Reader, span: Span) -> Iterator[Candidate]:
    """The day that the words of the length begin with, or one just before "thereafter"."""
    if match := _WITHIN.search(reader.text.flow, span.start, span.end):
        yield from _read(reader, match, _STATED)
    elif _THEREAFTER.search(reader.text.low, span.start, span.end):
        days = _ANY_DATE.finditer(reader.text.flow, max(0, span.start - _NEAR), span.start)
        if last := next(reversed(list(days)), None):
            yield from read_day(reader, last.group(), _STATED, _span(*last.span()))


def _defined(reader: Reader, name: str) -> Iterator[Candidate]:
    """The day that a definition or a table line gives for a name such as Launch Date."""
    flow, low = reader.text.flow, name.lower()
    for row in reader.rows:
        if row.key.startswith(low) and (match := _ANY_DATE.search(flow, row.start, row.end)):
            yield from read_day(reader, match.group(), _DEFINED, _span(*match.span()))
            return
    for at in _places(flow, name):
        end = at + len(name)
        match = _SAYS_WHEN.match(flow, end, end + _FAR)
        match = match or _CALLED.search(flow, max(0, at - _BEFORE), at)
        if match:
            yield from _read(reader, match, _DEFINED)
            return


def _places(flow: str, name: str) -> Iterator[int]:
    at = -1
    for _ in range(_PLACES):
        at = flow.find(name, at + 1)
        if at < 0:
            return
        yield at


def _read(reader: Reader, match: re.Match[str], score: float) -> list[Candidate]:
    return read_day(reader, match["day"], score, _span(*match.span("day")))


def _span(start: int, end: int) -> Span:
    return Span(start, end, "term.counted_from")

"""The parts a contract is made of, and what of its pages the rules do not read.

Cover, contents, preamble, definitions, body, signatures, annexes and audit pages follow each
other; the table of contents and the second language of a bilingual contract are cut out of what
the rules read, audit pages are blank there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from arkiv.extract.annexes import annexes_start
from arkiv.extract.audit_page import Audit, audit_of, audit_pages
from arkiv.extract.bilingual import other_tongue
from arkiv.extract.contents import contents_of
from arkiv.extract.cues_loader import any_of
from arkiv.extract.normalise import Text

__all__ = ["Segment", "SegmentKind", "Segments", "front_end", "segments_of"]

_SIGNATURES = re.compile(any_of("signature_starts"))
_FRONT = 6000
_TAIL = 1200
_SIGNED_WITHIN = 20_000
_FIRST_CLAUSE = re.compile(
    rf"\n[ \t]*(?:§ ?1\b|(?:{any_of('clause_labels')}) (?:1|I)\b|(?:1|I)[.)]?[ \t]+(?=[A-ZÆØÅÄÖÜ])"
    r"|1\.1\.?[ \t])",
    re.IGNORECASE,
)
_DEFINITIONS = re.compile(
    rf"\n[ \t]*(?:(?:§|{any_of('clause_labels')}) ?)?(?P<number>\d{{1,2}}|[IVX]{{1,4}})?[.):–-]?"
    rf"[ \t]*(?:{any_of('definitions_headings')})[ \t.:]*(?=\n)",
    re.IGNORECASE,
)
_COVER = 1200
"""A first page with more characters than this says more than a cover does."""
_MOST_OPENING = 9000
_DEFINED_WITHIN = 30_000
_LONGEST_DEFINITIONS = 12_000


_UNSIGNED = Audit()


class SegmentKind(StrEnum):
    """What a part of a contract is."""

    COVER = "cover"
    CONTENTS = "contents"
    PREAMBLE = "preamble"
    DEFINITIONS = "definitions"
    BODY = "body"
    SIGNATURES = "signatures"
    ANNEX = "annex"
    AUDIT_PAGE = "audit_page"


@dataclass(frozen=True, slots=True)
class Segment:
    """One part; offsets into the text it was found in."""

    kind: SegmentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segments:
    """The parts in the order of the text, without gaps."""

    parts: tuple[Segment, ...]
    other_tongue: tuple[tuple[int, int], ...] = ()
    """What stands there a second time, in the language that does not count; in order."""
    back: int = 0
    """Where the signatures begin, or where they would stand."""
    audit: Audit = _UNSIGNED

    def kind_at(self, offset: int) -> SegmentKind:
        """The kind of the part that holds an offset."""
        at = bisect_right([part.start for part in self.parts], offset) - 1
        return self.parts[max(at, 0)].kind if self.parts else SegmentKind.BODY

    def spans(self, kind: SegmentKind) -> tuple[tuple[int, int], ...]:
        """Where the parts of a kind stand."""
        return tuple((part.start, part.end) for part in self.parts if part.kind is kind)

    def read(self, text: Text) -> tuple[Text, Segments]:
        """The text that the rules read, and the parts as they stand in it."""
        if audits := self.spans(SegmentKind.AUDIT_PAGE):
            text = text.blanked(audits)
        cuts = sorted((*self.spans(SegmentKind.CONTENTS), *self.other_tongue))
        return (text.without(cuts), self._without(cuts)) if cuts else (text, self)

    def _without(self, cuts: list[tuple[int, int]]) -> Segments:
        ends = [end for _, end in cuts]
        gone = list(accumulate((end - start for start, end in cuts), initial=0))

        def moved(at: int) -> int:
            before = bisect_right(ends, at)
            start = cuts[before][0] if before < len(cuts) else at
            return min(at, start) - gone[before]

        def moved_span(span: tuple[int, int]) -> tuple[int, int]:
            return moved(span[0]), moved(span[1])

        parts = (Segment(p.kind, moved(p.start), moved(p.end)) for p in self.parts)
        signed = moved_span(self.audit.signed) if self.audit.signed else None
        days = tuple((words, moved(a), moved(b)) for words, a, b in self.audit.days)
        kept = tuple(part for part in parts if part.end > part.start)
        return Segments(kept, (), moved(self.back), Audit(signed, days))


def segments_of(text: Text) -> Segments:
    """Finds the parts; a text that shows none of them is all body."""
    audits = audit_pages(text)
    contents = contents_of(text)
    end = audits[-1][0] if audits and audits[-1][1] >= len(text.low.rstrip()) else len(text.low)
    main = _annexed(text, contents, end)
    back = _signature_start(text, main)
    marks = sorted(_marks(text, contents, audits, (back, main, end)), key=lambda mark: mark[0])
    audit = audit_of(text, audits)
    return Segments(tuple(_parts(marks, len(text.low))), other_tongue(text), back, audit)


def _annexed(text: Text, contents: tuple[int, int] | None, end: int) -> int:
    """Where the contract itself is over: at its first annex, else at the end."""
    start = annexes_start(text, end)
    return end if start is None or (contents and start < contents[1]) else start


def _marks(
    text: Text,
    contents: tuple[int, int] | None,
    audits: tuple[tuple[int, int], ...],
    ends: tuple[int, int, int],
) -> Iterator[tuple[int, SegmentKind]]:
    """Where each part begins; ends are those of the body, the contract and its annexes."""
    back, main, end = ends
    cover = _cover_end(text)
    front = max(cover, contents[1] if contents else 0)
    body = _body_start(text, front, main)
    if cover:
        yield 0, SegmentKind.COVER
    yield cover, SegmentKind.PREAMBLE
    if contents:
        yield contents[0], SegmentKind.CONTENTS
        yield contents[1], SegmentKind.PREAMBLE
    yield body, SegmentKind.BODY
    if defined := _definitions(text, front, main):
        yield defined[0], SegmentKind.DEFINITIONS
        yield defined[1], SegmentKind.BODY
    if back > max(body, main // 2):
        yield back, SegmentKind.SIGNATURES
    if main < end:
        yield main, SegmentKind.ANNEX
    for start, stop in audits:
        yield start, SegmentKind.AUDIT_PAGE
        if stop < len(text.low):
            yield stop, SegmentKind.BODY if start > 0 else SegmentKind.PREAMBLE


def _parts(marks: list[tuple[int, SegmentKind]], size: int) -> Iterator[Segment]:
    """From mark to mark; of two marks at one place the last one counts."""
    for (start, kind), (end, _) in zip(marks, [*marks[1:], (size, None)], strict=True):
        if end > start:
            yield Segment(kind, start, end)


def _cover_end(text: Text) -> int:
    """Where the first page ends when it is a cover: few words, and no clause."""
    starts = text.page_offsets()
    if len(starts) < 2 or not 0 < starts[1] < _COVER:
        return 0
    lines = list(text.lines(0, starts[1]))
    talks = any(b - a > 200 for a, b in lines) or _FIRST_CLAUSE.search(text.lined, 0, starts[1])
    return 0 if talks else starts[1]


def _body_start(text: Text, front: int, main: int) -> int:
    clause = _FIRST_CLAUSE.search(text.lined, front, min(main, front + _MOST_OPENING))
    return clause.start() + 1 if clause else min(main, front + _FRONT // 2)


def _definitions(text: Text, front: int, main: int) -> tuple[int, int] | None:
    """From the heading to the heading of the clause with the next number."""
    heading = _DEFINITIONS.search(text.lined, front, min(main, front + _DEFINED_WITHIN))
    if heading is None:
        return None
    stop = min(main, heading.end() + _LONGEST_DEFINITIONS)
    if (number := heading["number"]) and number.isdigit():
        following = re.compile(rf"\n[^\S\n]*(?:§ ?|\w+ )?{int(number) + 1}[.):]?[ \t]+(?=[^\W\d_])")
        if after := following.search(text.lined, heading.end(), stop):
            stop = after.start() + 1
    return heading.start() + 1, stop


def front_end(text: Text) -> int:
    """Where the search for title, parties and opening dates ends."""
    return min(len(text.flow), _FRONT)


def _signature_start(text: Text, size: int) -> int:
    """Where the signatures begin before ``size``: the first sign of them in the last part."""
    mark = _SIGNATURES.search(text.low, max(0, size - _SIGNED_WITHIN), size)
    return mark.start() if mark else max(0, size - _TAIL)

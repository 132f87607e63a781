"""The days beside the signatures, the latest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.extract.findings import Span
from arkiv.extract.matching import Reader
from arkiv.extract.shapes import DATE

__all__ = ["audit_days", "is_in_history", "signature_days", "signature_lines"]

_MARKS = (
    "/s/", "by:", "by :", "title:", "name:", "signature", "naam:", "navn:", "underskrift", "namn:",
    "docusign", "signed", "signert", "signerat", "signeret", "ondertekend", "unterzeichnet",
    "underskrevet", "unterschrift", "handtekening",
)  # fmt: skip
_AROUND = 260
"""A day this close to a sign of a signature belongs to it."""
_LABELLED = re.compile(
    r"(?:\bdated?(?: signed| of signature)?|\bon|\bdatum|\bdato|\b(?:signed|executed)(?: at| on)?"
    r"|\b(?:signert|signerat|signeret|underskrevet|ondertekend|unterzeichnet)(?: digitalt|"
    r" elektronisk\w*| digitaal| elektronisch)?(?: (?:av|af|door|von) [^\d\n.;:]{3,40}?)?"
    r"(?: den| op| am| d\.d\.)?)[ :_.]{1,12}"
    rf"(?:this |the )?(?P<date>{DATE})"
    r"|(?:/s/ ?[A-Z][\w.' -]{3,36}?|\((?:signature|seal|signed)\)|\btitle title)"
    rf" (?P<after>{DATE})"
    rf"|(?P<bare>{DATE})[ _]*(?:(?P<second>{DATE})[ _]*)?(?:\(?date\b|,? by\b|signature)",
    re.IGNORECASE,
)
_REVISION = re.compile(r"\b(?:version|revision|reviewed|file ?name|authors?|approved by|rev\.)")
_MOST = 40
_PLACE = r"(?-i:[A-ZÆØÅÄÖÜ][\w-]+(?: (?:i )?[A-ZÆØÅÄÖÜ][\w-]+){0,2})"
_SIGNED = r"(?:signert|underteg\w+|getekend|ondertekend|opgemaakt|unterzeichnet|undertecknat)"
_LABEL = r"(?:dato|datum|date|sted og dato|sted, dato|ort och datum|ort, datum|plaats en datum)"
_LINE = re.compile(
    rf"(?:(?:{_SIGNED} )?(?:te |i |in )?(?:(?:{_LABEL}) ?[:.]? ?)?(?:{_PLACE}[ ,]*)?"
    rf"(?:den |op |am |de |d\.d\. )?[ ]?{DATE}[ \t;/,.]*){{1,4}}(?:kl\.? ?[\d.:]+)?$",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"^[ \t]*(?!(?:dato|datum|date|sted og dato)\b)\w*(?:dato|datum|date|født|geboren|start|stand"
    r"|versjon|versie|levering|frist|beginn|beginn|ingang|aanvang|oppstart|tiltred\w*|tillträde"
    r"|overtakelse|overtaking|overtagelse)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:til|fra|frå|från|till|innen|tot|vanaf|bis|ab|from|to|until|by)\b", re.IGNORECASE
)
"""Words that make a day the beginning or end of something."""
_DAY = re.compile(DATE, re.IGNORECASE)
_SHORT = 110


def audit_days(reader: Reader) -> Iterator[tuple[str, Span]]:
    """The words of each day of signing that a signing service names, the latest first."""
    for words, start, end in reader.segments.audit.days:
        yield words, Span(start, end, "signature.audit_page")


def signature_days(reader: Reader) -> Iterator[tuple[str, Span]]:
    """The words of each day that stands beside a signature, and their place."""
    seen = set()
    for start, end in _blocks(reader):
        for match in _LABELLED.finditer(reader.text.flow, start, end):
            if is_in_history(reader.text.low, match.start(), match.end()):
                continue
            for group in ("date", "after", "bare", "second"):
                if match[group] and match.start(group) not in seen:
                    seen.add(match.start(group))
                    yield match[group], Span(match.start(), match.end(group), "signature.day")


def is_in_history(low: str, start: int, end: int) -> bool:
    """Whether these words tell of a version of the document: "Version 2 Date: ... Reviewed by"."""
    return _REVISION.search(low, max(0, start - 60), end + 25) is not None


def signature_lines(reader: Reader) -> Iterator[tuple[str, Span]]:
    """The words of each day on a line of nothing but places and days, as under a contract."""
    text = reader.text
    for start, end in text.lines(len(text.lined) // 6):
        line = text.lined[start:end]
        if end - start > _SHORT or (not line[-1].isalnum() and line[-1] not in ".,;"):
            continue
        if not any(c.isdigit() for c in line) or _OTHER_DAY.match(line) or _BOUND.search(line):
            continue
        if _LINE.match(line.replace("\t", " ").strip()):
            for match in _DAY.finditer(text.flow, start, end):
                yield match.group(), Span(start, match.end(), "signature.line")


def _blocks(reader: Reader) -> list[tuple[int, int]]:
    """The parts of the text around strokes of the pen; only where one was made."""
    low = reader.text.low
    first = max(0, reader.back - 300) if "/s/" not in low else min(len(low) // 20, 600)
    blocks: list[tuple[int, int]] = []
    for mark in _MARKS:
        at = low.find(mark, first)
        for _ in range(_MOST):
            if at < 0:
                break
            blocks.append((max(first, at - _AROUND // 4), min(len(low), at + _AROUND)))
            at = low.find(mark, at + 1)
    return _joined(sorted(blocks))


def _joined(blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in blocks:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

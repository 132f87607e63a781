"""E-signature audit pages: who signed when, as the signing service writes it under a contract.

They are known by their class, not by their vendor: a heading of that kind, IP addresses,
fingerprints, times to the second, events such as "viewed" and "signed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from arkiv.extract.cues_loader import any_of
from arkiv.extract.dates import days_of
from arkiv.extract.normalise import Text
from arkiv.extract.shapes import DATE

__all__ = ["Audit", "audit_of", "audit_pages"]

_HEADING = re.compile(
    rf"(?:^|\n)[^\n\w]{{0,6}}(?:{any_of('audit_headings')})\b[^\n.]{{0,40}}(?=\n|$)", re.I
)
_VENDOR = re.compile(
    r"docusign|(?:adobe|acrobat)(?: acrobat)? sign|penneo|signicat|scrive|\bverified\b|getaccept"
    r"|validsign|evidos|visma sign|assently|oneflow|dropbox sign|hellosign|signrequest|zoho sign"
    r"|posten signering|idfy|cmd ?sign|skribble|yousign|contractbook|signnow|pandadoc",
)
_IP = re.compile(
    r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}"
)
_FINGERPRINT = re.compile(
    r"\b[0-9a-f]{32,}\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|sha-?(?:256|512)"
    r"|\b(?:[a-z0-9]{4,6}-){3,}[a-z0-9]{4,6}\b|\b(?:envelope|transaction|document|dokument)[ -]?"
    r"(?:id|key|nøkkel|nøgle|nyckel)\b|\btransa[ck]ti[eo]n?s?[ -]?(?:id|nummer)\b"
)
_TIME = re.compile(r"\d[:.]\d\d(?:[:.]\d\d| ?(?:am|pm|utc|gmt|ces?t|\(|\+0))|\dt\d\d:\d\d")
_EVENT = re.compile(
    rf"\b(?:{any_of('audit_events')}|{any_of('audit_signed')}|bankid|e-?mail|e-?post)\b"
)
_SIGNED = re.compile(rf"\b(?:{any_of('audit_signed')})\b(?! by all (?:yet|parties) )")
_BINDING = re.compile(
    r"(?:signatures|signaturene|signaturane|signaturerna|underskrifterne|handtekeningen"
    r"|unterschriften) [^.\n]{0,40}(?:binding|bindende|bindande|bindend|rechtsverbindlich)"
)
_WAITING = re.compile(
    r"status: ?(?:sent|delivered|voided|declined|in progress|waiting|pending|expired)"
)
_VALID = re.compile(r"\b(?:valid|expir|until|gyldig|utløp|geldig|verloopt|gültig|giltig|udløb)")
_HALF_DAY = re.compile(r" \d{1,2}:\d{2}(?::\d{2})? ?[ap]m\b")
_SHORT = 40
_TIME_BEHIND = 12
_DAY = re.compile(DATE, re.IGNORECASE)
_WHOLE, _GOES_ON = 4, 2
"""Signs on a page by itself, and on a page beside one."""
_FIRST, _LAST = 2, 5
"""Signing services write on the first and last pages."""
_TAIL = 15_000
_AROUND = 160
"""A day this close to the word signed is the day of signing."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What a signing service says of the signatures."""

    signed: tuple[int, int] | None = None
    """Where it says that somebody signed; None where the signing is not over."""
    days: tuple[tuple[str, int, int], ...] = ()
    """The days of signing, the latest first: their words, and where they stand."""


def audit_pages(text: Text) -> tuple[tuple[int, int], ...]:
    """The pages, or the end of a text without pages, that only a signing service wrote."""
    spans = list(_parts(text))
    edge = [*range(min(_FIRST, len(spans))), *range(max(_FIRST, len(spans) - _LAST), len(spans))]
    signs = {at: _signs(text, *spans[at]) for at in edge}
    kept = {at for at in edge if signs[at] >= _WHOLE}
    for at in edge:
        if at - 1 in kept and signs[at] >= _GOES_ON:
            kept.add(at)
    at = len(spans) - _LAST
    while at in kept and at - 1 not in signs and at > 0:
        at -= 1
        if _signs(text, *spans[at]) >= _WHOLE:
            kept.add(at)
    return tuple(spans[at] for at in sorted(kept))


def audit_of(text: Text, pages: tuple[tuple[int, int], ...]) -> Audit:
    """What the pages say; the days from the latest back."""
    days = sorted(_days(text, pages), key=lambda day: _iso(day[0]), reverse=True)
    return Audit(_signed_words(text, pages), tuple(days))


def _signed_words(text: Text, pages: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    if any(_WAITING.search(text.low, start, end) for start, end in pages):
        return None
    for start, end in pages:
        if match := _BINDING.search(text.low, start, end) or _SIGNED.search(text.low, start, end):
            return match.span()
    return None


def _days(text: Text, pages: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, int, int]]:
    """Each day beside a word for signing; not the last day of a certificate."""
    for start, end in pages:
        binding = _BINDING.search(text.low, start, end) is not None
        for match in _DAY.finditer(text.flow, start, end):
            first, last = match.span()
            around = max(start, first - _AROUND), min(end, last + _AROUND // 4)
            if _VALID.search(text.low, max(start, first - _SHORT), first):
                continue
            timed = binding and _TIME.search(text.low, last, last + _TIME_BEHIND)
            if timed or _SIGNED.search(text.low, *around):
                american = _HALF_DAY.match(text.low, last, last + 20) is not None
                yield _american(match.group()) if american else match.group(), first, last


def _american(words: str) -> str:
    """A day beside AM or PM with its month first, spelled as ISO 8601."""
    parts = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words)
    return f"{parts[3]}-{int(parts[1]):02}-{int(parts[2]):02}" if parts else words


def _iso(words: str) -> str:
    return str(next(iter(days_of(words, None)), ""))


def _parts(text: Text) -> Iterator[tuple[int, int]]:
    """The pages; of a text without pages what follows the last heading of this class."""
    starts = text.page_offsets()
    if len(starts) > 1:
        yield from zip(starts, (*starts[1:], len(text.low)), strict=True)
        return
    heading = _HEADING.search(text.lined, max(len(text.lined) // 3, len(text.lined) - _TAIL))
    if heading:
        yield heading.start(), len(text.low)


def _signs(text: Text, start: int, end: int) -> int:
    """How much of what an audit page holds stands there; most pages hold none and cost little."""
    low = text.low[start:end]
    times = len(_TIME.findall(low))
    if not times:
        return 0
    binding = _BINDING.search(low) is not None
    heading = _HEADING.search(text.lined, max(0, start - 1), end) is not None
    events = len({m.group() for m in _EVENT.finditer(low)})
    return (
        2 * heading
        + 2 * (_IP.search(low) is not None)
        + (_VENDOR.search(low) is not None)
        + (_FINGERPRINT.search(low) is not None)
        + (times > 1)
        + (events > 1)
        + 2 * binding
    )

"""One string to run rules on, with plain spaces and quotes, that points at the raw pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from arkiv.domain.documents import Page
from arkiv.domain.facts import Source

__all__ = ["Text", "line_key", "normalise"]

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
)
_SAME_LENGTH: dict[str, str] = (
    dict.fromkeys(_SPACES + "\r\x0b\x0c\x1c\x1d\x1e\x1f\x85", " ")
    | {"\u2028": "\n", "\u2029": "\n"}
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛`´′", "'")
    | dict.fromkeys("‐‑‒−", "-")
    | {"—": "–"}
)
_SHORTENED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+|[ \t\n]{2,}")
_FOOTER = re.compile(
    r"\s*(?:[-–] ?)?(?:page|side|sida|seite|pagina|pag\.?|s\.)? ?(?:[-–] ?)?\d{1,3}(?: ?[-–])?"
    r"(?: ?(?:of|av|van|af|von|/) ?\d{1,3})?\s*|\s*source: .{0,200}\d{1,2}/\d{1,2}/\d{2,4}\s*",
    re.IGNORECASE,
)
_SEC_FOOTER = re.compile(r"Source: [^\n]{3,120}, \d{1,2}/\d{1,2}/\d{4}")
_EDGE_LINES = 3
"""How many lines from the top and the foot of a page may be a header or a footer."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text for the rules; every offset in it can be traced back to a page."""

    flow: str
    """Runs of white space are one space; quotes and dashes are the plain ones."""
    lined: str
    """The same characters at the same offsets, with line ends and tabs kept."""
    low: str
    """flow in lower case, at the same offsets."""
    shifts: tuple[int, ...]
    """Sorted offsets in flow at which characters were left out, from 0."""
    raw_shifts: tuple[int, ...]
    """The offset in the joined raw pages of each of ``shifts``."""
    page_starts: tuple[int, ...]
    """The offset of each page in the joined raw pages."""
    pages: tuple[Page, ...]
    running: frozenset[str] = frozenset()
    """The keys of lines that come back at the edges of most pages; see line_key."""

    def raw(self, offset: int) -> int:
        """The offset in the joined raw pages of a character of flow."""
        at = bisect_right(self.shifts, offset) - 1
        return self.raw_shifts[at] + offset - self.shifts[at]

    def source(self, start: int, end: int, cue: str, clause: str | None = None) -> Source:
        """The evidence at flow[start:end]; words that run over a page end are cut there."""
        first, last = self.raw(start), self.raw(max(start, end - 1)) + 1
        at = bisect_right(self.page_starts, first) - 1
        page = self.pages[at]
        begin = min(first - self.page_starts[at], len(page.text))
        stop = max(begin, min(last - self.page_starts[at], len(page.text)))
        paragraph = bisect_right(page.paragraph_starts, begin) if page.paragraph_starts else None
        words = page.text[begin:stop]
        return Source(page.number, paragraph or None, clause, begin, stop, words, cue)

    def page_at(self, offset: int) -> int:
        """The index of the page that holds a character of flow."""
        return bisect_right(self.page_starts, self.raw(offset)) - 1

    def page_offsets(self) -> tuple[int, ...]:
        """Where each page begins, as offsets into flow."""
        return tuple(self._flow(start) for start in self.page_starts)

    def _flow(self, raw: int) -> int:
        """The offset in flow of a raw one, or of what follows where it was left out."""
        at = bisect_right(self.raw_shifts, raw) - 1
        after = self.shifts[at + 1] if at + 1 < len(self.shifts) else len(self.flow)
        return min(self.shifts[at] + raw - self.raw_shifts[at], after)

    def blanked(self, spans: Iterable[tuple[int, int]]) -> Text:
        """The same text with spaces at the spans; what is blank at its end is cut off."""
        lined = self.lined
        for start, end in spans:
            lined = lined[:start] + re.sub(r"[^\n]", " ", lined[start:end]) + lined[end:]
        return self._of(lined.rstrip(), self.shifts, self.raw_shifts)

    def without(self, spans: Sequence[tuple[int, int]]) -> Text:
        """The same text with the spans cut out; they are in order and don't overlap."""
        pieces: list[str] = []
        pairs = list(zip(self.shifts, self.raw_shifts, strict=True))
        kept: list[tuple[int, int]] = []
        at = length = 0
        for start, end in (*spans, (len(self.lined), len(self.lined))):
            kept.append((length, self.raw(at)))
            inside = slice(bisect_right(self.shifts, at), bisect_right(self.shifts, start))
            kept += [(a - at + length, b) for a, b in pairs[inside]]
            pieces.append(self.lined[at:start])
            length += start - at
            at = end
        kept += [(a - at + length, b) for a, b in pairs[bisect_right(self.shifts, at) :]]
        return self._of("".join(pieces), tuple(a for a, _ in kept), tuple(b for _, b in kept))

    def _of(self, lined: str, shifts: tuple[int, ...], raw_shifts: tuple[int, ...]) -> Text:
        flow = lined.replace("\n", " ").replace("\t", " ")
        return replace(
            self, flow=flow, lined=lined, low=_lower(flow), shifts=shifts, raw_shifts=raw_shifts
        )

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Where each line that is not blank begins and ends, without the spaces around it."""
        stop = len(self.lined) if end is None else end
        while start < stop:
            newline = self.lined.find("\n", start, stop)
            line_end = stop if newline < 0 else newline
            words = self.lined[start:line_end]
            if words.strip():
                left = start + len(words) - len(words.lstrip())
                yield left, start + len(words.rstrip())
            start = line_end + 1


def normalise(pages: tuple[Page, ...]) -> Text:
    """Joins the pages; headers and footers that come back on every page are left out."""
    starts, total = [], 0
    for page in pages:
        starts.append(total)
        total += len(page.text) + 1
    texts, running = _without_edges(pages)
    plain = "\n".join(texts)
    lined, shifts, raw_shifts = _shorten(plain)
    flow = lined.replace("\n", " ").replace("\t", " ")
    return Text(
        flow,
        lined,
        _lower(flow),
        shifts,
        raw_shifts,
        tuple(starts) or (0,),
        pages or (Page(1, ""),),
        running,
    )


def _shorten(plain: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    pieces: list[str] = []
    shifts, raw_shifts = [0], [0]
    done = length = 0
    for match in _SHORTENED.finditer(plain):
        run = match.group()
        kept = "\n" if "\n" in run else "\t" if "\t" in run else " " if " " in run else ""
        piece = plain[done : match.start()] + kept
        pieces.append(piece)
        length += len(piece)
        done = match.end()
        shifts.append(length)
        raw_shifts.append(done)
    pieces.append(plain[done:])
    return "".join(pieces), tuple(shifts), tuple(raw_shifts)


def _lower(flow: str) -> str:
    low = flow.lower()
    if len(low) == len(flow):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in flow)


def _without_edges(pages: tuple[Page, ...]) -> tuple[list[str], frozenset[str]]:
    """The pages' texts, same lengths, with repeated headers and footers turned into spaces."""
    texts = [_plain(page.text) for page in pages]
    if len(texts) == 1 and pages[0].number is None:
        return texts, frozenset()
    edges = [list(_edges(text)) for text in texts]
    seen = Counter(key for page in edges for key in {key for _, _, key in page})
    often = max(3, len(texts) // 2)
    running = frozenset(key for key, count in seen.items() if count >= max(2, len(texts) // 2))
    return [
        _blanked(text, [(a, b) for a, b, key in edge if _goes(key, seen[key] >= often, at == 0)])
        for at, (text, edge) in enumerate(zip(texts, edges, strict=True))
    ], running


def _plain(text: str) -> str:
    """The text with plain spaces, quotes and dashes; most pages hold few kinds of others."""
    for char in _SAME_LENGTH.keys() & set(text):
        text = text.replace(char, _SAME_LENGTH[char])
    return text


def _goes(key: str, repeated: bool, first_page: bool) -> bool:
    return bool(_FOOTER.fullmatch(key.replace("#", "1"))) or (repeated and not first_page)


def line_key(line: str) -> str:
    """A line by which to know it again on another page: all digits look the same."""
    return re.sub(r"\d", "#", line.strip().lower())


def _edges(text: str) -> Iterator[tuple[int, int, str]]:
    """The first and last lines of a page with a key in which all digits look the same."""
    spans = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for start, end in {*spans[:_EDGE_LINES], *spans[-_EDGE_LINES:]}:
        yield start, end, line_key(text[start:end])


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    spans = [*spans, *(m.span() for m in _SEC_FOOTER.finditer(text))]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text

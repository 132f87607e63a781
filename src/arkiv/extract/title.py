"""The title: the line at the front that names the agreement, put together when it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arkiv.extract.cues_loader import Language, any_of
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.normalise import Text, line_key

__all__ = ["title_of"]

_SEARCHED = 4000
_LONGEST = 140
_FULL_LINE = 100
_NEARBY = 6
"""Lines below a poor title, such as a running header, in which the better one stands."""
_FEW_WORDS = 10
_TOP = 8
"""Further down, and under ``Exhibit C``, ``FORM OF`` stands before the name of an annex."""
_MOST_LINES = 3
"""So many lines above and below may belong to the title."""
_SKIPPED = re.compile(rf"{any_of('title_skips')}|\[?\*", re.IGNORECASE)
_NOT_TITLE = re.compile(
    rf"{any_of('not_titles')}|\.{{4}}|^\(|^\d+(?:\.\d+)+ |^\"|^\d+\. |^§|;$|http", re.IGNORECASE
)
_LEAD = re.compile(rf"(?:{any_of('title_leads')})", re.IGNORECASE)
"""What stands before a title in its line: ``FORM OF``."""
_BEGINS = re.compile(any_of("title_begins"), re.IGNORECASE)
_SUBJECT = re.compile(any_of("subject_leads"), re.IGNORECASE)
_JOINS_NEXT = re.compile(rf"(?:\b(?:{any_of('title_joins')}|the|&|no\.?)|[-–&,:])$", re.IGNORECASE)
_JOINS_BEFORE = re.compile(rf"(?:{any_of('title_joins')}|&|no\. ?\d|number)\b", re.IGNORECASE)
_FORMS = re.compile(
    rf"\b(?:{any_of('line_end_forms')})\b\.?,?$|^(?:{any_of('title_stops')})", re.IGNORECASE
)
"""A line that names a company, or what stands under the title."""
_TAIL = re.compile(rf"(?:{any_of('title_tails')}|[ ,:*.–-]+|\(.{{0,40}}$)$", re.IGNORECASE)
_LINE_NO_TITLE = re.compile(
    rf"[.,;]$|\b(?:19|20)\d\d$|\b(?:{any_of('line_end_forms')})\b\.?,?$|^\d", re.IGNORECASE
)
"""What tells that a first line is a date, an address or a company."""
_SUBJECT_LINES = 25
_GENERIC = re.compile(any_of("bare_titles"), re.IGNORECASE)
"""Says nothing that a better title would not say."""
_AMENDMENT_BELOW = re.compile(any_of("amendment_titles"), re.IGNORECASE)
_COMPANY_BEFORE = re.compile(
    rf"(?-i:[A-Z0-9][^,]{{2,60}}?)[ ,.](?:{any_of('line_end_forms')})\b\.?"
    r" (?=(?-i:[A-Z][A-Z]))(?!liability|partnership)",
    re.IGNORECASE,
)
_IN_SENTENCE = re.compile(
    r"\b(?i:this) ((?:[A-Z][\w&'/-]*|and|of|for|to|the|[-–&])(?: (?:[A-Z][\w&'/-]*|and|of|for|to"
    r"|the"
    r"|[-–&])){0,9}? "
    r"(?:Agreement|AGREEMENT|Contract|Lease|Amendment|Addendum)(?: No\. ?\d+)?)(?= ?[\",(]| is "
    r"| entered| made| dated)"
)


def title_of(text: Text, language: Language, property_title: str | None) -> Candidate | None:
    """The best title in the first 4,000 characters; None when no line names an agreement."""
    lines = list(_lines(text))
    sentence = _from_sentence(text)
    spoken = _letters(str(sentence.value)) if sentence else ""
    second: Candidate | None = None
    poor = 0
    for at, (start, end) in enumerate(lines):
        if not _names(text.lined[start:end], language) or _runs_on(text, lines, at):
            continue
        found = _title_at(text, lines, at, spoken)
        if found is None:
            continue
        if second is not None and (at > poor + _NEARBY or not _plain(str(found.value))):
            break
        if not _GENERIC.fullmatch(str(found.value)) and not _is_running(text, lines, at):
            return found
        if second is None:
            second, poor = found, at
    if second is not None and _GENERIC.fullmatch(str(second.value)):
        return sentence or second
    return second or sentence or _first_line(text, lines, property_title)


def _runs_on(text: Text, lines: list[tuple[int, int]], at: int) -> bool:
    """Whether a long line is the beginning of a sentence that goes on in the next."""
    start, end = lines[at]
    following = text.lined[lines[at + 1][0]] if at + 1 < len(lines) else ""
    return end - start >= _FULL_LINE and following.islower()


def _is_running(text: Text, lines: list[tuple[int, int]], at: int) -> bool:
    """Whether a line is a running header and is not said again below as the title."""
    key = line_key(text.lined[slice(*lines[at])])
    if key not in text.running:
        return False
    below = lines[at + 1 : at + 1 + _NEARBY]
    return all(line_key(text.lined[a:b]) != key for a, b in below)


def _plain(title: str) -> bool:
    """Whether a title is short and no sentence, so that it may stand in for a poorer one."""
    return len(title.split()) <= _FEW_WORDS and ". " not in title and '"' not in title


def _title_at(text: Text, lines: list[tuple[int, int]], at: int, spoken: str) -> Candidate | None:
    first, last = _widened(text, lines, at, spoken)
    begin, stop = lines[first][0], lines[last][1]
    words = text.flow[begin:stop]
    stop -= len(words) - len(_TAIL.sub("", words))
    company = _COMPANY_BEFORE.match(text.flow, begin, stop)
    if company and not _BEGINS.match(text.flow, begin, stop):
        begin = company.end()
    value = text.flow[begin:stop].strip()
    if len(value) <= 3:
        return None
    return Candidate(value, 0.9 if at < 6 else 0.75, (Span(begin, stop, "title.line"),))


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


def _lines(text: Text) -> Iterator[tuple[int, int]]:
    annexed = False
    for at, (start, end) in enumerate(text.lines(0, min(_SEARCHED, len(text.lined)))):
        cell = text.lined.find("\t", start, end)
        lead = _LEAD.match(text.lined, start, end) if at < _TOP and not annexed else None
        yield lead.end() if lead else start, (end if cell < 0 else cell)
        line = text.lined[start:end]
        annexed = line[-2:-1] == " " and line[-1:].isupper() and bool(_SKIPPED.match(line))


def _names(line: str, language: Language) -> bool:
    """Whether a line reads as the name of an agreement and not as a sentence about one."""
    if len(line) > _LONGEST or not language.title_words.search(line):
        return False
    if _SKIPPED.match(line) or _NOT_TITLE.search(line) or _FORMS.search(line):
        return False
    if not line[0].isupper() and not line[0].isdigit():
        return False
    return len(line) < 70 or line.isupper() or not line.endswith((".", ",", ";"))


def _widened(text: Text, lines: list[tuple[int, int]], at: int, spoken: str) -> tuple[int, int]:
    """The first and last of the lines that make up the title.

    ``spoken`` holds the letters of the title as the opening sentence gives it.
    """
    words = [text.lined[a:b] for a, b in lines[: at + _MOST_LINES + 1]]
    first, last = _first_above(words, at, spoken), at
    while last + 1 < len(words) and last - at < _MOST_LINES:
        longer = _letters("".join(words[first : last + 2]))
        below = _AMENDMENT_BELOW.fullmatch(words[last + 1]) or _is_completed(words[at:], last - at)
        if not (below or spoken.startswith(longer) or _continues(words[last], words[last + 1])):
            break
        last += 1
    return first, last


def _first_above(words: list[str], at: int, spoken: str) -> int:
    """The line in which the title of line ``at`` begins."""
    first = at
    while first > 0 and at - first < _MOST_LINES:
        longer = _letters("".join(words[first - 1 : at + 1]))
        alone = _GENERIC.fullmatch(words[at]) and _heads(words[first - 1])
        if not (alone or spoken.endswith(longer) or _continues(words[first - 1], words[first])):
            break
        first -= 1
    begins = (n for n in range(max(0, first - 2), first) if _BEGINS.fullmatch(words[n]))
    return next(begins, first)


def _is_completed(words: list[str], at: int) -> bool:
    """Whether the next line is nothing but the word Agreement that these capitals lack."""
    bare = words[at].isupper() and words[at + 1].isupper() and _GENERIC.fullmatch(words[at + 1])
    return bool(bare) and _letters(words[at + 1]) not in _letters("".join(words[: at + 1]))


def _heads(line: str) -> bool:
    """Whether a line in capitals can be the beginning of a title that ends in the next."""
    if len(line) > 90 or not line.isupper() or line.endswith((".", ":", ",")):
        return False
    return not (_SKIPPED.match(line) or _FORMS.search(line) or _NOT_TITLE.search(line))


def _continues(line: str, following: str) -> bool:
    if _SKIPPED.match(line) or _FORMS.search(line) or _FORMS.search(following):
        return False
    if _SKIPPED.match(following) or _NOT_TITLE.search(following) or _NOT_TITLE.search(line):
        return False
    if len(line) > 90 or len(following) > 90:
        return False
    if not (re.search(r"\w", line) and re.search(r"\w", following)):
        return False
    same_case = line.isupper() == following.isupper()
    joined = bool(_JOINS_NEXT.search(line) or _JOINS_BEFORE.match(following))
    return joined and (same_case or line.isupper())


def _from_sentence(text: Text) -> Candidate | None:
    match = _IN_SENTENCE.search(text.flow, 0, _SEARCHED)
    if match is None:
        return None
    return Candidate(match[1], 0.6, (Span(*match.span(1), "title.sentence"),))


def _first_line(
    text: Text, lines: list[tuple[int, int]], property_title: str | None
) -> Candidate | None:
    """The title of the file's properties where the first lines show it too, else the first line."""
    wanted = re.sub(r"\W+", "", property_title or "").lower()
    for start, end in lines[:12]:
        line = text.lined[start:end]
        if len(wanted) > 5 and re.sub(r"\W+", "", line).lower() == wanted:
            return Candidate(line, 0.6, (Span(start, end, "title.property"),))
    if subject := _subject(text, lines):
        return subject
    for start, end in lines[:3]:
        line = text.lined[start:end]
        if 5 < len(line) < 80 and not _SKIPPED.match(line) and not _LINE_NO_TITLE.search(line):
            return Candidate(line, 0.3, (Span(start, end, "title.first_line"),))
    return None


def _subject(text: Text, lines: list[tuple[int, int]]) -> Candidate | None:
    """What a letter says it is about."""
    for start, end in lines[:_SUBJECT_LINES]:
        lead = _SUBJECT.match(text.flow, start, end)
        if lead and end - lead.end() > 5:
            return Candidate(
                text.flow[lead.end() : end], 0.4, (Span(lead.end(), end, "title.subject"),)
            )
    return None

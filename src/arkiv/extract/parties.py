"""Who the contract is between: from definitions, lists, table lines and signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from arkiv.domain.values import Party
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Reader
from arkiv.extract.names import alike, has_legal_form, is_name, trimmed
from arkiv.extract.org_numbers import OrgNumber, org_numbers_in

__all__ = ["Mention", "parties_of"]

_FRONT = 9000
_REGION = 2600
_MOST = 12
_BETWEEN = re.compile(
    r"\b(?:between|among|amongst|mellom|mellem|mellan|tussen|zwischen|ondergetekenden|undertegnede"
    r"|by and through|parties to this agreement are)\b:?",
    re.IGNORECASE,
)
_REGION_END = re.compile(
    r"w ?i ?t ?n ?e ?s ?s ?e ?t ?h|\brecitals?\b|\bwhereas\b|\bbackground\b|now,? therefore"
    r"|\bpreliminary statement"
    r"|parties (?:hereto )?(?:hereby )?agree|table of contents|\barticle (?:1|i)\b|komen overeen"
    r"|zijn overeengekomen|overwegende"
    r"|er (?:det )?inngått|\bbakgrunn\b|har (?:i dag )?inngått|in aanmerking nemende|verklaren"
    r"|\bsource:|§ ?1\b|\b1\. (?=[A-Z])",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"\([^()]{0,200}?[\"'][^()]{1,160}?\)|,? ?\(?(?:here(?:in)?after|hierna|heretter|nachfolgend"
    r"|herefter|nedan)\b[^\"';.]{0,60}[\"'][^\"']{1,60}[\"']\)?",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"[\"']([^\"']{1,60})[\"']")
_GROUP = re.compile(
    r"^(?:the )?(?:part(?:y|ies)|agreement|effective date|contract|partene|partijen"
    r"|execution date|commencement date|date|amendment|addendum)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r",? (?:and|og|en|und|och) (?=[A-ZÆØÅ])|; ?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands, and what the contract calls it."""

    name: str
    span: Span
    score: float
    role: str | None = None
    org_number: str | None = None


def parties_of(reader: Reader) -> tuple[Candidate, ...]:
    """The parties in the order of the contract; each one time."""
    numbers = list(org_numbers_in(reader.text, reader.language.code))[: 2 * _MOST]
    ways: tuple[Callable[[], list[Mention]], ...] = (
        lambda: _defined(reader),
        lambda: _listed(reader, numbers),
        lambda: _joined(reader),
        lambda: _on_cover(reader),
        lambda: _at_signatures(reader),
    )
    if reader.language.code != "en":
        ways = (ways[1], ways[0], ways[2], ways[4])
    found: list[Mention] = []
    for way in ways:
        found = _merged(found, way())
        if len(found) >= 2:
            break
    complete = _numbered(reader, found, numbers)
    return tuple(_candidate(m) for m in complete[:_MOST])


def _candidate(mention: Mention) -> Candidate:
    party = Party(mention.name, mention.role, mention.org_number)
    return Candidate(party, mention.score, (mention.span,))


def _merged(found: list[Mention], more: list[Mention]) -> list[Mention]:
    merged = list(found)
    for mention in more:
        if not any(alike(mention.name, known.name) for known in merged):
            merged.append(mention)
    return merged


# --- a definition after each name


def _defined(reader: Reader) -> list[Mention]:
    """``between A Inc., a Delaware corporation ("Supplier"), and B Ltd ("Customer")``."""
    best: list[Mention] = []
    for start, end in _regions(reader):
        mentions = _merged([], list(_in_region(reader, start, end)))
        if len(mentions) > len(best):
            best = mentions
        if len(best) > 1:
            break
    return best


def _regions(reader: Reader) -> Iterator[tuple[int, int]]:
    flow = reader.text.flow
    for count, match in enumerate(_BETWEEN.finditer(flow, 0, min(_FRONT, len(flow)))):
        if count == 8:
            return
        stop = _REGION_END.search(flow, match.end(), min(len(flow), match.end() + _REGION))
        yield match.end(), stop.start() if stop else min(len(flow), match.end() + _REGION)


def _in_region(reader: Reader, start: int, end: int) -> Iterator[Mention]:
    flow, at = reader.text.flow, start
    last = None
    for definition in _DEFINITION.finditer(flow, start, end):
        aliases = [a.strip(" ,.") for a in _ALIAS.findall(definition.group())]
        chunk_start, at_next = at, definition.end()
        at = at_next
        if aliases and _GROUP.match(aliases[0]):
            continue
        role = aliases[0] if aliases else None
        for mention in _names_in(reader, chunk_start, definition.start(), 0.88):
            last = replace(mention, role=role)
            yield last
    if last is not None:
        yield from (
            m for m in _names_in(reader, at, min(end, at + 200), 0.6) if has_legal_form(m.name)
        )


def _names_in(reader: Reader, start: int, end: int, score: float) -> Iterator[Mention]:
    """The names a chunk begins with; two where two full company names are joined by a word."""
    chunk = reader.text.flow[start:end]
    sentence = re.search(
        r"\.(?= (?:[A-Z]\w+ and [A-Z]\w+ (?:are|may)|Each|The|Whereas|For|In )\b)", chunk
    )
    if sentence:
        chunk = chunk[: sentence.start()]
    for left, right in _pieces(chunk):
        first, last = trimmed(chunk[left:right])
        name = chunk[left + first : left + last]
        if is_name(name):
            span = Span(start + left + first, start + left + last, "party.defined")
            yield Mention(name, span, score)


def _pieces(chunk: str) -> list[tuple[int, int]]:
    pieces, left = [], 0
    for match in _SPLIT.finditer(chunk):
        both = has_legal_form(chunk[left : match.start()]) and has_legal_form(chunk[match.end() :])
        if both:
            pieces.append((left, match.start()))
            left = match.end()
    return [*pieces, (left, len(chunk))]


# --- organisation numbers and roles


def _listed(reader: Reader, numbers: list[OrgNumber]) -> list[Mention]:
    """Names before an organisation number, and lines that begin with what a party is called."""
    found = [m for n in numbers if n.start < 2 * _FRONT and (m := _before_number(reader, n))]
    rows = list(_by_role(reader))
    known = _merged([], sorted([*found, *rows], key=lambda m: m.span.start))
    return [m for m in known if m.score > 0.5]


def _before_number(reader: Reader, number: OrgNumber) -> Mention | None:
    lined = reader.text.lined
    line = lined.rfind("\n", 0, number.start) + 1
    for _ in range(3):
        start = _after_separator(lined, line, number.start)
        _, line_role = _after_role(reader, line, number.start)
        start, role = _after_role(reader, start, number.start)
        first, last = trimmed(reader.text.flow[start : number.start])
        name = reader.text.flow[start + first : start + last]
        if is_name(name) and start + first > line - 1:
            mixed = _across_lines(reader, line, start + first, start + last)
            name = reader.text.flow[mixed : start + last]
            span = Span(mixed, start + last, "party.org_number")
            return Mention(name, span, 0.92, role or line_role, number.number)
        line = lined.rfind("\n", 0, max(0, line - 1)) + 1
    return None


_SEPARATOR = re.compile(
    r"[;:\t]|\)[,]? (?:og|en|and|und|och) |\b(?:mellom|tussen|zwischen|mellan|mellem|between)\b"
    r"|(?<=\n)[(]?\d{1,2}[.)] "
)


def _after_separator(lined: str, start: int, end: int) -> int:
    marks = [m.end() for m in _SEPARATOR.finditer(lined, start, end)]
    if marks and lined[start:end].count("\t") and not lined[marks[-1] : end].strip(" –-,"):
        marks.pop()
    return marks[-1] if marks else start


def _across_lines(reader: Reader, line: int, start: int, end: int) -> int:
    """Where a name begins that was broken over a line end: after the last joining word above."""
    if start > line + 1 or line == 0:
        return start
    above = reader.text.lined.rfind("\n", 0, line - 1) + 1
    words = reader.text.lined[above : line - 1]
    join = list(re.finditer(r"(?:\)|»|\"),? (?:og|en|and|und|och) (?=[A-ZÆØÅ])", words))
    if not join or not is_name(words[join[-1].end() :] + " " + reader.text.flow[start:end]):
        return start
    return above + join[-1].end()


def _after_role(reader: Reader, start: int, end: int) -> tuple[int, str | None]:
    """Steps over a number and the word for the role at the beginning of a line."""
    match = re.match(
        r"[ (]*(?:\d{1,2}[.)])? ?(?:\(?den?\)? )?([^\W\d_]+)(?:/[^\W\d_]+)?(?: ?:|\t| )[ ]?",
        reader.text.lined[start:end],
    )
    if match and match[1].lower() in reader.language.roles:
        return start + match.end(), match[1].lower()
    return start, None


def _by_role(reader: Reader) -> Iterator[Mention]:
    """``Utleier: Kaigata Eiendom AS``; the first line of a role counts."""
    seen = set()
    for start, end in reader.text.lines(0, min(len(reader.text.lined), _FRONT)):
        after, role = _after_role(reader, start, end)
        if role is None or role in seen:
            continue
        between = reader.text.lined[start:after]
        first, last = trimmed(reader.text.flow[after:end])
        name = reader.text.flow[after + first : after + last]
        if is_name(name) and len(name.split()) > 1 and not _is_role(reader, name):
            seen.add(role)
            sure = 0.8 if (":" in between or "\t" in between or between[:1].isdigit()) else 0.5
            yield Mention(name, Span(after + first, after + last, "party.role"), sure, role)


def _is_role(reader: Reader, name: str) -> bool:
    return any(word.lower().strip(".,") in reader.language.roles for word in name.split())


# --- joined names, covers and signatures


def _joined(reader: Reader) -> list[Mention]:
    """``mellom A og B`` without definitions."""
    best: list[Mention] = []
    for start, end in _regions(reader):
        chunk = reader.text.flow[start : min(end, start + 300)]
        mentions: list[Mention] = []
        left = 0
        for match in [*_SPLIT.finditer(chunk), None]:
            right = match.start() if match else len(chunk)
            mentions += [
                replace(m, score=0.65) for m in _names_in(reader, start + left, start + right, 0.65)
            ]
            left = match.end() if match else right
            if len(mentions) == 2:
                break
        if len(mentions) > len(best) and any(has_legal_form(m.name) for m in mentions):
            best = mentions
    return best


def _on_cover(reader: Reader) -> list[Mention]:
    """Lines that are nothing but a company name, on the first page."""
    found = []
    for start, end in reader.text.lines(0, min(len(reader.text.lined), 1500)):
        name = reader.text.flow[start:end].rstrip(" ,")
        if is_name(name) and has_legal_form(name) and len(name) < 70:
            found.append(Mention(name, Span(start, start + len(name), "party.cover"), 0.55))
    return found[:3]


_SIGNED_BY = re.compile(r"\n[ ]?(?:by|name|per|title)\b ?[:/]|\n ?/s/|\n ?_{5,}", re.IGNORECASE)


def _at_signatures(reader: Reader) -> list[Mention]:
    """Company names right above a signature line."""
    found = []
    text = reader.text
    for match in _SIGNED_BY.finditer(text.lined, reader.back):
        above = text.lined.rfind("\n", 0, match.start()) + 1
        start = (
            above
            + len(text.lined[above : match.start()])
            - len(text.lined[above : match.start()].lstrip())
        )
        name = text.flow[start : match.start()].strip(" ,:")
        if is_name(name) and has_legal_form(name) and len(name) < 80:
            found.append(Mention(name, Span(start, start + len(name), "party.signature"), 0.5))
    return found


# --- roles and numbers for the parties found


def _numbered(reader: Reader, found: list[Mention], numbers: list[OrgNumber]) -> list[Mention]:
    """The parties with the number that follows each name, and the role near it."""
    free = [n for n in numbers if n.number not in {m.org_number for m in found}]
    complete = []
    lacking = [m for m in found if m.org_number is None]
    if lacking and len(lacking) == len(found) == len(free):
        lacking_numbers = [n.number for n in free]
        found = [replace(m, org_number=n) for m, n in zip(found, lacking_numbers, strict=True)]
    for at, mention in enumerate(found):
        role = mention.role or _role_after(reader, mention, found[at + 1 : at + 2])
        complete.append(replace(mention, role=role))
    return complete


def _role_after(reader: Reader, mention: Mention, following: list[Mention]) -> str | None:
    end = mention.span.end + 220
    if following and following[0].span.start > mention.span.end:
        end = min(end, following[0].span.start)
    words = re.findall(r"[^\W\d_]{4,}", reader.text.flow[mention.span.end : end].lower())
    for word in words:
        for role in reader.language.roles:
            if word == role or (word.startswith(role) and len(word) - len(role) <= 2):
                return role
    return None

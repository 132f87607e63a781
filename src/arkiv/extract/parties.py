"""Who the contract is between: from the opening, lists, tables, covers and signatures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from arkiv.domain.values import Party
from arkiv.extract.columns import columns
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.letters import openly_defined
from arkiv.extract.matching import Reader
from arkiv.extract.mentions import Mention, merged
from arkiv.extract.names import has_legal_form, is_name
from arkiv.extract.org_numbers import OrgNumber, org_numbers_in
from arkiv.extract.party_blocks import in_blocks, in_table
from arkiv.extract.party_rows import columned, lettered, listed
from arkiv.extract.preamble import defined, joined, numbered
from arkiv.extract.signature_block import at_signatures

__all__ = ["parties_of"]

_MOST = 40
_NUMBERS = 24
_COVER = 1500
_MANY = 4
_LETTERS = "ABCDEFGH"
"""A letter before a name is an initial, unless each party has the next one."""
_SIGNERS_ARE_PARTIES = ("joint filing", "the undersigned", "undersigned hereby")


def parties_of(reader: Reader) -> tuple[Candidate, ...]:
    """The parties in the order of the contract; each one time."""
    numbers = list(org_numbers_in(reader.text, reader.language.code))[:_NUMBERS]
    found: list[Mention] = []
    for way in _ways(reader, numbers):
        found = merged(found, way())
        if len(found) >= 2:
            break
    if signers := _many_signers(reader, found):
        found = merged(signers, found)[: len(signers)]
    if any(mention.role is None for mention in found):
        found = _with_roles(found, defined(reader))
    complete = _numbered(reader, _without_letters(found), numbers)
    return tuple(_candidate(m) for m in complete[:_MOST])


def _opening(reader: Reader) -> list[Mention]:
    """The fuller of the definitions and the numbered list."""
    return max(defined(reader), numbered(reader), key=len)


def _many_signers(reader: Reader, found: list[Mention]) -> list[Mention]:
    """All for whom somebody signs, when they are many more than the opening names."""
    if reader.text.low.count("for and on behalf of", reader.back) < _MANY:
        return []
    signers = at_signatures(reader, _MOST)
    return signers if len(signers) >= _MANY and len(signers) > 2 * len(found) else []


def _with_roles(found: list[Mention], known: list[Mention]) -> list[Mention]:
    return merged(found, known)[: len(found)]


def _ways(reader: Reader, numbers: list[OrgNumber]) -> tuple[Callable[[], list[Mention]], ...]:
    """The structures that name parties, the surest first."""
    opening: tuple[Callable[[], list[Mention]], ...] = (
        lambda: lettered(reader),
        lambda: _opening(reader),
    )
    rows: tuple[Callable[[], list[Mention]], ...] = (lambda: listed(reader, numbers),)
    table: tuple[Callable[[], list[Mention]], ...] = (lambda: in_table(reader),)
    rest: tuple[Callable[[], list[Mention]], ...] = (
        lambda: joined(reader),
        lambda: openly_defined(reader),
        lambda: at_signatures(reader, _MOST),
    )
    if reader.language.code != "en":
        blocks = (lambda: columned(reader, numbers), lambda: in_blocks(reader, True))
        return (*blocks, *opening, *table, *rows, lambda: in_blocks(reader, False), *rest)
    if any(words in reader.text.low[:1200] for words in _SIGNERS_ARE_PARTIES):
        return (lambda: at_signatures(reader, _MOST), *opening, *rest)
    return (*opening, *table, *rest[:2], *rows, lambda: _on_cover(reader), rest[2])


def _without_letters(found: list[Mention]) -> list[Mention]:
    """``A. Fjord AS`` and ``B. Berg AS`` without the letters they are listed by."""
    letters = "".join(m.name[:1].upper() for m in found)
    if len(found) < 2 or not _LETTERS.startswith(letters):
        return found
    people = not any(has_legal_form(m.name) for m in found)
    if people or any(m.name[1:3] not in (". ", ") ") for m in found):
        return found
    cut = len("A. ")
    return [
        replace(m, name=m.name[cut:], span=replace(m.span, start=m.span.start + cut)) for m in found
    ]


def _candidate(mention: Mention) -> Candidate:
    party = Party(mention.name, mention.role, mention.org_number)
    return Candidate(party, mention.score, (mention.span,))


def _on_cover(reader: Reader) -> list[Mention]:
    """Lines that are nothing but a company name, on the first page."""
    found = []
    for line in reader.text.lines(0, min(len(reader.text.lined), _COVER)):
        for start, end in columns(reader.text.lined, *line):
            name = reader.text.flow[start:end].rstrip(" ,")
            if is_name(name) and has_legal_form(name) and len(name) < 70:
                found.append(Mention(name, Span(start, start + len(name), "party.cover"), 0.55))
    return found[:3]


# --- roles and numbers for the parties found


def _numbered(reader: Reader, found: list[Mention], numbers: list[OrgNumber]) -> list[Mention]:
    """The parties with the number that follows each name, and the role near it."""
    found = _with_following_numbers(found, numbers)
    free = [n for n in numbers if n.number not in {m.org_number for m in found}]
    lacking = [m for m in found if m.org_number is None]
    if lacking and len(lacking) == len(found) == len(free):
        lacking_numbers = [n.number for n in free]
        found = [replace(m, org_number=n) for m, n in zip(found, lacking_numbers, strict=True)]
    return [
        replace(mention, role=mention.role or _role_after(reader, mention, found[at + 1 : at + 2]))
        for at, mention in enumerate(found)
    ]


def _with_following_numbers(found: list[Mention], numbers: list[OrgNumber]) -> list[Mention]:
    """Each number goes to the last party named before it, when it stands near."""
    order = sorted(found, key=lambda m: m.span.start)
    given: dict[Span, str] = {}
    for number in numbers:
        before = [m for m in order if m.span.end <= number.start < m.span.end + 300]
        if before and before[-1].org_number is None:
            given.setdefault(before[-1].span, number.number)
    return [replace(m, org_number=m.org_number or given.get(m.span)) for m in found]


def _role_after(reader: Reader, mention: Mention, following: list[Mention]) -> str | None:
    """The first word for a role behind a name, as it is written."""
    end = mention.span.end + 220
    if following and following[0].span.start > mention.span.end:
        end = min(end, following[0].span.start)
    for word in re.findall(r"[^\W\d_]{4,}", reader.text.flow[mention.span.end : end]):
        low = word.lower()
        for role in reader.language.roles:
            if low == role or (low.startswith(role) and len(low) - len(role) <= 2):
                return str(word)
    return None

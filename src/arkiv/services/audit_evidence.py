"""Evidence for the answers of an audit: words somebody quotes, and words that were looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from arkiv.domain.anchoring import anchor_at
from arkiv.domain.anchors import Anchor
from arkiv.domain.auditing import Item
from arkiv.domain.documents import DocumentKind
from arkiv.domain.facts import Field, FieldValue
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.query import Query
from arkiv.domain.review import FactRow, review_rows
from arkiv.domain.searching import HitSpan
from arkiv.errors import BadInput, NotFound
from arkiv.services.finding import Finder
from arkiv.texts import _

__all__ = ["Proposal", "passage", "proposed", "quoted"]

_LONGEST = 240
_BEFORE = 120
_BEGINS = re.compile(r"[^\W\d]{2}[.;!?]\s+|\n(?=\(?[\da-z]{1,3}(\.\d+)*[.)]?\s)")
_ENDS = re.compile(r"[^\W\d]{2}[.;!?](?=\s)|[^\W\d]{2}[.;!?]$")
"""The end of a sentence, whose dot is none of a number, and a line that begins with a label."""
_LONGEST_QUOTE = 2_000
_LOOKED_FOR = "audit.look_for"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was found for a question: it answers nothing, a person does."""

    contract: ContractId
    item: str
    anchors: tuple[Anchor, ...]
    """Empty for a fact that somebody typed."""
    fact: Field | None = None
    values: tuple[FieldValue, ...] = ()
    """Of the fact."""


def proposed(
    finder: Finder, contracts: Sequence[ContractId], items: Sequence[Item], today: date
) -> Iterator[Proposal]:
    """For each question the contracts that have something for it, by the fact or the words."""
    known = {contract: _Known.of(finder, contract) for contract in contracts}
    for item in items:
        found: set[ContractId] = set()
        if item.fact is not None:
            for contract in contracts:
                proposal = _by_fact(known[contract], contract, item.id, item.fact)
                if proposal is not None:
                    found.add(contract)
                    yield proposal
        if item.look_for and found != set(contracts):
            results = [finder.search(line, today) for line in item.look_for.splitlines()]
            hits = [(result.query, set(result.scored.ids)) for result in results]
            for contract in contracts:
                queries = [query for query, ids in hits if contract in ids]
                if queries and contract not in found:
                    anchor = _by_words(finder, queries, contract)
                    if anchor is not None:
                        yield Proposal(contract, item.id, (anchor,))


def quoted(finder: Finder, contract: ContractId, words: str) -> Anchor:
    """Where these words stand in the contract, however its lines break. Raises NotFound,
    BadInput."""
    typed = words.split()
    if not typed or len(words) > _LONGEST_QUOTE:
        raise BadInput(_("Quote some words of the contract, not the whole of it."))
    pattern = re.compile(r"\s+".join(map(re.escape, typed)), re.IGNORECASE)
    for document in finder.record.contracts.texts(contract):
        for page in document.pages:
            if match := pattern.search(page.text):
                return anchor_at(document.sha256, page, *match.span())
    raise NotFound(
        _("These words do not stand in contract {id}: {words}").format(id=contract, words=words)
    )


def passage(text: str, hits: Sequence[HitSpan]) -> HitSpan:
    """The piece with the most different words of the hits, cut at words; ``hits`` in order, not
    empty."""

    def within(first: int) -> list[HitSpan]:
        last = hits[first].start + _LONGEST - _BEFORE
        return [hits[first], *(h for h in hits[first + 1 :] if h.end <= last)]

    def different(first: int) -> int:
        return len({text[h.start : h.end].casefold() for h in within(first)})

    best = within(max(range(len(hits)), key=lambda first: (different(first), -first)))
    start = _beginning(text, best[0].start)
    end = _ending(text, start, best[-1].end)
    return HitSpan(start, end)


def _beginning(text: str, hit: int) -> int:
    """Where the sentence or clause of a hit begins, else some words before it."""
    begins = [m.end() for m in _BEGINS.finditer(text, max(0, hit - _BEFORE), hit)]
    return begins[-1] if begins else _forward(text, max(0, hit - _BEFORE // 2), hit)


def _ending(text: str, start: int, hit: int) -> int:
    """Where the last sentence that fits ends, else the last word that does; not before the hit."""
    last = min(len(text), start + _LONGEST)
    ends = [m.end() for m in _ENDS.finditer(text, hit, max(hit, last))]
    return ends[-1] if ends else max(_back(text, last, hit), hit)


def _forward(text: str, start: int, limit: int) -> int:
    """The first beginning of a word from there on, not beyond the limit."""
    begins = start == 0 or text[start - 1].isspace()
    while start < limit and (not begins or text[start].isspace()):
        begins = text[start].isspace()
        start += 1
    return start


def _back(text: str, end: int, limit: int) -> int:
    """The last end of a word up to there, not before the limit."""
    ends = end == len(text) or text[end].isspace()
    while end > limit and (not ends or text[end - 1].isspace()):
        ends = text[end - 1].isspace()
        end -= 1
    return end


def _by_words(finder: Finder, queries: Sequence[Query], contract: ContractId) -> Anchor | None:
    """The passage with the most different words of one query.

    None where the words stand in a note, a tag or the title and not in the text."""
    best: tuple[int, Anchor] | None = None
    for document in finder.record.contracts.texts(contract):
        for page, query in product(document.pages, queries):
            hits = finder.index.highlight(query, page.text)
            if not hits:
                continue
            span = passage(page.text, hits)
            said = {
                page.text[h.start : h.end].casefold()
                for h in hits
                if span.start <= h.start and h.end <= span.end
            }
            if best is None or len(said) > best[0]:
                found = anchor_at(document.sha256, page, span.start, span.end, _LOOKED_FOR)
                best = len(said), found
    return None if best is None else best[1]


@dataclass(frozen=True, slots=True)
class _Known:
    """The facts of a contract, and the document that they were read in."""

    original: Sha256 | None
    rows: Mapping[Field, FactRow]

    @classmethod
    def of(cls, finder: Finder, contract: ContractId) -> _Known:
        contracts = finder.record.contracts
        rows = review_rows(contracts.findings(contract), contracts.decisions(contract))
        documents = finder.record.documents.of_contract(contract)
        original = next((d.sha256 for d in documents if d.kind is DocumentKind.ORIGINAL), None)
        return cls(original, {row.field: row for row in rows})


def _by_fact(known: _Known, contract: ContractId, item: str, fact: Field) -> Proposal | None:
    """None where it is not known, or is that something is not so."""
    row = known.rows[fact]
    if not row.values or row.values == (False,):
        return None
    anchors = tuple(Anchor(known.original, s) for s in row.sources if known.original)
    return Proposal(contract, item, anchors, fact, row.values)

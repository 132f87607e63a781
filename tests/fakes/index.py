"""The index in memory by brute force: the same port, no files, no clever reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from arkiv.domain.contracts import IndexEntry, Summary
from arkiv.domain.counterparties import counterparties, one_spelling
from arkiv.domain.deadlines import look_ahead, upcoming
from arkiv.domain.documents import Page
from arkiv.domain.identity import ContractId
from arkiv.domain.index_port import SummarySource
from arkiv.domain.notations import notations
from arkiv.domain.outlook import Status
from arkiv.domain.query import Query
from arkiv.domain.query_tree import (
    AmountRange,
    And,
    Column,
    DateField,
    DateRange,
    Everything,
    Flag,
    Is,
    Node,
    Not,
    Numbered,
    Or,
    Phrase,
    Prefix,
    Presence,
    TextField,
    Value,
    Word,
    leaves,
)
from arkiv.domain.searching import (
    Facet,
    FacetCount,
    Hits,
    HitSpan,
    Scored,
    SearchAnswer,
    SearchRequest,
    Snippet,
    SortKey,
)
from arkiv.domain.typed_notations import forms_of
from arkiv.domain.values import Money, Party
from arkiv.errors import Cancelled
from arkiv.search.expansion import Meanings, Vocabulary, narrowed
from arkiv.search.folding import fold, terms, tokens
from arkiv.search.misspelled import Neighbours, meant, those_that_find
from arkiv.search.wanted import Wanted
from fakes.words import FakeWords

__all__ = ["FakeIndex"]

Judgement = bool | None
"""None: there is nothing to look for."""


@dataclass(frozen=True)
class _Edge:
    """A word and the two gaps between words it stands between."""

    begin: float
    end: float
    term: str


class FakeIndex:
    """Holds what it is fed; answers by looking at everything."""

    def __init__(
        self,
        summaries: SummarySource,
        own_names: tuple[str, ...] = (),
        own_org_numbers: tuple[str, ...] = (),
    ) -> None:
        self._source = summaries
        self._own_names = own_names
        self._own_org_numbers = own_org_numbers
        self._entries: dict[ContractId, IndexEntry] = {}
        self._meanings: Meanings | None = None
        self._facets: dict[tuple[ContractId, int, date], dict[Facet, tuple[str | None, ...]]] = {}
        self._spellings: dict[str, str] = {}
        self._mark = 0

    def mark(self) -> int:
        return self._mark

    def feed(self, entries: Iterable[IndexEntry], mark: int, timeout_seconds: float = 5.0) -> bool:
        if mark > self._mark:
            self._entries |= {entry.id: entry for entry in entries}
            self._mark = mark
        return True

    def rebuild(self, entries: Iterable[IndexEntry], mark: int) -> None:
        self._meanings = None
        self._entries = {entry.id: entry for entry in entries}
        self._mark = mark

    def forget_earlier(self) -> None:
        """There is one only."""

    def tidy(self) -> bool:
        return False

    def search(
        self, request: SearchRequest, stop: Callable[[], bool] | None = None
    ) -> SearchAnswer:
        if stop is not None and stop():
            raise Cancelled
        rows = list(self._source.summaries(0))
        self._spellings = one_spelling(party for row in rows for party in row.facts.parties)
        self._meanings = self._newest_meanings(
            row.facts.language for row in rows if row.facts.language
        )
        request = replace(
            request,
            include=self._spelled(request.include),
            exclude=self._spelled(request.exclude),
        )
        trash = any(node == Is(Flag.TRASHED) for node, _negated in leaves(request.query.root))
        found = [
            row
            for row in rows
            if (trash or not row.trashed)
            and self._fits(request.query.root, row, request.today) is not False
        ]
        hits = [row for row in found if self._selected(row, request, but=None)]
        scores = {row.id: self._score(request.query.root, row) for row in hits}
        ordered = self._ordered(hits, scores, request)[: request.limit]
        return SearchAnswer(
            len(hits),
            Hits.of(Scored(row.id, scores[row.id]) for row in ordered),
            {facet: self._counted(facet, found, request) for facet in Facet},
        )

    def suggest(
        self, query: Query, today: date, stop: Callable[[], bool] | None = None
    ) -> tuple[str, ...]:
        def total(other: Query) -> int:
            return self.search(SearchRequest(other, today, limit=1), stop).total

        meanings = self._meanings or self._newest_meanings(())
        others = meant(query, meanings, Neighbours(self._words()))
        return those_that_find(query, today, others, total)

    def highlight(self, query: Query, text: str) -> tuple[HitSpan, ...]:
        return self._marked(query, text, TextField.TEXT)

    def _marked(self, query: Query, text: str, field: TextField) -> tuple[HitSpan, ...]:
        marked = [False] * len(text)
        for node in self._positive(query.root):
            one = self._meant(node)
            if one is not None and one.field in (None, field):
                for start, end in (*_spans(one, text), *_other_notations(node, text)):
                    marked[start:end] = [True] * (end - start)
        return tuple(_runs(marked))

    def snippet(
        self,
        query: Query,
        pages: Iterable[Page],
        width: int = 160,
        field: TextField = TextField.TEXT,
    ) -> Snippet:
        for page in pages:
            spans = self._marked(query, page.text, field)
            if spans:
                text = page.text[spans[0].start : spans[0].start + width]
                text = "".join(" " if sign.isspace() else sign for sign in text)
                hits = tuple(
                    HitSpan(span.start - spans[0].start, span.end - spans[0].start)
                    for span in spans
                    if span.end - spans[0].start <= len(text)
                )
                return Snippet(text, hits, page.number, field)
        return Snippet("", (), None)

    def ids(self) -> frozenset[ContractId]:
        return frozenset(self._entries)

    def close(self) -> None:
        return

    def _fits(self, node: Node, row: Summary, today: date, narrow: bool = False) -> Judgement:
        if isinstance(node, Everything):
            return None
        if isinstance(node, Word | Prefix | Phrase):
            return self._holds(node, row, narrow) if terms(node.text) else None
        if isinstance(node, Not):
            fits = self._fits(node.part, row, today, narrow=True)
            return None if fits is None else not fits
        if isinstance(node, And | Or):
            parts = [self._fits(part, row, today, narrow) for part in node.parts]
            said = [part for part in parts if part is not None]
            both = all(said) if isinstance(node, And) else any(said)
            return both if said else None
        return _column_fits(node, row, today)

    def _holds(self, node: Word | Prefix | Phrase, row: Summary, narrow: bool) -> bool:
        return self._count(node, row, node.field, narrow) > 0

    def _count(
        self,
        node: Word | Prefix | Phrase,
        row: Summary,
        field: TextField | None,
        narrow: bool = False,
    ) -> float:
        entry = self._entries.get(row.id)
        one = self._meant(node)
        if entry is None or one is None:
            return 0
        one = narrowed(one) if narrow else one
        return sum(
            weight * len(list(_walks(way, _edges(pages))))
            for name in (tuple(TextField) if field is None else (field,))
            for pages in _texts(entry, name)
            for way, weight in _ways(one, name, row.facts.language)
        ) + sum(
            len(list(_other_notations(node, page)))
            for name in (tuple(TextField) if field is None else (field,))
            for pages in _texts(entry, name)
            for page in pages
        )

    def _meant(self, node: Word | Prefix | Phrase) -> Wanted | None:
        if self._meanings is None:
            self._meanings = self._newest_meanings(())
        return self._meanings.wanted(node)

    def _newest_meanings(self, languages: Iterable[str]) -> Meanings:
        return Meanings(Vocabulary(self._words().values()), languages)

    def _words(self) -> dict[TextField, FakeWords]:
        return {
            field: FakeWords(
                [edge.term for pages in _texts(entry, field) for edge in _edges(pages)]
                for entry in self._entries.values()
            )
            for field in TextField
        }

    def _positive(self, root: Node) -> list[Word | Prefix | Phrase]:
        return [
            node
            for node, negated in leaves(root)
            if not negated and isinstance(node, Word | Prefix | Phrase)
        ]

    def _score(self, root: Node, row: Summary) -> float:
        score = 0.0
        for node in self._positive(root):
            for field, weight in ((TextField.TITLE, 1000.0), (TextField.PARTIES, 500.0)):
                if node.field in (None, field):
                    score += weight * self._count(node, row, field)
            score += self._count(node, row, node.field)
        return score

    def _selected(self, row: Summary, request: SearchRequest, but: Facet | None) -> bool:
        def passes(chosen: Mapping[Facet, frozenset[str]], wanted: bool) -> bool:
            return all(
                bool(values & set(self._values(facet, row, request.today))) is wanted
                for facet, values in chosen.items()
                if values and facet is not but
            )

        return passes(request.include, True) and passes(request.exclude, False)

    def _counted(
        self, facet: Facet, found: list[Summary], request: SearchRequest
    ) -> tuple[FacetCount, ...]:
        none: frozenset[str] = frozenset()
        counts = dict.fromkeys(
            request.include.get(facet, none) | request.exclude.get(facet, none), 0
        )
        for row in found:
            if self._selected(row, request, but=facet):
                for value in set(self._values(facet, row, request.today)):
                    counts[value] = counts.get(value, 0) + 1
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(FacetCount(value, count) for value, count in ordered)

    def _values(self, facet: Facet, row: Summary, today: date) -> tuple[str, ...]:
        key = (row.id, row.seq, today)
        if key not in self._facets:
            self._facets[key] = self._all_values(row, today)
        values = (str(value) for value in self._facets[key][facet] if value)
        if facet is Facet.COUNTERPARTY:
            return tuple(self._spellings.get(value, value) for value in values)
        return tuple(values)

    def _spelled(self, chosen: Mapping[Facet, frozenset[str]]) -> dict[Facet, frozenset[str]]:
        names = chosen.get(Facet.COUNTERPARTY, frozenset())
        spelled = frozenset(self._spellings.get(name, name) for name in names)
        return {**chosen, Facet.COUNTERPARTY: spelled} if names else dict(chosen)

    def _all_values(self, row: Summary, today: date) -> dict[Facet, tuple[str | None, ...]]:
        facts = row.facts
        expires = _expires(row, today)
        signed = facts.agreement_date
        return {
            Facet.STATUS: (upcoming(row, today).status,),
            Facet.DUE: tuple(_due_within(row, today)),
            Facet.DOCUMENT_TYPE: (facts.document_type,),
            Facet.COUNTERPARTY: tuple(party.name for party in self._others(row)),
            Facet.TAG: tuple(_with_above(row.tags)),
            Facet.LANGUAGE: (facts.language,),
            Facet.SIGNED_YEAR: (str(signed.year) if signed else None,),
            Facet.EXPIRY_YEAR: (str(expires.year) if expires else None,),
            Facet.VALUE_BAND: (_band(facts.value) if facts.value else None,),
            Facet.GOVERNING_LAW: (facts.governing_law,),
            Facet.FOLDER: tuple(_with_above((row.folder,))),
            Facet.OWNER: (row.owner,),
            Facet.REVIEWED: ("true" if row.reviewed else "false",),
            Facet.FAULT: (row.fault.code if row.fault else None,),
        }

    def _others(self, row: Summary) -> tuple[Party, ...]:
        return counterparties(row.facts.parties, self._own_names, self._own_org_numbers)

    def _ordered(
        self, hits: list[Summary], scores: dict[ContractId, float], request: SearchRequest
    ) -> list[Summary]:
        newest = sorted(hits, key=lambda row: (row.filed_on, row.id), reverse=True)
        if request.sort is SortKey.RELEVANCE:
            best_first = request.descending is not False
            return sorted(newest, key=lambda row: -scores[row.id] if best_first else scores[row.id])
        keys = {row.id: self._sort_key(request.sort, row, request.today) for row in newest}
        empty = [row for row in newest if keys[row.id] is None]
        full = [row for row in newest if keys[row.id] is not None]
        full.sort(key=lambda row: keys[row.id] or (), reverse=bool(request.descending))
        return full + empty

    def _sort_key(self, key: SortKey, row: Summary, today: date) -> tuple[object, ...] | None:
        facts = row.facts
        ahead = upcoming(row, today)
        others = self._others(row)
        value = facts.value
        keys: dict[SortKey, tuple[object, ...]] = {
            SortKey.TITLE: (fold(row.title),),
            SortKey.COUNTERPARTY: (fold(others[0].name) if others else None,),
            SortKey.DOCUMENT_TYPE: (facts.document_type,),
            SortKey.STATUS: (tuple(Status).index(ahead.status),),
            SortKey.EXPIRATION_DATE: (_expires(row, today),),
            SortKey.NOTICE_DEADLINE: (ahead.next_notice,),
            SortKey.DUE: (_due(row, today),),
            SortKey.AGREEMENT_DATE: (facts.agreement_date,),
            SortKey.EFFECTIVE_DATE: (facts.effective_date,),
            SortKey.LANGUAGE: (facts.language,),
            SortKey.GOVERNING_LAW: (facts.governing_law and fold(facts.governing_law),),
            SortKey.FOLDER: (fold(row.folder) or None,),
            SortKey.OWNER: (row.owner and fold(row.owner),),
            SortKey.VALUE: (value.currency, value.amount) if value else (None,),
            SortKey.FILED: (row.filed_on,),
        }
        return None if keys[key][0] is None else keys[key]


def _with_above(values: tuple[str, ...]) -> Iterator[str]:
    for value in values:
        parts = value.split("/")
        yield from ("/".join(parts[: n + 1]) for n in range(len(parts)))


def _texts(entry: IndexEntry, field: TextField) -> list[list[str]]:
    """Texts as lists of pages; a phrase may run over pages, not from text to text."""
    texts: dict[TextField, list[list[str]]] = {
        TextField.TITLE: [[entry.title]],
        TextField.PARTIES: [[party] for party in entry.parties],
        TextField.TAGS: [[tag] for tag in entry.tags],
        TextField.NOTES: [[note] for note in entry.notes],
        TextField.TEXT: [[page.text for page in text.pages] for text in entry.texts],
    }
    return texts[field]


def _edges(pages: list[str]) -> list[_Edge]:
    edges: list[_Edge] = []
    start = 0
    for page in pages:
        end = start
        for token in tokens(page):
            word, part = divmod(token.position, 4)
            begin, length = {0: (0.0, 1.0), 1: (0.0, 0.5), 2: (0.5, 0.5)}[part]
            begin += start + word
            edges.append(_Edge(begin, begin + length, token.term))
            end = start + word + 1
        start = end
    return edges


def _ways(one: Wanted, field: TextField, language: str | None) -> Iterator[tuple[Wanted, float]]:
    """The word itself and what it may also stand as in such a text, with the weight of each."""
    yield one, 1.0
    for other in one.alternatives:
        anywhere = language is None or field is not TextField.TEXT
        if anywhere or other.languages is None or language in other.languages:
            yield Wanted(other.terms, False, one.field), other.weight


def _walks(one: Wanted, edges: list[_Edge]) -> Iterator[list[_Edge]]:
    """Every run of words, one where the other ends, that spells what is wanted."""
    by_begin: dict[float, list[_Edge]] = {}
    for edge in edges:
        by_begin.setdefault(edge.begin, []).append(edge)

    def spells(edge: _Edge, place: int) -> bool:
        if one.beginning and place == len(one.terms) - 1:
            return edge.term.startswith(one.terms[place])
        return edge.term == one.terms[place]

    def onward(walk: list[_Edge]) -> Iterator[list[_Edge]]:
        if len(walk) == len(one.terms):
            yield walk
            return
        for edge in by_begin.get(walk[-1].end, []):
            if spells(edge, len(walk)):
                yield from onward([*walk, edge])

    for edge in edges:
        if spells(edge, 0):
            yield from onward([edge])


def _spans(one: Wanted, text: str) -> Iterator[tuple[int, int]]:
    where = {
        (token.position // 4 + (0.5 if token.position % 4 == 2 else 0.0), token.term): token
        for token in tokens(text)
    }
    for way, _weight in _ways(one, TextField.TEXT, None):
        for walk in _walks(way, _edges([text])):
            first, last = where[walk[0].begin, walk[0].term], where[walk[-1].begin, walk[-1].term]
            yield first.start, last.end


def _other_notations(node: Word | Prefix | Phrase, text: str) -> Iterator[tuple[int, int]]:
    """Where what was typed stands in another notation, or without any."""
    forms = () if isinstance(node, Phrase) else forms_of(node.text)
    for one in notations(text) if forms else ():
        if set(one.forms) & set(forms):
            yield one.start, one.end
    for token in tokens(text) if forms else ():
        if token.term in forms:
            yield token.start, token.end


def _runs(marked: list[bool]) -> Iterator[HitSpan]:
    start: int | None = None
    for place, on in enumerate([*marked, False]):
        if on and start is None:
            start = place
        elif not on and start is not None:
            yield HitSpan(start, place)
            start = None


def _column_fits(node: Node, row: Summary, today: date) -> bool:
    if isinstance(node, Value):
        return _value_fits(node, row, today)
    if isinstance(node, DateRange):
        day = _day(node.field, row, today)
        return day is not None and (node.first or date.min) <= day <= (node.last or date.max)
    if isinstance(node, AmountRange):
        return row.facts.value is not None and _amount_fits(node, row.facts.value)
    if isinstance(node, Presence):
        return _present(node.field, row) is node.present
    if isinstance(node, Numbered):
        return row.id in node.numbers
    assert isinstance(node, Is)
    flags: dict[Flag, bool | None] = {
        Flag.TRASHED: row.trashed,
        Flag.REVIEWED: row.reviewed,
        Flag.SIGNED: row.facts.signed,
        Flag.EVERGREEN: row.facts.evergreen,
        Flag.RENEWING: row.facts.auto_renewal,
        Flag.OVERDUE: bool(look_ahead(row, today).overdue),
    }
    return bool(flags[node.flag])


def _value_fits(node: Value, row: Summary, today: date) -> bool:
    held: dict[Column, tuple[str | None, ...]] = {
        Column.DOCUMENT_TYPE: (row.facts.document_type,),
        Column.STATUS: (upcoming(row, today).status,),
        Column.TAG: row.tags,
        Column.LANGUAGE: (row.facts.language,),
        Column.FOLDER: (row.folder,),
        Column.GOVERNING_LAW: (row.facts.governing_law,),
        Column.OWNER: (row.owner,),
        Column.FAULT: (row.fault.code if row.fault else None,),
    }
    for value in filter(None, held[node.column]):
        for wanted in (fold(one).strip("/ ") for one in node.values):
            nested = node.column in (Column.FOLDER, Column.TAG)
            inside = nested and fold(value).startswith(wanted + "/")
            begins = node.beginning and fold(value).startswith(wanted)
            if fold(value) == wanted or inside or begins:
                return True
    return False


def _amount_fits(node: AmountRange, value: Money) -> bool:
    above = node.low is None or value.amount > node.low
    below = node.high is None or value.amount < node.high
    above = above or (node.low_included and value.amount == node.low)
    below = below or (node.high_included and value.amount == node.high)
    return above and below and node.currency in (None, value.currency)


def _present(field: str, row: Summary) -> bool:
    own: dict[str, Callable[[], object]] = {
        "tag": lambda: row.tags,
        "note": lambda: row.noted,
        "owner": lambda: row.owner,
        "folder": lambda: row.folder,
        "fault": lambda: row.fault,
    }
    if field in own:
        return bool(own[field]())
    value = getattr(row.facts, field)
    return value is not None and value != ()


def _day(field: DateField, row: Summary, today: date) -> date | None:
    days: dict[DateField, date | None] = {
        DateField.EXPIRES: _expires(row, today),
        DateField.NOTICE: upcoming(row, today).next_notice,
        DateField.DUE: _due(row, today),
        DateField.EXPIRATION_DATE: row.facts.expiration_date,
        DateField.NOTICE_DEADLINE: row.facts.notice_deadline,
        DateField.AGREEMENT_DATE: row.facts.agreement_date,
        DateField.EFFECTIVE_DATE: row.facts.effective_date,
        DateField.FILED: row.filed_on,
        DateField.ENDED: row.ended_on,
    }
    return days[field]


def _due(row: Summary, today: date) -> date | None:
    following = look_ahead(row, today).next_due
    return following.day if following else None


def _due_within(row: Summary, today: date) -> Iterator[str]:
    due = _due(row, today)
    if look_ahead(row, today).overdue:
        yield "overdue"
    yield from (f"{n}d" for n in (30, 90, 365) if due and due <= today + timedelta(days=n))


def _expires(row: Summary, today: date) -> date | None:
    ahead = upcoming(row, today)
    if ahead.status is Status.ENDED:
        return row.ended_on
    if ahead.next_expiration is not None or row.facts.auto_renewal:
        return ahead.next_expiration
    return row.facts.expiration_date


def _band(value: Money) -> str:
    bounds = [(0, "0"), (10_000, "10k"), (100_000, "100k"), (1_000_000, "1m"), (10_000_000, "10m")]
    place = max(i for i, (bound, _name) in enumerate(bounds) if i == 0 or value.amount >= bound)
    above = bounds[place + 1][1] if place + 1 < len(bounds) else ""
    return f"{value.currency} {bounds[place][1]}..{above}"

"""Which words of a contract show why it was found: its text's, else those of what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from arkiv.domain.contracts import Summary
from arkiv.domain.documents import Page
from arkiv.domain.identity import ContractId
from arkiv.domain.index_port import Index
from arkiv.domain.ports import Record
from arkiv.domain.query import Query
from arkiv.domain.query_tree import TextField
from arkiv.domain.searching import Snippet
from arkiv.texts import _

__all__ = ["Excerpts", "place_name"]


class Excerpts:
    """One query's excerpts from a screenful of contracts; reads no more text than it shows."""

    def __init__(
        self, record: Record, index: Index, query: Query, contracts: Sequence[ContractId]
    ) -> None:
        self._record = record
        self._index = index
        self._query = query
        self._contracts = contracts

    def of(self, summary: Summary) -> Snippet:
        """Empty where the query has no words, or what has them changed meanwhile."""
        text = self._index.snippet(self._query, self._pages(summary.id))
        if text.text:
            return text
        beside = (
            self._index.snippet(self._query, _as_pages(texts), field=field)
            for field, texts in self._beside(summary)
        )
        return next((one for one in beside if one.text), text)

    def _pages(self, contract: ContractId) -> Iterator[Page]:
        opening = self._openings.get(contract, ())
        yield from opening
        texts = self._record.contracts.texts(contract)
        yield from [page for text in texts for page in text.pages][len(opening) :]

    @cached_property
    def _openings(self) -> Mapping[ContractId, tuple[Page, ...]]:
        return self._record.contracts.openings(self._contracts)

    def _beside(self, summary: Summary) -> Iterator[tuple[TextField, Iterable[str]]]:
        """The title comes last: it is on the row already."""
        yield TextField.NOTES, self._notes(summary.id)
        yield TextField.PARTIES, [party.name for party in summary.facts.parties]
        yield TextField.TAGS, summary.tags
        yield TextField.TITLE, [summary.title]

    def _notes(self, contract: ContractId) -> Iterator[str]:
        """Asked for only where the query looks into notes."""
        for note in self._record.notes.of_contract(contract):
            yield note.text


def place_name(snippet: Snippet) -> str:
    """What to say before the words where they are not the text's; empty where they are."""
    names = {
        TextField.NOTES: _("Note: "),
        TextField.PARTIES: _("Party: "),
        TextField.TAGS: _("Tag: "),
        TextField.TITLE: _("Title: "),
    }
    return names.get(snippet.source, "")


def _as_pages(texts: Iterable[str]) -> Iterator[Page]:
    for text in texts:
        yield Page(None, text)

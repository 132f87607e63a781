"""What the search view asks, and how a newer answer is laid over the one on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from arkiv.domain.identity import ContractId
from arkiv.domain.searching import Facet, FacetCount, Hits
from arkiv.services.finding import Hit, Preview, SearchResult, Selection
from arkiv.services.reviewing import ContractView
from arkiv.services.ways_out import WayOut
from arkiv.tui.passages import Laid
from arkiv.tui.widgets.paragraphs import Runs

__all__ = ["Answer", "Arrangement", "Sheet", "Whole", "arrange", "toggled", "without_filter"]

_NONE: frozenset[str] = frozenset()
_MOST_VALUES = 6


@dataclass(frozen=True, slots=True)
class Whole:
    """What a search that asks for nothing finds: how much there is, and which values."""

    total: int
    facets: Mapping[Facet, Sequence[FacetCount]]
    _folded: dict[Facet, list[tuple[str, str]]] = field(default_factory=dict)

    def values(self, facet: Facet, beginning: str) -> list[str]:
        """A few that begin like this or have a word that does, commonest first."""
        if facet not in self._folded:
            self._folded[facet] = [
                (f" {count.value.casefold()}", count.value)
                for count in self.facets.get(facet, ())
                if count.value
            ]
        wanted = f" {beginning.casefold()}"
        found = (value for folded, value in self._folded[facet] if wanted in folded)
        return list(islice(found, _MOST_VALUES))


@dataclass(frozen=True, slots=True)
class Answer:
    """A search's result with the rows that will be seen first."""

    text: str
    result: SearchResult
    rows: tuple[Hit, ...]
    whole: Whole
    ways: tuple[WayOut, ...] = ()
    """Where nothing was found: what else to ask."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands beside the current result."""

    text: str
    """The query whose words are marked."""
    view: ContractView
    preview: Preview
    laid: Laid
    """Its text."""
    ahead: tuple[Runs, ...] = ()
    """How the contract stands and what comes next."""
    is_linked: bool = False
    """To another contract."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A result in the order it is shown in."""

    result: SearchResult
    fresh: frozenset[ContractId]
    """In the list, and new since the last question."""
    held: int
    """New, and not in the list yet: it would push the line that is being read away."""


def arrange(shown: tuple[ContractId, ...], result: SearchResult, at_rest: bool) -> Arrangement:
    """Lay a newer answer to the same question over the ids that are shown.

    ``at_rest``: nobody has moved in the list, so it takes the new order. Else the contracts that
    stay keep their order and the new ones are held back.
    """
    if not shown:
        return Arrangement(result, frozenset(), 0)
    new = frozenset(result.scored.ids).difference(shown)
    if at_rest:
        return Arrangement(result, new, 0)
    now = {scored.id: scored for scored in result.scored}
    kept = Hits.of(now[id] for id in shown if id in now)
    return Arrangement(replace(result, scored=kept), frozenset(), len(new))


def toggled(selection: Selection, facet: Facet, value: str, exclude: bool) -> Selection:
    """The value taken in or left out; taken away again where it already was."""
    chosen, other = selection.include, selection.exclude
    if exclude:
        chosen, other = other, chosen
    chosen = _with(chosen, facet, chosen.get(facet, _NONE) ^ {value})
    other = _with(other, facet, other.get(facet, _NONE) - {value})
    if exclude:
        chosen, other = other, chosen
    return replace(selection, include=chosen, exclude=other)


def without_filter(selection: Selection, number: int) -> Selection:
    """Without the filter of that number in the row of filters, from 0."""
    excluding, facet, value = [
        *((False, f, v) for f, values in selection.include.items() for v in sorted(values)),
        *((True, f, v) for f, values in selection.exclude.items() for v in sorted(values)),
    ][number]
    return toggled(selection, facet, value, excluding)


def _with(
    chosen: Mapping[Facet, frozenset[str]], facet: Facet, values: frozenset[str]
) -> Mapping[Facet, frozenset[str]]:
    rest = {f: v for f, v in chosen.items() if f is not facet}
    return {**rest, facet: values} if values else rest

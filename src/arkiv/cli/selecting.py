"""The facets and the order of a search, read from what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arkiv.errors import BadInput
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.domain.searching import Facet, SortKey
    from arkiv.services.finding import Selection

__all__ = ["selection_from"]


def selection_from(facets: Sequence[str], sort: str | None, descending: bool) -> Selection:
    from arkiv.domain.searching import SortKey
    from arkiv.services.finding import Selection

    include: dict[Facet, frozenset[str]] = {}
    exclude: dict[Facet, frozenset[str]] = {}
    for typed in facets:
        name, equals, value = typed.partition("=")
        if not equals:
            raise BadInput(_("“{typed}” is not FIELD=VALUE.").format(typed=typed))
        chosen = exclude if name.endswith("!") else include
        facet = _facet(name.removesuffix("!"))
        chosen[facet] = chosen.get(facet, frozenset()) | {value}
    key = _sort_key(sort) if sort else SortKey.RELEVANCE
    return Selection(include, exclude, key, True if descending else None)


def _facet(name: str) -> Facet:
    from arkiv.domain.searching import Facet

    if name not in set(Facet):
        raise BadInput(
            _("There is no facet “{name}”. There are: {names}.").format(
                name=name, names=", ".join(Facet)
            )
        )
    return Facet(name)


def _sort_key(name: str) -> SortKey:
    from arkiv.domain.searching import SortKey

    if name not in set(SortKey):
        raise BadInput(
            _("Results cannot be sorted by “{name}”, but by: {names}.").format(
                name=name, names=", ".join(SortKey)
            )
        )
    return SortKey(name)

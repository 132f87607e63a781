"""The options that narrow and sort a search, and what was typed in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from arkiv.errors import BadInput
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.domain.searching import Facet, SortKey
    from arkiv.services.finding import Selection

__all__ = [
    "descending_option",
    "facets_option",
    "saved_option",
    "selection_from",
    "sort_option",
]

facets_option = click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="FIELD=VALUE",
    help=_("Only these; FIELD!=VALUE leaves them out. May be given more than once."),
)
sort_option = click.option(
    "--sort", metavar="FIELD", help=_("Such as expiration_date, title or value.")
)
descending_option = click.option("--descending", is_flag=True, help=_("Largest or latest first."))
saved_option = click.option(
    "--saved", metavar="NAME", help=_("A search that was kept, as in arkiv search.")
)


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

"""Finding one of a facet's many values by its name, also among thousands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from arkiv.domain.searching import Facet, FacetCount
from arkiv.texts import _
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.labels import facet_label, value_label

__all__ = ["value_dialog"]


_MOST = 200
"""Shown at once; who looks for one of more types a letter."""


def value_dialog(facet: Facet, counts: Sequence[FacetCount]) -> PickDialog:
    """Dismissed with the value."""

    named = [(count, value_label(facet, count.value)) for count in counts if count.value]
    searchable = [label.casefold() for _count, label in named]

    def choices(text: str) -> Sequence[Choice]:
        wanted = text.casefold()
        found = (n for n, label in enumerate(searchable) if wanted in label)
        shown = [
            Choice(named[n][0].value, named[n][1], help=str(named[n][0].count))
            for n in islice(found, _MOST)
        ]
        more = sum(1 for _n in found)
        return [*shown, Choice("", _("{n} more: type to narrow").format(n=more))] if more else shown

    return PickDialog(facet_label(facet), choices, searchable=True)

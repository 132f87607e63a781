"""Finding one of a facet's many values by its name."""

from __future__ import annotations

from collections.abc import Sequence

from arkiv.domain.searching import Facet, FacetCount
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.labels import facet_label, value_label

__all__ = ["value_dialog"]


def value_dialog(facet: Facet, counts: Sequence[FacetCount]) -> PickDialog:
    """Dismissed with the value."""

    def choices(text: str) -> Sequence[Choice]:
        named = ((count, value_label(facet, count.value)) for count in counts if count.value)
        wanted = text.casefold()
        return [
            Choice(count.value, label, help=str(count.count))
            for count, label in named
            if wanted in label.casefold()
        ]

    return PickDialog(facet_label(facet), choices, searchable=True)

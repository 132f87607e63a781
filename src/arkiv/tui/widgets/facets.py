"""The facets with their counts, as one flat list that folds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.message import Message

from arkiv.domain.searching import Facet, FacetCount
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.labels import facet_label, value_label
from arkiv.tui.ordering import in_order
from arkiv.tui.spelling import counted
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.pieces import Piece, fit, fit_right

__all__ = ["FacetChoice", "Facets"]

_SHORT = 6
"""Values shown of a group before the rest is asked for."""
_UNFOLDED = (Facet.STATUS, Facet.DOCUMENT_TYPE, Facet.COUNTERPARTY, Facet.TAG, Facet.EXPIRY_YEAR)

FacetChoice = Mapping[Facet, frozenset[str]]
Counts = Mapping[Facet, Sequence[FacetCount]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A group's head, a value of it, or what leads to the values that are not shown."""

    facet: Facet
    count: FacetCount | None = None
    more: int = 0


class Facets(CursorLines):
    """Which values the hits have, how often, and which are chosen."""

    HOME = Home.FACETS
    BINDINGS = bindings(Home.FACETS)

    class Toggled(Message):
        """A value is to be taken in or left out, or no longer."""

        def __init__(self, facet: Facet, value: str, exclude: bool) -> None:
            self.facet, self.value, self.exclude = facet, value, exclude
            super().__init__()

    class FindWanted(Message):
        """A value of this group is looked for."""

        def __init__(self, facet: Facet) -> None:
            self.facet = facet
            super().__init__()

    def __init__(self, today: date, **options: str) -> None:
        super().__init__(**options)
        self._today = today
        self._largest = 1
        self._counts: Counts = {}
        self._include: FacetChoice = {}
        self._exclude: FacetChoice = {}
        self._folded = {facet for facet in Facet if facet not in _UNFOLDED}
        self._long: set[Facet] = set()
        self._rows: tuple[_Row, ...] = ()

    def show(self, counts: Counts, include: FacetChoice, exclude: FacetChoice) -> None:
        """Another answer; the cursor stays on its value."""
        self._counts = {f: in_order(f, values, self._today) for f, values in counts.items()}
        self._include, self._exclude = include, exclude
        self._largest = max((c[0].count for c in counts.values() if len(c)), default=1) or 1
        self._lay_out()

    def _lay_out(self) -> None:
        place = self._key(self.cursor)
        self._rows = tuple(row for facet in Facet for row in self._group(facet))
        keys = [self._key(item) for item in range(len(self._rows))]
        self.cursor = keys.index(place) if place in keys else min(self.cursor, len(keys) - 1)
        self.cursor = max(0, self.cursor)
        self.resize_content()

    def _group(self, facet: Facet) -> list[_Row]:
        counts = self._counts.get(facet, ())
        if not counts or (facet is Facet.REVIEWED and len(counts) == 1):
            return []
        if facet in self._folded and not self._chosen(facet):
            return [_Row(facet)]
        shown = counts if facet in self._long else self._short(facet, counts)
        rows = [_Row(facet), *(_Row(facet, count) for count in shown)]
        hidden = len(counts) - len(shown)
        return [*rows, _Row(facet, more=hidden)] if hidden else rows

    def _short(self, facet: Facet, counts: Sequence[FacetCount]) -> list[FacetCount]:
        """The first ones and every chosen one; one value over is shown rather than announced."""
        limit = _SHORT if len(counts) > _SHORT + 1 else len(counts)
        shown = list(counts[:limit])
        missing = self._chosen(facet) - {count.value for count in shown}
        if missing:  # only then is it worth going through what may be thousands
            shown += [count for count in counts[limit:] if count.value in missing]
        return shown

    def _chosen(self, facet: Facet) -> frozenset[str]:
        none: frozenset[str] = frozenset()
        return self._include.get(facet, none) | self._exclude.get(facet, none)

    def _key(self, item: int) -> tuple[Facet, str | None, bool] | None:
        if item >= len(self._rows):
            return None
        row = self._rows[item]
        return row.facet, row.count.value if row.count else None, bool(row.more)

    def item_count(self) -> int:
        return len(self._rows)

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        row = self._rows[item]
        if row.more:
            return (
                Piece(fit("    … " + _("{n} more").format(n=counted(row.more)), width), "muted"),
            )
        if row.count is None:
            return self._head(row.facet, width)
        return self._value(row.facet, row.count, width)

    def _head(self, facet: Facet, width: int) -> Sequence[Piece]:
        folded = facet in self._folded and not self._chosen(facet)
        number = f" ({counted(len(self._counts[facet]))})" if folded else ""
        return (
            Piece(fit(("▸ " if folded else "▾ ") + facet_label(facet) + number, width), "group"),
        )

    def _value(self, facet: Facet, count: FacetCount, width: int) -> Sequence[Piece]:
        box, look = "[ ] ", "text"
        if count.value in self._include.get(facet, ()):
            box, look = "[x] ", "mark"
        elif count.value in self._exclude.get(facet, ()):
            box, look = "[-] ", "warning"
        bar_width = min(12, width // 5) if width >= 50 else 0
        room = width - 1 - len(box) - 6 - 1 - (bar_width + 1 if bar_width else 0)
        return (
            Piece(" " + box, look),
            Piece(fit(value_label(facet, count.value), room), look if look != "mark" else "title"),
            Piece(fit_right(counted(count.count), 6), "muted" if not count.count else "text"),
            Piece(" "),
            *((Piece(" " + self._bar(count, bar_width), "muted"),) if bar_width else ()),
        )

    def _bar(self, count: FacetCount, width: int) -> str:
        return "█" * -(-count.count * width // self._largest)

    def action_choose(self) -> None:
        self._act(exclude=False)

    def action_exclude(self) -> None:
        self._act(exclude=True)

    def _act(self, exclude: bool) -> None:
        if self.cursor >= len(self._rows):
            return
        row = self._rows[self.cursor]
        if row.more:
            self._long.add(row.facet)
            self._lay_out()
        elif row.count is None:
            self.action_fold(row.facet not in self._folded)
        else:
            self.post_message(self.Toggled(row.facet, row.count.value, exclude))

    def action_find(self) -> None:
        if self.cursor < len(self._rows):
            self.post_message(self.FindWanted(self._rows[self.cursor].facet))

    @property
    def current_tag(self) -> str:
        """The tag under the cursor; empty on anything else."""
        facet, value, _more = self._key(self.cursor) or (None, None, False)
        return (value or "") if facet is Facet.TAG else ""

    def values(self, facet: Facet) -> Sequence[FacetCount]:
        """Every value of a group, shown or not."""
        return self._counts.get(facet, ())

    def action_fold(self, fold: bool) -> None:
        if self.cursor >= len(self._rows):
            return
        facet = self._rows[self.cursor].facet
        if fold:
            self._folded.add(facet)
            self.cursor = next(n for n, row in enumerate(self._rows) if row.facet is facet)
        else:
            self._folded.discard(facet)
        self._lay_out()

    def clicked(self, event: events.Click) -> None:
        self._act(exclude=event.shift or event.ctrl)

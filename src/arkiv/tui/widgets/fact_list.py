"""A contract's facts as lines: what is shown, how sure it is, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from arkiv.domain.facts import Field
from arkiv.domain.review import FactEntry
from arkiv.tui.homes import Home
from arkiv.tui.spelling import field_label, place, said, state_words
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.pieces import Piece, stated_line

__all__ = ["FactList"]


class FactList(CursorLines):
    """The facts, one of which is the current one."""

    HOME = Home.FACTS

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.entries: tuple[FactEntry, ...] = ()
        self.settled: set[Field] = set()
        """Decided a moment ago; the answer is on its way."""

    def show(self, entries: Sequence[FactEntry], anew: bool) -> None:
        """Other facts; ``anew`` of another contract, which begin at the first to be decided."""
        place = None if anew else self._key(self.cursor)
        self.entries = tuple(entries)
        self.settled = set() if anew else {f for f in self.settled if not self._decided(f)}
        keys = [self._key(item) for item in range(len(self.entries))]
        if place in keys:
            self.cursor = keys.index(place)
        elif anew:
            self.cursor = self._next_open(0)
        self.cursor = max(0, min(self.cursor, len(keys) - 1))
        self.resize_content()
        self._show_cursor()

    def stand_on(self, field: Field) -> None:
        """Put the cursor on that field, where it is listed."""
        at = next((n for n, entry in enumerate(self.entries) if entry.field is field), None)
        if at is not None:
            self.move_to(at, tell=False)

    def _key(self, item: int) -> tuple[Field, int | None] | None:
        if item >= len(self.entries):
            return None
        return self.entries[item].field, self.entries[item].party

    def _decided(self, field: Field) -> bool:
        return any(entry.state.decided for entry in self.entries if entry.field is field)

    @property
    def current(self) -> FactEntry | None:
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    @property
    def decided_count(self) -> int:
        return sum(entry.state.decided for entry in self.entries)

    def settle(self, fields: Iterable[Field]) -> None:
        """These are being decided: go on to the next that is not."""
        self.settled |= set(fields)
        self.move_to(self._next_open(self.cursor))

    def unsettle(self, fields: Iterable[Field]) -> None:
        """It did not work."""
        self.settled -= set(fields)

    def _next_open(self, start: int) -> int:
        """The first undecided entry from there on, else from the top, else there."""
        count = len(self.entries)
        for item in chain(range(start, count), range(start)):
            entry = self.entries[item]
            if not entry.state.decided and entry.field not in self.settled:
                return item
        return start

    def item_count(self) -> int:
        return len(self.entries)

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        entry = self.entries[item]
        return stated_line(
            item == self.cursor,
            field_label(entry.field),
            said(entry.field, entry.value),
            place(entry.sources[0]) if entry.sources else "",
            state_words(entry.state),
            width,
        )

"""The queue of what needs a human, in its own order: what, of what, worth what, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from arkiv.deadline_labels import days_words
from arkiv.domain.attention_items import AttentionItem, AuditAttention
from arkiv.domain.values import Money
from arkiv.tui.attention_words import item_key, item_standing
from arkiv.tui.homes import Home
from arkiv.tui.spelling import money
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.pieces import Piece, columns, fit_right

__all__ = ["AttentionList"]

_WHAT, _DAY, _AHEAD, _VALUE, _OWNER = 17, 10, 10, 18, 10


class AttentionList(CursorLines):
    """Items, a line each."""

    HOME = Home.ATTENTION

    def __init__(self) -> None:
        super().__init__(id="needing")
        self._today = date.min
        self.items: tuple[AttentionItem, ...] = ()

    def show(self, items: Sequence[AttentionItem], today: date) -> None:
        """Another look; the cursor stays on its item, or in its place where that is mended."""
        before = item_key(self.current) if self.current is not None else None
        self.items, self._today = tuple(items), today
        same = next((n for n, item in enumerate(items) if item_key(item) == before), None)
        self.cursor = same if same is not None else max(0, min(self.cursor, len(items) - 1))
        self.resize_content()
        self._show_cursor()
        self.post_message(self.Moved(self))

    @property
    def current(self) -> AttentionItem | None:
        """None where nothing is listed."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def item_count(self) -> int:
        return len(self.items)

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        found = self.items[item]
        words, look = item_standing(found.kind)
        value, day = _value(found), found.day
        room = width - 2 - _WHAT - 1 - _DAY - 1
        worth = _VALUE if room >= 44 else 0
        ahead = _AHEAD if room >= 66 else 0
        owner = _OWNER if room >= 78 else 0
        title = room - sum(each + 1 for each in (worth, ahead, owner) if each)
        gutter = Piece("▌ ", "bar") if item == self.cursor else Piece("  ")
        cells = (
            (words, _WHAT, look),
            (_about(found), title - 1, "text"),
            (fit_right(_worth(value), worth), worth, "muted"),
            (found.owner or "", owner, "muted"),
            (day.isoformat() if day is not None else "—", _DAY, "text"),
            (days_words(day, self._today) if day is not None else "", ahead, "muted"),
        )
        return (gutter, *columns(cells))


def _about(item: AttentionItem) -> str:
    """The contract's title, behind that of a date by hand: it may have several."""
    deadline = None if isinstance(item, AuditAttention) else item.deadline
    obligation = deadline.obligation if deadline is not None else None
    return f"{obligation.title} · {item.title}" if obligation is not None else item.title


def _value(item: AttentionItem) -> Money | None:
    return None if isinstance(item, AuditAttention) else item.contract.facts.value


def _worth(value: Money | None) -> str:
    """Without what is said of VAT, for which a column has no room."""
    return money(replace(value, vat=None)) if value is not None else ""

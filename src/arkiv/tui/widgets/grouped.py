"""A list in groups: the cursor steps over the headings."""

from __future__ import annotations

from arkiv.tui.widgets.lines import CursorLines

__all__ = ["GroupedLines"]


class GroupedLines(CursorLines):
    """Items, some of which are headings that cannot be chosen."""

    def is_heading(self, item: int) -> bool:
        """Nothing can be done with it."""
        raise NotImplementedError

    def action_move(self, by: int) -> None:
        super().action_move(by)
        for way in (1 if by > 0 else -1, -1 if by > 0 else 1):
            if self.item_count() and self.is_heading(self.cursor):
                self.move_to(self.cursor + way)

    def action_edge(self, side: int) -> None:
        super().action_edge(side)
        if self.item_count() and self.is_heading(self.cursor):
            self.move_to(self.cursor - side)

    def first_choice(self, near: int = 0) -> int:
        """The nearest item that is no heading; 0 where there is none."""
        items = (n for n in range(self.item_count()) if not self.is_heading(n))
        return min(items, key=lambda n: abs(n - near), default=0)

    def _show_cursor(self) -> None:
        super()._show_cursor()
        if self.cursor == 1:  # the heading above is the first line there is
            self.scroll_to(y=0, animate=False)

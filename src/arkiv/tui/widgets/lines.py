"""The lists' common base: only the lines on the screen are ever made."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from arkiv.tui.actions import Home, bindings
from arkiv.tui.widgets.looks import look_of
from arkiv.tui.widgets.pieces import Piece

__all__ = ["CursorLines", "Lines"]

_LOOKS = (
    "text", "title", "muted", "rule", "group", "hit", "hit-now", "hit-cursor", "success",
    "warning", "error",
    "mark", "bar", "cursor", "cursor-off", "evidence",
)  # fmt: skip


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of pieces that scroll."""

    HOME = Home.PREVIEW
    ALLOW_SELECT = False
    BINDINGS = bindings(Home.LINES)
    COMPONENT_CLASSES = {f"lines--{look}" for look in _LOOKS}  # noqa: RUF012 - Textual's own form

    # Textual's own lays the whole screen out again, which is most of a key's cost; no other
    # widget's place depends on how far this one scrolls.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, **options: str) -> None:
        super().__init__(id=options.get("id"), classes=options.get("classes"))
        self._looks: dict[str, Style] = {}

    def line_count(self) -> int:
        """How many lines there are now."""
        raise NotImplementedError

    def line(self, y: int, width: int) -> Sequence[Piece]:
        """The pieces of one line."""
        raise NotImplementedError

    def resize_content(self) -> None:
        """Say anew how many lines there are, and draw."""
        size = Size(0, self.line_count())
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)
        self.refresh()

    def notify_style_update(self) -> None:
        self._looks.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        width = self.size.width
        if at >= self.line_count():
            return Strip.blank(width, self.rich_style)
        room = width - self.scrollbar_size_vertical * self.show_vertical_scrollbar
        return self._strip(self.line(at, room), self.base_style(at), width, at)

    def base_style(self, y: int) -> Style:
        """What a line's pieces are drawn upon."""
        return self.rich_style

    def look(self, name: str) -> Style:
        """The part of a style that a look adds."""
        if name not in self._looks:
            self._looks[name] = look_of(self, f"lines--{name}")
        return self._looks[name]

    def _strip(self, pieces: Sequence[Piece], base: Style, width: int, y: int) -> Strip:
        segments = [Segment(piece.text, base + self.look(piece.look)) for piece in pieces]
        return Strip(segments).adjust_cell_length(width, base)

    def action_move(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self.size.height - 1))

    def action_half_page(self, by: int) -> None:
        self.action_move(by * max(1, self.size.height // 2))

    def action_edge(self, side: int) -> None:
        self.scroll_to(y=0 if side < 0 else self.max_scroll_y, animate=False)

    async def action_pane(self, by: int) -> None:
        await self.run_action("app.next_pane" if by > 0 else "app.previous_pane")


class CursorLines(Lines):
    """Items of equal height, one of which is the current one."""

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, lines: CursorLines) -> None:
            self.lines = lines
            super().__init__()

        @property
        def control(self) -> CursorLines:
            return self.lines

    class Chosen(Message):
        """Enter, or a double click."""

        def __init__(self, lines: CursorLines) -> None:
            self.lines = lines
            super().__init__()

        @property
        def control(self) -> CursorLines:
            return self.lines

    cursor = 0
    """The current item; 0 also where there is none."""
    item_height = 1

    def item_count(self) -> int:
        """How many items there are now."""
        raise NotImplementedError

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        """One of the lines of an item."""
        raise NotImplementedError

    def line_count(self) -> int:
        return self.item_count() * self.item_height

    def line(self, y: int, width: int) -> Sequence[Piece]:
        return self.item_line(y // self.item_height, y % self.item_height, width)

    def base_style(self, y: int) -> Style:
        if y // self.item_height != self.cursor:
            return self.rich_style
        return self.rich_style + self.look("cursor" if self.has_focus else "cursor-off")

    def _strip(self, pieces: Sequence[Piece], base: Style, width: int, y: int) -> Strip:
        if y // self.item_height == self.cursor and self.has_focus:
            # Red, green or golden words on the cursor's colour cannot be read.
            pieces = [Piece(p.text, "hit-cursor" if p.look == "hit" else "text") for p in pieces]
        return super()._strip(pieces, base, width, y)

    def visible_items(self) -> range:
        """Which items stand on the screen, in part at least."""
        top = int(self.scroll_offset.y) // self.item_height
        bottom = (int(self.scroll_offset.y) + self.size.height) // self.item_height + 1
        return range(top, min(bottom, self.item_count()))

    def move_to(self, item: int, tell: bool = True) -> None:
        """Put the cursor on an item and that item on the screen."""
        item = max(0, min(item, self.item_count() - 1))
        before, self.cursor = self.cursor, item
        self._show_cursor()
        self.refresh_lines(before * self.item_height, self.item_height)
        self.refresh_lines(item * self.item_height, self.item_height)
        if tell and item != before:
            self.post_message(self.Moved(self))

    def _show_cursor(self) -> None:
        top = self.cursor * self.item_height
        height = max(self.size.height, self.item_height)
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif top + self.item_height > self.scroll_offset.y + height:
            self.scroll_to(y=top + self.item_height - height, animate=False)

    def action_move(self, by: int) -> None:
        self.move_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self.size.height // self.item_height - 1))

    def action_half_page(self, by: int) -> None:
        self.action_move(by * max(1, self.size.height // self.item_height // 2))

    def action_edge(self, side: int) -> None:
        self.move_to(0 if side < 0 else self.item_count() - 1)

    def action_choose(self) -> None:
        if self.item_count():
            self.post_message(self.Chosen(self))

    def item_at(self, event: events.MouseEvent) -> int | None:
        """The item under the mouse; None beside all of them."""
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        item = (offset.y + int(self.scroll_offset.y)) // self.item_height
        return item if item < self.item_count() else None

    def on_click(self, event: events.Click) -> None:
        item = self.item_at(event)
        if item is None:
            return
        self.move_to(item)
        if event.button == 1:
            self.clicked(event)

    def clicked(self, event: events.Click) -> None:
        """The current item was clicked with the left button."""
        if event.chain == 2:
            self.action_choose()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

"""The questions of an audit by contract, with a cursor on one: a matrix, or one contract's list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.message import Message

from arkiv.domain.audit_matrix import Asked, Matrix, MatrixRow
from arkiv.domain.auditing import AnswerKey
from arkiv.domain.identity import ContractId
from arkiv.services.audit_evidence import Proposal
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.audit_words import FOUND, MARKS, mark_of
from arkiv.tui.spelling import place
from arkiv.tui.widgets.lines import Lines
from arkiv.tui.widgets.pieces import Piece, fit, fit_right

__all__ = ["Checks"]

_GUTTER = 2
_TITLE, _CUT_TITLE = 24, 14
"""A title's room before its questions stand closer, and before they don't all fit."""


class Checks(Lines, inherit_bindings=False):
    """Contracts below each other and questions beside each other, or one contract's questions."""

    HOME = Home.CHECKS
    BINDINGS = bindings(Home.CHECKS)

    class Moved(Message):
        """The cursor stands on another question."""

    class Chosen(Message):
        """Enter, or a double click."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.matrix: Matrix | None = None
        self.found: dict[AnswerKey, Proposal] = {}
        self.row = self.column = 0
        self.by_contract = False

    def show(self, matrix: Matrix | None) -> None:
        """Another look; the cursor stays on its question where that is still there."""
        if self.matrix is None or matrix is None or self.matrix.audit.id != matrix.audit.id:
            self.row = self.column = 0
        self.matrix = matrix
        self.refresh()

    def add_found(self, found: dict[AnswerKey, Proposal], contracts: Sequence[ContractId]) -> None:
        """What was found now for these contracts, in the place of what was before."""
        kept = {key: each for key, each in self.found.items() if key[0] not in contracts}
        self.found = kept | found
        self.refresh()

    @property
    def rows(self) -> Sequence[MatrixRow]:
        return self.matrix.rows if self.matrix is not None else ()

    @property
    def current(self) -> tuple[MatrixRow, Asked] | None:
        """The contract and the question; None where there are none."""
        if self.row >= len(self.rows) or self.column >= self._columns:
            return None
        row = self.rows[self.row]
        return row, row.cells[self.column]

    @property
    def proposal(self) -> Proposal | None:
        """What was found for the current question."""
        if self.current is None:
            return None
        row, cell = self.current
        return self.found.get((row.contract, cell.item.id))

    @property
    def _columns(self) -> int:
        return len(self.rows[0].cells) if self.rows else 0

    def seen(self) -> list[ContractId]:
        """The contracts on the screen, the current one first."""
        if not self.rows or self.by_contract:
            return [row.contract for row in self.rows[self.row : self.row + 1]]
        top = self._top()
        shown = range(top, min(top + self._room, len(self.rows)))
        return [self.rows[n].contract for n in sorted(shown, key=lambda n: n != self.row)]

    # --- moving -------------------------------------------------------------------------------

    def stand_on(self, row: int, column: int) -> None:
        """Put the cursor there, or as near as there is something."""
        row = max(0, min(row, len(self.rows) - 1))
        column = max(0, min(column, self._columns - 1))
        if (row, column) != (self.row, self.column):
            self.row, self.column = row, column
            self.refresh()
            self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        if self.by_contract:
            self.stand_on(self.row, self.column + by)
        else:
            self.action_step(by)

    def action_across(self, by: int) -> None:
        if self.by_contract:
            self.action_step(by)
        else:
            self.stand_on(self.row, self.column + by)

    def action_step(self, by: int) -> None:
        self.stand_on(self.row + by, self.column)

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self._room - 1))

    def action_edge(self, side: int) -> None:
        self.action_move(side * max(len(self.rows), self._columns))

    def action_choose(self) -> None:
        if self.current is not None:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or not self._head <= offset.y < self.size.height - 1:
            return
        at = self._top() + offset.y - self._head
        if self.by_contract:
            self.stand_on(self.row, at)
        else:
            title, cell, first, _last = self._plan(self.size.width)
            beside = (offset.x - _GUTTER - title) // cell
            self.stand_on(at, first + beside if beside >= 0 else self.column)
        if event.chain == 2:
            self.action_choose()

    def on_mouse_scroll_down(self) -> None:
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        self.action_move(-1)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # --- drawing ------------------------------------------------------------------------------

    @property
    def _head(self) -> int:
        """Lines of numbers above the contracts."""
        return 0 if self.by_contract else 2 if self._columns > 9 else 1

    @property
    def _room(self) -> int:
        return max(1, self.size.height - self._head - 1)

    def _top(self) -> int:
        """The first that is shown: the current one stands in the middle of a long list."""
        at, number = (
            (self.column, self._columns) if self.by_contract else (self.row, len(self.rows))
        )
        return max(0, min(at - self._room // 2, number - self._room))

    def _plan(self, width: int) -> tuple[int, int, int, int]:
        """Cells for a title and for a mark, and the first question shown and the one behind."""
        inner, number = width - _GUTTER, self._columns
        for cell, least in ((3, _TITLE), (2, _CUT_TITLE)):
            if inner - number * cell >= least:
                return inner - number * cell, cell, 0, number
        fitting = max(1, (inner - _CUT_TITLE) // 2)
        first = max(0, min(self.column - fitting // 2, number - fitting))
        return inner - fitting * 2, 2, first, first + fitting

    def line_count(self) -> int:
        return self.size.height

    def line(self, y: int, width: int) -> Sequence[Piece]:
        if y == self.size.height - 1:
            return tuple(_legend())
        if y < self._head:
            return tuple(self._numbers(y, width))
        at = self._top() + y - self._head
        if self.by_contract:
            return tuple(self._question(at, width)) if at < self._columns else ()
        return tuple(self._contract(at, width)) if at < len(self.rows) else ()

    def _numbers(self, y: int, width: int) -> Iterator[Piece]:
        """Of the questions, written downwards where they have two digits."""
        title, cell, first, last = self._plan(width)
        yield Piece(" " * (_GUTTER + title))
        for column in range(first, last):
            number = f"{column + 1:>{self._head}}"
            look = "title" if column == self.column else "muted"
            yield Piece(fit_right(number[y], cell), look)

    def _contract(self, at: int, width: int) -> Iterator[Piece]:
        title, cell, first, last = self._plan(width)
        row, here = self.rows[at], at == self.row
        yield Piece("▌ " if here else "  ", "bar")
        yield Piece(fit(row.title, title), "title" if here else "text")
        for column in range(first, last):
            mark, look = self._mark(row, row.cells[column])
            if here and column == self.column:
                yield Piece(" " * (cell - 1))
                yield Piece(mark, self._cursor)
            else:
                yield Piece(fit_right(mark, cell), look)

    def _question(self, at: int, width: int) -> Iterator[Piece]:
        row = self.rows[self.row]
        cell = row.cells[at]
        mark, look = self._mark(row, cell)
        here = at == self.column
        found = self.found.get((row.contract, cell.item.id))
        anchors = cell.answer.evidence or (found.anchors if found is not None else ())
        where = place(anchors[0].source) if anchors else ""
        room = width - 10 - 8
        yield Piece("▌" if here else " ", "bar")
        yield Piece(f"{at + 1:>2} ", self._cursor if here else "muted")
        yield Piece("[", "muted")
        yield Piece(" " if mark == "·" else mark, look)
        yield Piece("] ", "muted")
        words = cell.item.question if cell.counts else _("not asked: ") + cell.item.question
        yield Piece(fit(words, room), self._cursor if here else "text" if cell.counts else "muted")
        yield Piece(fit_right(where, 9), "muted")

    @property
    def _cursor(self) -> str:
        return "cursor" if self.has_focus else "cursor-off"

    def _mark(self, row: MatrixRow, cell: Asked) -> tuple[str, str]:
        return mark_of(cell, self.found.get((row.contract, cell.item.id)))


def _legend() -> Iterator[Piece]:
    words = (_("pass"), _("fail"), _("n/a"), _("open"))
    for verdict, word in zip(MARKS, words, strict=True):
        mark, look = MARKS[verdict]
        yield Piece(f"  {mark}", look)
        yield Piece(f" {word}", "muted")
    yield Piece(f"  {FOUND[0]}", FOUND[1])
    yield Piece(" " + _("found by itself"), "muted")

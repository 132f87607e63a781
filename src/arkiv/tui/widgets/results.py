"""The list of hits: rows arrive for what is on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rich.cells import cell_len
from textual import events
from textual.message import Message

from arkiv.cleaning import clean
from arkiv.domain.identity import ContractId
from arkiv.domain.searching import Snippet
from arkiv.services.excerpts import place_name
from arkiv.services.finding import Hit
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.labels import counterparty_names, end_day, kind_label, standing
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.pieces import Piece, columns, fit, fit_right

__all__ = ["Results"]

_STANDING = 13
_DAY = 10


class Results(CursorLines):
    """One, two or three lines a contract."""

    HOME = Home.RESULTS
    BINDINGS = bindings(Home.RESULTS)

    class RowsWanted(Message):
        """Items on the screen have no row yet."""

    class PreviewScrolled(Message):
        """The text beside is to scroll, from here."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    class MarksChanged(Message):
        """Other contracts are marked than before."""

    def __init__(self, today: date, **options: str) -> None:
        super().__init__(**options)
        self._today = today
        self.ids: tuple[ContractId, ...] = ()
        self._rows: dict[ContractId, Hit] = {}
        self.fresh: frozenset[ContractId] = frozenset()
        """Came in while the list stood there."""
        self.marked: set[ContractId] = set()
        self._last_marked: ContractId | None = None
        self.with_snippets = False
        """There are words to cut a snippet around."""

    def show(
        self,
        ids: Sequence[ContractId],
        rows: Iterable[Hit],
        today: date,
        keep_place: bool = False,
        fresh: frozenset[ContractId] = frozenset(),
    ) -> None:
        """Another answer. With ``keep_place`` the cursor stays on its contract and its line."""
        place, above = self.current_id, self.cursor * self.item_height - int(self.scroll_offset.y)
        self.ids, self._today = tuple(ids), today
        # One thing filed is two changes, the record and the index: new stays new over both.
        self.fresh = (fresh | self.fresh) & frozenset(ids) if keep_place else fresh
        before, self._rows = self._rows, {hit.summary.id: hit for hit in rows}
        if keep_place:  # the same question: its snippets stand until they are cut anew
            for id in self._rows.keys() & before.keys():
                if self._rows[id].snippet is None:
                    self._rows[id] = replace(self._rows[id], snippet=before[id].snippet)
        self.marked &= set(self.ids)
        if keep_place:  # where its contract is gone, on the one that came in its place
            stays = place in self.ids
            self.cursor = self.ids.index(place) if stays else min(self.cursor, len(self.ids) - 1)
            self.cursor = max(0, self.cursor)
        else:
            self.cursor = 0
        self.resize_content()
        self.scroll_to(y=max(0, self.cursor * self.item_height - above) if keep_place else 0,
                       animate=False)  # fmt: skip
        self._show_cursor()
        self.want_rows()

    def add_rows(self, rows: Iterable[Hit]) -> None:
        """Rows that were wanted."""
        self._rows.update((hit.summary.id, hit) for hit in rows)
        self.refresh()

    def missing(self) -> range:
        """Items on the screen and a page beyond that lack something; empty when none does."""
        seen = self.visible_items()
        ahead = range(seen.start, min(seen.stop + len(seen), len(self.ids)))
        lacking = [item for item in ahead if self._lacks(self.ids[item])]
        return range(lacking[0], lacking[-1] + 1) if lacking else range(0)

    @property
    def shows_snippets(self) -> bool:
        return self.with_snippets and self.item_height == 3

    def _lacks(self, contract: ContractId) -> bool:
        """Its row, or the snippet that belongs to it."""
        row = self._rows.get(contract)
        return row is None or (self.shows_snippets and row.snippet is None)

    def want_rows(self) -> None:
        if self.missing():
            self.post_message(self.RowsWanted())

    @property
    def current_id(self) -> ContractId | None:
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    @property
    def current(self) -> Hit | None:
        """None where there are no hits, and while a row is on its way."""
        return self._rows.get(self.ids[self.cursor]) if self.cursor < len(self.ids) else None

    @property
    def marked_ids(self) -> tuple[ContractId, ...]:
        """The marked contracts in their order."""
        return tuple(id for id in self.ids if id in self.marked)

    def chosen(self) -> tuple[ContractId, ...]:
        """The marked contracts in their order, else the current one."""
        return self.marked_ids or ((self.current_id,) if self.current_id is not None else ())

    def set_density(self, lines: int) -> None:
        """One, two or three lines a contract."""
        if lines != self.item_height:
            self.item_height = lines
            self.resize_content()
            self._show_cursor()
            self.want_rows()

    def item_count(self) -> int:
        return len(self.ids)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.want_rows()

    def on_resize(self, event: events.Resize) -> None:
        self.want_rows()

    def action_mark(self) -> None:
        if self.current_id is not None:
            self.marked ^= {self.current_id}
            self._last_marked = self.current_id
            self.refresh_lines(self.cursor * self.item_height, self.item_height)
            self.post_message(self.MarksChanged())
            self.action_move(1)

    def action_mark_range(self) -> None:
        """From the contract marked last, or from this one where none was, to this one."""
        if self.current_id is None:
            return
        last = self._last_marked
        start = self.ids.index(last) if last is not None and last in self.ids else self.cursor
        low, high = sorted((start, self.cursor))
        self.marked |= set(self.ids[low : high + 1])
        self._last_marked = self.current_id
        self.refresh()
        self.post_message(self.MarksChanged())

    def action_mark_all(self) -> None:
        self.marked = set() if self.marked >= set(self.ids) else set(self.ids)
        self.refresh()
        self.post_message(self.MarksChanged())

    def action_scroll_preview(self, by: int) -> None:
        self.post_message(self.PreviewScrolled(by))

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        hit = self._rows.get(self.ids[item])
        gutter = self._gutter(item, part)
        if hit is None:
            return (gutter, Piece("…", "muted"))
        if self.item_height == 1:
            return (gutter, *self._one_line(hit, width - 2))
        match part:
            case 0:
                return (gutter, *self._first_line(hit, width - 2))
            case 1:
                return (gutter, *self._second_line(hit, width - 2))
        return (gutter, *_snippet(hit.snippet, width - 3))

    def _gutter(self, item: int, part: int) -> Piece:
        contract = self.ids[item]
        if part == 0 and contract in self.marked:
            return Piece("✓ ", "mark")
        if item == self.cursor:
            return Piece("▌ ", "bar")
        if part == 0 and contract in self.fresh:
            return Piece("+ ", "success")
        return Piece("  ")

    def _one_line(self, hit: Hit, width: int) -> Sequence[Piece]:
        words, look = standing(hit.summary, hit.upcoming, self._today)
        kind = 10 if width >= 66 else 0
        rest = width - _STANDING - _DAY - kind - 4 - bool(kind)
        party = max(0, rest * 2 // 5)
        return columns(
            (
                (_titled(hit, rest - party), rest - party, "title"),
                (counterparty_names(hit), party, "text"),
                (kind_label(hit.summary.facts.document_type), kind, "muted"),
                (words, _STANDING, look),
                (end_day(hit), _DAY, "text"),
            )
        )

    def _first_line(self, hit: Hit, width: int) -> Sequence[Piece]:
        words, look = standing(hit.summary, hit.upcoming, self._today)
        return (
            Piece(fit(_titled(hit, width - _STANDING - 2), width - _STANDING - 2), "title"),
            Piece("  "),
            Piece(fit(words, _STANDING), look),
        )

    def _second_line(self, hit: Hit, width: int) -> Sequence[Piece]:
        kind = kind_label(hit.summary.facts.document_type)
        room = width - _DAY - 2
        fault = [Piece(" ✕ ", "error")] if hit.summary.fault is not None else []
        said = f"{counterparty_names(hit)}"
        tail = f" · {kind}"
        shown = fit(said, max(4, room - len(tail) - 3 * len(fault))).rstrip()
        rest = room - len(tail) - 3 * len(fault)
        return (
            *fault,
            Piece(shown, "text"),
            Piece(tail, "muted"),
            Piece(" " * max(0, rest - cell_len(shown)), "text"),
            Piece("  "),
            Piece(fit_right(end_day(hit), _DAY), "text"),
        )


def _titled(hit: Hit, width: int) -> str:
    """The title, with a tick after it where somebody decided on its facts."""
    if not hit.summary.reviewed:
        return hit.summary.title
    return fit(hit.summary.title, max(4, width - 2)).rstrip() + " ✓"


def _snippet(snippet: Snippet | None, width: int) -> Sequence[Piece]:
    """The snippet's words around its first hit, marked, with the page at the end."""
    if snippet is None or not snippet.text:
        return (Piece(""),)
    page = "  " + _("p. {page}").format(page=snippet.page) if snippet.page is not None else ""
    text, place = clean(snippet.text), place_name(snippet)
    room = width - len(place) - len(page) - 2
    start, end = _window(text, snippet.hits[0].start if snippet.hits else 0, room)
    pieces, at = [Piece(place + ("…" if start else ""), "muted")], start
    for span in snippet.hits:
        if span.start >= end:
            break
        first, last = max(span.start, at), max(at, min(span.end, end))
        pieces += [Piece(text[at:first], "muted"), Piece(text[first:last], "hit")]
        at = last
    cut = "…" if end < len(text) else ""
    return (*pieces, Piece(text[at:end] + cut, "muted"), Piece(page, "muted"))


def _window(text: str, hit: int, room: int) -> tuple[int, int]:
    """Start and end of what is shown of a text: whole words, the hit in the first third."""
    start = max(0, min(hit - room // 3, len(text) - room))
    if start:
        start = min(text.find(" ", start) + 1 or start, hit)
    return start, min(len(text), start + room)

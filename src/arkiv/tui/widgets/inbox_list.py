"""The list of everything that is on its way in or got stuck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arkiv.domain.documents import Document, DocumentState
from arkiv.domain.faults import FaultCode, sentence
from arkiv.domain.identity import ContractId
from arkiv.services.filing import InboxFile, InboxState
from arkiv.texts import _
from arkiv.tui.actions import Home
from arkiv.tui.pulse import Beat
from arkiv.tui.widgets.grouped import GroupedLines
from arkiv.tui.widgets.pieces import Piece, fit, fit_right

__all__ = ["InboxList", "InboxRow", "inbox_rows"]

_AHEAD = 200
"""Rows shown of the queue: nobody reads on, and the queue may be long."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One file, or the heading of a group of them."""

    name: str
    state: str = ""
    """Empty for a heading."""
    look: str = "text"
    words: str = ""
    """Why, in a sentence."""
    size: int | None = None
    retry: str | None = None
    """What to try again; None where nothing can be."""
    contract: ContractId | None = None
    """None for what is not in the archive yet."""


def inbox_rows(beat: Beat) -> tuple[InboxRow, ...]:
    """What failed first, then what is being read, what waits and what is left alone."""
    stuck = [file for file in beat.inbox if file.state is InboxState.FAULT]
    waiting = [file for file in beat.inbox if file.state is InboxState.WAITING]
    ignored = [file for file in beat.inbox if file.state is InboxState.IGNORED]
    return (
        *_group(_("Stays in the inbox"), [_stuck(file) for file in stuck]),
        *_group(_("Filed, with a fault"), [_failed(document) for document in beat.failed]),
        *_group(_("Being read"), [_unread(document) for document in beat.unread]),
        *_group(_("Waiting to be filed"), [_waiting(file) for file in waiting]),
        *_group(_("Left alone"), [_ignored(file) for file in ignored]),
    )


def _group(title: str, rows: Sequence[InboxRow]) -> Iterator[InboxRow]:
    if not rows:
        return
    yield InboxRow(f"{title} ({len(rows)})")
    yield from rows[:_AHEAD]
    if len(rows) > _AHEAD:
        yield InboxRow("  … " + _("{n} more").format(n=len(rows) - _AHEAD))


def _stuck(file: InboxFile) -> InboxRow:
    why = sentence(file.fault) if file.fault is not None else ""
    return InboxRow(file.path, "✕ " + _("not filed"), "error", why, file.size, retry=file.path)


def _failed(document: Document) -> InboxRow:
    scan = document.fault is not None and document.fault.code is FaultCode.NO_TEXT
    part = _("no text") if scan else _("read in part")
    state, look = _FAILED.get(document.state, ("▲ " + part, "warning"))
    return InboxRow(
        document.name,
        state,
        look,
        sentence(document.fault) if document.fault is not None else "",
        document.size,
        retry=document.name if document.state is DocumentState.FAILED else None,
        contract=document.contract,
    )


_FAILED = {
    DocumentState.LOCKED: ("■ " + _("locked"), "warning"),
    DocumentState.FAILED: ("✕ " + _("not read"), "error"),
}


def _unread(document: Document) -> InboxRow:
    tried = _("tried {n} times").format(n=document.tries) if document.tries else ""
    return InboxRow(
        document.name, "□ " + _("to be read"), "success", tried, document.size,
        contract=document.contract,
    )  # fmt: skip


def _waiting(file: InboxFile) -> InboxRow:
    why = _("is filed when it has been still for a moment")
    return InboxRow(file.path, "□ " + _("waiting"), "muted", why, file.size)


def _ignored(file: InboxFile) -> InboxRow:
    why = _("another program's temporary or lock file")
    return InboxRow(file.path, "  " + _("left alone"), "muted", why, file.size)


class InboxList(GroupedLines):
    """Files in groups; headings are stepped over."""

    HOME = Home.INBOX

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.rows: tuple[InboxRow, ...] = ()

    def show(self, rows: Sequence[InboxRow]) -> None:
        """Another look; the cursor stays on its file."""
        if tuple(rows) == self.rows:
            return
        place = self.current
        self.rows = tuple(rows)
        same = [n for n, row in enumerate(rows) if place and _same(row, place)]
        self.cursor = same[0] if same else self.first_choice(self.cursor)
        self.resize_content()
        self._show_cursor()
        self.post_message(self.Moved(self))

    @property
    def current(self) -> InboxRow | None:
        """None where nothing is listed."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return row if row is not None and row.state else None

    def item_count(self) -> int:
        return len(self.rows)

    def is_heading(self, item: int) -> bool:
        return not self.rows[item].state

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        row = self.rows[item]
        if not row.state:
            return (Piece(fit(row.name, width), "group"),)
        size = 9 if width >= 70 else 0
        name = (width - 18 - size) * (2 if width < 110 else 1) // (4 if width < 110 else 3)
        return (
            Piece("▌ " if item == self.cursor else "  ", "bar"),
            Piece(fit(row.name, name), "title"),
            Piece(" "),
            Piece(fit(row.state, 14), row.look),
            Piece(" "),
            Piece(fit(row.words, width - 18 - size - name), "muted"),
            Piece(fit_right(_size(row.size), size), "muted"),
        )


def _same(row: InboxRow, other: InboxRow) -> bool:
    return bool(row.state) and (row.name, row.contract) == (other.name, other.contract)


def _size(size: int | None) -> str:
    """Decimal units, as file managers show them."""
    if size is None:
        return ""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return (
                f"{size / factor:.0f} {unit}"
                if size >= 10 * factor
                else f"{size / factor:.1f} {unit}"
            )
    return f"{size} B"

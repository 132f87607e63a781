"""The list of audits, each with how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from arkiv.domain.auditing import Audit, Progress
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.audit_words import percent
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.pieces import Piece, fit, fit_right

__all__ = ["AuditList"]


class AuditList(CursorLines):
    """The open ones first."""

    HOME = Home.AUDIT_LIST
    BINDINGS = bindings(Home.AUDIT_LIST)
    item_height = 2

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.audits: Sequence[tuple[Audit, Progress]] = ()

    def show(self, audits: Sequence[tuple[Audit, Progress]], chosen: str) -> None:
        """Another look, the cursor on the audit with this id."""
        self.audits = audits
        ids = [audit.id for audit, _progress in audits]
        self.cursor = ids.index(chosen) if chosen in ids else 0
        self.resize_content()
        self._show_cursor()

    @property
    def current(self) -> Audit | None:
        return self.audits[self.cursor][0] if self.audits else None

    def item_count(self) -> int:
        return len(self.audits)

    def item_line(self, item: int, part: int, width: int) -> Sequence[Piece]:
        audit, progress = self.audits[item]
        bar = Piece("▌" if item == self.cursor else " ", "bar")
        if part == 0:
            return (
                bar,
                Piece(" " + fit(audit.name, width - 8), "title"),
                Piece(fit_right(f"{percent(progress)} %", 6), "success"),
            )
        when = _("signed off") if audit.closed else _("due {day}").format(day=audit.due)
        return bar, Piece(" " + fit(when, width - 2), "muted")

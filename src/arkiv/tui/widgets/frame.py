"""What stands around every view: the header with the views, the footer with the keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from arkiv.services.filing import ArchiveStatus
from arkiv.texts import _
from arkiv.tui.actions import Action, Home, actions_of, shown_key
from arkiv.tui.widgets.bars import Bar, Part

__all__ = ["Footer", "Header"]

_BAR = 8


class Header(Bar):
    """The views, and what is being read."""

    def __init__(self, view: str) -> None:
        super().__init__(id="header")
        self._view = view
        self._most = 0
        """The longest the queue was since it was last empty: the whole of the progress bar."""
        self._overdue = self._attention = 0

    def show_numbers(self, overdue: int | None, attention: int | None) -> None:
        """With the next status; None: not counted yet."""
        self._overdue, self._attention = overdue or 0, attention or 0

    def show_status(self, status: ArchiveStatus | None) -> None:
        """None: not looked at yet."""
        views = [
            *self._brand(),
            *self._entry("search", "1", _("Search")),
            *self._entry("deadlines", "2", self._dates() + self._number(self._overdue)),
            *self._entry("calendar", "3", _("Cal.") if self._is_narrow else _("Calendar")),
            *self._entry("audits", "4", _("Audits")),
            *self._entry("attention", "5", _("Attention") + self._number(self._attention)),
            *self._entry("inbox", "6", _("Inbox") + self._number(_pending(status))),
        ]
        self.show(views, self._work(status) if status is not None else ())

    def _entry(self, view: str, key: str, label: str) -> tuple[Part, ...]:
        look = "now" if view == self._view else "text"
        press = f"view('{view}')"
        return (
            Part(f"{key} ", "key", press),
            Part(label, look, press),
            Part(" " if self._is_narrow else "  "),
        )

    def _dates(self) -> str:
        return _("Dates") if self._is_narrow else _("Deadlines")

    def _brand(self) -> tuple[Part, ...]:
        if self._is_narrow:
            return (Part(" "),)
        return Part(" Arkiv ", "key"), Part("│ ", "muted")

    def _number(self, number: int) -> str:
        if not number:
            return ""
        return f" {number}" if self._is_narrow else f" ({number})"

    @property
    def _is_narrow(self) -> bool:
        return self.app.size.width < 100

    def _work(self, status: ArchiveStatus) -> list[Part]:
        busy = status.reading + status.waiting
        self._most = max(self._most, busy) if busy else 0
        if status.reading:
            done = self._most - busy
            room = _BAR // 2 if self._is_narrow else _BAR
            full = done * room // self._most
            words = _("↑ {n}") if self._is_narrow else _("↑ reading {n}")
            words = words.format(n=status.reading)
            return [Part(f"{words}  {'■' * full}{'□' * (room - full)} ", "success")]
        if status.setting_faults:
            words = _("arkiv.toml ") if self._is_narrow else _("a fault in arkiv.toml ")
            return [Part("▲ " + words, "warning", "setting_faults")]
        if status.index_behind:
            return [Part(_("indexing {n} changes ").format(n=status.index_behind), "muted")]
        if not status.watcher_alive:
            words = _("not watched ") if self._is_narrow else _("the inbox is not watched ")
            return [Part("▲ " + words, "warning")]
        return [Part("● " + _("watching "), "muted")]


def _pending(status: ArchiveStatus | None) -> int:
    if status is None:
        return 0
    return status.waiting + len(status.inbox_faults) + status.document_faults


class Footer(Bar):
    """The keys that matter where the focus is; each can be clicked."""

    def __init__(self) -> None:
        super().__init__(id="footer")

    def show_home(self, home: Home) -> None:
        in_field = home is Home.FIELD
        here: list[Part] = []
        everywhere: list[Part] = []
        for action in actions_of(home):
            key = _key(action, in_field)
            if key and action.footer:
                parts = everywhere if action.home is Home.APP else here
                parts.append(Part(f" {action.label} ", "text", action.id, key=f" {key}"))
        self.show(here, everywhere)

    def _fitting(self, width: int) -> Sequence[Part]:
        """As many as leave room for the last on the right, which leads to all the others."""
        room = width - sum(part.width for part in self._right[-1:])
        ends = accumulate(part.width for part in self._left)
        return [part for part, end in zip(self._left, ends, strict=True) if end <= room]


_PRINTED = ("slash", "colon", "question_mark", "minus", "plus", "space", "comma", "full_stop")


def _key(action: Action, in_field: bool) -> str:
    """The key to announce; in a text field letters are letters, so another one or none."""
    keys = [key for key in action.keys.split(",") if key]
    if in_field:
        keys = [key for key in keys if len(key) > 1 and key not in _PRINTED]
    return shown_key(keys[0]) if keys else ""

"""The inbox view: what waits, what is being read, what failed and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from arkiv import clock
from arkiv.cleaning import clean
from arkiv.services.filing import ArchiveStatus
from arkiv.texts import _, ngettext
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.given import Archive
from arkiv.tui.pulse import Beat
from arkiv.tui.screens.view import View
from arkiv.tui.widgets.bars import Bar, Part
from arkiv.tui.widgets.frame import Footer, Header
from arkiv.tui.widgets.inbox_list import InboxList, inbox_rows
from arkiv.tui.widgets.lines import CursorLines

__all__ = ["InboxView"]


class InboxView(View):
    """Files on their way in."""

    NAME = "inbox"
    HOME = Home.INBOX
    BINDINGS = bindings(Home.INBOX)

    def __init__(self, archive: Archive, acts: Acts, look_now: Callable[[], None]) -> None:
        super().__init__()
        self._archive = archive
        self._acts = acts
        self._look_now = look_now

    def compose(self) -> ComposeResult:
        yield Header(self.NAME)
        yield Bar(id="where")
        yield InboxList(id="list")
        yield Static(id="why")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(InboxList).border_title = _("Incoming")
        self.query_one(InboxList).focus()
        self._show_why()
        self._look_now()

    def show_beat(self, beat: Beat) -> None:
        super().show_beat(beat)
        rows = inbox_rows(beat)
        self.query_one(InboxList).show(rows)
        number = sum(bool(row.state) for row in rows)
        self.query_one(InboxList).border_title = Content(_("Incoming {n}").format(n=number))
        self.query_one("#where", Bar).show(*self._where(beat.status))
        self._show_why()

    def _where(self, status: ArchiveStatus) -> tuple[list[Part], list[Part]]:
        folder = _short(self._archive.workspace.inbox)
        left = [Part(" " + folder, "key"), Part("  " + _("put PDF and Word files here"), "muted")]
        return left, [_watched(status)]

    @on(CursorLines.Moved)
    def _show_why(self) -> None:
        row = self.query_one(InboxList).current
        why = self.query_one("#why", Static)
        if row is None:
            why.update(_("Everything is filed and read. New files show up here by themselves."))
            return
        name = Content.styled(clean(row.name), "bold")
        number = f"  #{row.contract}" if row.contract is not None else ""
        what = Content.styled(number, "$text-muted")
        words = clean(row.words) or clean(row.state)
        why.update(Content("\n").join([name + what, Content(words)]))

    @on(CursorLines.Chosen)
    def action_show(self) -> None:
        row = self.query_one(InboxList).current
        if row is not None and row.contract is not None:
            self.post_message(self.ContractWanted(row.contract))
        elif row is not None:
            self._acts.say(_("This file is not in the archive yet."))

    def action_retry(self) -> None:
        row = self.query_one(InboxList).current
        if row is not None and row.retry is not None:
            self._retry([row.retry])
        else:
            self._acts.say(_("There is nothing to try again here."))

    def action_retry_all(self) -> None:
        self._retry(None)

    def _retry(self, paths: list[str] | None) -> None:
        def done(number: int) -> None:
            sentence = ngettext("Trying {n} file again.", "Trying {n} files again.", number)
            self._acts.say(sentence.format(n=number) if number else _("Nothing failed."))
            self._look_now()

        self._acts.run(lambda: self._archive.filing.retry(paths, clock.now()), done)

    def action_original(self) -> None:
        row = self.query_one(InboxList).current
        if row is not None and row.contract is not None:
            self._acts.original(row.contract)
        elif row is not None:
            self._acts.say(_("It lies in the inbox folder: {name}").format(name=row.name))


def _watched(status: ArchiveStatus) -> Part:
    if not status.watcher_alive:
        return Part("▲ " + _("not watched yet "), "warning")
    mode = status.watcher.mode if status.watcher is not None else ""
    return Part("● " + _("watching ({mode}) ").format(mode=mode), "success")


def _short(folder: Path) -> str:
    """With ~ for the home folder."""
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except ValueError:
        return str(folder)

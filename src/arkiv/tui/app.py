"""The application: its views, what runs beside them, and the actions that work everywhere."""

from __future__ import annotations

from typing import cast

from arkiv.cleaning import clean
from arkiv.domain.contracts import Summary
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.commands import Commands
from arkiv.tui.given import Archive
from arkiv.tui.pulse import Beat, Pulse
from arkiv.tui.screens.attention import AttentionView
from arkiv.tui.screens.audits import AuditsView
from arkiv.tui.screens.calendar import CalendarView
from arkiv.tui.screens.deadlines import DeadlinesView
from arkiv.tui.screens.inbox import InboxView
from arkiv.tui.screens.review import ReviewView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.screens.view import View
from arkiv.tui.seeker import Seeker
from arkiv.tui.themes import DARK, THEMES
from arkiv.tui.watching import ChildWatcher
from arkiv.tui.widgets.field import SearchField

__all__ = ["ArkivApp"]


class ArkivApp(Commands, inherit_bindings=False):
    """Arkiv in the terminal."""

    TITLE = "Arkiv"
    CSS_PATH = "arkiv.tcss"
    BINDINGS = bindings(Home.APP)
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, archive: Archive, watch: bool = True) -> None:
        """``watch``: run a watcher of our own while no other one runs."""
        super().__init__()
        self._archive = archive
        self._seeker = Seeker(self.call_later)
        self._pulse = Pulse(archive, self._tell_change, self._tell_beat)
        self._acts = Acts(self, archive, self._changed)
        self._child = ChildWatcher(archive.workspace.root) if watch else None
        self._beat: Beat | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = (
            archive.config.theme if archive.config.theme in self.available_themes else DARK.name
        )
        self.add_mode("search", lambda: SearchView(archive, self._seeker, self._acts))
        self.add_mode("deadlines", lambda: DeadlinesView(archive, self._acts))
        self.add_mode("calendar", lambda: CalendarView(archive, self._acts, self._current))
        self.add_mode("audits", lambda: AuditsView(archive, self._acts))
        self.add_mode("attention", lambda: AttentionView(archive, self._acts))
        self.add_mode("review", lambda: ReviewView(archive, self._acts))
        self.add_mode("inbox", lambda: InboxView(archive, self._acts, self._pulse.look_now))

    def on_mount(self) -> None:
        self._seeker.start()
        self._pulse.start()
        self.switch_mode("search")

    def on_unmount(self) -> None:
        self._pulse.close()
        self._seeker.close()
        if self._child is not None:
            self._child.stop()

    def _tell_change(self) -> None:
        self.call_later(self._changed)

    def _tell_beat(self, beat: Beat) -> None:
        self.call_later(self._show_beat, beat)

    def _changed(self) -> None:
        """After an act of our own and of others."""
        for view in self._views():
            view.archive_changed()
        self._pulse.look_now()

    def _show_beat(self, beat: Beat) -> None:
        first, self._beat = self._beat is None, beat
        if first:
            self.action_setting_faults()
        if self._child is not None:
            self._child.keep(beat.status.watcher_alive)
        for view in self._views():
            view.show_beat(beat)

    def _views(self) -> list[View]:
        """Those that were visited, shown or not."""
        return [
            screen
            for stack in self._screen_stacks.values()
            for screen in stack
            if isinstance(screen, View) and screen.is_ready
        ]

    def _current(self) -> Summary | None:
        """The contract that is current in the search view."""
        search = next(view for view in self._views() if isinstance(view, SearchView))
        return search.current_summary

    async def action_view(self, name: str) -> None:
        if name != self.current_mode:
            await self.switch_mode(name)
            if self._beat is not None and (view := self.view_shown()) is not None:
                view.show_beat(self._beat)

    async def action_focus_search(self) -> None:
        if (shown := self.view_shown()) is not None and shown.focus_field():
            return
        await self.action_view("search")
        field = self.screen.query_one(SearchField)
        if field.has_focus:
            field.action_select_all()
        field.focus()

    async def on_view_contract_wanted(self, event: View.ContractWanted) -> None:
        await self.action_view("search")
        search = cast(SearchView, self.screen)
        search.show_contract(event.contract)
        if event.read:
            search.read_contract(event.contract, event.field, event.sources)

    async def on_view_review_wanted(self, event: View.ReviewWanted) -> None:
        back = self.current_mode
        await self.action_view("review")
        cast(ReviewView, self.screen).begin(event.contract, event.among, back)

    def action_setting_faults(self) -> None:
        """Say what can't be read in the settings; the header leads here."""
        for fault in self._beat.status.setting_faults if self._beat is not None else ():
            self.notify(clean(fault), severity="warning", markup=False, timeout=30)

    async def on_view_audit_wanted(self, event: View.AuditWanted) -> None:
        await self.action_view("audits")
        cast(AuditsView, self.screen).choose(event.audit)

    def action_undo(self) -> None:
        self._acts.undo()

    def action_redo(self) -> None:
        self._acts.redo()

    def action_refresh(self) -> None:
        self._changed()

    def action_step_out(self) -> None:
        if (view := self.view_shown()) is not None:
            view.action_step_out()

    def action_next_pane(self) -> None:
        self._next_pane(1)

    def action_previous_pane(self) -> None:
        self._next_pane(-1)

    def _next_pane(self, by: int) -> None:
        if (view := self.view_shown()) is not None:
            view.next_pane(by)
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_help_quit(self) -> None:
        self._acts.say(_("q leaves Arkiv, ctrl+q from anywhere."))

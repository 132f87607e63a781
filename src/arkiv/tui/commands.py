"""Doing any action of the table by its id: from the menu, the help, the palette and the footer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.app import App, SystemCommand
from textual.screen import Screen

from arkiv.cleaning import clean
from arkiv.texts import _
from arkiv.tui.actions import ACTIONS, actions_of, shown_key
from arkiv.tui.dialogs.keys import help_dialog, menu_dialog
from arkiv.tui.screens.narrowing import NarrowingView
from arkiv.tui.screens.view import View
from arkiv.tui.widgets.field import SearchField

__all__ = ["Commands"]


class Commands(App[None], inherit_bindings=False):
    """The part of the application that finds actions."""

    def view_shown(self) -> View | None:
        """The view shown; None behind a dialog."""
        return self.screen if isinstance(self.screen, View) else None

    def action_help(self) -> None:
        if (view := self.view_shown()) is not None:
            self.push_screen(help_dialog(view.home()), self._perform)

    def action_menu(self) -> None:
        if (view := self.view_shown()) is not None:
            self.push_screen(menu_dialog(view.home(), view.offers), self._perform)

    def _perform(self, chosen: str | None) -> None:
        if chosen is not None:
            self.call_later(self.action_perform, chosen)

    async def action_perform(self, chosen: str) -> None:
        """Do the action of that id, where the nearest place to the focus knows it."""
        action = next((action for action in ACTIONS if action.id == chosen), None)
        if action is None:
            self._say_elsewhere(chosen)
            return
        name = "action_" + action.command.partition("(")[0]
        start = self.screen.focused or self.screen
        node = next(node for node in start.ancestors_with_self if hasattr(node, name))
        await self.run_action(action.command, default_namespace=node)

    def _say_elsewhere(self, chosen: str) -> None:
        kind, _space, what = chosen.partition(" ")
        if kind == "write" and (view := self.view_shown()) is not None and view.NAME == "search":
            view.query_one(SearchField).value = what
        elif kind == "elsewhere":
            words = _("That key works in another place; go there first.")
            self.notify(words, markup=False, timeout=3)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The same table that menu and help read."""
        view = screen if isinstance(screen, View) else None
        for action in actions_of(view.home()) if view is not None else ():
            if action.menu and view is not None and view.offers(action):
                names = (shown_key(key) for key in action.keys.split(",") if key)
                keys = " ".join(dict.fromkeys(names))
                said = f"{action.help}  ({keys})" if keys else action.help
                yield SystemCommand(action.label, said, partial(self.action_perform, action.id))
        if isinstance(view, NarrowingView):
            for search in view.saved_searches():
                said = _("Saved search: {query}").format(query=clean(search.query))
                yield SystemCommand(clean(search.title), said, partial(view.call_up, search))

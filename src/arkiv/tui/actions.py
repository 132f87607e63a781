"""The table of actions as each part of the screen needs it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from arkiv.tui.action_table import ACTIONS
from arkiv.tui.homes import CHAINS, REVIEWED, Action, Home

__all__ = ["ACTIONS", "CHAINS", "REVIEWED", "Action", "Home", "actions_of", "bindings", "shown_key"]


def bindings(home: Home) -> list[BindingType]:
    """The key bindings of one home."""
    return [
        Binding(action.keys, action.command, action.label, id=action.id, show=action.footer)
        for action in ACTIONS
        if action.home is home and action.keys
    ]


def actions_of(focus: Home) -> tuple[Action, ...]:
    """What can be done with the focus there, nearest first."""
    return tuple(action for home in CHAINS[focus] for action in ACTIONS if action.home is home)


_SHOWN = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "escape": "esc",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "ctrl+@": "ctrl+space",
    "right": "→",
}


def shown_key(key: str) -> str:
    """A key as people write it."""
    return _SHOWN.get(key, key.upper() if key.startswith("f") and len(key) > 1 else key)

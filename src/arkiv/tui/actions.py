"""Every action: the one table that keys, footer, menu, help and palette read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType

from arkiv.texts import _

__all__ = ["ACTIONS", "CHAINS", "Action", "Home", "actions_of", "bindings", "shown_key"]


class Home(StrEnum):
    """Which part of the screen understands an action."""

    APP = "app"
    SEARCH = "search"
    FIELD = "field"
    LINES = "lines"
    RESULTS = "results"
    FACETS = "facets"
    PREVIEW = "preview"
    INBOX = "inbox"


CHAINS: dict[Home, tuple[Home, ...]] = {
    Home.FIELD: (Home.FIELD, Home.SEARCH, Home.APP),
    Home.RESULTS: (Home.RESULTS, Home.SEARCH, Home.LINES, Home.APP),
    Home.FACETS: (Home.FACETS, Home.SEARCH, Home.LINES, Home.APP),
    Home.PREVIEW: (Home.PREVIEW, Home.SEARCH, Home.LINES, Home.APP),
    Home.INBOX: (Home.INBOX, Home.LINES, Home.APP),
    Home.SEARCH: (Home.SEARCH, Home.APP),
}
"""Where a key is looked for, by what has the focus."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do."""

    home: Home
    command: str
    """The action method of its home, with its arguments."""
    keys: str
    """Textual's names with commas between; empty where only menu and palette lead to it."""
    label: str
    help: str
    footer: bool = False
    menu: bool = True
    """False for movements, which nobody looks for in a menu."""

    @property
    def id(self) -> str:
        """The name it has in a person's own key map."""
        return f"{self.home}.{self.command.partition('(')[0]}{self._argument}"

    @property
    def _argument(self) -> str:
        inside = self.command.partition("(")[2].rstrip(")").strip("'\"")
        return f".{inside}" if inside else ""


def _app() -> Iterator[Action]:
    home = Home.APP
    yield Action(
        home, "view('search')", "1", _("Search"), _("Search the archive; click its name on top")
    )
    yield Action(
        home, "view('inbox')", "6", _("Inbox"), _("See what waits, what is being read, what failed")
    )
    yield Action(
        home,
        "focus_search",
        "slash,f3",
        _("Search"),
        _("Go to the search field; again: select what is in it"),
        footer=True,
    )
    yield Action(
        home,
        "command_palette",
        "colon,ctrl+p",
        _("Commands"),
        _("Find any command by its name"),
        footer=True,
        menu=False,
    )
    yield Action(
        home,
        "menu",
        "m,f10",
        _("Menu"),
        _("Choose from what can be done here; right click does the same"),
        footer=True,
        menu=False,
    )
    yield Action(
        home,
        "help",
        "question_mark,f1",
        _("Help"),
        _("All keys of this place, searchable"),
        footer=True,
    )
    yield Action(home, "undo", "u", _("Undo"), _("Take back the last tag or move to the trash"))
    yield Action(home, "refresh", "f5", _("Refresh"), _("Look again at the archive"))
    yield Action(
        home, "change_theme", "", _("Theme…"), _("Choose colours, for dark and light terminals")
    )
    yield Action(
        home,
        "step_out",
        "escape",
        _("Back"),
        _("One step out; a query is never erased"),
        menu=False,
    )
    yield Action(
        home, "next_pane", "tab", _("Next pane"), _("Go to the next pane; l does too"), menu=False
    )
    yield Action(
        home,
        "previous_pane",
        "shift+tab",
        _("Previous pane"),
        _("Go to the pane before; h does too"),
        menu=False,
    )
    yield Action(home, "quit", "q,ctrl+q", _("Quit"), _("Leave Arkiv; nothing is lost"))


def _lines() -> Iterator[Action]:
    home = Home.LINES
    for command, keys, label in (
        ("move(1)", "j,down", _("Down")),
        ("move(-1)", "k,up", _("Up")),
        ("edge(-1)", "g,home", _("To the top")),
        ("edge(1)", "G,end", _("To the bottom")),
        ("page(1)", "pagedown", _("A page down")),
        ("page(-1)", "pageup", _("A page up")),
        ("half_page(1)", "ctrl+d", _("Half a page down")),
        ("half_page(-1)", "ctrl+u", _("Half a page up")),
        ("pane(1)", "l", _("Next pane")),
        ("pane(-1)", "h", _("Previous pane")),
    ):
        yield Action(home, command, keys, label, label, menu=False)


def _results() -> Iterator[Action]:
    home = Home.RESULTS
    yield Action(home, "choose", "enter", _("Open"), _("Read the text in full width"), footer=True)
    yield Action(
        home,
        "mark",
        "space",
        _("Mark"),
        _("Mark the contract, for tagging several at once"),
        footer=True,
    )
    yield Action(home, "mark_all", "a", _("Mark all"), _("Mark all hits, or none"))
    yield Action(
        home, "scroll_preview(1)", "J", _("Scroll text"), _("Scroll the text down"), menu=False
    )
    yield Action(
        home, "scroll_preview(-1)", "K", _("Scroll text"), _("Scroll the text up"), menu=False
    )


def _facets() -> Iterator[Action]:
    home = Home.FACETS
    yield Action(
        home,
        "choose",
        "space,enter",
        _("Include"),
        _("Show only contracts with this value; again: take it away"),
        footer=True,
    )
    yield Action(
        home,
        "exclude",
        "minus",
        _("Exclude"),
        _("Leave out contracts with this value; again: take it away"),
        footer=True,
    )
    yield Action(home, "fold(True)", "left", _("Fold"), _("Fold this group"), menu=False)
    yield Action(home, "fold(False)", "right", _("Unfold"), _("Unfold this group"), menu=False)


def _field() -> Iterator[Action]:
    home = Home.FIELD
    yield Action(
        home, "leave", "tab", _("Results"), _("Go to the results; esc does too"), footer=True,
        menu=False,
    )  # fmt: skip
    yield Action(
        home,
        "move_results(1)",
        "down",
        _("Next"),
        _("The next result, while you go on typing"),
        menu=False,
    )
    yield Action(
        home,
        "move_results(-1)",
        "up",
        _("Previous"),
        _("The result before, while you go on typing"),
        menu=False,
    )
    yield Action(
        home,
        "page_results(1)",
        "pagedown",
        _("Page down"),
        _("A page of results down"),
        menu=False,
    )
    yield Action(
        home, "page_results(-1)", "pageup", _("Page up"), _("A page of results up"), menu=False
    )
    yield Action(
        home,
        "submit",
        "enter",
        _("Open"),
        _("Read the chosen result in full width"),
        footer=True,
        menu=False,
    )


def _search() -> Iterator[Action]:
    home = Home.SEARCH
    yield Action(
        home,
        "tag",
        "t",
        _("Tag"),
        _("Add a tag or take one away, on the marked contracts or this one"),
        footer=True,
    )
    yield Action(home, "note", "c", _("Note"), _("Write a note on this contract"), footer=True)
    yield Action(
        home,
        "original",
        "o",
        _("Original"),
        _("Open a copy of the original in the system's viewer"),
        footer=True,
    )
    yield Action(
        home,
        "facets",
        "f",
        _("Facets"),
        _("Go to the facets and narrow the results"),
        footer=True,
    )
    yield Action(
        home,
        "clear_filters",
        "0",
        _("Clear filters"),
        _("Take all facet filters away; the query stays"),
    )
    yield Action(home, "sort", "s", _("Sort…"), _("Choose the order of the results"))
    yield Action(home, "next_hit(1)", "n", _("Next hit"), _("Go to the next hit in the text"))
    yield Action(
        home, "next_hit(-1)", "N", _("Previous hit"), _("Go to the hit before in the text")
    )
    yield Action(
        home,
        "reference",
        "y",
        _("Copy reference"),
        _("Copy title, number and page to the clipboard"),
    )
    yield Action(home, "preview", "p", _("Text on/off"), _("Show or hide the text"))
    yield Action(home, "density", "z", _("Density"), _("One, two or three lines a contract"))
    yield Action(
        home,
        "renew",
        "r",
        _("Show new"),
        _("Put contracts that came in meanwhile in their place"),
    )
    yield Action(
        home,
        "trash",
        "",
        _("Move to trash…"),
        _("Put the marked contracts or this one into the trash; nothing is deleted"),
    )
    yield Action(
        home, "untrash", "", _("Take out of the trash"), _("Bring back what `is:trashed` finds")
    )


def _inbox() -> Iterator[Action]:
    home = Home.INBOX
    yield Action(home, "retry", "r", _("Retry"), _("Try this file again"), footer=True)
    yield Action(
        home, "retry_all", "R", _("Retry all"), _("Try everything that failed again"), footer=True
    )
    yield Action(
        home,
        "original",
        "o",
        _("Original"),
        _("Open a copy of a filed document in the system's viewer"),
        footer=True,
    )
    yield Action(
        home,
        "show",
        "enter",
        _("Find"),
        _("Show this document's contract among the results"),
        footer=True,
    )


ACTIONS: tuple[Action, ...] = (
    *_results(),
    *_facets(),
    *_field(),
    *_search(),
    *_inbox(),
    *_lines(),
    *_app(),
)


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
    "escape": "esc",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def shown_key(key: str) -> str:
    """A key as people write it."""
    return _SHOWN.get(key, key.upper() if key.startswith("f") and len(key) > 1 else key)

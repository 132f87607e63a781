"""The one table of what can be done: keys, footer, menu, help and palette are made from it."""

from __future__ import annotations

from functools import partial

from arkiv.texts import _
from arkiv.tui.homes import Action, Home

__all__ = ["ACTIONS"]

_results = partial(Action, Home.RESULTS)
_facets = partial(Action, Home.FACETS)
_facts = partial(Action, Home.FACTS)
_field = partial(Action, Home.FIELD)
_search = partial(Action, Home.SEARCH)
_contract = partial(Action, Home.CONTRACT)
_inbox = partial(Action, Home.INBOX)
_app = partial(Action, Home.APP)

_FOOT = True
"""Announced in the footer."""


def _moves(home: Home, command: str, keys: str, label: str, help: str = "") -> Action:
    """A movement: in the help, but not in the menu."""
    return Action(home, command, keys, label, help or label, menu=False)


_IN_RESULTS = (
    _results("choose", "enter", _("Open"), _("Read the text in full width"), _FOOT),
    _results(
        "mark", "space", _("Mark"), _("Mark the contract, for tagging several at once"), _FOOT
    ),
    _results("mark_range", "v", _("Mark to here"), _("Mark from the last one marked to this one")),
    _results("mark_all", "a", _("Mark all"), _("Mark all hits, or none")),
    _moves(Home.RESULTS, "scroll_preview(1)", "J", _("Scroll text"), _("Scroll the text down")),
    _moves(Home.RESULTS, "scroll_preview(-1)", "K", _("Scroll text"), _("Scroll the text up")),
)

_IN_FACETS = (
    _facets(
        "choose",
        "space,enter",
        _("Include"),
        _("Show only contracts with this value; again: take it away"),
        _FOOT,
    ),
    _facets(
        "exclude",
        "minus",
        _("Exclude"),
        _("Leave out contracts with this value; again: take it away"),
        _FOOT,
    ),
    _facets("find", "F", _("Find value"), _("Find a value of this group by its name"), _FOOT),
    _moves(Home.FACETS, "fold(True)", "left", _("Fold"), _("Fold this group")),
    _moves(Home.FACETS, "fold(False)", "right", _("Unfold"), _("Unfold this group")),
)

_IN_FACTS = (
    _facts("confirm", "y", _("Right"), _("Confirm this value and go to the next"), _FOOT),
    _facts(
        "confirm_sure", "Y", _("All sure"), _("Confirm every value that is shown as sure"), _FOOT
    ),
    _facts("confirm_all", "A", _("All"), _("Confirm every value that is shown"), _FOOT),
    _facts("correct", "e", _("Correct"), _("Type the right value"), _FOOT),
    _facts("choose", "enter,p", _("Other"), _("Choose another value that was read here"), _FOOT),
    _facts("reject", "x", _("Reject"), _("Say that the contract does not say this"), _FOOT),
    _facts("add", "plus", _("Add"), _("Give a value that was not read")),
)

_IN_FIELD = (
    Action(
        Home.FIELD,
        "leave",
        "tab",
        _("Results"),
        _("Go to the results; esc does too"),
        footer=True,
        menu=False,
    ),
    _moves(
        Home.FIELD,
        "take",
        "right",
        _("Complete"),
        _("Take what is offered under the field, or the correction of a query"),
    ),
    _moves(
        Home.FIELD,
        "step",
        "ctrl+@,ctrl+space,f4",
        _("Next offer"),
        _("Go to the next of what is offered under the field"),
    ),
    _moves(Home.FIELD, "clear", "ctrl+u", _("Clear"), _("Empty the search field")),
    _moves(
        Home.FIELD,
        "move_results(1)",
        "down",
        _("Next"),
        _("The next result, while you go on typing"),
    ),
    _moves(
        Home.FIELD,
        "move_results(-1)",
        "up",
        _("Previous"),
        _("The result before, while you go on typing"),
    ),
    _moves(Home.FIELD, "page_results(1)", "pagedown", _("Page down"), _("A page of results down")),
    _moves(Home.FIELD, "page_results(-1)", "pageup", _("Page up"), _("A page of results up")),
    Action(
        Home.FIELD,
        "submit",
        "enter",
        _("Open"),
        _("Read the chosen result in full width"),
        footer=True,
        menu=False,
    ),
)

_IN_SEARCH = (
    _search("review", "e", _("Facts"), _("Check what was read: confirm, correct, reject"), _FOOT),
    _search("facets", "f", _("Facets"), _("Go to the facets and narrow the results"), _FOOT),
    _search(
        "clear_filters",
        "0",
        _("Clear filters"),
        _("Take all facet filters away; the query stays"),
    ),
    _search("sort", "s", _("Sort…"), _("Choose the order of the results, and turn it round")),
    _search("saved", "b", _("Saved…"), _("Saved searches with how much each finds now")),
    _search("save", "B", _("Save search…"), _("Keep this query, its filters and order by a name")),
    _search("forget_saved", "", _("Forget a saved search…"), _("Put a saved search aside")),
    _search("history", "ctrl+r", _("History…"), _("Queries of this session, the latest first")),
    _search(
        "reference",
        "y",
        _("Copy reference"),
        _("Copy title, number and page to the clipboard"),
    ),
    _search("preview", "p", _("Text on/off"), _("Show or hide the text")),
    _search("density", "z", _("Density"), _("One, two or three lines a contract")),
    _search("renew", "r", _("Show new"), _("Put contracts that came in meanwhile in their place")),
)

_ON_CONTRACTS = (
    _contract(
        "tag",
        "t",
        _("Tag"),
        _("Add a tag or take one away, on the marked contracts or this one"),
        _FOOT,
    ),
    _contract(
        "note",
        "c",
        _("Note"),
        _("Write and settle notes; in the text, on its words"),
        _FOOT,
    ),
    _contract(
        "original",
        "o",
        _("Original"),
        _("Open a copy of the original in the system's viewer"),
        _FOOT,
    ),
    _contract("next_hit(1)", "n", _("Next hit"), _("Go to the next hit in the text")),
    _contract("next_hit(-1)", "N", _("Previous hit"), _("Go to the hit before in the text")),
    _contract("step(1)", "full_stop", _("Next contract"), _("Go to the next of the results")),
    _contract(
        "step(-1)", "comma", _("Previous contract"), _("Go to the one before in the results")
    ),
    _contract(
        "trash",
        "",
        _("Move to trash…"),
        _("Put the marked contracts or this one into the trash; nothing is deleted"),
    ),
    _contract("untrash", "", _("Take out of the trash"), _("Bring back what `is:trashed` finds")),
)

_IN_INBOX = (
    _inbox("retry", "r", _("Retry"), _("Try this file again"), _FOOT),
    _inbox("retry_all", "R", _("Retry all"), _("Try everything that failed again"), _FOOT),
    _inbox(
        "original",
        "o",
        _("Original"),
        _("Open a copy of a filed document in the system's viewer"),
        _FOOT,
    ),
    _inbox("show", "enter", _("Find"), _("Show this document's contract among the results"), _FOOT),
)

_IN_LINES = (
    _moves(Home.LINES, "move(1)", "j,down", _("Down")),
    _moves(Home.LINES, "move(-1)", "k,up", _("Up")),
    _moves(Home.LINES, "edge(-1)", "g,home", _("To the top")),
    _moves(Home.LINES, "edge(1)", "G,end", _("To the bottom")),
    _moves(Home.LINES, "page(1)", "pagedown", _("A page down")),
    _moves(Home.LINES, "page(-1)", "pageup", _("A page up")),
    _moves(Home.LINES, "half_page(1)", "ctrl+d", _("Half a page down")),
    _moves(Home.LINES, "half_page(-1)", "ctrl+u", _("Half a page up")),
    _moves(Home.LINES, "pane(1)", "l", _("Next pane")),
    _moves(Home.LINES, "pane(-1)", "h", _("Previous pane")),
)

_EVERYWHERE = (
    _app("view('search')", "1", _("Search"), _("Search the archive; click its name on top")),
    _app("view('inbox')", "6", _("Inbox"), _("See what waits, what is being read, what failed")),
    _app(
        "focus_search",
        "slash,f3",
        _("Search"),
        _("Go to the search field; again: select what is in it"),
        _FOOT,
    ),
    _app(
        "command_palette",
        "colon,ctrl+p",
        _("Commands"),
        _("Find any command by its name"),
        _FOOT,
        menu=False,
    ),
    _app(
        "menu",
        "m,f10",
        _("Menu"),
        _("Choose from what can be done here; right click does the same"),
        _FOOT,
        menu=False,
    ),
    _app("help", "question_mark,f1", _("Help"), _("All keys of this place, searchable"), _FOOT),
    _app("undo", "u", _("Undo"), _("Take back your last tag, decision or move to the trash")),
    _app("refresh", "f5", _("Refresh"), _("Look again at the archive")),
    _app("change_theme", "", _("Theme…"), _("Choose colours, for dark and light terminals")),
    _moves(Home.APP, "step_out", "escape", _("Back"), _("One step out; a query is never erased")),
    _moves(Home.APP, "next_pane", "tab", _("Next pane"), _("Go to the next pane; l does too")),
    _moves(
        Home.APP,
        "previous_pane",
        "shift+tab",
        _("Previous pane"),
        _("Go to the pane before; h does too"),
    ),
    _app("quit", "q,ctrl+q", _("Quit"), _("Leave Arkiv; nothing is lost")),
)

ACTIONS: tuple[Action, ...] = (
    *_IN_RESULTS,
    *_IN_FACETS,
    *_IN_FACTS,
    *_IN_FIELD,
    *_IN_SEARCH,
    *_ON_CONTRACTS,
    *_IN_INBOX,
    *_IN_LINES,
    *_EVERYWHERE,
)

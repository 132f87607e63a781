"""The one table of what can be done: keys, footer, menu, help and palette are made from it."""

from __future__ import annotations

from functools import partial

from arkiv.texts import _
from arkiv.tui.attention_actions import ATTENTION_ACTIONS
from arkiv.tui.audit_actions import AUDIT_ACTIONS
from arkiv.tui.date_actions import DATE_ACTIONS
from arkiv.tui.homes import FOOT, Action, Home, moves
from arkiv.tui.review_actions import REVIEW_ACTIONS

__all__ = ["ACTIONS"]

_results = partial(Action, Home.RESULTS)
_facets = partial(Action, Home.FACETS)
_facts = partial(Action, Home.FACTS)
_field = partial(Action, Home.FIELD)
_search = partial(Action, Home.SEARCH)
_contract = partial(Action, Home.CONTRACT)
_inbox = partial(Action, Home.INBOX)
_app = partial(Action, Home.APP)

_IN_RESULTS = (
    _results("choose", "enter", _("Open"), _("Read the text in full width"), FOOT),
    _results("mark", "space", _("Mark"), _("Mark the contract, for tagging several at once"), FOOT),
    _results("mark_range", "v", _("Mark to here"), _("Mark from the last one marked to this one")),
    _results("mark_all", "a", _("Mark all"), _("Mark all hits, or none")),
    moves(Home.RESULTS, "scroll_preview(1)", "J", _("Scroll text"), _("Scroll the text down")),
    moves(Home.RESULTS, "scroll_preview(-1)", "K", _("Scroll text"), _("Scroll the text up")),
)

_IN_FACETS = (
    _facets(
        "choose",
        "space,enter",
        _("Include"),
        _("Show only contracts with this value; again: take it away"),
        FOOT,
    ),
    _facets(
        "exclude",
        "minus",
        _("Exclude"),
        _("Leave out contracts with this value; again: take it away"),
        FOOT,
    ),
    _facets("find", "F", _("Find value"), _("Find a value of this group by its name"), FOOT),
    moves(Home.FACETS, "fold(True)", "left", _("Fold"), _("Fold this group")),
    moves(Home.FACETS, "fold(False)", "right", _("Unfold"), _("Unfold this group")),
)

_IN_FACTS = (
    _facts("confirm", "y", _("Right"), _("Confirm this value and go to the next"), FOOT),
    _facts(
        "confirm_sure", "Y", _("All sure"), _("Confirm every value that is shown as sure"), FOOT
    ),
    _facts("confirm_all", "A", _("All"), _("Confirm every value that is shown"), FOOT),
    _facts("correct", "e", _("Correct"), _("Type the right value"), FOOT),
    _facts("choose", "enter,p", _("Other"), _("Choose another value that was read here"), FOOT),
    _facts("reject", "x", _("Reject"), _("Say that the contract does not say this"), FOOT),
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
    moves(
        Home.FIELD,
        "take",
        "right",
        _("Complete"),
        _("Take what is offered under the field, or the correction of a query"),
    ),
    moves(
        Home.FIELD,
        "step",
        "ctrl+@,ctrl+space,f4",
        _("Next offer"),
        _("Go to the next of what is offered under the field"),
    ),
    moves(Home.FIELD, "clear", "ctrl+u", _("Clear"), _("Empty the search field")),
    moves(
        Home.FIELD,
        "move_results(1)",
        "down",
        _("Next"),
        _("The next result, while you go on typing"),
    ),
    moves(
        Home.FIELD,
        "move_results(-1)",
        "up",
        _("Previous"),
        _("The result before, while you go on typing"),
    ),
    moves(Home.FIELD, "page_results(1)", "pagedown", _("Page down"), _("A page of results down")),
    moves(Home.FIELD, "page_results(-1)", "pageup", _("Page up"), _("A page of results up")),
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
    _search("facts", "e", _("Facts"), _("Check what was read: confirm, correct, reject"), FOOT),
    _search("facets", "f", _("Facets"), _("Go to the facets and narrow the results"), FOOT),
    _search(
        "clear_filters",
        "0",
        _("Clear filters"),
        _("Take all facet filters away; the query stays"),
    ),
    _search("sort", "s", _("Sort…"), _("Choose the order of the results, and turn it round")),
    _search("saved", "b", _("Saved…"), _("Saved searches with how much each finds now")),
    _search("save", "B", _("Save search…"), _("Keep this query, its filters and order by a name")),
    _search(
        "export",
        "E",
        _("Export…"),
        _("Write the marked contracts, or all hits, as .xlsx, .csv, .json or .html"),
    ),
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
        FOOT,
    ),
    _contract(
        "note",
        "c",
        _("Note"),
        _("Write and settle notes; in the text, on its words"),
        FOOT,
    ),
    _contract(
        "original",
        "o",
        _("Original"),
        _("Open a copy of the original in the system's viewer"),
        FOOT,
    ),
    _contract(
        "review",
        "R",
        _("Review"),
        _("Go through its facts, dates, questions and notes, one after another"),
    ),
    _contract("next_hit(1)", "n", _("Next hit"), _("Go to the next hit in the text")),
    _contract("next_hit(-1)", "N", _("Previous hit"), _("Go to the hit before in the text")),
    _contract("step(1)", "full_stop", _("Next contract"), _("Go to the next of the results")),
    _contract(
        "step(-1)", "comma", _("Previous contract"), _("Go to the one before in the results")
    ),
    _contract("add_date", "d", _("Add date…"), _("Add a date by hand to this contract")),
    _contract("end", "", _("End…"), _("Say that it ended or will end, on which day and why")),
    _contract("take_back_end", "", _("Take back the end"), _("It has not ended after all")),
    _contract("renew_until", "", _("Renew…"), _("Say until when it was renewed")),
    _contract("take_back_renewal", "", _("Take back the renewal"), _("Nobody renewed it")),
    _contract("reviewed", "V", _("Reviewed"), _("Say that you went through this contract today")),
    _contract("take_back_review", "", _("Take back the review"), _("Nobody went through it then")),
    _contract(
        "link", "", _("Link…"), _("Say that it amends, annexes or replaces another contract")
    ),
    _contract("unlink", "", _("Take away a link…"), _("It has nothing to do with the other one")),
    _contract("own", "", _("Owner…"), _("Say who looks after the marked contracts or this one")),
    _contract(
        "trash",
        "D",
        _("Trash, or back"),
        _("Put the marked contracts or this one into the trash, or take out what is in it"),
    ),
)

_IN_INBOX = (
    _inbox("retry", "r", _("Retry"), _("Try this file again"), FOOT),
    _inbox("retry_all", "R", _("Retry all"), _("Try everything that failed again"), FOOT),
    _inbox(
        "original",
        "o",
        _("Original"),
        _("Open a copy of a filed document in the system's viewer"),
        FOOT,
    ),
    _inbox("show", "enter", _("Find"), _("Show this document's contract among the results"), FOOT),
)

_IN_LINES = (
    moves(Home.LINES, "move(1)", "j,down", _("Down")),
    moves(Home.LINES, "move(-1)", "k,up", _("Up")),
    moves(Home.LINES, "edge(-1)", "g,home", _("To the top")),
    moves(Home.LINES, "edge(1)", "G,end", _("To the bottom")),
    moves(Home.LINES, "page(1)", "pagedown", _("A page down")),
    moves(Home.LINES, "page(-1)", "pageup", _("A page up")),
    moves(Home.LINES, "half_page(1)", "ctrl+d", _("Half a page down")),
    moves(Home.LINES, "half_page(-1)", "ctrl+u", _("Half a page up")),
    moves(Home.LINES, "pane(1)", "l", _("Next pane")),
    moves(Home.LINES, "pane(-1)", "h", _("Previous pane")),
)

_EVERYWHERE = (
    _app("view('search')", "1", _("Search"), _("Search the archive; click its name on top")),
    _app("view('deadlines')", "2", _("Deadlines"), _("See what is due, and why")),
    _app("view('calendar')", "3", _("Calendar"), _("See the dates by month and year")),
    _app("view('audits')", "4", _("Audits"), _("Go through contracts with a checklist")),
    _app("view('attention')", "5", _("Attention"), _("See what needs you, and what to do")),
    _app("view('inbox')", "6", _("Inbox"), _("See what waits, what is being read, what failed")),
    _app(
        "focus_search",
        "slash,f3",
        _("Search"),
        _("Go to the search or filter field; again: select what is in it"),
        FOOT,
    ),
    _app(
        "command_palette",
        "colon,ctrl+p",
        _("Commands"),
        _("Find any command by its name"),
        FOOT,
        menu=False,
    ),
    _app(
        "menu",
        "m,f10",
        _("Menu"),
        _("Choose from what can be done here; right click does the same"),
        FOOT,
        menu=False,
    ),
    _app("help", "question_mark,f1", _("Help"), _("All keys of this place, searchable"), FOOT),
    _app("undo", "u", _("Undo"), _("Take back the last thing you did, also from an earlier day")),
    _app("redo", "U", _("Redo"), _("Do again what was undone last")),
    _app("refresh", "f5", _("Refresh"), _("Look again at the archive")),
    _app("change_theme", "", _("Theme…"), _("Choose colours, for dark and light terminals")),
    moves(Home.APP, "step_out", "escape", _("Back"), _("One step out; a query is never erased")),
    moves(Home.APP, "next_pane", "tab", _("Next pane"), _("Go to the next pane; l does too")),
    moves(
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
    *ATTENTION_ACTIONS,
    *_IN_INBOX,
    *DATE_ACTIONS,
    *AUDIT_ACTIONS,
    *REVIEW_ACTIONS,
    *_IN_LINES,
    *_EVERYWHERE,
)

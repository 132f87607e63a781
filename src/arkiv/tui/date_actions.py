"""The part of the table of actions that is about dates: on each, in their list, in the calendar."""

from __future__ import annotations

from functools import partial

from arkiv.texts import _
from arkiv.tui.homes import FOOT, Action, Home, moves

__all__ = ["DATE_ACTIONS"]

_dues = partial(Action, Home.DUES)
_deadlines = partial(Action, Home.DEADLINES)
_calendar = partial(Action, Home.CALENDAR)

_ON_DATES = (
    _dues("open", "enter", _("Open"), _("Read the contract at the words the date is from"), FOOT),
    _dues("done", "x", _("Done"), _("Say that the marked dates or this one are dealt with"), FOOT),
    _dues("put_off", "w", _("Put off"), _("Put off until another day, with a reason"), FOOT),
    _dues("confirm", "y", _("Confirm"), _("Confirm the facts that the date follows from"), FOOT),
    _dues(
        "edit", "e", _("Edit"), _("Change a date by hand; of a computed one go to its facts"), FOOT
    ),
    _dues("add", "d", _("Add date"), _("Add a date by hand to this contract"), FOOT),
    _dues("assign", "a", _("Owner…"), _("Say who looks after it"), FOOT),
    _dues("review", "R", _("Review"), _("Go through the contract, one thing after another")),
    _dues("export", "E", _("Export…"), _("Write all dates ahead as a calendar, .ics")),
    _dues("mark", "space", _("Mark"), _("Mark the date, for saying done of several at once")),
    _dues("mark_all", "A", _("Mark all"), _("Mark all dates, or none")),
    _dues("reopen", "X", _("Open again"), _("Neither done nor put off any more")),
    _dues("take_away", "", _("Take away"), _("Take a date by hand off its contract")),
    moves(Home.DUES, "scroll_proof(1)", "J", _("Scroll proof"), _("Scroll the proof down")),
    moves(Home.DUES, "scroll_proof(-1)", "K", _("Scroll proof"), _("Scroll the proof up")),
)

_IN_DEADLINES = (
    _deadlines("window", "W", _("Window"), _("Look 30, 90 or 365 days ahead, or at everything")),
    _deadlines("owner", "O", _("Whose…"), _("Show the dates of one owner only")),
    _deadlines("kind", "t", _("Kind…"), _("Show dates of one kind only")),
    _deadlines("with_done", "H", _("Done on/off"), _("Show or hide the dates that are done")),
    _deadlines(
        "past",
        "",
        _("Past dates…"),
        _("Mark what was due before a contract was filed as history"),
    ),
    Action(
        Home.FILTER,
        "leave",
        "enter,down",
        _("List"),
        _("Go to the list; esc does too"),
        footer=True,
        menu=False,
    ),
    moves(Home.FILTER, "clear", "ctrl+u", _("Clear"), _("Empty the filter")),
)

_IN_CALENDAR = (
    moves(Home.CALENDAR, "move(-1)", "left,h", _("Day before")),
    moves(Home.CALENDAR, "move(1)", "right,l", _("Next day")),
    moves(Home.CALENDAR, "move(-7)", "up,k", _("Week before")),
    moves(Home.CALENDAR, "move(7)", "down,j", _("Next week")),
    _calendar("month(-1)", "H,pageup", _("Month before"), _("Go to the month before"), FOOT),
    _calendar("month(1)", "L,pagedown", _("Next month"), _("Go to the next month"), FOOT),
    _calendar("today", "T", _("Today"), _("Go to today"), FOOT),
    _calendar("year", "v", _("Year"), _("Show a month or its whole year"), FOOT),
)

DATE_ACTIONS: tuple[Action, ...] = (*_ON_DATES, *_IN_DEADLINES, *_IN_CALENDAR)

"""The part of the table of actions that is about what needs a human."""

from __future__ import annotations

from functools import partial

from arkiv.texts import _
from arkiv.tui.homes import FOOT, Action, Home, moves

__all__ = ["ATTENTION_ACTIONS"]

_item = partial(Action, Home.ATTENTION)

ATTENTION_ACTIONS: tuple[Action, ...] = (
    _item(
        "open",
        "enter,e",
        _("Facts"),
        _("Read the contract at the fact it is about, or go to the audit"),
        FOOT,
    ),
    _item("done", "x", _("Done"), _("Say that the date is dealt with"), FOOT),
    _item("reviewed", "V", _("Reviewed"), _("Say that you went through it today"), FOOT),
    _item("own", "a", _("Owner…"), _("Say who looks after it"), FOOT),
    _item("add_date", "d", _("Add date"), _("Add a date by hand to this contract"), FOOT),
    _item("kind", "t", _("Kind…"), _("Show one kind only"), FOOT),
    _item("owner", "O", _("Whose…"), _("Show what one person looks after"), FOOT),
    _item("review", "R", _("Review"), _("Go through the contract, one thing after another")),
    _item("put_off", "w", _("Put off"), _("Put the date off until another day, with a reason")),
    _item("end", "", _("End…"), _("Say that it ended or will end, on which day and why")),
    _item("renew_until", "", _("Renew…"), _("Say until when it was renewed")),
    _item("link", "", _("Link…"), _("Say that it amends, annexes or replaces another contract")),
    _item("original", "o", _("Original"), _("Open a copy of the original in the system's viewer")),
    _item("trash", "D", _("Trash"), _("Put it into the trash; u brings it back")),
    moves(Home.ATTENTION, "scroll_why(1)", "J", _("Scroll why"), _("Scroll the reasons down")),
    moves(Home.ATTENTION, "scroll_why(-1)", "K", _("Scroll why"), _("Scroll the reasons up")),
)

"""The part of the table of actions that is about a review: what each kind of line takes."""

from __future__ import annotations

from functools import partial

from arkiv.texts import _
from arkiv.tui.homes import FOOT, REVIEWED, Action, Home, moves

__all__ = ["REVIEW_ACTIONS"]

_fact = partial(Action, Home.REVIEW_FACT)
_date = partial(Action, Home.REVIEW_DATE)
_question = partial(Action, Home.REVIEW_QUESTION)
_note = partial(Action, Home.REVIEW_NOTE)

REVIEW_ACTIONS: tuple[Action, ...] = (
    _fact("confirm", "y,space", _("Right"), _("Confirm this value and go to the next")),
    _fact("correct", "e", _("Correct"), _("Type the right value")),
    _fact("reject", "x", _("Reject"), _("Say that the contract does not say this")),
    _fact("other", "p", _("Other"), _("Choose another value that was read here")),
    _fact("confirm_sure", "Y", _("All sure"), _("Confirm every value that is shown as sure")),
    _fact("confirm_all", "A", _("All"), _("Confirm every value that is shown")),
    _date("done", "x", _("Done"), _("Say that it is dealt with")),
    _date("put_off", "w", _("Put off"), _("Put off until another day, with a reason")),
    _date("confirm_facts", "y", _("Confirm"), _("Confirm the facts that the date follows from")),
    _date("edit", "e", _("Edit"), _("Change a date by hand; of a computed one go to its facts")),
    _date("reopen", "X", _("Open again"), _("Neither done nor put off any more")),
    _date("assign", "a", _("Owner…"), _("Say who looks after it")),
    _question("pass", "y,space", _("Pass"), _("It passes, on the words that were found")),
    _question("fail", "x", _("Fail"), _("It fails: who sees to it, and by when")),
    _question("not_applicable", "minus", _("N/A"), _("It does not apply to this contract")),
    _question("comment", "e", _("Comment"), _("Say something about it, whatever the answer")),
    _question("open_again", "X", _("Not answered"), _("Take the answer away")),
    _note("resolve", "y,space", _("Resolve"), _("It is dealt with; again: it is open again")),
    _note("change", "e", _("Change"), _("Write other words in its place")),
    _note("withdraw", "x", _("Withdraw"), _("Take it off; it is kept and can be opened again")),
    *(
        Action(kind, "read", "enter", _("Read"), _("Read the contract at these words"), FOOT)
        for kind in REVIEWED
        if kind is not Home.REVIEW_END
    ),
    Action(
        Home.REVIEW_END,
        "finish",
        "enter",
        _("Reviewed today"),
        _("Say that you went through this contract today; what is left is named"),
        FOOT,
    ),
    Action(Home.REVIEW, "add", "plus", _("Add fact"), _("Give a value that was not read")),
    moves(Home.REVIEW, "scroll_why(1)", "J", _("Scroll why"), _("Scroll the reasons down")),
    moves(Home.REVIEW, "scroll_why(-1)", "K", _("Scroll why"), _("Scroll the reasons up")),
)

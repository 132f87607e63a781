"""The part of the table of actions that is about audits: their list, their questions, answers."""

from __future__ import annotations

from functools import partial

from arkiv.texts import _
from arkiv.tui.homes import FOOT, Action, Home, moves

__all__ = ["AUDIT_ACTIONS"]

_audits = partial(Action, Home.AUDITS)

AUDIT_ACTIONS: tuple[Action, ...] = (
    Action(
        Home.CHECKS,
        "choose",
        "enter",
        _("Read"),
        _("Read the contract at the words of the evidence"),
        FOOT,
    ),
    _audits("pass", "space", _("Pass"), _("It passes, on the words that were found"), FOOT),
    _audits("fail", "x", _("Fail"), _("It fails: who sees to it, and by when"), FOOT),
    _audits("not_applicable", "minus", _("N/A"), _("It does not apply to this contract"), FOOT),
    _audits("comment", "c", _("Comment"), _("Say something about it, whatever the answer"), FOOT),
    _audits("start", "N", _("New"), _("Start an audit: a checklist over contracts"), FOOT),
    _audits("report", "E", _("Report…"), _("Write the audit as .html, .xlsx, .csv or .json"), FOOT),
    _audits("audits", "a", _("Audits"), _("Go to the list of audits, and back"), FOOT),
    _audits("review", "R", _("Review"), _("Go through the contract, one thing after another")),
    _audits("open_again", "", _("Not answered"), _("Take the answer away; the question is open")),
    _audits("sign_off", "", _("Sign off…"), _("End the audit; nothing in it can be changed then")),
    _audits("reopen", "", _("Open the audit again"), _("Take back that it was signed off")),
    Action(Home.AUDIT_LIST, "choose", "enter", _("Questions"), _("Go to its questions"), FOOT),
    moves(Home.CHECKS, "move(1)", "down,j", _("Down")),
    moves(Home.CHECKS, "move(-1)", "up,k", _("Up")),
    moves(Home.CHECKS, "across(1)", "right,l", _("To the right"), _("Next question or contract")),
    moves(Home.CHECKS, "across(-1)", "left,h", _("To the left"), _("Question or contract before")),
    moves(Home.CHECKS, "step(1)", "full_stop", _("Next contract")),
    moves(Home.CHECKS, "step(-1)", "comma", _("Contract before")),
    moves(Home.CHECKS, "page(1)", "pagedown", _("A page down")),
    moves(Home.CHECKS, "page(-1)", "pageup", _("A page up")),
    moves(Home.CHECKS, "edge(-1)", "g,home", _("To the top")),
    moves(Home.CHECKS, "edge(1)", "G,end", _("To the bottom")),
    moves(Home.AUDITS, "scroll_question(1)", "J", _("Scroll"), _("Scroll the question down")),
    moves(Home.AUDITS, "scroll_question(-1)", "K", _("Scroll"), _("Scroll the question up")),
)

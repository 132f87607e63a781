"""The searchable help and the menu: both read the one table of actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from arkiv.domain.query_fields import FIELDS
from arkiv.texts import _
from arkiv.tui.actions import ACTIONS, CHAINS, Action, Home, actions_of, shown_key
from arkiv.tui.dialogs.pick import Choice, PickDialog

__all__ = ["help_dialog", "menu_dialog"]

_TITLES: dict[Home, str] = {
    Home.APP: _("Everywhere"),
    Home.SEARCH: _("In the search view"),
    Home.FIELD: _("In the search field"),
    Home.LINES: _("In any list"),
    Home.RESULTS: _("In the results"),
    Home.FACETS: _("In the facets"),
    Home.PREVIEW: _("In the text"),
    Home.FACTS: _("In the facts"),
    Home.CONTRACT: _("On contracts"),
    Home.ATTENTION: _("On what needs you"),
    Home.INBOX: _("In the inbox"),
    Home.DUES: _("On dates"),
    Home.DEADLINES: _("In the deadlines"),
    Home.FILTER: _("In the filter field"),
    Home.CALENDAR: _("In the calendar"),
    Home.AUDITS: _("On audits"),
    Home.AUDIT_LIST: _("In the list of audits"),
    Home.CHECKS: _("In the questions of an audit"),
    Home.REVIEW: _("In a review"),
    Home.REVIEW_FACT: _("In a review, on a fact"),
    Home.REVIEW_DATE: _("In a review, on a date"),
    Home.REVIEW_QUESTION: _("In a review, on a question"),
    Home.REVIEW_NOTE: _("In a review, on a note"),
    Home.REVIEW_END: _("In a review, on its last line"),
}

_WRITING = (
    ("lease amsterdam", _("contracts with both words")),
    ('"notice period"', _("exactly these words")),
    ("terminat*", _("words that begin so")),
    ("lease -storage", _("without that word")),
    ("lease OR rent", _("either word")),
    ("(lease OR rent) storage", _("brackets keep together")),
    *((field.example, field.means) for field in FIELDS),
)


def help_dialog(focus: Home) -> PickDialog:
    """All keys, those of this place first; choosing one does it."""

    def choices(text: str) -> Sequence[Choice]:
        homes = list(CHAINS[focus])
        homes += [home for home in Home if home not in homes]
        found: list[Choice] = []
        for home in homes:
            lines = [
                _choice(action, usable=home in CHAINS[focus])
                for action in ACTIONS
                if action.home is home and _has(action, text)
            ]
            found += [Choice("", _TITLES[home]), *lines] if lines else []
        return [*found, *_writing(text)]

    return PickDialog(_("Help"), choices, searchable=True, placeholder=_("find a key or a word"))


def menu_dialog(focus: Home, offers: Callable[[Action], bool]) -> PickDialog:
    """What can be done here, with its keys."""

    def choices(text: str) -> Sequence[Choice]:
        wanted = (action for action in actions_of(focus) if action.menu and offers(action))
        return [_choice(action, usable=True) for action in wanted]

    return PickDialog(_("What to do"), choices)


def _choice(action: Action, usable: bool) -> Choice:
    keys = " ".join(dict.fromkeys(shown_key(key) for key in action.keys.split(",") if key))
    return Choice(
        action.id if usable else f"elsewhere {action.id}", action.label, keys, action.help
    )


def _has(action: Action, text: str) -> bool:
    said = f"{action.label} {action.help} {action.keys}".casefold()
    return all(word in said for word in text.casefold().split())


def _writing(text: str) -> list[Choice]:
    lines = [
        Choice(f"write {example}", example, "", meaning)
        for example, meaning in _WRITING
        if text.casefold() in f"{example} {meaning}".casefold()
    ]
    heading = _("How to write a search; all of it stands in docs/queries.md")
    return list(chain([Choice("", heading)], lines)) if lines else []

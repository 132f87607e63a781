"""The parts of the screen that understand keys, and what an action is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CHAINS", "FOOT", "REVIEWED", "Action", "Home", "moves"]


class Home(StrEnum):
    """Which part of the screen understands an action."""

    APP = "app"
    SEARCH = "search"
    CONTRACT = "contract"
    FIELD = "field"
    LINES = "lines"
    RESULTS = "results"
    FACETS = "facets"
    PREVIEW = "preview"
    FACTS = "facts"
    INBOX = "inbox"
    DUES = "dues"
    DAY = "day"
    DEADLINES = "deadlines"
    CALENDAR = "calendar"
    FILTER = "filter"
    ATTENTION = "attention"
    AUDITS = "audits"
    AUDIT_LIST = "audit_list"
    CHECKS = "checks"
    REVIEW = "review"
    REVIEW_FACT = "review_fact"
    REVIEW_DATE = "review_date"
    REVIEW_QUESTION = "review_question"
    REVIEW_NOTE = "review_note"
    REVIEW_END = "review_end"


REVIEWED: tuple[Home, ...] = (
    Home.REVIEW_FACT,
    Home.REVIEW_DATE,
    Home.REVIEW_QUESTION,
    Home.REVIEW_NOTE,
    Home.REVIEW_END,
)
"""The kinds of lines of a review: what can be done depends on the current one's."""

CHAINS: dict[Home, tuple[Home, ...]] = {
    Home.FIELD: (Home.FIELD, Home.SEARCH, Home.CONTRACT, Home.APP),
    Home.RESULTS: (Home.RESULTS, Home.SEARCH, Home.CONTRACT, Home.LINES, Home.APP),
    Home.FACETS: (Home.FACETS, Home.SEARCH, Home.CONTRACT, Home.LINES, Home.APP),
    Home.PREVIEW: (Home.PREVIEW, Home.SEARCH, Home.CONTRACT, Home.LINES, Home.APP),
    Home.FACTS: (Home.FACTS, Home.CONTRACT, Home.LINES, Home.APP),
    Home.INBOX: (Home.INBOX, Home.LINES, Home.APP),
    Home.SEARCH: (Home.SEARCH, Home.CONTRACT, Home.APP),
    Home.DUES: (Home.DUES, Home.DEADLINES, Home.LINES, Home.APP),
    Home.DEADLINES: (Home.DEADLINES, Home.DUES, Home.APP),
    Home.FILTER: (Home.FILTER, Home.APP),
    Home.CALENDAR: (Home.CALENDAR, Home.DUES, Home.APP),
    Home.ATTENTION: (Home.ATTENTION, Home.LINES, Home.APP),
    Home.DAY: (Home.DUES, Home.LINES, Home.APP),
    Home.AUDITS: (Home.AUDITS, Home.APP),
    Home.AUDIT_LIST: (Home.AUDIT_LIST, Home.AUDITS, Home.LINES, Home.APP),
    Home.CHECKS: (Home.CHECKS, Home.AUDITS, Home.APP),
    Home.REVIEW: (Home.REVIEW, Home.CONTRACT, Home.LINES, Home.APP),
    **{kind: (kind, Home.REVIEW, Home.CONTRACT, Home.LINES, Home.APP) for kind in REVIEWED},
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


FOOT = True
"""Announced in the footer."""


def moves(home: Home, command: str, keys: str, label: str, help: str = "") -> Action:
    """A movement: in the help, but not in the menu."""
    return Action(home, command, keys, label, help or label, menu=False)

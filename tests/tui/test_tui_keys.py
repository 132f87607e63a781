"""The one table of actions: no key twice, nothing unreachable, nothing that cannot run."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.actions import parse
from textual.binding import BindingsMap

from arkiv.tui.actions import ACTIONS, CHAINS, REVIEWED, Home, actions_of, bindings
from arkiv.tui.app import ArkivApp
from arkiv.tui.screens.agenda import AgendaView
from arkiv.tui.screens.attention import AttentionView
from arkiv.tui.screens.audits import AuditsView
from arkiv.tui.screens.contracts import ContractsView
from arkiv.tui.screens.deadlines import DeadlinesView
from arkiv.tui.screens.facts import FactsPane
from arkiv.tui.screens.inbox import InboxView
from arkiv.tui.screens.review import ReviewView
from arkiv.tui.screens.search import SearchView
from arkiv.tui.widgets.audit_list import AuditList
from arkiv.tui.widgets.checks import Checks
from arkiv.tui.widgets.document import Document
from arkiv.tui.widgets.facets import Facets
from arkiv.tui.widgets.field import SearchField
from arkiv.tui.widgets.filter_field import FilterField
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.month import MonthGrid
from arkiv.tui.widgets.results import Results

KNOWS: dict[Home, type] = {
    Home.APP: ArkivApp,
    Home.SEARCH: SearchView,
    Home.FIELD: SearchField,
    Home.LINES: CursorLines,
    Home.RESULTS: Results,
    Home.FACETS: Facets,
    Home.PREVIEW: Document,
    Home.CONTRACT: ContractsView,
    Home.FACTS: FactsPane,
    Home.INBOX: InboxView,
    Home.ATTENTION: AttentionView,
    Home.DUES: AgendaView,
    Home.DEADLINES: DeadlinesView,
    Home.CALENDAR: MonthGrid,
    Home.FILTER: FilterField,
    Home.AUDITS: AuditsView,
    Home.AUDIT_LIST: AuditList,
    Home.CHECKS: Checks,
    Home.REVIEW: ReviewView,
    **dict.fromkeys(REVIEWED, ReviewView),
}

# Taken by terminals, tmux, screen and browsers.
TAKEN = {
    "ctrl+s", "ctrl+z", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+b",
    "ctrl+n", "ctrl+t", "ctrl+w", "ctrl+enter",
}  # fmt: skip


@pytest.mark.parametrize("focus", CHAINS)
def test_a_key_means_one_thing_wherever_the_focus_is(focus: Home) -> None:
    actions = actions_of(focus)
    if focus is Home.FIELD:  # tab leaves the field for the results instead of the next pane
        actions = tuple(a for a in actions if a.command != "next_pane")

    keys = Counter(key for action in actions for key in action.keys.split(",") if key)

    assert [key for key, number in keys.items() if number > 1] == []


def test_no_key_is_used_that_a_terminal_keeps_for_itself() -> None:
    keys = {key for action in ACTIONS for key in action.keys.split(",")}

    assert keys & TAKEN == set()
    assert not [key for key in keys if key.startswith("alt+")]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_can_be_run_by_its_home(action: object) -> None:
    assert isinstance(action, type(ACTIONS[0]))
    _namespace, name, _arguments = parse(action.command)

    assert callable(getattr(KNOWS[action.home], f"action_{name}"))


@pytest.mark.parametrize("home", Home)
def test_bindings_are_understood_by_textual(home: Home) -> None:
    made = BindingsMap(bindings(home))

    wanted = {key for a in ACTIONS if a.home is home for key in a.keys.split(",") if key}
    assert len(made.key_to_bindings) == len(wanted)


def test_every_action_has_a_name_of_its_own_and_a_way_to_it() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert all(action.keys or action.menu for action in ACTIONS)
    assert all(action.label and action.help for action in ACTIONS)

"""The deadlines view: what is due, by group, with the proof of the current date beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from arkiv import clock
from arkiv.cleaning import clean
from arkiv.deadline_labels import kind_words
from arkiv.domain.outlook import DeadlineKind
from arkiv.services.agenda import Due
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.dialogs.past import ALL, BEFORE_FILED, past_dialog
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.due_rows import WINDOWS, Wanted, due_rows, past_open
from arkiv.tui.screens.agenda import AgendaView
from arkiv.tui.widgets.bars import Bar, Part
from arkiv.tui.widgets.due_list import DueList
from arkiv.tui.widgets.filter_field import FilterField
from arkiv.tui.widgets.frame import Footer, Header
from arkiv.tui.widgets.proof_pane import ProofPane

__all__ = ["DeadlinesView"]

_ANY = "any"


class DeadlinesView(AgendaView):
    """All dates of all contracts."""

    NAME = "deadlines"
    HOME = Home.DEADLINES
    BINDINGS = bindings(Home.DEADLINES)

    def compose(self) -> ComposeResult:
        yield Header(self.NAME)
        with Horizontal(id="ask"):
            yield Static("/", id="slash")
            yield FilterField(placeholder=_("filter"))
            yield Bar(id="wanted")
        with Container(id="agenda"):
            with Vertical(id="listed"):
                yield DueList(self.party, id="dues")
                yield Static(id="nothing")
            yield ProofPane(id="proof")
        yield Footer()

    def on_mount(self) -> None:
        self._wanted = Wanted()
        self._all: tuple[Due, ...] = ()
        self._today = clock.today()
        self._asked_about_past = False
        self.query_one("#proof").border_title = _("Why")
        self.dues.focus()
        self._show_wanted()
        self.load()

    def until(self, today: date) -> date:
        days = self._wanted.days
        return date.max if days is None else today + timedelta(days=days)

    def show_found(self, found: tuple[Due, ...], today: date) -> None:
        self._all, self._today = found, today
        self._show()
        if not self._asked_about_past:
            self._asked_about_past = True
            if past_open(found, today, filed_after=True):
                self.action_past()

    def show_why_not(self) -> None:
        self._show()

    def _show(self) -> None:
        rows = due_rows(self._all, self._wanted, self._today)
        self.dues.show(rows, self._today)
        self.query_one("#listed").set_class(not rows, "-empty")
        if not rows:
            words = self._empty_words()
            self.query_one("#nothing", Static).update(Content(clean(words, keep_newlines=True)))
        self._show_title()

    @on(DueList.MarksChanged)
    def _show_title(self) -> None:
        number = sum(row.due is not None for row in self.dues.rows)
        parts = [_("Dates {n}").format(n="?" if self.why_not else number)]
        if self.dues.marked:
            parts.append(_("{n} marked").format(n=len(self.dues.marked)))
        self.query_one("#listed").border_title = Content(" · ".join(parts))

    def _empty_words(self) -> str:
        if self.why_not:
            return self.why_not
        wanted = self._wanted
        if wanted.text or wanted.owner is not None or wanted.kind is not None:
            return _("No date is like that. ctrl+u in the filter empties it, O and t widen it.")
        if wanted.days is not None:
            words = _("Nothing is due in the next {n} days. W looks further ahead.")
            return words.format(n=wanted.days)
        return _("No dates yet. They follow from the facts of contracts; d on a contract adds one.")

    # --- what is wanted -----------------------------------------------------------------------

    def _show_wanted(self) -> None:
        wanted = self._wanted
        days = _("{n} days").format(n=wanted.days) if wanted.days is not None else _("all dates")
        whose = _("all owners") if wanted.owner is None else wanted.owner or _("nobody's")
        kind = kind_words(wanted.kind) if wanted.kind is not None else _("all kinds")
        parts = [
            Part(days, "chip", "window"),
            Part(" · ", "muted"),
            Part(whose, "chip" if wanted.owner is not None else "text", "owner"),
            Part(" · ", "muted"),
            Part(kind + " ", "chip" if wanted.kind is not None else "text", "kind"),
        ]
        if wanted.done:
            parts.append(Part("· " + _("with done "), "chip", "done"))
        self.query_one("#wanted", Bar).show((), parts)

    def _want(self, wanted: Wanted) -> None:
        fetch, self._wanted = wanted.days != self._wanted.days, wanted
        self._show_wanted()
        if fetch:
            self.load()
        else:
            self._show()

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        if event.bar.id != "wanted":
            super().on_bar_pressed(event)
            return
        acts = {
            "window": self.action_window,
            "owner": self.action_owner,
            "kind": self.action_kind,
            "done": self.action_with_done,
        }
        acts[event.press]()

    @on(Input.Changed, "FilterField")
    def _typed(self, event: Input.Changed) -> None:
        self._want(replace(self._wanted, text=event.value))

    def action_window(self) -> None:
        place = WINDOWS.index(self._wanted.days)
        self._want(replace(self._wanted, days=WINDOWS[(place + 1) % len(WINDOWS)]))

    def action_with_done(self) -> None:
        self._want(replace(self._wanted, done=not self._wanted.done))

    def action_owner(self) -> None:
        me = self._archive.following_up.actor
        names = sorted({due.owner for due in self._all if due.owner} - {me}, key=str.casefold)
        choices = [
            Choice(_ANY, _("All owners"), "1"),
            Choice(f"={me}", _("Mine ({name})").format(name=me), "2"),
            Choice("=", _("Nobody's"), "3"),
            *(Choice(f"={name}", name) for name in names),
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                self._want(replace(self._wanted, owner=None if value == _ANY else value[1:]))

        self.app.push_screen(PickDialog(_("Whose dates?"), lambda _text: choices), chosen)

    def action_kind(self) -> None:
        kinds = [Choice(str(kind), kind_words(kind)) for kind in DeadlineKind]
        choices = [Choice(_ANY, _("All kinds")), *kinds]

        def chosen(value: str | None) -> None:
            if value is not None:
                kind = None if value == _ANY else DeadlineKind(value)
                self._want(replace(self._wanted, kind=kind))

        self.app.push_screen(PickDialog(_("Which dates?"), lambda _text: choices), chosen)

    # --- what has passed ----------------------------------------------------------------------

    def action_past(self) -> None:
        """Ask whether what has passed is history, as after filing old contracts."""
        past = past_open(self._all, self._today)
        before = past_open(past, self._today, filed_after=True)
        if not past:
            self._acts.say(_("No date has passed that nobody said anything of."))
            return

        def chosen(value: str | None) -> None:
            dues = {ALL: past, BEFORE_FILED: before}.get(value or "", ())
            if dues:
                self._following.done(dues, "history")

        self.app.push_screen(past_dialog(past, before), partial(chosen))

    # --- where one is -------------------------------------------------------------------------

    def focus_field(self) -> bool:
        field = self.query_one(FilterField)
        if field.has_focus:
            field.action_select_all()
        field.focus()
        return True

    @on(FilterField.Left)
    def action_step_out(self) -> None:
        if self.dues.has_focus and self.dues.marked:
            self.dues.unmark()
        self.dues.focus()

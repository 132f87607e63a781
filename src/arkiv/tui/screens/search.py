"""The search view: a field, the facets, the results and the text of the current one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from arkiv import clock
from arkiv.cleaning import clean
from arkiv.domain.identity import ContractId
from arkiv.domain.searching import SortKey
from arkiv.errors import ArkivError
from arkiv.services.filing import ArchiveStatus
from arkiv.services.finding import Hit, SearchResult, Selection
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.given import Archive
from arkiv.tui.inquiry import Answer, Arrangement, arrange, toggled
from arkiv.tui.labels import sort_label
from arkiv.tui.screens.contracts import ContractsView
from arkiv.tui.screens.reading import Reading
from arkiv.tui.screens.words import empty_words, filter_parts, results_title
from arkiv.tui.seeker import Seeker
from arkiv.tui.widgets.bars import Bar, Part
from arkiv.tui.widgets.facets import Facets
from arkiv.tui.widgets.field import SearchField
from arkiv.tui.widgets.frame import Footer, Header
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.results import Results

__all__ = ["SearchView"]

_PREVIEW_DELAY_SECONDS = 0.06
"""The text follows when the cursor rests: over a slow line it is most of what is sent."""


class SearchView(ContractsView):
    """Search as you type."""

    NAME = "search"
    HOME = Home.SEARCH
    BINDINGS = bindings(Home.SEARCH)

    def __init__(self, archive: Archive, seeker: Seeker, acts: Acts) -> None:
        super().__init__(acts)
        self._archive = archive
        self._seeker = seeker
        self._selection = Selection()
        self._result: SearchResult | None = None
        """In the order it is shown in."""
        self._text = ""
        """The query the result answers."""
        self._trouble = ""
        self._held = 0
        self._touched = False
        self._status: ArchiveStatus | None = None
        self._density: int | None = None
        """None: as the room allows."""
        self._wanted: ContractId | None = None
        self._opened: ContractId | None = None
        """What is read in full width, whatever the results become meanwhile."""
        self._delay: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Header(self.NAME)
        with Horizontal(id="ask"):
            yield Static("/", id="slash")
            yield SearchField(placeholder=_("search all contracts"))
            yield Bar(id="summary")
        yield Bar(id="filters")
        yield Static(id="trouble")
        with Container(id="panes"):
            yield Facets(id="facets")
            with Vertical(id="middle"):
                yield Results(clock.today(), id="results")
                yield Static(id="empty")
            yield Reading(self._archive, self._seeker, self._acts)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#facets").border_title = _("Facets")
        self.query_one(SearchField).focus()
        self._fit_density()
        self.ask()

    # --- asking and showing -------------------------------------------------------------------

    def ask(self, keep_place: bool = False) -> None:
        """Put the question as it stands now; ``keep_place`` where only the archive changed."""
        text, selection, today = self._field.value, self._selection, clock.today()
        finder, snippets = self._archive.finder, self._fitting(text) == 3
        shown, at_rest = self._results.ids if keep_place else (), self._at_rest()
        screenful = max(20, self.size.height)
        first = self._results.visible_items().start if keep_place else 0

        def work() -> tuple[Answer, Arrangement]:
            result = finder.search(text, today, selection)
            arranged = arrange(shown, result, at_rest)
            rows = finder.rows(arranged.result, first, first + screenful, snippets)
            return Answer(text, result, rows), arranged

        self._touched = self._touched and keep_place
        self._seeker.forget("rows")
        self._seeker.ask("search", work, partial(self._show, keep_place), self._refuse)

    def _show(self, keep_place: bool, found: tuple[Answer, Arrangement]) -> None:
        answer, arranged = found
        self._result, self._text, self._held = arranged.result, answer.text, arranged.held
        self._say_trouble("")
        ids = [scored.id for scored in arranged.result.scored]
        self._fit_density()
        self._results.show(ids, answer.rows, answer.result.today, keep_place, arranged.fresh)
        if self._wanted in ids:
            self._results.move_to(ids.index(self._wanted), tell=False)
        self._wanted = None
        chosen = self._selection
        self.query_one(Facets).show(answer.result.facets, chosen.include, chosen.exclude)
        self._show_words()
        self._ask_sheet()

    def _refuse(self, error: ArkivError) -> None:
        """A bad query: its sentence, and the results there were."""
        self._say_trouble(str(error))

    def _say_trouble(self, sentence: str) -> None:
        if sentence == self._trouble:
            return  # each of these lays the whole screen out again
        self._trouble = sentence
        trouble = self.query_one("#trouble", Static)
        trouble.display = bool(sentence)
        trouble.update(Content.styled("▲ " + clean(sentence), "$text-warning"))

    def _show_words(self) -> None:
        """Everything around the panes that counts or names."""
        result, results = self._result, self._results
        if result is None:
            return
        self.query_one("#middle").set_class(not result.scored, "-empty")
        if not result.scored:
            words = empty_words(self._text, self._selection, self._status)
            content = Content(clean(words, keep_newlines=True))
            self.query_one("#empty", Static).update(content, layout=False)
        title = results_title(result, len(results.marked), results.cursor, self._held)
        self.query_one("#middle").border_title = Content(title)
        chosen = self._selection
        self.query_one("#summary", Bar).show(
            (), (Part(_("sort: {key}").format(key=sort_label(chosen.sort)) + " ", "muted", "sort"),)
        )
        parts = filter_parts(chosen)
        self.query_one("#filters", Bar).show(parts)
        self.query_one("#filters").display = bool(parts)

    # --- rows and text ------------------------------------------------------------------------

    @on(Results.RowsWanted)
    def _fetch_rows(self) -> None:
        result, wanted = self._result, self._results.missing()
        if result is None or not wanted:
            return
        finder, snippets = self._archive.finder, self._results.item_height == 3

        def work() -> tuple[Hit, ...]:
            return finder.rows(result, wanted.start, wanted.stop, snippets)

        self._seeker.ask("rows", work, self._results.add_rows, self._refuse)

    @on(CursorLines.Moved, "#results")
    def _moved(self) -> None:
        self._touched = True
        self._show_words()
        if self._delay is not None:
            self._delay.stop()
        self._delay = self.set_timer(_PREVIEW_DELAY_SECONDS, self._ask_sheet)

    @on(Results.MarksChanged)
    def _marks_changed(self) -> None:
        self._show_words()

    def _ask_sheet(self) -> None:
        shown = self.reading.display
        self.reading.ask(self.current_contract if shown else None, self._text)

    # --- what can be pressed ------------------------------------------------------------------

    @on(Input.Changed, "SearchField")
    def _typed(self) -> None:
        self._close()
        if self._field.value != self._text or self._trouble:
            self.ask()

    @on(Facets.Toggled)
    def _toggle_facet(self, event: Facets.Toggled) -> None:
        self._select(toggled(self._selection, event.facet, event.value, event.exclude))

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        if event.bar.id == "summary":
            self.action_sort()
        elif event.bar.id == "filters":
            self._select(_without(self._selection, int(event.press)))
        else:
            super().on_bar_pressed(event)

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        self.ask()

    @on(SearchField.ResultsMoved)
    def _move_results(self, event: SearchField.ResultsMoved) -> None:
        (self._results.action_page if event.page else self._results.action_move)(event.by)

    # --- reading one --------------------------------------------------------------------------

    @on(Input.Submitted, "SearchField")
    @on(CursorLines.Chosen, "#results")
    def open_current(self) -> None:
        """Read the current result in full width."""
        self._open(self._results.current_id)
        self._show_pane(facts=False)

    def action_review(self) -> None:
        if self._opened is None:
            self._open(self._results.current_id)
        self._show_pane(facts=True)

    def _open(self, contract: ContractId | None) -> None:
        if contract is not None:
            self._opened = contract
            self.remove_class("-facets")
            self.add_class("-reading")
            self.call_after_refresh(self._ask_sheet)

    def _show_pane(self, facts: bool) -> None:
        """On a narrow screen the text and the facts stand in one place."""
        if self._opened is None:
            return
        self.set_class(facts, "-facts")
        (self.reading.facts.lines if facts else self.reading.document).focus()
        self.call_after_refresh(self.reading.title)

    def next_pane(self, by: int) -> None:
        if self._opened is None:
            super().next_pane(by)
        else:
            self._show_pane(facts=not self.reading.facts.lines.has_focus)

    def action_step(self, by: int) -> None:
        results = self._results
        # One that was decided may be gone from among the results; the next stands in its place.
        gone = self._opened is not None and self._opened not in results.ids
        results.action_move(min(by, 0) if gone else by)
        if self._opened is not None:
            self._open(results.current_id)

    def _close(self) -> None:
        """Back to the results."""
        if self._opened is not None:
            self._opened = None
            self.remove_class("-reading", "-facts")
            self.call_after_refresh(self._ask_sheet)

    @on(SearchField.Left)
    def _leave_field(self) -> None:
        if self._opened is None:
            self._results.focus()
        else:
            self._show_pane(facts=False)

    @on(Results.PreviewScrolled)
    def _scroll_text(self, event: Results.PreviewScrolled) -> None:
        self.reading.document.action_half_page(event.by)

    def show_contract(self, contract: ContractId) -> None:
        """Find everything and stand on this one."""
        self._close()
        self._wanted, self._selection = contract, Selection()
        with self.prevent(Input.Changed):
            self._field.value = ""
        self._results.focus()
        self.ask()

    def archive_changed(self) -> None:
        self.ask(keep_place=True)

    def show_status(self, status: ArchiveStatus | None) -> None:
        super().show_status(status)
        if status is not None:
            self._status = status
            self._show_words()

    def on_resize(self) -> None:
        self._fit_density()
        self.call_after_refresh(self._ask_sheet)

    def action_step_out(self) -> None:
        self._close()
        self.remove_class("-facets")
        self._results.focus()

    def action_facets(self) -> None:
        if self.has_class("-facets"):
            self.action_step_out()
            return
        self._close()
        self.add_class("-facets")
        self.query_one(Facets).focus()

    def action_preview(self) -> None:
        self.toggle_class("-text" if self.has_class("-narrow") else "-no-text")
        self.call_after_refresh(self._ask_sheet)

    def action_density(self) -> None:
        self._density = self._results.item_height % 3 + 1
        self._fit_density()
        self.ask(keep_place=True)

    def action_renew(self) -> None:
        self._results.cursor = 0
        self.ask()

    def action_clear_filters(self) -> None:
        self._select(Selection(sort=self._selection.sort, descending=self._selection.descending))

    def action_sort(self) -> None:
        choices = [Choice(str(key), sort_label(key)) for key in SortKey]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._select(replace(self._selection, sort=SortKey(key)))

        self.app.push_screen(PickDialog(_("Sort by"), lambda _text: choices), chosen)

    # --- parts and sizes ----------------------------------------------------------------------

    @property
    def _field(self) -> SearchField:
        return self.query_one(SearchField)

    @property
    def _results(self) -> Results:
        return self.query_one(Results)

    @property
    def current_contract(self) -> ContractId | None:
        return self._opened if self._opened is not None else self._results.current_id

    def chosen(self) -> tuple[ContractId, ...]:
        return (self._opened,) if self._opened is not None else self._results.chosen()

    def _at_rest(self) -> bool:
        """Nobody has moved in the list yet."""
        return not self._touched and not self._results.marked

    def _fitting(self, text: str) -> int:
        """Lines a contract: three with a snippet, two without, one on a low screen's wide list."""
        if self._density is not None:
            return self._density
        if self.app.size.height < 30:
            return 2 if self.app.size.width >= 100 else 1
        return 3 if text else 2

    def _fit_density(self) -> None:
        self._results.set_density(self._fitting(self._text))


def _without(selection: Selection, number: int) -> Selection:
    """Without the filter that stands there in the row of filters."""
    excluding, facet, value = [
        *((False, f, v) for f, values in selection.include.items() for v in sorted(values)),
        *((True, f, v) for f, values in selection.exclude.items() for v in sorted(values)),
    ][number]
    return toggled(selection, facet, value, excluding)

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
from arkiv.tui.dialogs.finding import value_dialog
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.given import Archive
from arkiv.tui.inquiry import Answer, Arrangement, arrange, toggled, without_filter
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
        shown, at_rest = self.results.ids if keep_place else (), self._at_rest()
        screenful = max(20, self.size.height)
        first = self.results.visible_items().start if keep_place else 0

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
        ids = list(arranged.result.scored.ids)
        self._fit_density()
        self.results.show(ids, answer.rows, answer.result.today, keep_place, arranged.fresh)
        if self._wanted in ids:
            self.results.move_to(ids.index(self._wanted), tell=False)
        self._wanted = None
        chosen = self._selection
        self.query_one(Facets).show(answer.result.facets, chosen.include, chosen.exclude)
        self._show_words()
        self.ask_sheet()

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
        result, results = self._result, self.results
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
        result, wanted = self._result, self.results.missing()
        if result is None or not wanted:
            return
        finder, snippets = self._archive.finder, self.results.item_height == 3

        def work() -> tuple[Hit, ...]:
            return finder.rows(result, wanted.start, wanted.stop, snippets)

        self._seeker.ask("rows", work, self.results.add_rows, self._refuse)

    @on(CursorLines.Moved, "#results")
    def _moved(self) -> None:
        self._touched = True
        self._show_words()
        if self._delay is not None:
            self._delay.stop()
        self._delay = self.set_timer(_PREVIEW_DELAY_SECONDS, self.ask_sheet)

    @on(Results.MarksChanged)
    def _marks_changed(self) -> None:
        self._show_words()

    def ask_sheet(self) -> None:
        shown = self.reading.display
        self.reading.ask(self.current_contract if shown else None, self._text)

    # --- what can be pressed ------------------------------------------------------------------

    @on(Input.Changed, "SearchField")
    def _typed(self) -> None:
        self.close_reading()
        if self._field.value != self._text or self._trouble:
            self.ask()

    @on(Facets.Toggled)
    def _toggle_facet(self, event: Facets.Toggled) -> None:
        self._select(toggled(self._selection, event.facet, event.value, event.exclude))

    @on(Facets.FindWanted)
    def _find_value(self, event: Facets.FindWanted) -> None:
        def chosen(value: str | None) -> None:
            if value is not None:
                self._select(toggled(self._selection, event.facet, value, exclude=False))

        counts = self.query_one(Facets).values(event.facet)
        self.app.push_screen(value_dialog(event.facet, counts), chosen)

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        if event.bar.id == "summary":
            self.action_sort()
        elif event.bar.id == "filters":
            self._select(without_filter(self._selection, int(event.press)))
        else:
            super().on_bar_pressed(event)

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        self.ask()

    @on(SearchField.ResultsMoved)
    def _move_results(self, event: SearchField.ResultsMoved) -> None:
        (self.results.action_page if event.page else self.results.action_move)(event.by)

    @on(Input.Submitted, "SearchField")
    @on(CursorLines.Chosen, "#results")
    def open_current(self) -> None:
        """Read the current result in full width."""
        self.open(self.results.current_id)
        self.show_pane(facts=False)

    @on(SearchField.Left)
    def _leave_field(self) -> None:
        if self.opened is None:
            self.results.focus()
        else:
            self.show_pane(facts=False)

    @on(Results.PreviewScrolled)
    def _scroll_text(self, event: Results.PreviewScrolled) -> None:
        self.reading.document.action_half_page(event.by)

    def show_contract(self, contract: ContractId) -> None:
        """Find everything and stand on this one."""
        self.close_reading()
        self._wanted, self._selection = contract, Selection()
        with self.prevent(Input.Changed):
            self._field.value = ""
        self.results.focus()
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
        self.call_after_refresh(self.ask_sheet)

    def action_step_out(self) -> None:
        self.close_reading()
        self.remove_class("-facets")
        self.results.focus()

    def action_facets(self) -> None:
        if self.has_class("-facets"):
            self.action_step_out()
            return
        self.close_reading()
        self.add_class("-facets")
        self.query_one(Facets).focus()

    def action_preview(self) -> None:
        self.toggle_class("-text" if self.has_class("-narrow") else "-no-text")
        self.call_after_refresh(self.ask_sheet)

    def action_density(self) -> None:
        self._density = self.results.item_height % 3 + 1
        self._fit_density()
        self.ask(keep_place=True)

    def action_renew(self) -> None:
        self.results.cursor = 0
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

    def _at_rest(self) -> bool:
        """Nobody has moved in the list yet."""
        return not self._touched and not self.results.marked

    def _fitting(self, text: str) -> int:
        """Lines a contract: three with a snippet, two without, one on a low screen's wide list."""
        if self._density is not None:
            return self._density
        if self.app.size.height < 30:
            return 2 if self.app.size.width >= 100 else 1
        return 3 if text else 2

    def _fit_density(self) -> None:
        self.results.set_density(self._fitting(self._text))

"""The search view: a field, the facets, the results and the text of the current one."""

from __future__ import annotations

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
from arkiv.services.filing import ArchiveStatus
from arkiv.services.finding import Hit, SearchResult, Selection
from arkiv.services.ways_out import WayOut, ways_out
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.given import Archive
from arkiv.tui.inquiry import Answer, Arrangement, Whole, arrange
from arkiv.tui.listing_acts import ListingActs
from arkiv.tui.screens.completing import CompletingView
from arkiv.tui.screens.reading import Reading
from arkiv.tui.screens.words import empty_words, filter_parts, results_title, summary_parts
from arkiv.tui.seeker import Seeker, Stop
from arkiv.tui.widgets.bars import Bar
from arkiv.tui.widgets.facets import Facets
from arkiv.tui.widgets.field import SearchField
from arkiv.tui.widgets.frame import Footer, Header
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.results import Results
from arkiv.tui.widgets.suggestions import Suggestions
from arkiv.tui.widgets.ways import Ways

__all__ = ["SearchView"]

_PREVIEW_DELAY_SECONDS = 0.06
"""The text follows when the cursor rests: over a slow line it is most of what is sent."""


class SearchView(CompletingView):
    """Search as you type."""

    NAME = "search"
    HOME = Home.SEARCH
    BINDINGS = bindings(Home.SEARCH)

    def __init__(self, archive: Archive, seeker: Seeker, acts: Acts) -> None:
        super().__init__(archive, acts)
        self._seeker = seeker
        self._result: SearchResult | None = None
        """In the order it is shown in."""
        self._text = ""
        """The query the result answers."""
        self._outdated = False
        """The archive changed since the whole was counted."""
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
            yield Facets(clock.today(), id="facets")
            with Vertical(id="middle"):
                yield Results(clock.today(), id="results")
                yield Static(id="empty")
                yield Ways()
            yield Reading(self._archive, self._seeker, self._acts)
        yield Suggestions()
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#facets").border_title = _("Facets")
        self.query_one(SearchField).focus()
        self._fit_density()
        self.ask()

    # --- asking and showing -------------------------------------------------------------------

    def ask(self, keep_place: bool = False) -> None:
        text, selection, today = self.field.value, self._selection, clock.today()
        finder, known = self._archive.finder, None if self._outdated else self.whole
        shown, at_rest = self.results.ids if keep_place else (), self._at_rest()
        screenful = max(20, self.size.height)
        first = self.results.visible_items().start if keep_place else 0

        def work(stop: Stop) -> tuple[Answer, Arrangement]:
            result = finder.search(text, today, selection, stop=stop)
            whole = known
            if whole is None:
                everything = finder.search("", today, None, 1, stop)
                whole = Whole(everything.total, everything.facets)
            ways: tuple[WayOut, ...] = ()
            if not result.total:
                meant = finder.meant(text, today, selection, stop)
                ways = ways_out(finder, text, today, selection, meant, stop)
            arranged = arrange(shown, result, at_rest)
            # Without snippets, which are most of the work: they follow for what is seen.
            rows = finder.rows(arranged.result, first, first + screenful, snippets=False)
            return Answer(text, result, rows, whole, ways), arranged

        self._touched = self._touched and keep_place
        self._seeker.forget("rows")
        self._seeker.ask("search", work, partial(self._show, keep_place), self.refuse)

    def _show(self, keep_place: bool, found: tuple[Answer, Arrangement]) -> None:
        answer, arranged = found
        self._result, self._text, self._held = arranged.result, answer.text, arranged.held
        self.whole, self._outdated = answer.whole, False
        self.query_one(Ways).show(answer.ways, answer.text)
        self.results.with_snippets = bool(answer.text)
        self.accept()
        ids = arranged.result.scored.ids
        self._fit_density()
        self.results.show(ids, answer.rows, answer.result.today, keep_place, arranged.fresh)
        if self._wanted in ids:
            self.results.move_to(ids.index(self._wanted), tell=False)
        self._wanted = None
        chosen = self._selection
        self.query_one(Facets).show(answer.result.facets, chosen.include, chosen.exclude)
        self._show_words()
        self.ask_sheet()

    def _show_words(self) -> None:
        """Everything around the panes that counts or names."""
        result, results = self._result, self.results
        if result is None:
            return
        self.query_one("#middle").set_class(not result.scored, "-empty")
        if not result.scored:
            ways = bool(self.query_one(Ways).ways)
            words = empty_words(self._text, self._selection, self._status, ways)
            content = Content(clean(words, keep_newlines=True))
            self.query_one("#empty", Static).update(content, layout=False)
        title = results_title(result, len(results.marked), results.cursor, self._held)
        self.query_one("#middle").border_title = Content(title)
        chosen = self._selection
        whole = self.whole.total if self.whole is not None else result.total
        self.query_one("#summary", Bar).show((), summary_parts(chosen, result, whole))
        parts = filter_parts(chosen)
        self.query_one("#filters", Bar).show(parts)
        self.query_one("#filters").display = bool(parts)

    # --- rows and text ------------------------------------------------------------------------

    @on(Results.RowsWanted)
    def _fetch_rows(self) -> None:
        result, wanted = self._result, self.results.missing()
        if result is None or not wanted:
            return
        finder, snippets = self._archive.finder, self.results.shows_snippets

        def work(_stop: Stop) -> tuple[Hit, ...]:
            return finder.rows(result, wanted.start, wanted.stop, snippets)

        self._seeker.ask("rows", work, self.results.add_rows, self.refuse)

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
        self.offer()
        if self.field.value != self._text or self.trouble:
            self.ask()

    @on(SearchField.ResultsMoved)
    def _move_results(self, event: SearchField.ResultsMoved) -> None:
        lines = self._lines_of_results()
        (lines.action_page if event.page else lines.action_move)(event.by)

    @on(Input.Submitted, "SearchField")
    @on(CursorLines.Chosen, "#results")
    def open_current(self) -> None:
        """Read the current result in full width; where there is none, take the way out."""
        if self._is_empty:
            self.take_way_out()
            return
        self.remember()
        self.open(self.results.current_id)
        self.show_pane(facts=False)

    @on(SearchField.Left)
    def _leave_field(self) -> None:
        if self.opened is None:
            self._lines_of_results().focus()
        else:
            self.show_pane(facts=False)

    @on(CursorLines.Chosen, "#ways")
    def take_way_out(self) -> None:
        """Ask what is offered where nothing was found."""
        way = self.query_one(Ways).current
        if way is not None:
            self.question(way.text, way.selection)

    @on(Results.PreviewScrolled)
    def _scroll_text(self, event: Results.PreviewScrolled) -> None:
        self.reading.document.action_half_page(event.by)

    def show_contract(self, contract: ContractId) -> None:
        """Find everything and stand on this one."""
        self.close_reading()
        self._wanted, self._selection = contract, Selection()
        with self.prevent(Input.Changed):
            self.field.value = ""
        self.results.focus()
        self.ask()

    def archive_changed(self) -> None:
        self._outdated = True
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
        self._lines_of_results().focus()

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

    def action_export(self) -> None:
        if self._result is not None:
            ListingActs(self._archive, self._acts).export(self._result, self.results.marked_ids)

    # --- parts and sizes ----------------------------------------------------------------------

    @property
    def _is_empty(self) -> bool:
        return self._result is not None and not self._result.scored

    def _lines_of_results(self) -> CursorLines:
        """The results, or what stands in their place."""
        ways = self.query_one(Ways)
        return ways if self._is_empty and ways.ways else self.results

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

"""What is asked in the search view: query, filters and order, and every way to change them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual import on
from textual.widgets import Input

from arkiv import clock
from arkiv.domain.saved import BrokenSearch, SavedSearch
from arkiv.domain.searching import SortKey
from arkiv.services.finding import Selection
from arkiv.services.saved_searches import Counted, selection_of
from arkiv.texts import _
from arkiv.tui.acts import Acts
from arkiv.tui.dialogs.finding import value_dialog
from arkiv.tui.dialogs.searches import history_dialog, name_dialog, saved_dialog, sort_dialog
from arkiv.tui.given import Archive
from arkiv.tui.inquiry import toggled, with_tag_renamed, without_filter
from arkiv.tui.retagging import Retagging
from arkiv.tui.screens.contracts import ContractsView
from arkiv.tui.widgets.bars import Bar
from arkiv.tui.widgets.facets import Facets
from arkiv.tui.widgets.field import SearchField

__all__ = ["NarrowingView"]

_REMEMBERED = 50


class NarrowingView(ContractsView):
    """A view with a question."""

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__(archive, acts)
        self._archive = archive
        self._retagging = Retagging(archive, acts, self._tag_renamed)
        self._selection = Selection()
        self._asked: list[tuple[str, Selection]] = []
        """What was asked and then read or left, the latest first."""
        self._called_up = ""
        """The title of the saved search that was chosen last."""

    def ask(self, keep_place: bool = False) -> None:
        """Put the question as it stands now; ``keep_place`` where only the archive changed."""
        raise NotImplementedError

    @property
    def field(self) -> SearchField:
        return self.query_one(SearchField)

    def question(self, text: str, selection: Selection) -> None:
        """Ask this instead of what was asked."""
        self._selection = selection
        self.close_reading()
        with self.prevent(Input.Changed):
            self.field.put(text)
        self.ask()

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        self.ask()

    # --- filters and order --------------------------------------------------------------------

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

    def action_clear_filters(self) -> None:
        self._select(replace(self._selection, include={}, exclude={}))

    def action_sort(self) -> None:
        def chosen(name: str | None) -> None:
            if name is None:
                return
            key, now = SortKey(name), self._selection
            turned = key is now.sort and key is not SortKey.RELEVANCE and not now.descending
            self._select(replace(now, sort=key, descending=True if turned else None))

        self.app.push_screen(sort_dialog(self._selection), chosen)

    # --- tags ---------------------------------------------------------------------------------

    def action_rename_tag(self) -> None:
        """The one that is pointed at among the facets, else one that is asked for."""
        facets = self.query_one(Facets)
        self._retagging.rename(facets.current_tag if facets.has_focus else "")

    def _tag_renamed(self, old: str, new: str) -> None:
        self._selection = with_tag_renamed(self._selection, old, new)

    # --- what was asked before ----------------------------------------------------------------

    def remember(self) -> None:
        """Keep the question as it stands, for going back to it."""
        now = self.field.value.strip(), self._selection
        if now[0] or now[1].include or now[1].exclude:
            self._asked = [now, *(asked for asked in self._asked if asked != now)][:_REMEMBERED]

    def action_history(self) -> None:
        self.remember()
        asked = tuple(self._asked)

        def chosen(number: str | None) -> None:
            if number is not None:
                self.question(*asked[int(number)])

        self.app.push_screen(history_dialog(asked), chosen)

    @on(SearchField.ClearWanted)
    def _clear(self) -> None:
        self.remember()
        self.field.value = ""

    # --- saved searches -----------------------------------------------------------------------

    def call_up(self, search: SavedSearch) -> None:
        """Ask what was saved."""
        self.remember()
        self._called_up = search.title
        self.question(search.query, selection_of(search))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return self._archive.saved.every()

    def action_saved(self) -> None:
        self._choose_saved(_("Saved searches"), self.call_up)

    def action_forget_saved(self) -> None:
        self._choose_saved(_("Put a saved search aside"), self._forget)

    def _choose_saved(self, title: str, then: Callable[[SavedSearch], None]) -> None:
        saved, today = self._archive.saved, clock.today()

        def look() -> tuple[tuple[Counted, ...], tuple[BrokenSearch, ...]]:
            return saved.counted(today), saved.broken()

        def choose(found: tuple[tuple[Counted, ...], tuple[BrokenSearch, ...]]) -> None:
            def chosen(name: str | None) -> None:
                if name is not None:
                    then({each.search.name: each.search for each in found[0]}[name])

            self.app.push_screen(saved_dialog(title, *found), chosen)

        self._acts.run(look, choose)

    def _forget(self, search: SavedSearch) -> None:
        saved = self._archive.saved
        self._acts.do(
            partial(saved.forget, search.name),
            _("“{title}” is put aside").format(title=search.title),
            back=partial(saved.put_back, search),
        )

    def action_save(self) -> None:
        text, selection = self.field.value, self._selection

        def named(title: str | None) -> None:
            if title is not None:
                self._save(title, text, selection)

        self.app.push_screen(name_dialog(self._called_up), named)

    def _save(self, title: str, text: str, selection: Selection) -> None:
        saved, today = self._archive.saved, clock.today()
        before = saved.find(title)

        def back() -> None:
            if before is not None:
                saved.put_back(before)
            else:
                saved.forget(title)

        words = _("Saved over “{title}”") if before is not None else _("Saved as “{title}”")
        self._acts.do(
            lambda: saved.save(title, text, selection, today, replace=True),
            words.format(title=title),
            back=back,
        )
        self._called_up = title

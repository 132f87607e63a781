"""Searches kept under a name: saved, called up, counted, put aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from arkiv.domain.query import parse
from arkiv.domain.saved import BrokenSearch, SavedSearch, name_from
from arkiv.domain.searching import SortKey
from arkiv.domain.shelf_ports import SearchShelf
from arkiv.errors import BadInput, NotFound
from arkiv.services.finding import Finder, Selection
from arkiv.texts import _

__all__ = ["Counted", "SavedSearches", "selection_of"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A saved search with how many contracts it finds today."""

    search: SavedSearch
    total: int | None
    """None where it cannot be asked."""
    trouble: str = ""
    """Why it cannot be asked."""


@dataclass(frozen=True, slots=True)
class SavedSearches:
    """What people keep. Safe to call from any thread."""

    shelf: SearchShelf
    finder: Finder

    def every(self) -> tuple[SavedSearch, ...]:
        """By title, those that can be read."""
        return tuple(sorted(self.shelf.every()[0], key=lambda search: search.title.casefold()))

    def broken(self) -> tuple[BrokenSearch, ...]:
        """Files that hold no saved search, and why."""
        return self.shelf.every()[1]

    def counted(self, today: date, stop: Callable[[], bool] | None = None) -> tuple[Counted, ...]:
        """Each with its count, by title."""
        return tuple(self._count(search, today, stop) for search in self.every())

    def find(self, title: str) -> SavedSearch | None:
        """The one called up by this name or title."""
        name = name_from(title)
        return next((search for search in self.shelf.every()[0] if search.name == name), None)

    def get(self, title: str) -> SavedSearch:
        """Raises NotFound."""
        found = self.find(title)
        if found is not None:
            return found
        names = ", ".join(search.name for search in self.every())
        there = _("There are: {names}.").format(names=names) if names else _("There are none yet.")
        sentence = _("There is no saved search “{name}”.").format(name=title)
        raise NotFound(f"{sentence} {there}")

    def save(
        self, title: str, query: str, selection: Selection, today: date, replace: bool = False
    ) -> tuple[SavedSearch, Path]:
        """Keep it; returns it with its file.

        Saving the same again changes nothing. Raises BadInput where another search has the name,
        unless it is to be replaced, and QueryError for a query that cannot be asked.
        """
        parse(query, today)
        made = SavedSearch(
            name_from(title),
            " ".join(title.split()),
            query,
            selection.include,
            selection.exclude,
            selection.sort,
            selection.descending,
        )
        before = self.find(title)
        if before is not None and before != made and not replace:
            raise BadInput(_("There is a saved search “{name}” already.").format(name=before.title))
        return made, self.shelf.put(made)

    def put_back(self, search: SavedSearch) -> None:
        """As it was, over whatever has its name now."""
        self.shelf.put(search)

    def forget(self, title: str) -> tuple[SavedSearch, Path]:
        """Move its file aside; returns what it was and where it lies now. Raises NotFound."""
        search = self.get(title)
        aside = self.shelf.forget(search.name)
        if aside is None:
            raise NotFound(_("There is no saved search “{name}”.").format(name=title))
        return search, aside

    def _count(self, search: SavedSearch, today: date, stop: Callable[[], bool] | None) -> Counted:
        try:
            result = self.finder.search(search.query, today, selection_of(search), 1, stop)
        except BadInput as error:
            return Counted(search, None, str(error))
        return Counted(search, result.total)


def selection_of(search: SavedSearch, more: Selection | None = None) -> Selection:
    """Its filters and order; those of ``more`` come on top, and its order counts if it has one."""
    more = more or Selection()
    both = {
        side: {
            facet: kept.get(facet, frozenset()) | added.get(facet, frozenset())
            for facet in kept.keys() | added.keys()
        }
        for side, kept, added in (
            ("include", search.include, more.include),
            ("exclude", search.exclude, more.exclude),
        )
    }
    own = more.sort is not SortKey.RELEVANCE or more.descending is not None
    order = (more.sort, more.descending) if own else (search.sort, search.descending)
    return Selection(both["include"], both["exclude"], *order)

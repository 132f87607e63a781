"""What people keep as files that they can read and write themselves: searches and checklists."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from arkiv.domain.auditing import BrokenPack, Pack
from arkiv.domain.saved import BrokenSearch, SavedSearch

__all__ = ["ChecklistShelf", "SearchShelf"]


class SearchShelf(Protocol):
    """The searches that people keep, where they can read and write them themselves."""

    def every(self) -> tuple[tuple[SavedSearch, ...], tuple[BrokenSearch, ...]]:
        """By name; one that cannot be read is named with the reason, and spoils no other."""
        ...

    def put(self, search: SavedSearch) -> Path:
        """Keep it in the place of one of its name; durable when its file is returned."""
        ...

    def forget(self, name: str) -> Path | None:
        """Put it aside, not away: returns where it lies now; None when there is none."""
        ...


class ChecklistShelf(Protocol):
    """The checklists there are: Arkiv's own, and those that people write."""

    def every(self) -> tuple[tuple[Pack, ...], tuple[BrokenPack, ...]]:
        """By key; one that cannot be used is named with the reason, and spoils no other."""
        ...

    def copy(self, key: str) -> Path | None:
        """Put one of Arkiv's own among those of the person; None where they have it already."""
        ...

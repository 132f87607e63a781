"""A view of what is fetched behind the screen, and again whenever the archive changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from arkiv import clock
from arkiv.tui.acts import Acts
from arkiv.tui.given import Archive
from arkiv.tui.screens.view import View

__all__ = ["FetchingView"]

T = TypeVar("T")


class FetchingView(View, Generic[T]):
    """While it is hidden it fetches nothing, and once when it is shown again."""

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__()
        self._archive = archive
        self._acts = acts
        self._loading = False
        self._again = False
        """Asked for once more while it was being fetched, or while the view was hidden."""
        self.why_not = ""
        """Why there is nothing yet to be shown; empty once it was fetched."""
        self._was_fetched = False

    def work(self, today: date) -> Callable[[], T]:
        """What fetches it, behind the screen."""
        raise NotImplementedError

    def show_found(self, found: T, today: date) -> None:
        """It was fetched."""
        raise NotImplementedError

    def show_why_not(self) -> None:
        """It could not be fetched, for a reason that stands in ``why_not``."""
        raise NotImplementedError

    def load(self) -> None:
        """Fetch it; asked for several times over, it is fetched once more at most."""
        if self._loading or not self.is_current:
            self._again = True
            return
        self._loading, self._again = True, False
        today = clock.today()
        self._acts.run(self.work(today), partial(self._loaded, today), self._not_loaded)

    def _loaded(self, today: date, found: T) -> None:
        self._loading, self._was_fetched, self.why_not = False, True, ""
        if self.is_ready:
            self.show_found(found, today)
        if self._again and self.is_current:
            self.load()

    def _not_loaded(self, why: str) -> None:
        self._loading = False
        if self._was_fetched:
            self._acts.say(why)
        elif self.is_ready:
            self.why_not = why
            self.show_why_not()

    def on_screen_resume(self) -> None:
        if self._again:
            self.load()

    def archive_changed(self) -> None:
        self.load()

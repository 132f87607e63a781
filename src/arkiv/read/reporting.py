"""What a reading tells while it goes on, and the limits it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from arkiv.domain.documents import Page
from arkiv.read.cpu_budget import CpuBudget

__all__ = ["Budget", "Report", "TextFull"]

MOST_CHARACTERS = 20_000_000


class TextFull(Exception):
    """There is more text than is taken of one document; the page that went over it is reported."""


class _Unlimited:
    spent = False

    @contextmanager
    def slice(self, _seconds: float | None = None) -> Iterator[None]:
        yield


Budget = CpuBudget | _Unlimited


@dataclass(slots=True)
class Report:
    """Collects the pages of one document and passes them on."""

    on_page: Callable[[Page], None] | None = None
    on_start: Callable[[int | None, str | None], None] | None = None
    """Told the number of pages and the title, before the first page."""
    cpu_seconds: float | None = None
    """For each parser; None is no limit. With one only in a process's main thread."""
    pages: list[Page] = field(default_factory=list)
    characters: int = 0

    def budget(self) -> Budget:
        return _Unlimited() if self.cpu_seconds is None else CpuBudget(self.cpu_seconds)

    def start(self, count: int | None, title: str | None) -> None:
        if self.on_start is not None:
            self.on_start(count, title)

    def page(self, page: Page) -> None:
        """Raises TextFull when this is enough."""
        self.pages.append(page)
        self.characters += len(page.text)
        if self.on_page is not None:
            self.on_page(page)
        if self.characters > MOST_CHARACTERS:
            raise TextFull

"""Letting the index catch up with the record, and making it again when it cannot."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from arkiv.domain.index_port import Index
from arkiv.domain.ports import Record
from arkiv.errors import IndexUnusable

__all__ = ["Indexing"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Indexing:
    """The index follows the record by the number of the newest event it holds."""

    record: Record
    index: Index

    def catch_up(self, timeout_seconds: float = 5.0) -> bool:
        """Take in everything above the index's mark; rebuilds an index that cannot be used.

        False when another process is indexing: it, or the next one, takes the rest.
        """
        try:
            mark = self.index.mark()
            last = self.record.events.last_seq()
            if mark == last:
                return True
            if mark > last:  # an index of another record, or of a restored older one
                self.rebuild()
                return True
            return self.index.feed(self.record.contracts.entries(mark), last, timeout_seconds)
        except IndexUnusable as unusable:
            log.warning("the index is made again: %s", unusable)
            self.rebuild()
            return True

    def tidy(self) -> bool:
        """Put the index in order while nobody waits for it; returns whether anything was done."""
        try:
            return self.index.tidy()
        except IndexUnusable:
            return False  # the next catching up makes it again

    def rebuild(self) -> None:
        """Build it beside from the whole record and swap; searches go on meanwhile."""
        last = self.record.events.last_seq()
        self.index.rebuild(self.record.contracts.entries(0), last)

    def behind(self) -> int:
        """How many changes are not searchable yet; all of them when the index is unusable."""
        last = self.record.events.last_seq()
        try:
            return abs(last - self.index.mark())
        except IndexUnusable:
            return last

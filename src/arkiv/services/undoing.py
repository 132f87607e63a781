"""Taking back what a person did, and doing it again; also after a restart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from arkiv.domain.acts import UNDOABLE, Act
from arkiv.domain.ports import Record
from arkiv.services.indexing import Indexing

__all__ = ["Undoing"]


@dataclass(frozen=True, slots=True)
class Undoing:
    """The acts of one person; each method returns when its change is durable.

    Both raise BadInput, and change nothing, where something was changed since.
    """

    record: Record
    indexing: Indexing
    actor: str

    def undo(self) -> Act | None:
        """Take back the newest act that is not undone; None: there is none."""
        return self._caught_up(self.record.undoing.undo(self.actor))

    def redo(self) -> Act | None:
        """Do again what was undone last, if nothing was done since; None: there is nothing."""
        return self._caught_up(self.record.undoing.redo(self.actor))

    def newest(self) -> int:
        """The number of the newest event, for acts_since()."""
        return self.record.events.last_seq()

    def acts_since(self, seq: int) -> int:
        """How many acts this person did after that event: so often undo() takes one of them."""
        newer = takewhile(lambda event: event.seq > seq, self.record.events.newest_first())
        acts = (e.batch or e.seq for e in newer if e.actor == self.actor and e.kind in UNDOABLE)
        return len(set(acts))

    def _caught_up(self, act: Act | None) -> Act | None:
        if act is not None:
            self.indexing.catch_up()
        return act

"""Taking back what a person did, and doing it again; also after a restart."""

from __future__ import annotations

from dataclasses import dataclass

from arkiv.domain.acts import Act
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

    def _caught_up(self, act: Act | None) -> Act | None:
        if act is not None:
            self.indexing.catch_up()
        return act

"""Remembering the trail's head outside the record, so that events taken off its end are missed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from arkiv.domain.ports import Damage, Events, HeadShelf, RememberedHead
from arkiv.errors import ArkivError
from arkiv.texts import _

__all__ = ["Heads"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heads:
    """One head a day; it moves up with the trail until the day is over and never down."""

    events: Events
    shelf: HeadShelf

    def remember(self, day: date) -> bool:
        """Bring the day's head up to the trail's; whether that changed anything.

        A head that is not on the trail any more stays as it is: it shows that something is missing.
        A disk that cannot be written to is no reason to fail what a person did.
        """
        try:
            seq, digest = self.events.head()
            name = f"{day.isoformat()}.txt"
            standing = next((head for head in self.shelf.every() if head.name == name), None)
            if seq == 0 or (standing is not None and not self._stands(standing)):
                return False
            return self.shelf.put(day, seq, digest)
        except (OSError, ArkivError) as error:
            log.warning("the head of the trail was not remembered: %s", error)
            return False

    def damages(self) -> Iterator[Damage]:
        """Every remembered head that is not on the trail, and every one nobody can read."""
        for head in self.shelf.every():
            if self._stands(head):
                continue
            if not head.digest:
                said = _("{file} is not a head of the trail any more: it was altered.")
                yield Damage("head_unreadable", head.name, said.format(file=head.name))
            else:
                said = _(
                    "The head that {file} remembers, event {seq}, is not in the trail: events were "
                    "removed or rewritten."
                )
                yield Damage("head_missing", head.name, said.format(file=head.name, seq=head.seq))

    def _stands(self, head: RememberedHead) -> bool:
        return bool(head.digest) and self.events.holds(head.seq, head.digest)

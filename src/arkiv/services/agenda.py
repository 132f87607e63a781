"""What is due: the dates of all contracts, nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from arkiv.domain.contracts import Summary
from arkiv.domain.deadlines import upcoming
from arkiv.domain.outlook import Status
from arkiv.domain.ports import Record

__all__ = ["Agenda", "Due", "DueKind"]


class DueKind(StrEnum):
    """What has to be done, or what happens."""

    NOTICE = "notice"
    EXPIRATION = "expiration"


@dataclass(frozen=True, slots=True)
class Due:
    """One date of one contract."""

    day: date
    kind: DueKind
    summary: Summary


@dataclass(frozen=True, slots=True)
class Agenda:
    """Computed from the shown facts each time, never stored."""

    record: Record

    def due(self, today: date, within_days: int = 90) -> tuple[Due, ...]:
        """Everything from today until so many days on, nearest first; the trash is left out."""
        last = today + timedelta(days=within_days)
        found = [
            due
            for summary in self.record.contracts.summaries()
            if not summary.trashed
            for due in _dates(summary, today)
            if today <= due.day <= last
        ]
        return tuple(sorted(found, key=lambda due: (due.day, due.summary.id, due.kind)))


def _dates(summary: Summary, today: date) -> list[Due]:
    ahead = upcoming(summary, today)
    if ahead.status is Status.ENDED:
        return []
    dates = ((ahead.next_notice, DueKind.NOTICE), (ahead.next_expiration, DueKind.EXPIRATION))
    return [Due(day, kind, summary) for day, kind in dates if day is not None]

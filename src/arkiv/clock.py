"""What day and what instant it is; the only module that asks."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["now", "this_day", "today"]


def today() -> date:
    """The local day, or the one that ARKIV_TODAY names (for tests and demonstrations)."""
    fixed = os.environ.get("ARKIV_TODAY")
    if not fixed:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise BadInput(
            _("ARKIV_TODAY is “{day}”; write it as 2026-12-01.").format(day=fixed)
        ) from None


def this_day() -> date:
    """The local day of the clock, whatever ARKIV_TODAY says: for what is told apart by its day."""
    return now().astimezone().date()


def now() -> datetime:
    """The instant, aware, UTC. Evidence of order, not of time: it is this machine's clock."""
    return datetime.now(UTC)

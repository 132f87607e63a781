"""Step 6: when the index is let catch up with the record, so that commits come in batches."""

from __future__ import annotations

import logging
from collections.abc import Callable

from arkiv.errors import ArkivError

__all__ = ["Following"]

log = logging.getLogger(__name__)

_BATCH = 50
_LONGEST_WAIT_SECONDS = 10.0
_AGAIN_SECONDS = 2.0
_REGARDLESS_SECONDS = 30.0


class Following:
    """Counts changes and calls the indexer when a batch is full or the work pauses."""

    def __init__(
        self,
        catch_up: Callable[[], bool],
        monotonic: Callable[[], float],
        tidy: Callable[[], bool] = lambda: False,
    ) -> None:
        """``tidy`` is called when nothing has changed for a while."""
        self._catch_up = catch_up
        self._tidy = tidy
        self._monotonic = monotonic
        self._changes = 1  # what was left by whoever was here before
        self._last = monotonic()
        self._not_before = 0.0

    def changed(self, how_many: int) -> None:
        self._changes += how_many

    def follow(self, pausing: bool) -> bool:
        """``pausing``: nothing more comes just now, so there is no batch to wait for.

        Returns whether the index was brought up to date in this call.
        """
        now = self._monotonic()
        if now < self._not_before or not self._is_due(pausing, now - self._last):
            return False
        return self._attempt(now)

    def _is_due(self, pausing: bool, waited: float) -> bool:
        if not self._changes:
            return waited >= _REGARDLESS_SECONDS
        return pausing or self._changes >= _BATCH or waited >= _LONGEST_WAIT_SECONDS

    def _attempt(self, now: float) -> bool:
        try:
            caught_up = self._catch_up()
            if caught_up and not self._changes:
                self._tidy()
        except (OSError, ArkivError) as error:
            log.warning("the index is behind: %s", error)
            caught_up = False
        self._last = self._monotonic()
        if caught_up:
            self._changes = 0
        else:
            self._not_before = now + _AGAIN_SECONDS
        return caught_up

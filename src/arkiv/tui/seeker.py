"""One thread that searches, in which a newer question always replaces an older one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from threading import Condition, Thread
from typing import Any, TypeVar

from arkiv.errors import ArkivError
from arkiv.texts import _

__all__ = ["Seeker", "Stop"]

log = logging.getLogger(__name__)
T = TypeVar("T")

Stop = Callable[[], bool]
"""Whether a newer question has overtaken the one at work."""

_Question = tuple[int, Callable[[Stop], Any], Callable[[Any], None], Callable[[ArkivError], None]]


class Seeker:
    """Answers the latest question of each slot; slots are served in order of their names' rank.

    A thread of its own keeps connections and searchers warm and never has two searches running.
    A question that a newer one has overtaken is told to stop, and its answer is dropped.
    """

    SLOTS = ("search", "rows", "preview")

    def __init__(self, deliver: Callable[..., object]) -> None:
        """``deliver`` runs a callable in the interface's own thread."""
        self._deliver = deliver
        self._waiting: dict[str, _Question] = {}
        self._latest = dict.fromkeys(self.SLOTS, 0)
        self._wake = Condition()
        self._closed = False
        self._busy = False
        self._thread = Thread(target=self._run, name="seeker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask(
        self,
        slot: str,
        work: Callable[[Stop], T],
        answer: Callable[[T], None],
        failed: Callable[[ArkivError], None],
    ) -> None:
        """Replace whatever this slot waits for; ``answer`` and ``failed`` run in the interface."""
        with self._wake:
            self._latest[slot] += 1
            self._waiting[slot] = (self._latest[slot], work, answer, failed)
            self._wake.notify()

    def forget(self, slot: str) -> None:
        """Drop what this slot waits for and any answer on its way."""
        with self._wake:
            self._latest[slot] += 1
            self._waiting.pop(slot, None)

    @property
    def at_rest(self) -> bool:
        """Nothing waits and nothing is being answered."""
        return not self._waiting and not self._busy

    def close(self) -> None:
        """Let the question at work end and take no more."""
        with self._wake:
            self._closed = True
            self._waiting.clear()
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            slot, (number, work, answer, failed) = taken
            try:
                found = work(partial(self._overtaken, slot, number))
            except ArkivError as error:
                self._deliver(self._apply, slot, number, failed, error)
            except Exception:  # one bad contract must not end the search for all others
                log.exception("the search failed")
                sorry = ArkivError(_("Something went wrong while searching. See the log."))
                self._deliver(self._apply, slot, number, failed, sorry)
            else:
                self._deliver(self._apply, slot, number, answer, found)

    def _next(self) -> tuple[str, _Question] | None:
        with self._wake:
            self._busy = False
            self._wake.wait_for(lambda: self._closed or bool(self._waiting))
            if self._closed:
                return None
            self._busy = True
            slot = next(slot for slot in self.SLOTS if slot in self._waiting)
            return slot, self._waiting.pop(slot)

    def _overtaken(self, slot: str, number: int) -> bool:
        return number != self._latest[slot] or self._closed

    def _apply(self, slot: str, number: int, then: Callable[[Any], None], value: object) -> None:
        if not self._overtaken(slot, number):
            then(value)

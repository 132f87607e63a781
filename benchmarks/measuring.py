"""What something costs in time, of this process and of everything it started and waited for."""

from __future__ import annotations

import os
import platform
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Cost", "cost_of", "machine"]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and seconds of processor time."""

    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.wall_seconds + other.wall_seconds,
            self.cpu_seconds + other.cpu_seconds,
        )


def cost_of(action: Callable[[], Result]) -> tuple[Cost, Result]:
    """What one call costs, and what it returns; a process counts once it has been waited for.

    A call that raises has no cost.
    """
    wall, cpu = time.perf_counter(), _cpu_seconds()
    result = action()
    return Cost(time.perf_counter() - wall, _cpu_seconds() - cpu), result


def machine() -> str:
    """What a reader needs to compare figures, in a line."""
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    return f"Python {platform.python_version()}, {cores} cores, load {load:.1f} before the start"


def _cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)

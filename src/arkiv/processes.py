"""Who a process is, so that a claim left by a dead one can be told from a live one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ProcessId", "is_alive", "this_process"]


@dataclass(frozen=True, slots=True)
class ProcessId:
    """A pid alone is reused by the system; with its start time it names one process."""

    pid: int
    started: str
    """Opaque; the kernel's start tick where /proc has it, else empty."""


def this_process() -> ProcessId:
    return ProcessId(os.getpid(), _started(os.getpid()))


def is_alive(process: ProcessId) -> bool:
    """Whether that very process still runs; a zombie does not."""
    try:
        os.kill(process.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's process: it exists
    return _started(process.pid) == process.started


def _started(pid: int) -> str:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    # The program's name stands in brackets and may hold spaces; field 3 is the state, 22 the start.
    fields = stat.rpartition(")")[2].split()
    return "dead" if fields[0] in "ZX" else fields[19]

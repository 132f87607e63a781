"""What a process may no longer do once it reads files that came from outside (Linux; elsewhere
only the limits that POSIX knows)."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

__all__ = ["arm_limits", "confine", "memory_in_use", "network_can_be_cut", "write_nothing"]

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1


def confine(parent: int) -> bool:
    """No network, no core dumps, an end with the parent; whether the network could be cut.

    Only while the process has one thread.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    no_network = _without_network()
    _die_with(parent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return no_network


def network_can_be_cut() -> bool:
    """Whether this system lets a reader be cut off from the network: tried in a child process."""
    child = os.fork()
    if child == 0:
        os._exit(0 if _without_network() else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def write_nothing() -> None:
    """From now on no file can grow, in this process or one it starts."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _die_with(parent: int) -> None:
    """End when the thread that started this process ends, or at once when it has already."""
    # After the network: gaining a user namespace clears this (prctl(2)).
    _call("prctl", _PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def arm_limits(memory_bytes: int, cpu_seconds: float) -> None:
    """More memory and CPU time from now on than these: MemoryError, SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    _soften(resource.RLIMIT_CPU, int(spent + cpu_seconds) + 1)
    if size := memory_in_use()[0]:
        _soften(resource.RLIMIT_AS, size + memory_bytes)


def memory_in_use() -> tuple[int, int]:
    """Address space and resident memory in bytes; zeros where the system doesn't say."""
    try:
        size, resident, *_ = Path("/proc/self/statm").read_text().split()
    except OSError:
        return 0, 0
    return int(size) * resource.getpagesize(), int(resident) * resource.getpagesize()


def _soften(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (allowed, hard))


def _without_network() -> bool:
    """Root may leave the network alone; others need a user namespace for it, where allowed."""
    return _call("unshare", _CLONE_NEWNET) or _call("unshare", _CLONE_NEWUSER | _CLONE_NEWNET)


def _call(name: str, *arguments: int) -> bool:
    if sys.platform != "linux":
        return False
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return function is not None and function(*map(ctypes.c_ulong, arguments)) == 0

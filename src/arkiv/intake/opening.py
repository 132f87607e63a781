"""Opening what lies in the inbox without trusting it, and asking the kernel who writes there."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from arkiv.domain.faults import Fault, FaultCode
from arkiv.intake.faults import Refused

__all__ = ["Lease", "ask_lease", "open_regular"]


class Lease(Enum):
    """What the kernel says about writers of a file."""

    GRANTED = auto()
    """Nobody has it open for writing or mapped writable."""
    REFUSED = auto()
    UNKNOWN = auto()
    """It is somebody else's file, or its file system has no leases."""


def open_regular(path: Path) -> BinaryIO:
    """Open for reading; raises Refused for a link, FIFO or device, OSError for the rest."""
    try:
        # O_NONBLOCK: a FIFO put there since the scan would hang the open for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _said_plainly(path, error) from None
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise Refused(Fault(FaultCode.NOT_A_FILE))
    return file


def ask_lease(file: BinaryIO) -> Lease:
    """Whether anybody is writing the file, by a read lease held for an instant (fcntl(2))."""
    descriptor = file.fileno()
    try:
        # A writer that comes in this instant makes the kernel signal us. Its own choice, SIGIO,
        # kills by default; SIGURG is ignored by default, and works from any thread.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return Lease.REFUSED
    except OSError:
        return Lease.UNKNOWN
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return Lease.GRANTED


def _said_plainly(path: Path, error: OSError) -> Exception:
    """ENXIO comes from a socket; everything else says itself what it is."""
    if path.is_socket():
        return Refused(Fault(FaultCode.NOT_A_FILE))
    return error

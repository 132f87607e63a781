"""What the driver's errors mean for the caller: wait, make room, mend the disk, or restore."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from arkiv.errors import Busy, Damaged
from arkiv.texts import _

__all__ = ["translated"]


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raises Busy, Damaged or an OSError with its errno instead of the driver's errors.

    OSError: ENOSPC for a full disk, EROFS, EACCES, else EIO. A fault of the program passes as is.
    """
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise Busy(
            _("Another program is writing to the record {path}. Try again in a moment.").format(
                path=path
            )
        ) from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise Damaged(
            _(
                "The record {path} is damaged ({error}). The originals are not touched by this: "
                "put the record back with `arkiv restore` and your newest backup."
            ).format(path=path, error=error)
        ) from error
    except _OF_THE_SYSTEM as error:
        number = _errno(error)
        raise OSError(number, os.strerror(number), str(path)) from error


_OF_THE_SYSTEM = (
    apsw.FullError,
    apsw.ReadOnlyError,
    apsw.PermissionsError,
    apsw.CantOpenError,
    apsw.IOError,
)


def _errno(error: apsw.Error) -> int:
    match error:
        case apsw.FullError():
            return errno.ENOSPC
        case apsw.ReadOnlyError():
            return errno.EROFS
        case apsw.PermissionsError():
            return errno.EACCES
    # The shared-memory file is sized by ftruncate, which reports a full disk as an I/O error.
    full = getattr(error, "extendedresult", None) == apsw.SQLITE_IOERR_SHMSIZE
    return errno.ENOSPC if full else errno.EIO

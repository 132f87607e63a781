"""Turning whatever Whoosh raises over damaged files into the one error that means: rebuild."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from arkiv.errors import ArkivError, IndexUnusable
from arkiv.search.schema import LockError
from arkiv.texts import _

__all__ = ["unusable"]

_SCARCE = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE}
"""Making the index again would not help."""

log = logging.getLogger(__name__)


@contextmanager
def unusable(silently: bool = False) -> Iterator[None]:
    """Raises IndexUnusable for any fault in the block; only Whoosh is called in such blocks.

    A lock that is held, a full disk and our own errors pass through.
    """
    try:
        yield
    except (ArkivError, LockError, MemoryError):
        raise
    except Exception as error:
        # Damaged files make Whoosh raise anything, a bare Exception too.
        if isinstance(error, OSError) and error.errno in _SCARCE:
            raise
        log.debug("whoosh", exc_info=True)
        if not silently:
            raise IndexUnusable(
                _("The index cannot be read ({error}); it is made again.").format(
                    error=type(error).__name__
                )
            ) from error

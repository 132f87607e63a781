"""Which names in a folder belong to programs at work rather than to contracts."""

from __future__ import annotations

import os
import re

__all__ = ["is_ignored", "is_unfinished", "shown"]

_IGNORED = re.compile(
    r"\..*"  # hidden, and with it .~lock.x.docx#, .DS_Store and rsync's .a.pdf.Xy12
    r"|~\$.*"  # Word's owner file beside an open document
    r"|thumbs\.db|desktop\.ini|ehthumbs\.db",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r".*\.(part|partial|crdownload|download|opdownload|tmp|temp|filepart)"
    r"|~.*\.(tmp|docx?)",  # ~WRD0001.tmp and its kin, while Word saves
    re.IGNORECASE,
)


def is_ignored(name: str) -> bool:
    """Never a contract, and never will be under this name."""
    return _IGNORED.fullmatch(name) is not None


def is_unfinished(name: str) -> bool:
    """A download or a save in progress: it gets its real name when it is done."""
    return not is_ignored(name) and _UNFINISHED.fullmatch(name) is not None


def shown(path: str) -> str:
    """A path as the record keeps it: what is not UTF-8 is backslash-escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")

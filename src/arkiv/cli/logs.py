"""Where the log goes: a file in the user's state folder, and the screen under ARKIV_DEBUG."""

from __future__ import annotations

import logging
import logging.handlers
import os
from pathlib import Path

from arkiv.cleaning import clean

__all__ = ["debugging", "log_file", "log_to_file"]

_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_LARGEST_BYTES = 2_000_000


class _CleanFormatter(logging.Formatter):
    """File names stand in log lines, and logs are read in terminals."""

    def format(self, record: logging.LogRecord) -> str:
        return clean(super().format(record), keep_newlines=True)


def log_file() -> Path:
    """Outside the workspace: it is neither a contract nor worth a backup."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "arkiv" / "arkiv.log"


def debugging() -> bool:
    return bool(os.environ.get("ARKIV_DEBUG"))


def log_to_file() -> None:
    """From now on; again changes nothing. A log that cannot be written is done without."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, _CleanFormatter) for handler in root.handlers):
        return
    for handler in _handlers():
        handler.setFormatter(_CleanFormatter(_FORMAT))
        root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("arkiv").setLevel(logging.DEBUG if debugging() else logging.INFO)


def _handlers() -> list[logging.Handler]:
    handlers: list[logging.Handler] = [logging.StreamHandler()] if debugging() else []
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                log_file(), maxBytes=_LARGEST_BYTES, backupCount=2, encoding="utf-8", delay=True
            )
        )
    except OSError:
        handlers.append(logging.NullHandler())
    return handlers

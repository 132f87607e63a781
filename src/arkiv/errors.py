"""What can go wrong, sorted by what the user can do about it."""

from __future__ import annotations

__all__ = [
    "ArkivError",
    "BadInput",
    "Busy",
    "Cancelled",
    "Damaged",
    "IndexUnusable",
    "NoWorkspace",
    "NotFound",
    "PartlyFailed",
]


class ArkivError(Exception):
    """A sentence for the user: what happened, to which file, what to do next."""

    exit_code = 1


class BadInput(ArkivError):
    """The user can say it differently: an unknown field, a bad query, an empty note."""

    exit_code = 2


class NotFound(ArkivError):
    """The id or the file given is not there."""

    exit_code = 1


class PartlyFailed(ArkivError):
    """Some of the files or ids given failed, the rest is done."""

    exit_code = 1


class Damaged(ArkivError):
    """A check that was asked for found something."""

    exit_code = 3


class NoWorkspace(ArkivError):
    """There is no workspace here, or one made by a newer Arkiv, or one on a network disk."""

    exit_code = 4


class Busy(ArkivError):
    """Somebody else holds what is needed; the user can wait or stop the other one."""

    exit_code = 5


class Cancelled(ArkivError):
    """Whoever asked no longer wants the answer; nobody is told."""

    exit_code = 1


class IndexUnusable(ArkivError):
    """The index cannot be read; it is made again from the record, nothing is lost."""

    exit_code = 5

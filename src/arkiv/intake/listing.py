"""What the inbox looks like to a person: straight from the disk, with the reasons on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from arkiv.domain.faults import Fault, InboxFault
from arkiv.domain.ports import Record
from arkiv.intake.scan import Found, scan
from arkiv.workspace import Workspace

__all__ = ["InboxFile", "InboxState", "inbox_listing"]


class InboxState(StrEnum):
    """How it stands with a file of the inbox."""

    WAITING = "waiting"
    """It will be filed, or is still being downloaded."""
    FAULT = "fault"
    IGNORED = "ignored"
    """Hidden, or a program's own."""


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file that lies in the inbox."""

    path: str
    """From the inbox, with slashes; what is not UTF-8 is backslash-escaped."""
    size: int
    state: InboxState
    fault: Fault | None = None
    next_try: datetime | None = None
    """None: when the file changes, or on `arkiv retry`."""


def inbox_listing(workspace: Workspace, record: Record) -> tuple[InboxFile, ...]:
    """By path; empty when the inbox is not there. Raises OSError when it cannot be listed.

    A watcher that stands still shows here too: what it has not looked at yet is waiting.
    """
    faults = {row.path: row for row in record.inbox_faults.every()}
    try:
        seen = scan(workspace.inbox)
    except FileNotFoundError:
        return ()
    entries = [_listed(found, faults.get(found.relative)) for found in seen.files]
    entries += [_waiting(found) for found in seen.unfinished]
    entries += [_entry(found, InboxState.IGNORED) for found in seen.ignored]
    entries += [_entry(one.found, InboxState.FAULT, one.fault) for one in seen.obstacles]
    return tuple(sorted(entries, key=lambda file: file.path))


def _listed(found: Found, row: InboxFault | None) -> InboxFile:
    if row is None or row.stamp != str(found.stamp):
        return _waiting(found)
    return InboxFile(found.relative, found.stamp.size, InboxState.FAULT, row.fault, row.next_try)


def _waiting(found: Found) -> InboxFile:
    return _entry(found, InboxState.WAITING)


def _entry(found: Found, state: InboxState, fault: Fault | None = None) -> InboxFile:
    return InboxFile(found.relative, found.stamp.size, state, fault)

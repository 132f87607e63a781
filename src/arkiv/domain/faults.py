"""Everything that can keep a file from being taken or a document from being read, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from arkiv.texts import _

__all__ = ["Fault", "FaultCode", "InboxFault", "fault_to_json", "gravest", "sentence"]


class FaultCode(StrEnum):
    """Stable names, promised to other programs."""

    # A file stays in the inbox.
    NOT_PDF_OR_DOCX = "not_pdf_or_docx"
    EMPTY = "empty"
    SYMLINK = "symlink"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    NOT_FOUND = "not_found"
    STILL_WRITTEN = "still_written"
    TOO_LARGE = "too_large"
    NO_SPACE = "no_space"
    IO_ERROR = "io_error"
    NOT_REMOVED = "not_removed"
    """Filed, but the copy in the inbox could not be taken away."""
    # A document is in the archive and cannot be read, or not all of it.
    PROTECTED = "protected"
    DAMAGED = "damaged"
    NO_TEXT = "no_text"
    SOME_PAGES_SCANNED = "some_pages_scanned"
    PARTIAL = "partial"
    TRUNCATED = "truncated"
    SUSPICIOUS = "suspicious"
    TOO_SLOW = "too_slow"
    TOO_BIG_FOR_MEMORY = "too_big_for_memory"
    READER_DIED = "reader_died"
    LOOKS_INCOMPLETE = "looks_incomplete"

    @property
    def passing(self) -> bool:
        """Tried again by itself with growing pauses; the others wait for a change or a retry."""
        return self in {FaultCode.NO_SPACE, FaultCode.IO_ERROR, FaultCode.STILL_WRITTEN}

    @property
    def leaves_pages(self) -> bool:
        """Only text is missing: a person can read the pages themselves."""
        return self in _GRAVITY


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the particulars."""

    code: FaultCode
    detail: str = ""
    """For the sentence: pages, an error text of the system or the parser; may be empty."""


@dataclass(frozen=True, slots=True)
class InboxFault:
    """A file that stays in the inbox, and why."""

    path: str
    """Relative to the inbox, with slashes."""
    fault: Fault
    stamp: str
    """What the file looked like (mode, inode, size, mtime); another stamp means: try again."""
    tries: int
    since: datetime
    next_try: datetime | None
    """None: when the file changes, or on `arkiv retry`."""


def gravest(faults: Iterable[Fault | None]) -> Fault | None:
    """The one that hides most of the document; the first of equals, None when there is none."""
    known = [fault for fault in faults if fault is not None]
    return max(known, key=lambda fault: _GRAVITY.get(fault.code, _UNREAD), default=None)


_UNREAD = 5
_GRAVITY = {
    FaultCode.NO_TEXT: 4,
    FaultCode.PARTIAL: 3,
    FaultCode.TRUNCATED: 3,
    FaultCode.SOME_PAGES_SCANNED: 2,
    FaultCode.LOOKS_INCOMPLETE: 1,
}
"""How much of the document is missing; every fault not named here leaves nothing of it."""


def sentence(fault: Fault) -> str:
    """What happened and what to do next, for a person."""
    said = _SENTENCES[fault.code]()
    return said.format(detail=fault.detail) if "{detail}" in said else said


def fault_to_json(fault: Fault) -> dict[str, str]:
    return {"code": str(fault.code), "message": sentence(fault)}


_SENTENCES: dict[FaultCode, Callable[[], str]] = {
    FaultCode.NOT_PDF_OR_DOCX: lambda: _(
        "This is not a PDF or a Word document (DOCX). Save it as one of these and drop it again."
    ),
    FaultCode.EMPTY: lambda: _("The file is empty. Check the original and drop it again."),
    FaultCode.SYMLINK: lambda: _(
        "This is a link to another file. Drop the file itself, links are not followed."
    ),
    FaultCode.NOT_A_FILE: lambda: _("This is not an ordinary file. Remove it from the inbox."),
    FaultCode.NOT_FOUND: lambda: _("There is no such file. Check its name and folder."),
    FaultCode.UNREADABLE: lambda: _(
        "Arkiv may not read this file ({detail}). Change its permissions, or copy it in again."
    ),
    FaultCode.STILL_WRITTEN: lambda: _("Another program is still writing this file."),
    FaultCode.TOO_LARGE: lambda: _("The file is too large ({detail})."),
    FaultCode.NO_SPACE: lambda: _(
        "There is too little space left on the disk of the archive. Make room; it is tried again."
    ),
    FaultCode.IO_ERROR: lambda: _(
        "The disk reported an error ({detail}). It is tried again; check the disk if it stays."
    ),
    FaultCode.NOT_REMOVED: lambda: _(
        "The file is in the archive, but Arkiv may not remove it from the inbox ({detail}). "
        "Remove it yourself, or change the permissions of the folder."
    ),
    FaultCode.PROTECTED: lambda: _(
        "Protected by a password. Use `arkiv unlock` with the password, which is not stored."
    ),
    FaultCode.DAMAGED: lambda: _(
        "The file is damaged and cannot be read ({detail}). The original is kept as it came."
    ),
    FaultCode.NO_TEXT: lambda: _(
        "No text was found: scanned pages, pictures, or an empty document. Enter the facts by "
        "hand, or file a version with text."
    ),
    FaultCode.SOME_PAGES_SCANNED: lambda: _(
        "Some pages are scans without text and cannot be searched: {detail}."
    ),
    FaultCode.PARTIAL: lambda: _("Only part of the text could be read ({detail})."),
    FaultCode.TRUNCATED: lambda: _("Very long: only the first part was read ({detail})."),
    FaultCode.SUSPICIOUS: lambda: _(
        "The file is built in a way that could harm the machine ({detail}); it was not opened."
    ),
    FaultCode.TOO_SLOW: lambda: _("Reading took too long and was stopped ({detail})."),
    FaultCode.TOO_BIG_FOR_MEMORY: lambda: _("Reading needs more memory than it is allowed."),
    FaultCode.READER_DIED: lambda: _("The reader stopped three times on this file ({detail})."),
    FaultCode.LOOKS_INCOMPLETE: lambda: _(
        "The end of the file seems to be missing. Compare it with the sender's copy."
    ),
}

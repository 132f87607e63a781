"""One file to what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from arkiv.domain.documents import Page, Reading
from arkiv.domain.faults import FaultCode
from arkiv.read.docx import read_docx
from arkiv.read.pdf import read_pdf
from arkiv.read.reporting import Report
from arkiv.read.unreadable import Unreadable

__all__ = ["Unreadable", "read_file"]


def read_file(
    path: Path,
    extension: str,
    password: str | None = None,
    on_page: Callable[[Page], None] | None = None,
    on_start: Callable[[int | None, str | None], None] | None = None,
    cpu_seconds: float | None = None,
) -> Reading:
    """Reads a PDF or DOCX; ``extension`` says which, as sniff() told it.

    on_start is told the number of pages (None for a DOCX) and the title, on_page each page as it
    is read. cpu_seconds limits each parser, in a main thread only. Raises Unreadable when nothing
    can be read, OSError when the file can't be opened. What is missing from the text is the fault
    of the reading.
    """
    report = Report(on_page, on_start, cpu_seconds)
    try:
        if extension == ".pdf":
            return read_pdf(path, password, report)
        return read_docx(path, password, report)
    except MemoryError as error:
        raise Unreadable(FaultCode.TOO_BIG_FOR_MEMORY) from error
    except RecursionError as error:
        raise Unreadable(FaultCode.DAMAGED, "nested too deeply") from error

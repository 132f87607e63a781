"""Reading a PDF page by page: pypdf, and PDFium where that fails, finds nothing or is slow."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from arkiv.domain.documents import Page, Reading
from arkiv.domain.faults import Fault, FaultCode
from arkiv.read.cleaning import clean_line, clean_text
from arkiv.read.cpu_budget import OutOfTime
from arkiv.read.pdf_annotations import field_lines_without_page, typed_text
from arkiv.read.pdf_choice import Choice
from arkiv.read.pdfium import PdfiumFile
from arkiv.read.reporting import Report, TextFull
from arkiv.read.unreadable import Unreadable

__all__ = ["read_pdf"]

_log = logging.getLogger(__name__)

MOST_PAGES = 5_000
_PAGE_SECONDS = 4.0
"""CPU time for one page in pypdf; PDFium needs a hundredth of it for the worst of pages."""
_FEW_CHARACTERS = 20
_LARGE_PICTURE = 0.3
_WHOLE_IN_MEMORY = 64_000_000


def read_pdf(path: Path, password: str | None, report: Report) -> Reading:
    """Every page in order, each told to ``report`` as soon as it is read.

    Raises Unreadable when not even one page could be read.
    """
    way = _Way(path, password, report)
    try:
        return way.read()
    finally:
        way.close()


@dataclass(slots=True)
class _Way:
    """How far the reading of one PDF has come."""

    path: Path
    password: str | None
    report: Report
    count: int | None = None
    title: str | None = None
    lost: list[int] = field(default_factory=list)
    """Pages neither reader could read."""
    scanned: list[int] = field(default_factory=list)
    choice: Choice = field(default_factory=Choice)
    pdfium: PdfiumFile | None = None
    pdfium_refusal: Unreadable | None = None

    def read(self) -> Reading:
        try:
            self._read_by_pypdf()
        except TextFull:
            return self._reading(None)
        except (Unreadable, OutOfTime, MemoryError) as end:
            return self._rescued(self._why(end))
        return self._reading(None)

    def close(self) -> None:
        if self.pdfium is not None:
            self.pdfium.close()

    def _rescued(self, stopped: Unreadable) -> Reading:
        """What PDFium reads of the pages that pypdf left; raises Unreadable."""
        try:
            self._read_by_pdfium()
        except TextFull:
            return self._reading(None)
        except (Unreadable, OutOfTime, MemoryError) as end:
            why = self._why(end)
            # What PDFium makes of a damaged file says less than what pypdf did.
            gravest = stopped if why.fault.code is FaultCode.DAMAGED else why
            if not self.report.pages:
                raise gravest from None
            return self._reading(gravest.fault)
        return self._reading(None)

    def _why(self, end: BaseException) -> Unreadable:
        match end:
            case Unreadable():
                return end
            case OutOfTime():
                return Unreadable(FaultCode.TOO_SLOW, f"{self.report.cpu_seconds:.0f} s")
            case _:
                return Unreadable(FaultCode.TOO_BIG_FOR_MEMORY)

    def _read_by_pypdf(self) -> None:
        budget = self.report.budget()
        with budget.slice():
            reader = self._opened()
            self._start(len(reader.pages), _title(reader))
        seen: set[str] = set()
        last = self._last()
        for number in range(1, last + 1):
            text, typed = "", ""
            try:
                with budget.slice(_PAGE_SECONDS):
                    page = reader.pages[number - 1]
                    text = self._page_text(page, number)
                    typed = typed_text(page, seen)
                    if number == last:
                        typed += field_lines_without_page(reader, seen)
            except OutOfTime:
                if budget.spent:
                    raise
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - pypdf raises anything on a broken page
                _log.debug("pypdf: page %d: %s", number, type(error).__name__)
            self._take(number, text, typed)

    def _page_text(self, page: PageObject, number: int) -> str:
        def by_pdfium() -> str:
            with contextlib.suppress(Unreadable, pypdfium2.PdfiumError):
                return self._opened_pdfium().text(number)
            return ""

        return self.choice.text(page, lambda: clean_text(page.extract_text()), by_pdfium)

    def _read_by_pdfium(self) -> None:
        budget = self.report.budget()
        with budget.slice():
            pdfium = self._opened_pdfium()
            if self.count is None:
                self._start(len(pdfium), pdfium.title())
        for number in range(len(self.report.pages) + 1, self._last() + 1):
            with budget.slice():
                self._take(number, "", "")

    def _opened(self) -> PdfReader:
        """Raises Unreadable: PROTECTED or DAMAGED."""
        try:
            whole = self.path.stat().st_size <= _WHOLE_IN_MEMORY
            source = io.BytesIO(self.path.read_bytes()) if whole else self.path.open("rb")
            reader = PdfReader(source)
            if reader.is_encrypted and not reader.decrypt(self.password or ""):
                raise Unreadable(FaultCode.PROTECTED)
            if not len(reader.pages):
                raise Unreadable(FaultCode.DAMAGED, "no pages")
        except (Unreadable, MemoryError, OSError):
            raise
        except Exception as error:
            raise Unreadable(FaultCode.DAMAGED, error) from error
        return reader

    def _opened_pdfium(self) -> PdfiumFile:
        if self.pdfium_refusal is not None:
            raise self.pdfium_refusal
        if self.pdfium is None:
            try:
                self.pdfium = PdfiumFile(self.path, self.password)
            except Unreadable as refusal:
                self.pdfium_refusal = refusal
                raise
        return self.pdfium

    def _start(self, count: int, title: str | None) -> None:
        self.count, self.title = count, clean_line(title or "") or None
        self.report.start(count, self.title)

    def _last(self) -> int:
        return min(self.count or 0, MOST_PAGES)

    def _take(self, number: int, text: str, typed: str) -> None:
        """Reports the page; PDFium is asked where there are hardly any characters."""
        needs_ocr = False
        if len(text) < 4 * _FEW_CHARACTERS and _characters(text) < _FEW_CHARACTERS:
            text, needs_ocr = self._looked_at_again(number, text)
        if needs_ocr:
            self.scanned.append(number)
        self.report.page(Page(number, text + typed, needs_ocr=needs_ocr))

    def _looked_at_again(self, number: int, text: str) -> tuple[str, bool]:
        try:
            pdfium = self._opened_pdfium()
            if not text.strip():
                text = pdfium.text(number)
            scan = _characters(text) < _FEW_CHARACTERS
            return text, scan and pdfium.picture_share(number) > _LARGE_PICTURE
        except (Unreadable, pypdfium2.PdfiumError):
            if not text.strip():
                self.lost.append(number)
            return text, False

    def _reading(self, fault: Fault | None) -> Reading:
        pages = tuple(self.report.pages)
        return Reading(pages, self.count, self.title, fault or self._shortfall(pages))

    def _shortfall(self, pages: tuple[Page, ...]) -> Fault | None:
        """The gravest thing that is missing from the text."""
        count = self.count or 0
        if self.lost and len(self.lost) == len(pages):
            raise Unreadable(FaultCode.DAMAGED, "no page can be read")
        if not any(page.text.strip() for page in pages):
            return Fault(FaultCode.NO_TEXT)
        if self.lost:
            return Fault(FaultCode.PARTIAL, page_ranges(self.lost))
        if len(pages) < count:
            return Fault(FaultCode.TRUNCATED, f"{len(pages)} / {count}")
        if self.scanned:
            return Fault(FaultCode.SOME_PAGES_SCANNED, page_ranges(self.scanned))
        return None


def page_ranges(numbers: Iterable[int]) -> str:
    """3, 5–7 of 3, 5, 6, 7, in ascending order."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def _title(reader: PdfReader) -> str | None:
    try:
        properties = reader.metadata
        return None if properties is None else properties.title
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _characters(text: str) -> int:
    return len("".join(text.split()))

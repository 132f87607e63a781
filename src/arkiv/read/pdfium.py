"""PDFium: the second reader, fast and forgiving; text of a page and how much of it is picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from arkiv.domain.faults import FaultCode
from arkiv.read.cleaning import clean_text
from arkiv.read.unreadable import Unreadable

__all__ = ["PdfiumFile"]

_FORM_DEPTH = 3


class PdfiumFile:
    """One open PDF. Not for two threads: PDFium keeps global state."""

    def __init__(self, path: Path, password: str | None) -> None:
        """Raises Unreadable: PROTECTED or DAMAGED."""
        try:
            self._document = pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
                raise Unreadable(FaultCode.PROTECTED) from error
            raise Unreadable(FaultCode.DAMAGED, error) from error

    def __len__(self) -> int:
        return len(self._document)

    def title(self) -> str | None:
        return self._document.get_metadata_value("Title") or None

    def text(self, number: int) -> str:
        """Of the page with this number, from 1; raises PdfiumError where there is none."""
        with self._page(number) as page:
            words = page.get_textpage()
            try:
                return clean_text(words.get_text_range())
            finally:
                words.close()

    def picture_share(self, number: int) -> float:
        """How much of the page its pictures cover, 0 to 1; more where they lie over each other."""
        with self._page(number) as page:
            width, height = page.get_size()
            pictures = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_FORM_DEPTH)
            covered = sum(_area(picture.get_bounds()) for picture in pictures)
            return float(covered / (width * height)) if width and height else 0.0

    def close(self) -> None:
        self._document.close()

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        page = self._document[number - 1]
        try:
            yield page
        finally:
            page.close()


def _area(bounds: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = bounds
    return max(0.0, right - left) * max(0.0, top - bottom)

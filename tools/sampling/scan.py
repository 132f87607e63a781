"""Turns a sample into grey pages, as an office scanner would leave them: no text layer."""

from __future__ import annotations

import pypdfium2
from fpdf import FPDF
from PIL import Image

from sampling.pdf import pdf_bytes
from sampling.source import Sample

__all__ = ["scan_bytes"]

_DPI = 96
_SLANT_DEGREES = 0.4
_PAPER = 236
_SHADES = 5


def scan_bytes(sample: Sample) -> bytes:
    """A PDF that holds one image a page and nothing else."""
    scan = FPDF(format="A4")
    scan.set_creation_date(sample.made)
    scan.set_image_filter("FlateDecode")
    printed = pypdfium2.PdfDocument(pdf_bytes(sample))
    for page in printed:
        scan.add_page()
        scan.image(_scanned(page), x=0, y=0, w=scan.w, h=scan.h)
    return bytes(scan.output())


def _scanned(page: pypdfium2.PdfPage) -> Image.Image:
    sheet: Image.Image = page.render(scale=_DPI / 72, grayscale=True).to_pil()
    faded = sheet.point(lambda grey: 40 + grey * (_PAPER - 40) // 255)
    laid = faded.rotate(_SLANT_DEGREES, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    return laid.quantize(_SHADES).convert("L")

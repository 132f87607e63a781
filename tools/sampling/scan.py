"""Draws a sample as grey pages, as an office scanner would leave them: no text layer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from sampling.source import Kind, Sample

__all__ = ["scan_bytes"]

_SIZE = (744, 1052)
"""A4 at 90 dots an inch."""
_MARGIN, _LINE, _COLUMNS, _ROWS = 80, 22, 82, 40
_PAPER, _INK = 236, 52


def scan_bytes(sample: Sample) -> bytes:
    """A PDF that holds one image a page and nothing else."""
    paper = FPDF(format="A4")
    paper.set_compression(False)
    paper.set_creation_date(sample.made)
    paper.set_image_filter("FlateDecode")
    lines = list(_lines(sample))
    for first in range(0, len(lines), _ROWS):
        paper.add_page()
        paper.image(_page(lines[first : first + _ROWS]), x=0, y=0, w=paper.w, h=paper.h)
    return bytes(paper.output())


def _lines(sample: Sample) -> Iterator[str]:
    clause = 0
    for block in sample.blocks:
        clause += block.kind is Kind.CLAUSE
        label = f"{clause}. " if block.kind is Kind.CLAUSE else ""
        yield from textwrap.wrap(label + block.text, _COLUMNS)
        yield ""
    for row in zip(*(one.lines for one in sample.signatures), strict=True):
        yield "".join(f"{words:<44}" for words in row)


def _page(lines: list[str]) -> Image.Image:
    page = Image.new("L", _SIZE, _PAPER)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(13)
    for row, line in enumerate(lines):
        pen.text((_MARGIN, _MARGIN + row * _LINE), line, _INK, font)
    slanted = page.rotate(0.4, Image.Resampling.NEAREST, fillcolor=_PAPER)
    return slanted.quantize(8).convert("L")

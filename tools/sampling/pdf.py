"""Lays a sample out as a PDF with a text layer, in a core font, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator

from fpdf import FPDF, XPos, YPos
from fpdf.enums import Align

from sampling.source import Block, Kind, Sample, Signature

__all__ = ["pdf_bytes"]

_LEFT, _TOP, _BOTTOM = 24, 26, 24
_INDENT = 11
_LINE = 5.6
_SIZE = 10.5


def pdf_bytes(sample: Sample) -> bytes:
    """The whole file; uncompressed, so that no compression library has a say in the bytes."""
    page = _Paper(sample)
    page.add_page()
    for block, label in _labelled(sample):
        page.lay(block, label)
    page.put_signatures(sample.signatures)
    return bytes(page.output())


def _labelled(sample: Sample) -> Iterator[tuple[Block, str]]:
    clause = numbered = lettered = 0
    for block in sample.blocks:
        label = ""
        if block.kind is Kind.CLAUSE:
            clause, numbered, lettered = clause + 1, 0, 0
            label = sample.clause.format(n=clause)
        elif block.kind is Kind.NUMBERED:
            numbered, lettered = numbered + 1, 0
            label = f"{clause}.{numbered}"
        elif block.kind is Kind.LETTERED:
            lettered += 1
            label = f"({chr(ord('a') + lettered - 1)})"
        yield block, label


class _Paper(FPDF):
    def __init__(self, sample: Sample) -> None:
        super().__init__(format="A4")
        self.core_fonts_encoding = "cp1252"
        self.set_compression(False)
        self.set_creation_date(sample.made)
        self.set_title(next(b.text for b in sample.blocks if b.kind is Kind.TITLE))
        self.set_margins(_LEFT, _TOP, _LEFT)
        self.set_auto_page_break(True, _BOTTOM)
        self._sample = sample
        self._plain()

    def header(self) -> None:
        self.set_font(self._sample.font, "I", 8.5)
        self.set_y(12)
        self.cell(0, 5, self._sample.header, align=Align.R)
        self.set_y(_TOP)
        self._plain()

    def footer(self) -> None:
        self.set_font(self._sample.font, "", 8.5)
        self.set_y(-15)
        words = self._sample.page_words.format(page=self.page_no(), pages="{nb}")
        self.cell(0, 5, words, align=Align.C)

    def lay(self, block: Block, label: str) -> None:
        """One block, where the one before it ended."""
        match block.kind:
            case Kind.TITLE:
                self.set_font(self._sample.font, "B", 15)
                self._paragraph(block.text, Align.C, after=5)
            case Kind.CLAUSE:
                self._clause(f"{label} {block.text}")
            case Kind.NUMBERED:
                self._hanging(label, block.text, 0)
            case Kind.LETTERED:
                self._hanging(label, block.text, _INDENT)
            case Kind.CENTRED:
                self._paragraph(block.text, Align.C)
            case Kind.ROW:
                self._table(block.rows)
            case Kind.BREAK:
                self.add_page()
            case Kind.PLAIN:
                self._paragraph(block.text, Align.J)
        self._plain()

    def put_signatures(self, signatures: tuple[Signature, ...]) -> None:
        """The parties beside each other, their lines level; on one page."""
        if not signatures:
            return
        deepest = max(len(one.lines) for one in signatures)
        if self.will_page_break((deepest + 2) * _LINE):
            self.add_page()
        self.ln(2 * _LINE)
        width = self.epw / len(signatures)
        for row in range(deepest):
            for one in signatures:
                words = one.lines[row] if row < len(one.lines) else ""
                self.cell(width, _LINE, words)
            self.ln(_LINE)

    def _plain(self) -> None:
        self.set_font(self._sample.font, "", _SIZE)

    def _clause(self, words: str) -> None:
        if self.will_page_break(4 * _LINE):
            self.add_page()
        self.ln(2.5)
        self.set_font(self._sample.font, "B", 11.5)
        self._paragraph(words, Align.L, after=1.5)

    def _hanging(self, label: str, words: str, indent: float) -> None:
        if self.will_page_break(2 * _LINE):
            self.add_page()
        self.set_x(_LEFT + indent)
        self.cell(_INDENT, _LINE, label, new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.set_left_margin(_LEFT + indent + _INDENT)
        self._paragraph(words, Align.J, after=1.8)
        self.set_left_margin(_LEFT)
        self.set_x(_LEFT)

    def _paragraph(self, words: str, align: Align, after: float = 2.5) -> None:
        self.multi_cell(
            0, _LINE, words, align=align, markdown=True, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
        self.ln(after)

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        with self.table(line_height=_LINE, padding=1, text_align="LEFT", width=self.epw) as table:
            for cells in rows:
                row = table.row()
                for cell in cells:
                    row.cell(cell)
        self.ln(4)

"""Lays a sample out as a DOCX with real lists, tables, header and footer, always the same."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from sampling.footnotes import Footnotes
from sampling.source import Block, Kind, Sample, Signature

__all__ = ["docx_bytes"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LIST_ID = "77"
_INLINE = re.compile(r"(\*\*.+?\*\*|\{\+\+.+?\+\+\}|\{--.+?--\}|\[\[.+?\]\]|\^\[.+?\])")
_LEVELS = {Kind.CLAUSE: 0, Kind.NUMBERED: 1, Kind.LETTERED: 2}


def docx_bytes(sample: Sample) -> bytes:
    """The whole file; nothing in it depends on when it was made."""
    document = Document()
    _describe(document, sample)
    _define_list(document, sample.clause)
    footnotes = Footnotes(document)
    words = _Words(sample.made, footnotes)
    for block in sample.blocks:
        _lay(document, block, words)
    _sign(document, sample.signatures)
    footnotes.store()
    written = io.BytesIO()
    document.save(written)
    return _without_times(written.getvalue())


def _describe(document: Docx, sample: Sample) -> None:
    properties = document.core_properties
    properties.title = next(b.text for b in sample.blocks if b.kind is Kind.TITLE)
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = sample.made.replace(tzinfo=None)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10.5)
    section = document.sections[0]
    section.header.paragraphs[0].text = sample.header
    _page_words(section.footer.paragraphs[0], sample.page_words)


def _page_words(paragraph: Paragraph, words: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in re.split(r"(\{pages?\})", words):
        if part in {"{page}", "{pages}"}:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE" if part == "{page}" else "NUMPAGES")
            paragraph._p.append(field)
        else:
            paragraph.add_run(part)


def _define_list(document: Docx, clause: str) -> None:
    numbering = document.part.numbering_part.element
    shape = OxmlElement("w:abstractNum")
    shape.set(qn("w:abstractNumId"), _LIST_ID)
    kind = OxmlElement("w:multiLevelType")
    kind.set(qn("w:val"), "multilevel")
    shape.append(kind)
    labels = (clause.format(n="%1"), "%1.%2", "(%3)")
    for level, (label, look) in enumerate(
        zip(labels, ("decimal", "decimal", "lowerLetter"), strict=True)
    ):
        shape.append(_level(level, label, look))
    numbering.insert(0, shape)
    use = OxmlElement("w:num")
    use.set(qn("w:numId"), _LIST_ID)
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), _LIST_ID)
    use.append(of)
    numbering.append(use)


def _level(level: int, label: str, look: str) -> BaseOxmlElement:
    element = OxmlElement("w:lvl")
    element.set(qn("w:ilvl"), str(level))
    for tag, value in (("start", "1"), ("numFmt", look), ("lvlText", label), ("lvlJc", "left")):
        child = OxmlElement(f"w:{tag}")
        child.set(qn("w:val"), value)
        element.append(child)
    return element


def _lay(document: Docx, block: Block, words: _Words) -> None:
    match block.kind:
        case Kind.ROW:
            _table(document, block.rows)
        case Kind.BREAK:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Kind.TITLE:
            document.add_paragraph(block.text, "Title")
        case Kind.CLAUSE:
            _numbered(document.add_paragraph(block.text, "Heading 2"), 0)
        case Kind.NUMBERED | Kind.LETTERED:
            paragraph = document.add_paragraph()
            _numbered(paragraph, _LEVELS[block.kind])
            words.write(paragraph, block.text)
        case Kind.CENTRED | Kind.PLAIN:
            paragraph = document.add_paragraph()
            if block.kind is Kind.CENTRED:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            words.write(paragraph, block.text)


def _numbered(paragraph: Paragraph, level: int) -> None:
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = int(_LIST_ID)
    paragraph.paragraph_format.left_indent = Pt(18 + 18 * level)
    paragraph.paragraph_format.first_line_indent = Pt(-18)


def _table(document: Docx, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph()


def _sign(document: Docx, signatures: tuple[Signature, ...]) -> None:
    if not signatures:
        return
    table = document.add_table(1, len(signatures))
    for cell, one in zip(table.rows[0].cells, signatures, strict=True):
        cell.text = "\n".join(one.lines)


class _Words:
    """Writes marked-up words into a paragraph: bold, tracked changes, content controls, notes."""

    def __init__(self, made: datetime, footnotes: Footnotes) -> None:
        self._made = made
        self._footnotes = footnotes
        self._changes = 0

    def write(self, paragraph: Paragraph, text: str) -> None:
        for part in _INLINE.split(text):
            if part.startswith("**"):
                paragraph.add_run(part[2:-2]).bold = True
            elif part.startswith("{++"):
                self._tracked(paragraph, "w:ins", part[3:-3])
            elif part.startswith("{--"):
                self._tracked(paragraph, "w:del", part[3:-3])
            elif part.startswith("[["):
                self._control(paragraph, part[2:-2])
            elif part.startswith("^["):
                self._footnotes.add(paragraph, part[2:-1])
            elif part:
                paragraph.add_run(part)

    def _tracked(self, paragraph: Paragraph, tag: str, text: str) -> None:
        self._changes += 1
        change = OxmlElement(tag)
        change.set(qn("w:id"), str(self._changes))
        change.set(qn("w:author"), "Redactie")
        change.set(qn("w:date"), f"{self._made:%Y-%m-%dT%H:%M:%SZ}")
        run = paragraph.add_run(text)._r
        if tag == "w:del":
            for words in run.findall(qn("w:t")):
                words.tag = qn("w:delText")
        change.append(run)
        paragraph._p.append(change)

    def _control(self, paragraph: Paragraph, text: str) -> None:
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        content.append(paragraph.add_run(text)._r)
        control.append(OxmlElement("w:sdtPr"))
        control.append(content)
        paragraph._p.append(control)


def _without_times(saved: bytes) -> bytes:
    """The same parts in an archive that says 1980 of each."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(entry))
    return kept.getvalue()

"""Footnotes, which python-docx does not write: a part of the package and marks in the text."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

__all__ = ["Footnotes"]

_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
    for number, kind, tag in (
        (-1, "separator", "separator"),
        (0, "continuationSeparator", "continuationSeparator"),
    )
)


class Footnotes:
    """The footnotes of one document, numbered from 1."""

    def __init__(self, document: Docx) -> None:
        self._document = document
        self._texts: list[str] = []

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Puts the mark at the paragraph's end and keeps the note for store()."""
        self._texts.append(text)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self._texts)))
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(mark)

    def store(self) -> None:
        """Adds the part to the package; a document without notes has none."""
        if not self._texts:
            return
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self._texts, 1)
        )
        spelled = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}{notes}</w:footnotes>"
        )
        owner = self._document.part
        part = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            spelled.encode(),
            owner.package,
        )
        owner.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

"""The walk over Word's XML that finds all of the text, in reading order.

Inserted text is in, deleted text is out. python-docx passes over footnotes, content controls,
insertions, text boxes and smart tags without a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from arkiv.read.docx_numbering import Numbering
from arkiv.read.docx_package import Element

__all__ = ["Walk", "has_tracked_changes", "notes"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_TEXT_BOX = f"{_W}txbxContent"
_ALTERNATIVES = f"{_MC}AlternateContent"
_TEXT = {f"{_W}t", f"{_M}t"}
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_PASSED_OVER = {
    f"{_W}{name}"
    for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr",
        "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rt",
    )
} | {f"{_M}{name}" for name in ("rPr", "ctrlPr")}  # fmt: skip
_TRACKED = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_NOTE_MARKS = {f"{_W}footnoteReference": "", f"{_W}endnoteReference": "e"}
# Wingdings and Symbol, where forms take their boxes and bullets from.
_SYMBOLS = {
    0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x78: "☒", 0xA7: "▪", 0xA8: "☐", 0xB7: "•", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


class Walk:
    """Collects paragraphs; the rows of a table are paragraphs with TABs between the cells."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self.embedded = False
        """A document inside the document was met, whose text is not read."""

    def paragraphs(self, container: Element) -> list[str]:
        """The paragraphs in a body, cell, note or text box that are not blank, in order."""
        found: list[str] = []
        unfinished = ""
        for block in self._blocks(container):
            if block.tag == _TABLE:
                found.extend(self._rows(block))
                continue
            text, boxes = self._inline(block)
            if _mark_is_deleted(block):
                unfinished += text
                continue
            found.append(self._numbering.label(block) + unfinished + text)
            unfinished = ""
            found.extend(boxes)
        return [text for text in (*found, unfinished) if text.strip()]

    def _blocks(self, container: Element) -> Iterator[Element]:
        for child in container:
            if child.tag in (_PARAGRAPH, _TABLE):
                yield child
            elif child.tag == f"{_W}altChunk":
                self.embedded = True
            elif child.tag == _ALTERNATIVES:
                yield from self._blocks(_chosen(child))
            elif child.tag not in _PASSED_OVER:
                yield from self._blocks(child)

    def _rows(self, table: Element) -> Iterator[str]:
        """A cell of several paragraphs breaks its row into lines."""
        for row in _descendants(table, _ROW, {_TABLE}):
            if _is_deleted(row, "trPr", "del"):
                continue
            line = ""
            for place, cell in enumerate(_descendants(row, _CELL, {_ROW})):
                deleted = _is_deleted(cell, "tcPr", "cellDel")
                first, *others = (() if deleted else self.paragraphs(cell)) or ("",)
                line += first if place == 0 else f"\t{first}"
                for other in others:
                    yield line
                    line = other
            yield line.rstrip("\t")

    def _inline(self, paragraph: Element) -> tuple[str, list[str]]:
        """The paragraph's own text, and the paragraphs of the text boxes anchored in it."""
        pieces: list[str] = []
        boxes: list[str] = []
        self._gather(paragraph, pieces, boxes)
        return "".join(pieces), boxes

    def _gather(self, parent: Element, pieces: list[str], boxes: list[str]) -> None:
        for child in parent:
            tag = child.tag
            if tag in _TEXT:
                pieces.append(child.text or "")
            elif tag in _SIGNS:
                pieces.append(_SIGNS[tag])
            elif tag == _TEXT_BOX:
                boxes.extend(self.paragraphs(child))
            elif tag == _ALTERNATIVES:
                self._gather(_chosen(child), pieces, boxes)
            elif tag == f"{_W}sym":
                pieces.append(_symbol(child))
            elif tag in _NOTE_MARKS:
                pieces.append(f"[{_NOTE_MARKS[tag]}{child.get(f'{_W}id', '')}]")
            elif tag not in _PASSED_OVER:
                self._gather(child, pieces, boxes)


def notes(walk: Walk, root: Element, tag: str, sign: str | None) -> list[str]:
    """The footnotes, endnotes or comments of a part, each led by the mark that stands in the text.

    No sign, no mark. Word's own separators are no notes.
    """
    found: list[str] = []
    for note in root.iter(f"{_W}{tag}"):
        if note.get(f"{_W}type") in (None, "normal"):
            first, *others = walk.paragraphs(note) or [""]
            mark = "" if sign is None else f"[{sign}{note.get(f'{_W}id', '')}] "
            found.extend((mark + first.lstrip(), *others) if first else ())
    return found


def has_tracked_changes(root: Element) -> bool:
    return next(root.iter(*_TRACKED), None) is not None


def _chosen(alternatives: Element) -> Element:
    """One of several spellings of the same thing (ECMA-376 part 3 §7.3)."""
    choice = alternatives.find(f"{_MC}Choice")
    if choice is None:
        choice = alternatives.find(f"{_MC}Fallback")
    return () if choice is None else choice


def _descendants(parent: Element, tag: str, closed: set[str]) -> Iterator[Element]:
    """Those with the tag, through content controls and the like, not inside ``closed``."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == _ALTERNATIVES:
            yield from _descendants(_chosen(child), tag, closed)
        elif child.tag not in closed and child.tag not in _PASSED_OVER:
            yield from _descendants(child, tag, closed)


def _mark_is_deleted(paragraph: Element) -> bool:
    """The paragraph runs on into the next one when the change is accepted."""
    mark = paragraph.find(f"{_W}pPr/{_W}rPr")
    return mark is not None and any(
        mark.find(f"{_W}{name}") is not None for name in ("del", "moveFrom")
    )


def _is_deleted(element: Element, properties: str, change: str) -> bool:
    return element.find(f"{_W}{properties}/{_W}{change}") is not None


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(f"{_W}char", ""), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:  # a font of signs, moved to the private use area (§17.3.3.30)
        return _SYMBOLS.get(code - 0xF000, "")
    return chr(code) if 0x20 <= code <= 0xD7FF else ""

"""Reading a DOCX: one text with paragraphs; it has no pages and none are invented."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from arkiv.domain.documents import Page, Reading
from arkiv.domain.faults import Fault, FaultCode
from arkiv.read.cleaning import clean_line, clean_text
from arkiv.read.cpu_budget import OutOfTime
from arkiv.read.docx_numbering import Numbering
from arkiv.read.docx_package import Package
from arkiv.read.docx_walk import Walk, has_tracked_changes, notes
from arkiv.read.ole import OLE_MAGIC
from arkiv.read.reporting import MOST_CHARACTERS, Report, TextFull
from arkiv.read.unreadable import Unreadable

__all__ = ["read_docx"]

# Part of the stored text, so the same in every language of the user.
_HEADINGS = {
    "header": "[Header]",
    "footer": "[Footer]",
    "footnotes": "[Footnotes]",
    "endnotes": "[Endnotes]",
    "comments": "[Comments]",
}
_NOTES = {
    "footnotes": ("footnote", ""),
    "endnotes": ("endnote", "e"),
    "comments": ("comment", None),
}


def read_docx(path: Path, password: str | None, report: Report) -> Reading:
    """One page without a number; raises Unreadable."""
    budget = report.budget()
    try:
        with budget.slice(), path.open("rb") as file:
            package = Package(_unlocked(file, password))
            return _read(package, report)
    except OutOfTime:
        raise Unreadable(FaultCode.TOO_SLOW, f"{report.cpu_seconds:.0f} s") from None


def _read(package: Package, report: Report) -> Reading:
    root = package.main()
    title = clean_line(package.title() or "") or None
    report.start(None, title)
    styles = next(iter(package.parts("styles")), None)
    walk = Walk(Numbering(next(iter(package.parts("numbering")), None), styles))
    paragraphs = walk.paragraphs(root)
    for kind in _HEADINGS:
        paragraphs.extend(_beside_the_body(package, walk, kind))
    page, whole = _page(paragraphs)
    try:
        report.page(page)
    except TextFull:
        whole = False
    fault = _fault(page, whole, package.damaged, walk.embedded)
    return Reading((page,), None, title, fault, has_tracked_changes(root))


def _unlocked(file: BinaryIO, password: str | None) -> BinaryIO:
    """The file itself, or what a protected one holds; raises Unreadable."""
    if file.read(len(OLE_MAGIC)) != OLE_MAGIC:
        return file
    if password is None:
        raise Unreadable(FaultCode.PROTECTED)
    return _decrypted(file, password)


def _decrypted(file: BinaryIO, password: str) -> BinaryIO:
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    out = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(file)
        office.load_key(password=password, verify_password=True)
        office.decrypt(out)
    except (InvalidKeyError, DecryptionError) as error:
        raise Unreadable(FaultCode.PROTECTED) from error
    except (FileFormatError, OSError, ValueError, KeyError, AttributeError) as error:
        raise Unreadable(FaultCode.DAMAGED, error) from error
    return out


def _beside_the_body(package: Package, walk: Walk, kind: str) -> Iterator[str]:
    """Headers, footers, notes or comments under their heading; each text once."""
    found: dict[str, None] = {}
    for root in package.parts(kind):
        if kind in _NOTES:
            found.update(dict.fromkeys(notes(walk, root, *_NOTES[kind])))
        else:
            found.update(dict.fromkeys(walk.paragraphs(root)))
    if found:
        yield _HEADINGS[kind]
        yield from found


def _page(paragraphs: list[str]) -> tuple[Page, bool]:
    """The paragraphs as one text, and whether it is all of them."""
    texts = [cleaned for text in paragraphs if (cleaned := clean_text(text)).strip()]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    kept = sum(start <= MOST_CHARACTERS for start in starts[:-1])
    return Page(None, "\n".join(texts[:kept]), tuple(starts[:kept])), kept == len(texts)


def _fault(page: Page, whole: bool, damaged: list[str], embedded: bool) -> Fault | None:
    if damaged and not page.text:
        raise Unreadable(FaultCode.DAMAGED, ", ".join(damaged))
    if damaged:
        return Fault(FaultCode.PARTIAL, ", ".join(damaged)[:200])
    if embedded:
        return Fault(FaultCode.PARTIAL, "altChunk")
    if not page.text:
        return Fault(FaultCode.NO_TEXT)
    return None if whole else Fault(FaultCode.TRUNCATED, f"{len(page.text):,}")

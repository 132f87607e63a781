"""PDF files by hand, small enough to see what is in them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

__all__ = ["encrypt_pdf", "make_form_pdf", "make_pdf", "make_scan_pdf", "pdf_file"]

_HEIGHT = 842
_WIDTH = 595


def make_pdf(pages: Sequence[str], title: str | None = None) -> bytes:
    """A PDF with these texts as its pages; lines by newline, characters of WinAnsi (æøå, é, €)."""
    return pdf_file([_page(text) for text in pages], title)


def make_scan_pdf(pages: Sequence[str | None]) -> bytes:
    """As make_pdf; a page that is None holds nothing but a large picture."""
    return pdf_file([_picture_page() if text is None else _page(text) for text in pages])


def make_form_pdf(text: str, fields: dict[str, str], free_texts: Sequence[str] = ()) -> bytes:
    """One page with form fields of these values, and free-text annotations over it."""
    widgets = [
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [50 50 200 70]"
        b" /T " + _string(name) + b" /V " + _string(value) + b" >>"
        for name, value in fields.items()
    ]
    notes = [
        b"<< /Type /Annot /Subtype /FreeText /Rect [50 90 200 110] /DA (/F1 10 Tf) /Contents "
        + _string(note)
        + b" >>"
        for note in free_texts
    ]
    return pdf_file([_page(text)], annotations=[*widgets, *notes], field_count=len(widgets))


def encrypt_pdf(pdf: bytes, user_password: str, owner_password: str = "owner") -> bytes:
    """The same file, encrypted; an empty user password opens for everybody."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(user_password, owner_password, algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_file(
    contents: Sequence[bytes],
    title: str | None = None,
    annotations: Sequence[bytes] = (),
    field_count: int = 0,
) -> bytes:
    """A PDF of content streams, with the font /F1 and the picture /Im1 at hand.

    The annotations stand on the first page; the first ``field_count`` of them are form fields.
    """
    objects: list[bytes] = [b"", b"", _FONT, _PICTURE]
    notes = [_add(objects, annotation) for annotation in annotations]
    kids: list[int] = []
    for content in contents:
        stream = _add(objects, _stream(b"", content))
        kids.append(_add(objects, _page_object(stream, notes if not kids else [])))
    form = b" /AcroForm << /Fields [%s] >>" % _references(notes[:field_count]) if notes else b""
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R%s >>" % form
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (_references(kids), len(kids))
    properties = None
    if title is not None:
        properties = _add(objects, b"<< /Title " + _string(title) + b" >>")
    return _written(objects, properties)


def _page(text: str) -> bytes:
    lines = text.split("\n")
    leading = min(14.0, (_HEIGHT - 80) / len(lines))
    shown = b"".join(b"(%s) '\n" % _escaped(line.encode("cp1252")) for line in lines)
    size = min(11.0, leading)
    return b"BT /F1 %.2f Tf %.2f TL 50 %d Td\n%sET" % (size, leading, _HEIGHT - 40, shown)


def _picture_page() -> bytes:
    return b"q %d 0 0 %d 0 0 cm /Im1 Do Q" % (_WIDTH, _HEIGHT)


def _page_object(stream: int, annotations: Sequence[int]) -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
        b" /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> /Annots [%s] >>"
        % (_WIDTH, _HEIGHT, stream, _references(annotations))
    )


def _add(objects: list[bytes], body: bytes) -> int:
    objects.append(body)
    return len(objects)


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _string(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def _escaped(raw: bytes) -> bytes:
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _stream(dictionary: bytes, raw: bytes) -> bytes:
    packed = zlib.compress(raw)
    return (
        b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n" % (dictionary, len(packed))
        + packed
        + b"\nendstream"
    )


def _written(objects: Sequence[bytes], properties: int | None) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    info = b"" if properties is None else b" /Info %d 0 R" % properties
    out.write(b"trailer\n<< /Size %d /Root 1 0 R%s >>\n" % (len(objects) + 1, info))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_PICTURE = _stream(
    b"/Type /XObject /Subtype /Image /Width 200 /Height 280 /ColorSpace /DeviceGray"
    b" /BitsPerComponent 8",
    bytes(range(200)) * 280,
)

"""Word files: plain ones, and ones with the XML a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx

__all__ = ["NAMESPACES", "make_docx", "make_raw_docx", "repack", "word_part"]

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_docx(paragraphs: Sequence[str], title: str | None = None) -> bytes:
    """A DOCX with these paragraphs, as Word would save it."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title or ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_raw_docx(
    body: str,
    parts: Mapping[str, str] | None = None,
    main_type: str = _DOCUMENT,
) -> bytes:
    """A DOCX whose body is this XML, with more parts by name: footnotes, numbering, header1, …

    Each part is the XML inside its root element; the namespaces of NAMESPACES are declared.
    """
    files = {"word/document.xml": word_part("document", f"<w:body>{body}</w:body>")}
    types = [f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>']
    relations = []
    for number, (name, xml) in enumerate((parts or {}).items(), 1):
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"word/{name}.xml"] = word_part(root, xml)
        types.append(
            f'<Override PartName="/word/{name}.xml" ContentType='
            f'"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        )
        relations.append(
            f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{name}.xml"/>'
        )
    files["[Content_Types].xml"] = _content_types("".join(types))
    files["_rels/.rels"] = _relationships(
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
    )
    files["word/_rels/document.xml.rels"] = _relationships("".join(relations))
    return _zipped({name: text.encode() for name, text in files.items()})


def word_part(root: str, inner: str) -> str:
    """One part of a DOCX, with the namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'


def repack(document: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The same file with some entries replaced, added, or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        entries: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    entries.update(changes)
    return _zipped({name: raw for name, raw in entries.items() if raw is not None})


def _content_types(overrides: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>' + overrides + "</Types>"
    )


def _relationships(inner: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + inner
        + "</Relationships>"
    )


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in entries.items():
            archive.writestr(name, raw)
    return out.getvalue()

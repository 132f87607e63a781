"""Files are told by their bytes."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arkiv.read.sniff import sniff, tail_is_whole
from documents.docx_builder import make_docx, make_raw_docx, repack
from documents.pdf_builder import make_pdf

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCX = make_docx(["Avtale"])
_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def _zip(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, raw in entries.items():
            archive.writestr(name, raw)
    return out.getvalue()


def _ole(*names: str) -> bytes:
    """An OLE file of one table sector and as many directory sectors as the names take."""
    count = (len(names) + 3) // 4
    header = bytearray(512)
    header[:8] = _OLE
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 76, 0)
    chain = [0xFFFFFFFD, *range(2, count + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    directory = b""
    for name in names:
        raw = name.encode("utf-16-le") + b"\0\0"
        directory += raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + bytes(62)
    return bytes(header) + table + directory.ljust(512 * count, b"\0")


_PROTECTED = _ole("Root Entry", "\x06DataSpaces", "Version", "Map", "EncryptedPackage")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (make_pdf(["Avtale"]), "avtale.docx", ".pdf"),
        (b"\r\n junk \n" + make_pdf(["Avtale"]), "x", ".pdf"),
        (make_docx(["Avtale"]), "avtale.pdf", ".docx"),
        (make_raw_docx("", main_type=_MACRO), "x.docm", ".docx"),
        (repack(make_docx(["Avtale"]), {"[Content_Types].xml": None}), "x", ".docx"),
        (make_docx(["Avtale"])[:-400], "cut.docx", ".docx"),
        (make_docx(["Avtale"])[:-400], "cut.zip", None),
        (_zip({"xl/workbook.xml": b"<x/>"}), "sheet.docx", None),
        (_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}), "x.odt", None),
        (_zip({"[Content_Types].xml": b"0" * 50_000_000}, zipfile.ZIP_BZIP2), "b.docx", None),
        (_PROTECTED, "locked.docx", ".docx"),
        (_PROTECTED, "locked", ".docx"),
        (_PROTECTED, "locked.xlsx", None),
        (_ole("Root Entry", "WordDocument"), "old.doc", None),
        (_ole("Root Entry", "WordDocument"), "old.docx", None),
        (_OLE, "cut.docx", None),
        (b"", "empty.pdf", None),
        (b"{\\rtf1 Avtale}", "x.docx", None),
        (b"<html>", "x.pdf", None),
    ],
)
def test_the_bytes_decide(content: bytes, name: str, kind: str | None) -> None:
    assert sniff(io.BytesIO(content), name) == kind


def test_a_renamed_main_part_is_found_by_its_content_type() -> None:
    document = make_raw_docx("<w:p/>")
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        types = archive.read("[Content_Types].xml").replace(b"document.xml", b"document2.xml")
        main = archive.read("word/document.xml")
    changes = {"[Content_Types].xml": types, "word/document2.xml": main, "word/document.xml": None}

    assert sniff(io.BytesIO(repack(document, changes)), "x") == ".docx"


def test_a_directory_of_a_million_entries_is_not_read() -> None:
    entry = b"PK\x01\x02" + bytes(42)
    directory = entry * 1_000_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, len(directory), 4, 0)

    assert sniff(io.BytesIO(b"PK\x03\x04" + directory + end), "x.zip") is None


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", _OLE, b"%PDF-", b"PK\x05\x06"]))
def test_hostile_bytes_only_ever_give_an_answer(noise: bytes, start: bytes) -> None:
    file = io.BytesIO(start + noise)

    kind = sniff(file, "x.docx")

    assert kind in (".pdf", ".docx", None)
    assert isinstance(tail_is_whole(file, kind or ".docx"), bool)


@settings(deadline=None)
@given(st.data())
def test_a_broken_word_file_is_still_taken_for_one(data: st.DataObject) -> None:
    document = _DOCX
    cut = data.draw(st.integers(100, len(document) - 23))

    assert sniff(io.BytesIO(document[:cut]), "cut.docx") == ".docx"
    assert not tail_is_whole(io.BytesIO(document[:cut]), ".docx")


def test_whole_files_have_whole_tails() -> None:
    assert tail_is_whole(io.BytesIO(make_pdf(["Avtale"])), ".pdf")
    assert tail_is_whole(io.BytesIO(make_docx(["Avtale"])), ".docx")
    assert tail_is_whole(io.BytesIO(_PROTECTED), ".docx")


def test_a_file_whose_end_is_not_written_yet_has_no_tail() -> None:
    pdf, docx = make_pdf(["Avtale"] * 20), make_docx(["Avtale"])

    assert not tail_is_whole(io.BytesIO(pdf[:-60]), ".pdf")
    assert not tail_is_whole(io.BytesIO(pdf[:-60].ljust(len(pdf) + 4000, b"\0")), ".pdf")
    assert not tail_is_whole(io.BytesIO(docx[:-30]), ".docx")


def test_telling_loads_no_parser() -> None:
    code = "import arkiv.read.sniff, sys; print({'pypdf', 'docx', 'lxml'} & set(sys.modules))"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "set()"

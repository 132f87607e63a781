"""What is read from a DOCX: all of its text, numbered as Word shows it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from arkiv.domain.documents import Reading
from arkiv.domain.faults import Fault, FaultCode
from arkiv.read.reader import Unreadable, read_file
from documents.docx_builder import make_docx, make_raw_docx, repack, word_part


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def _read(folder: Path, content: bytes, password: str | None = None) -> Reading:
    path = folder / "x.docx"
    path.write_bytes(content)
    return read_file(path, ".docx", password)


def _lines(folder: Path, body: str, **parts: str) -> list[str]:
    return _read(folder, make_raw_docx(body, parts)).pages[0].text.split("\n")


def _refused(folder: Path, content: bytes) -> Fault:
    with pytest.raises(Unreadable) as caught:
        _read(folder, content)
    return caught.value.fault


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{_r(text)}</w:p>"


def _r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def _numbered(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _level(level: int, text: str, format_: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


_CLAUSES = (
    '<w:abstractNum w:abstractNumId="0">'
    + _level(0, "%1.", more='<w:pStyle w:val="Heading1"/>')
    + _level(1, "%1.%2")
    + _level(2, "(%3)", "lowerLetter")
    + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_one_page_without_a_number_and_where_paragraphs_begin(folder: Path) -> None:
    reading = _read(folder, make_docx(["Leieavtale", "", "§ 1 Åsane"], title="Leie"))

    page = reading.pages[0]
    assert (page.number, page.text) == (None, "Leieavtale\n§ 1 Åsane")
    assert [page.text[start:][:4] for start in page.paragraph_starts] == ["Leie", "§ 1 "]
    assert (reading.page_count, reading.title, reading.fault) == (None, "Leie", None)
    assert len(reading.pages) == 1 and not reading.tracked_changes


def test_runs_tabs_breaks_and_signs(folder: Path) -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
        '<w:t>d</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:instrText>PAGE</w:instrText>'
        "</w:r><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"
    )

    assert _lines(folder, body) == ["a\tb", "c-d☑x+1"]


def test_text_inside_links_tags_fields_and_controls(folder: Path) -> None:
    body = (
        f"<w:p><w:hyperlink>{_r('lenke ')}</w:hyperlink><w:smartTag>{_r('merke ')}</w:smartTag>"
        f"<w:fldSimple>{_r('felt ')}</w:fldSimple><w:sdt><w:sdtContent>{_r('kontroll')}"
        f"</w:sdtContent></w:sdt></w:p><w:sdt><w:sdtContent>{_p('blokk')}</w:sdtContent></w:sdt>"
        f"<w:customXml>{_p('xml')}</w:customXml>"
    )

    assert _lines(folder, body) == ["lenke merke felt kontroll", "blokk", "xml"]


def test_insertions_are_in_and_deletions_are_out(folder: Path) -> None:
    body = (
        f"<w:p>{_r('Leien er ')}<w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        f"<w:ins>{_r('200')}</w:ins><w:moveFrom>{_r(' bort')}</w:moveFrom>"
        f"<w:moveTo>{_r(' hit')}</w:moveTo></w:p>"
    )

    reading = _read(folder, make_raw_docx(body))

    assert reading.pages[0].text == "Leien er 200 hit"
    assert reading.tracked_changes


def test_a_deleted_paragraph_mark_joins_and_is_not_numbered(folder: Path) -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = (
        _p("En", _numbered(0))
        + _p("To ", _numbered(0) + deleted)
        + _p("og tre", _numbered(0))
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{_p('slettet rad')}</w:tc></w:tr></w:tbl>"
    )

    assert _lines(folder, body, numbering=_CLAUSES) == ["1. En", "2. To og tre"]


def test_rows_are_lines_with_tabs_and_tables_nest(folder: Path) -> None:
    inner = f"<w:tbl>{_row(_p('c'), _p('d'))}</w:tbl>"
    body = (
        f"<w:tbl>{_row(_p('Leie'), '<w:p/>', _p('100'))}"
        f"<w:sdt><w:sdtContent>{_row(_p('a'), _p('b') + inner + '<w:p/>')}</w:sdtContent></w:sdt>"
        "</w:tbl>"
    )

    assert _lines(folder, body) == ["Leie\t\t100", "a\tb", "c\td"]


def test_text_boxes_come_once_after_their_paragraph(folder: Path) -> None:
    box = f"<w:txbxContent>{_p('i boksen')}</w:txbxContent>"
    body = (
        f"<w:p>{_r('før ')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        f"</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{_r('etter')}</w:p>"
    )

    assert _lines(folder, body) == ["før etter", "i boksen"]


def test_headers_footers_notes_and_comments_follow_the_body(folder: Path) -> None:
    body = (
        f"<w:p>{_r('Kropp')}<w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:endnoteReference w:id='3'/></w:r></w:p>"
    )

    lines = _lines(
        folder,
        body,
        header1=_p("Topp"),
        header2=_p("Topp"),
        footer1=_p("Bunn"),
        footnotes=f"<w:footnote w:type='separator' w:id='0'>{_p('---')}</w:footnote>"
        f"<w:footnote w:id='2'>{_p('Fotnote')}</w:footnote>",
        endnotes=f"<w:endnote w:id='3'>{_p('Sluttnote')}</w:endnote>",
        comments=f"<w:comment w:id='0' w:author='Kari'>{_p('Merknad')}</w:comment>",
    )

    assert lines == [
        "Kropp[2][e3]",
        *("[Header]", "Topp", "[Footer]", "Bunn"),
        *("[Footnotes]", "[2] Fotnote", "[Endnotes]", "[e3] Sluttnote", "[Comments]", "Merknad"),
    ]


def test_clauses_have_the_numbers_word_shows(folder: Path) -> None:
    levels = (0, 1, 1, 2, 2, 1, 0, 1)
    body = "".join(_p("x", _numbered(level)) for level in levels)

    lines = _lines(folder, body, numbering=_CLAUSES)

    assert lines == ["1. x", "1.1 x", "1.2 x", "(a) x", "(b) x", "1.3 x", "2. x", "2.1 x"]


def test_numbers_come_from_styles_and_what_they_are_based_on(folder: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Mine">'
        '<w:basedOn w:val="Heading1"/></w:style>'
    )
    none = '<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        _p("a", '<w:pStyle w:val="Heading1"/>')
        + _p("b", '<w:pStyle w:val="Mine"/>')
        + _p("uten", none)
        + _p("c", '<w:pStyle w:val="Heading1"/>')
    )

    lines = _lines(folder, body, numbering=_CLAUSES, styles=styles)

    assert lines == ["1. a", "2. b", "uten", "3. c"]


def test_a_start_override_counts_once_and_then_on(folder: Path) -> None:
    body = "".join(_p("x", _numbered(0, number)) for number in (1, 2, 2, 1))

    assert _lines(folder, body, numbering=_CLAUSES) == ["1. x", "5. x", "6. x", "7. x"]


def test_legal_numbering_roman_letters_and_bullets(folder: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + _level(0, "Artikkel %1", "upperRoman")
        + _level(1, "§ %1.%2", more="<w:isLgl/>")
        + _level(2, "\uf0b7", "bullet")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(_p("x", _numbered(level)) for level in (0, 0, 0, 0, 1, 2))

    lines = _lines(folder, body, numbering=numbering)

    assert lines[3:] == ["Artikkel IV x", "§ 4.1 x", "• x"]


def test_a_level_that_is_passed_over_stands_at_its_start(folder: Path) -> None:
    body = _p("x", _numbered(1)) + _p("x", _numbered(1))

    assert _lines(folder, body, numbering=_CLAUSES) == ["1.1 x", "1.2 x"]


@pytest.mark.parametrize(
    "main_type",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_templates_and_files_with_macros_are_read(folder: Path, main_type: str) -> None:
    assert _read(folder, make_raw_docx(_p("Avtale"), main_type=main_type)).pages[0].text == "Avtale"


def test_strict_open_xml_is_read(folder: Path) -> None:
    strict = word_part("document", f"<w:body>{_p('Avtale')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    reading = _read(folder, repack(make_raw_docx(""), {"word/document.xml": strict.encode()}))

    assert reading.pages[0].text == "Avtale"


def test_a_relationship_to_nothing_does_no_harm(folder: Path) -> None:
    content = make_raw_docx(_p("Avtale"), {"footnotes": ""})

    assert _read(folder, repack(content, {"word/footnotes.xml": None})).fault is None


def test_a_damaged_note_part_is_named(folder: Path) -> None:
    content = make_raw_docx(_p("Avtale"), {"footnotes": ""})

    reading = _read(folder, repack(content, {"word/footnotes.xml": b"<w:footnotes"}))

    assert reading.pages[0].text == "Avtale"
    assert reading.fault == Fault(FaultCode.PARTIAL, "word/footnotes.xml")


def test_a_document_inside_the_document_is_said(folder: Path) -> None:
    reading = _read(folder, make_raw_docx(_p("Avtale") + "<w:altChunk/>"))

    assert reading.fault == Fault(FaultCode.PARTIAL, "altChunk")


def test_no_words_is_a_fault(folder: Path) -> None:
    assert _read(folder, make_raw_docx("<w:p/>")).fault == Fault(FaultCode.NO_TEXT)


@pytest.mark.parametrize(
    "content",
    [
        make_docx(["Avtale"])[:-500],
        repack(make_docx(["Avtale"]), {"word/document.xml": None}),
        repack(make_docx(["Avtale"]), {"word/document.xml": b"no XML"}),
        b"PK\x03\x04 and nothing more",
    ],
)
def test_a_damaged_file_is_a_fault(folder: Path, content: bytes) -> None:
    assert _refused(folder, content).code is FaultCode.DAMAGED


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_a_doctype_is_refused(folder: Path, code: str) -> None:
    xml = (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + word_part("document", f"<w:body>{_p('&e;')}</w:body>").partition("?>")[2]
    )

    content = repack(make_raw_docx(""), {"word/document.xml": xml.encode(code)})

    assert _refused(folder, content).code is FaultCode.SUSPICIOUS


def test_a_bomb_is_refused_unopened(folder: Path) -> None:
    content = repack(make_docx(["Avtale"]), {"word/media/x.bin": bytes(50_000_000)})

    assert len(content) < 200_000
    assert _refused(folder, content).code is FaultCode.SUSPICIOUS


def test_a_size_that_is_a_lie_does_not_unpack_more(folder: Path) -> None:
    content = bytearray(repack(make_docx(["x"]), {"word/document.xml": b"<a>" + b" " * 9_000_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    small = (100).to_bytes(4, "little")
    content = content.replace(size.to_bytes(4, "little"), small)

    assert _refused(folder, bytes(content)).code is FaultCode.DAMAGED


def test_too_many_entries_are_refused(folder: Path) -> None:
    many: dict[str, bytes | None] = {f"x{number}": b"" for number in range(5_001)}

    assert _refused(folder, repack(make_docx(["Avtale"]), many)).code is FaultCode.SUSPICIOUS


def test_a_protected_file_wants_its_password(folder: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(make_docx(["Hemmelig"]))).encrypt("kode", locked)
    content = locked.getvalue()

    assert _refused(folder, content) == Fault(FaultCode.PROTECTED)
    with pytest.raises(Unreadable):
        _read(folder, content, "feil")
    assert _read(folder, content, "kode").pages[0].text == "Hemmelig"

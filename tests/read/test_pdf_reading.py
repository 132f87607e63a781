"""What is read from a PDF, and what is said about the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.faults import Fault, FaultCode
from arkiv.read import pdf as pdf_module
from arkiv.read.cleaning import clean_line, clean_text
from arkiv.read.reader import Unreadable, read_file
from documents.pdf_builder import encrypt_pdf, make_form_pdf, make_pdf, make_scan_pdf, pdf_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def _read(folder: Path, content: bytes, password: str | None = None) -> Reading:
    path = folder / "x.pdf"
    path.write_bytes(content)
    return read_file(path, ".pdf", password)


def _refused(folder: Path, content: bytes, password: str | None = None) -> Fault:
    with pytest.raises(Unreadable) as caught:
        _read(folder, content, password)
    return caught.value.fault


def test_pages_in_order_with_their_characters(folder: Path) -> None:
    reading = _read(folder, make_pdf(["§ 1 Leie på Åsane: 1\xa0000 €", "Side\nto"], title="Leie"))

    assert [(page.number, page.text) for page in reading.pages] == [
        (1, "§ 1 Leie på Åsane: 1\xa0000 €"),
        (2, "Side\nto"),
    ]
    assert (reading.page_count, reading.title, reading.fault) == (2, "Leie", None)


def test_each_page_is_told_as_soon_as_it_is_read(folder: Path) -> None:
    path = folder / "x.pdf"
    path.write_bytes(make_pdf(["one", "two"], title="Leie"))
    told: list[object] = []

    read_file(
        path,
        ".pdf",
        on_page=lambda page: told.append(page.text),
        on_start=lambda count, title: told.append((count, title)),
    )

    assert told == [(2, "Leie"), "one", "two"]


def test_a_scan_has_no_text(folder: Path) -> None:
    reading = _read(folder, make_scan_pdf([None, None]))

    assert reading.fault == Fault(FaultCode.NO_TEXT)
    assert all(page.needs_ocr for page in reading.pages)


def test_scanned_pages_are_named(folder: Path) -> None:
    text = "Dette er en vanlig side med tekst"

    reading = _read(folder, make_scan_pdf([text, None, text, None, None, "kort"]))

    assert reading.fault == Fault(FaultCode.SOME_PAGES_SCANNED, "2, 4–5")
    assert not reading.pages[5].needs_ocr, "few words and no picture are a short page"


def test_what_is_typed_into_a_form_is_text(folder: Path) -> None:
    content = make_form_pdf(
        "Avtale om leie", {"Leietaker": "Øst Eiendom AS", "Tom": ""}, ["Se vedlegg 2"]
    )

    reading = _read(folder, content)

    assert reading.pages[0].text == (
        "Avtale om leie\n\n[Form fields]\nLeietaker: Øst Eiendom AS\n\n[Annotations]\nSe vedlegg 2"
    )


def test_a_form_over_a_scan_still_needs_ocr(folder: Path) -> None:
    picture = b"q 595 0 0 842 0 0 cm /Im1 Do Q"
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (Navn) /V (Kari Nordmann AS i Oslo) >>"

    reading = _read(folder, pdf_file([picture], annotations=[field], field_count=1))

    assert reading.pages[0].needs_ocr
    assert "Navn: Kari Nordmann AS i Oslo" in reading.pages[0].text


def test_an_empty_password_opens_by_itself(folder: Path) -> None:
    reading = _read(folder, encrypt_pdf(make_pdf(["Åpen for alle"]), ""))

    assert reading.pages[0].text == "Åpen for alle"


def test_a_protected_file_wants_its_password(folder: Path) -> None:
    content = encrypt_pdf(make_pdf(["Hemmelig"]), "kode", owner_password="eier")

    assert _refused(folder, content) == Fault(FaultCode.PROTECTED)
    assert _refused(folder, content, "feil") == Fault(FaultCode.PROTECTED)
    assert _read(folder, content, "kode").pages[0].text == "Hemmelig"
    assert _read(folder, content, "eier").pages[0].text == "Hemmelig"


def test_a_password_for_an_open_file_does_no_harm(folder: Path) -> None:
    assert _read(folder, make_pdf(["Åpen"]), "kode").pages[0].text == "Åpen"


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.4\n%%EOF", b"%PDF-" + bytes(5000)])
def test_a_damaged_file_is_a_fault(folder: Path, content: bytes) -> None:
    assert _refused(folder, content).code is FaultCode.DAMAGED


def test_a_file_without_its_last_lines_is_read(folder: Path) -> None:
    content = make_pdf([f"Side nummer {number}" for number in range(1, 9)])

    reading = _read(folder, content[: content.index(b"startxref")])

    assert reading.pages[7].text == "Side nummer 8"


def test_a_page_only_pdfium_can_read_is_read_by_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_page: object) -> str:
        raise RecursionError

    monkeypatch.setattr("pypdf.PageObject.extract_text", broken)

    reading = _read(folder, make_pdf(["Leieavtale", "Ålesund"]))

    assert [page.text for page in reading.pages] == ["Leieavtale", "Ålesund"]
    assert reading.fault is None


def test_pages_nobody_can_read_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    def broken(_page: object) -> str:
        raise KeyError("/Font")

    def refused(_self: object, number: int) -> str:
        if number == 2:
            raise pypdfium2.PdfiumError("no")
        return f"Side {number}"

    monkeypatch.setattr("pypdf.PageObject.extract_text", broken)
    monkeypatch.setattr("arkiv.read.pdfium.PdfiumFile.text", refused)

    reading = _read(folder, make_pdf(["a", "b", "c"]))

    assert reading.fault == Fault(FaultCode.PARTIAL, "2")
    assert [page.text for page in reading.pages] == ["Side 1", "", "Side 3"]


def test_too_many_pages_are_cut_and_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 3)

    reading = _read(folder, make_pdf(["Side"] * 5))

    assert reading.fault == Fault(FaultCode.TRUNCATED, "3 / 5")
    assert (len(reading.pages), reading.page_count) == (3, 5)


def test_too_much_text_is_cut_and_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arkiv.read.reporting.MOST_CHARACTERS", 10)

    reading = _read(folder, make_pdf(["seven 7"] * 5))

    assert reading.fault == Fault(FaultCode.TRUNCATED, "2 / 5")


def test_the_page_tree_may_be_a_loop(folder: Path) -> None:
    content = make_pdf(["Avtale"]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]")

    assert _refused(folder, content).code is FaultCode.DAMAGED


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\x0cd", "a\nb\nc\nd"),
        ("non\ufffeexclusive", "non-exclusive"),
        ("o\ufb03ce \ufb01rm", "office firm"),
        ("\x1b[31mred\x00\x07\x7f", "[31mred"),
        ("pair \ud83d\ude00 lone \ud800", "pair 😀 lone \ufffd"),
        ("1\xa0000\t–\u200b kept", "1\xa0000\t–\u200b kept"),
    ],
)
def test_text_is_cleaned(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_a_line_is_one_line() -> None:
    assert clean_line("  Avtale\r\n om\t leie ") == "Avtale om leie"


@pytest.mark.parametrize(
    ("numbers", "said"), [([], ""), ([3], "3"), ([1, 2, 3, 7, 9, 10], "1–3, 7, 9–10")]
)
def test_pages_are_said_as_ranges(numbers: list[int], said: str) -> None:
    assert pdf_module.page_ranges(numbers) == said


def test_a_page_is_told_without_its_paragraphs(folder: Path) -> None:
    assert _read(folder, make_pdf(["a"])).pages == (Page(1, "a"),)

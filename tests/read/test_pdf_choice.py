"""Which reader reads a page: PDFium only where it is faster and was seen to agree."""

from __future__ import annotations

import io

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from arkiv.read.pdf_choice import Choice, instruction_bytes, same_words
from documents.pdf_builder import make_pdf

TEXT = " ".join(f"word{number}" for number in range(200))


def _page(instruction_length: int) -> PageObject:
    page = PdfWriter().add_blank_page(100, 100)
    stream = StreamObject()
    stream.set_data(b" " * instruction_length)
    page[NameObject("/Contents")] = stream
    return page


class Readers:
    """Two readers that count how often they are asked."""

    def __init__(self, ours: str = TEXT, theirs: str = TEXT) -> None:
        self.ours, self.theirs = ours, theirs
        self.asked = {"pypdf": 0, "pdfium": 0}

    def by_pypdf(self) -> str:
        self.asked["pypdf"] += 1
        return self.ours

    def by_pdfium(self) -> str:
        self.asked["pdfium"] += 1
        return self.theirs


def _read(readers: Readers, *lengths: int) -> list[str]:
    choice = Choice()
    return [choice.text(_page(n), readers.by_pypdf, readers.by_pdfium) for n in lengths]


def test_a_file_of_short_pages_is_pypdfs() -> None:
    readers = Readers()
    _read(readers, 100, 3_000)
    assert readers.asked == {"pypdf": 2, "pdfium": 0}


def test_after_one_page_in_agreement_the_others_are_pdfiums() -> None:
    readers = Readers(theirs=TEXT.replace(" ", "\n"))
    texts = _read(readers, 20_000, 20_000, 100)
    assert readers.asked == {"pypdf": 1, "pdfium": 3}
    assert texts == [readers.ours, readers.theirs, readers.theirs]


def test_a_file_they_disagree_on_stays_with_pypdf() -> None:
    readers = Readers(theirs=TEXT.replace("word1 word2", "word1word2"))
    texts = _read(readers, 20_000, 20_000, 20_000)
    assert readers.asked == {"pypdf": 3, "pdfium": 1}
    assert set(texts) == {readers.ours}


def test_a_page_with_little_text_decides_nothing() -> None:
    readers = Readers("a few words", "other words")
    _read(readers, 20_000, 20_000)
    assert readers.asked == {"pypdf": 2, "pdfium": 0}


def test_an_empty_answer_of_pdfium_is_not_taken() -> None:
    readers = Readers()
    choice = Choice()
    choice.text(_page(20_000), readers.by_pypdf, readers.by_pdfium)
    readers.theirs = " \n"
    assert choice.text(_page(20_000), readers.by_pypdf, readers.by_pdfium) == TEXT


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a b c", "c\nb a", True), ("", "", True), ("a b", "ab", False), ("a a b", "a b b", False)],
)
def test_words_are_the_same_in_any_order_but_equally_often(
    one: str, other: str, same: bool
) -> None:
    assert same_words(one, other) is same


def test_instructions_in_a_form_count() -> None:
    page = _page(50)
    form = StreamObject()
    form.set_data(b" " * 700)
    form[NameObject("/Subtype")] = NameObject("/Form")
    forms = DictionaryObject({NameObject("/F"): form})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    assert instruction_bytes(page) == 750


def test_instructions_behind_references_count() -> None:
    short, long = make_pdf(["a line"]), make_pdf(["\n".join(["a line"] * 40)])
    lengths = [instruction_bytes(PdfReader(io.BytesIO(one)).pages[0]) for one in (short, long)]
    assert 0 < lengths[0] < lengths[1]

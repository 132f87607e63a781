"""A note's passage is found again after another reading, by its words."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from arkiv.domain.anchoring import Hold, anchor_at, locate, places_of, whole_words
from arkiv.domain.anchors import Anchor
from arkiv.domain.contracts import DocumentText
from arkiv.domain.documents import Page
from fakes.arrivals import digest

SHA = digest("lease.pdf")


def document(*pages: str) -> DocumentText:
    return DocumentText(
        SHA, "lease.pdf", tuple(Page(number, text) for number, text in enumerate(pages, start=1))
    )


def anchored(text: DocumentText, words: str, nth: int = 0) -> Anchor:
    return places_of(words, [text])[nth]


def test_words_that_stand_where_they_did_hold() -> None:
    text = document("cover", "tre måneders varsel")
    anchor = anchored(text, "måneders varsel")

    assert (anchor.source.page, anchor.source.start, anchor.source.end) == (2, 4, 19)
    assert locate(anchor, [text]).hold is Hold.EXACT
    assert locate(anchor, [text]).anchor == anchor


def test_words_on_another_page_are_found_there() -> None:
    anchor = anchored(document("a", "b", "notice in writing"), "notice in writing")

    found = locate(anchor, [document("notice in writing")])

    assert (found.hold, found.anchor.source.page, found.anchor.source.start) == (Hold.EXACT, 1, 0)


def test_of_several_places_the_nearest_to_the_old_one_counts() -> None:
    page = "rent " + "." * 100 + " rent " + "." * 100 + " rent"
    anchor = anchored(document(page), "rent", nth=1)

    found = locate(anchor, [document("A new line before. " + page)])

    assert found.anchor.source.start == anchor.source.start + len("A new line before. ")


def test_a_short_word_is_not_found_inside_a_longer_one() -> None:
    anchor = anchored(document("the rent is due"), "rent")

    assert locate(anchor, [document("the current state")]).hold is Hold.GONE
    assert locate(anchor, [document("THE RENT IS DUE")]).hold is Hold.NEARLY


def test_line_breaks_hyphens_quotes_case_and_accents_may_differ() -> None:
    anchor = anchored(
        document("Med «oppsigelsesfrist» på tre måneder, jf. § 7"),
        "«oppsigelsesfrist» på tre måneder",
    )
    now = document("x", "MED “OPPSIGELSES-\nFRIST” PÅ  TRE\nMA\u030aNEDER, jf.")

    found = locate(anchor, [now])

    assert (found.hold, found.anchor.source.page) == (Hold.NEARLY, 2)
    assert found.anchor.source.text == "“OPPSIGELSES-\nFRIST” PÅ  TRE\nMA\u030aNEDER"


def test_words_that_are_gone_leave_the_old_place() -> None:
    anchor = anchored(document("tre måneders varsel"), "måneders varsel")

    found = locate(anchor, [document("something else")])

    assert (found.hold, found.anchor) == (Hold.GONE, anchor)
    assert locate(anchor, []).hold is Hold.GONE


def test_the_same_words_in_another_document_are_another_passage() -> None:
    anchor = anchored(document("notice"), "notice")
    other = DocumentText(digest("other.pdf"), "other.pdf", (Page(1, "notice"),))

    assert locate(anchor, [other]).hold is Hold.GONE


def test_a_docx_has_paragraphs_and_no_pages() -> None:
    text = DocumentText(SHA, "nda.docx", (Page(None, "One.\nTwo words.\nThree.", (0, 5, 16)),))

    anchor = anchored(text, "words")

    assert (anchor.source.page, anchor.source.paragraph, anchor.source.start) == (None, 2, 9)
    moved = DocumentText(SHA, "nda.docx", (Page(None, "New.\nOne.\nTwo words.", (0, 5, 10)),))
    assert locate(anchor, [moved]).anchor.source.paragraph == 3


def test_what_is_nothing_but_spaces_stands_nowhere() -> None:
    assert places_of("", [document("a b")]) == ()
    assert places_of(" \n", [document("a \n b")]) == ()


def test_places_come_exactly_as_typed_where_there_are_such() -> None:
    text = document("Rent. rent.", "rent")

    assert [(a.source.page, a.source.start) for a in places_of("rent", [text])] == [(1, 6), (2, 0)]
    assert [(a.source.page, a.source.start) for a in places_of("RENT", [text])] == [
        (1, 0),
        (1, 6),
        (2, 0),
    ]


def test_a_passage_begins_and_ends_with_whole_words() -> None:
    text = "  tre måneders varsel. "

    assert whole_words(text, 7, 9) == (6, 14)
    assert whole_words(text, 0, len(text)) == (2, 22)
    assert whole_words(text, 5, 15) == (6, 14)
    assert whole_words(text, 0, 2) == (0, 0)
    assert whole_words(text, 21, 22) == (21, 22)


words = st.lists(
    st.text(st.sampled_from("abcæøåßÉ§0-,."), min_size=1, max_size=6), min_size=1, max_size=6
)
texts = st.lists(st.text(st.sampled_from("abæß \n-.,"), max_size=60), min_size=1, max_size=4)


@given(words, texts, texts, st.data())
def test_moved_words_are_found_exactly(
    quoted: list[str], before: list[str], after: list[str], data: st.DataObject
) -> None:
    quote = " ".join(quoted)
    old = document(*before[:-1], before[-1] + " " + quote + " and so on")
    start = len(before[-1]) + 1
    anchor = anchor_at(SHA, old.pages[-1], start, start + len(quote))
    page = data.draw(st.integers(0, len(after) - 1))
    pages = [text + " " + quote if n == page else text for n, text in enumerate(after)]

    found = locate(anchor, [document(*pages)])

    assert found.hold is Hold.EXACT
    assert found.anchor.source.text == quote


def bare(text: str) -> str:
    """Without spaces, case and accents, as a passage may be found again."""
    spread = unicodedata.normalize("NFKD", "".join(text.split()).casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


@example(["å"], ["a"], [" "] * 8)
@given(words, texts, st.lists(st.sampled_from([" ", "\n", "  ", " \n ", "\t"]), min_size=8))
def test_other_spaces_and_case_still_find_the_words(
    quoted: list[str], around: list[str], spaces: list[str]
) -> None:
    # A hyphen at a line's end is taken for a broken word, which changes what the words are.
    quoted = [word.rstrip("-") or "x" for word in quoted]
    quote = " ".join(quoted)
    anchor = anchor_at(SHA, Page(1, quote), 0, len(quote))
    respaced = "".join(w.upper() + s for w, s in zip(quoted, spaces, strict=False)).strip()

    found = locate(anchor, [document(*around, ". " + respaced + " .")])

    assert found.hold is not Hold.GONE
    assert bare(found.anchor.source.text) == bare(quote)


@given(words, texts)
def test_what_is_found_is_what_the_page_says_there(quoted: list[str], pages: list[str]) -> None:
    quote = " ".join(quoted)
    anchor = anchor_at(SHA, Page(1, quote), 0, len(quote))
    text = document(*pages)

    found = locate(anchor, [text])

    if found.hold is Hold.GONE:
        assert found.anchor == anchor
    else:
        assert found.anchor.source.page is not None
        page = text.pages[found.anchor.source.page - 1].text
        assert page[found.anchor.source.start : found.anchor.source.end] == found.anchor.source.text

"""What is marked in a raw text, held against folding and comparing every word of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from arkiv.domain.documents import Page
from arkiv.domain.query import Query, parse
from arkiv.domain.query_tree import TextField
from arkiv.domain.searching import HitSpan, Snippet
from arkiv.search.expansion import Meanings
from arkiv.search.snippets import highlight, snippet
from arkiv.search.wanted import Wanted
from fakes.index import FakeIndex
from fakes.library import TODAY, Library
from fakes.words import FakeWords

_SPELLINGS = (
    "oppsigelse Oppsigelse OPPSIGELSE oppsigelses oppsigel sesfrist Oppsigelsesfrist en En er år "
    "ÅR a\u030ar aar fæle faele fœle øy oy o\u0308y ærlig aerlig straße strasse STRASSE ﬁnancial "
    "financial ﬃ ffi ＦＩ fi Ⅷ viii over\u00adeen over\u200been overeen e\u0301n non compete "
    "noncompete 1 250 2026 KTR a b c ab abc αβγ ΑΒΓ łódź lodz avtale² ½ x"
)
NO_WORDS = Meanings(FakeWords([]), ())
SPELLINGS = tuple(_SPELLINGS.split())
JOINTS = (
    " ",
    "  ",
    "\n",
    ", ",
    "-\n",
    "-\r\n  ",
    "\u00ad\n",
    "\u2010 \n",
    "-",
    "_",
    "/",
    " (",
    "…",
)
QUERIES = (
    "oppsigelse oppsigelsesfrist en år fæle ærlig strasse financial ffi viii overeen én noncompete "
    "ab abc αβγ lodz avtale 250 x opp* o* a* fin* f* å* 2* x* αβ* "
    '"en oppsigelse" "en oppsigelsesfrist er" "a b" "non compete" "a non compete" "ktr 2026" '
    '"år en" "over een" oppsigelse/oppsigel'
)
ASKED = st.lists(
    st.sampled_from([*QUERIES.split('"')[0].split(), *QUERIES.split('"')[1::2]]),
    min_size=1,
    max_size=3,
).map(lambda words: " OR ".join(f'"{word}"' if " " in word else word for word in words))
TEXTS = st.lists(st.tuples(st.sampled_from(SPELLINGS), st.sampled_from(JOINTS)), max_size=14).map(
    lambda pairs: "".join(word + joint for word, joint in pairs)
)
LETTERS = st.text(alphabet="aAeEfFiIsS-\n \u00ad\u0301\u030aåæßﬁ…1", max_size=24)


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(TEXTS, LETTERS), asked=ASKED)
@example(text="a-\nb-\nc", asked="ab OR abc")
@example(text="\u200boppsigelse a\u200bopp", asked="opp*")
@example(text="o-\npp", asked="opp OR o")
def test_the_same_words_are_marked_as_by_comparing_every_word(text: str, asked: str) -> None:
    query = parse(asked, TODAY)

    assert highlight(sought(query), text) == FakeIndex(Library()).highlight(query, text)


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(TEXTS, max_size=4), asked=ASKED, width=st.integers(10, 80))
def test_a_snippet_marks_what_is_marked_in_its_page(
    texts: list[str], asked: str, width: int
) -> None:
    query = parse(asked, TODAY)
    pages = [Page(number, text) for number, text in enumerate(texts, 1)]

    cut = snippet(sought(query), pages, width)

    marked = {
        text_of(page.text, span) for page in pages for span in highlight(sought(query), page.text)
    }
    assert bool(cut.text) is bool(marked)
    shown = [text_of(cut.text, span) for span in cut.hits]
    assert all(any(words in whole for whole in marked) for words in shown)


def sought(query: Query) -> tuple[Wanted, ...]:
    """As in an empty archive, where no word has another form."""
    return tuple(NO_WORDS.sought(query))


def text_of(text: str, span: HitSpan) -> str:
    return " ".join(text[span.start : span.end].split())


def cut_from(asked: str, *texts: str, width: int = 60) -> Snippet:
    return snippet(
        sought(parse(asked, TODAY)), [Page(n, text) for n, text in enumerate(texts, 1)], width
    )


def marked_in(cut: Snippet) -> list[str]:
    return [text_of(cut.text, span) for span in cut.hits]


def test_the_page_with_most_of_the_words_is_shown() -> None:
    cut = cut_from("rent notice", "the rent", "the rent and the notice", "notice")

    assert cut.page == 2
    assert marked_in(cut) == ["rent", "notice"]


def test_the_words_are_shown_where_they_stand_together() -> None:
    apart = "rent " + "filler " * 60 + "notice "
    cut = cut_from("rent notice", apart + "filler " * 60 + "rent is due at notice")

    assert marked_in(cut) == ["rent", "notice"]
    assert "due" in cut.text


def test_amounts_and_days_are_shown_in_the_notation_they_stand_in() -> None:
    filler = "filler " * 60
    cut = cut_from("31.12.2026 1250000", f"1.250.000 {filler} NOK 1,250,000 by 31 December 2026")

    assert "".join(marked_in(cut)).endswith("31 December 2026")
    assert "1,250,000" in cut.text


def test_pages_after_one_that_has_all_are_not_asked_for() -> None:
    asked: list[int] = []

    def pages() -> Iterator[Page]:
        for number in range(1, 5):
            asked.append(number)
            yield Page(number, "rent" if number == 2 else "loan")

    assert snippet(sought(parse("rent", TODAY)), pages(), 60).page == 2
    assert asked == [1, 2]


@pytest.mark.parametrize("asked", ["note:call", "call"])
def test_a_snippet_of_a_note_says_so(asked: str) -> None:
    cut = snippet(sought(parse(asked, TODAY)), [Page(None, "Call them")], 60, TextField.NOTES)

    assert (cut.text, cut.source) == ("Call them", TextField.NOTES)
    assert not cut_from("note:call", "call").text

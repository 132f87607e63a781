from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arkiv.domain.notations import notations
from arkiv.search.folding import LINE_END, fold, terms, tokens, words_of
from arkiv.search.numbers import written

TEXTS = st.text(
    st.one_of(st.sampled_from(" \n-a\u00adbøÅßﬁ²_\u200b\u030a½ﷺİ1"), st.characters(codec="utf-8")),
    max_size=40,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ÆRLIG Øst Ås", ("aerlig", "ost", "as")),
        ("Straße œuvre", ("strasse", "oeuvre")),
        ("café CAFE\u0301", ("cafe", "cafe")),
        ("a\u030ar", ("ar",)),
        ("over\u00adeenkomst", ("overeenkomst",)),
        ("ﬁnancial", ("financial",)),
        ("avtale² og m²", ("avtale", "og", "m")),
        ("KTR-2023/017", ("ktr", "2023", "017")),
        ("____ § –", ()),
        ("x" * 100, ("x" * 64,)),
    ],
)
def test_words_are_folded(typed: str, folded: tuple[str, ...]) -> None:
    assert terms(typed) == folded


@given(TEXTS)
@example("a-\nb-\nc d")
@example("2024-\n12 a\u00ad\nb")
def test_the_words_of_a_text_agree_with_its_tokens(text: str) -> None:
    words, places, following = words_of(text, 40)

    told = [(token.term, token.position + 40) for token in tokens(text)]
    assert list(zip(words, places, strict=True)) == told
    assert all(place < following for place in places)
    assert following % 4 == 0


@given(TEXTS)
def test_a_token_slices_to_a_spelling_of_its_term(text: str) -> None:
    for token in tokens(text):
        raw = text[token.start : token.end]
        assert raw == raw.strip()
        assert token.term in fold(LINE_END.sub("", raw))


_PIECES = ("1 250,50", "31.12.2026", "leie-\nsum", "December 31, 2026", "½", "m²", "a\xad\nb")
NUMBERS = st.lists(st.sampled_from((*_PIECES, "KTR-2023/017", "kr 500", "\n")), max_size=8).map(
    " ".join
)


@given(st.one_of(NUMBERS, TEXTS))
def test_forms_stand_where_the_first_word_of_a_number_stands(text: str) -> None:
    page = written(text, 40)
    starts = {token.start: token.position - token.position % 4 for token in tokens(text)}

    told = [(form, starts[one.start] + 40) for one in notations(text) for form in one.forms]
    assert list(zip(page.forms, page.form_places, strict=True)) == told
    assert (page.words, [*page.places], page.following) == as_lists(*words_of(text, 40))


def as_lists(
    words: list[str], places: Sequence[int], following: int
) -> tuple[list[str], list[int], int]:
    return words, [*places], following

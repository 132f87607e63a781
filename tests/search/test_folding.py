from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arkiv.search.folding import fold_roughly, positions, terms, tokens

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
def test_counting_places_agrees_with_the_tokens(text: str) -> None:
    counted: defaultdict[str, list[int]] = defaultdict(list)
    following = positions(text, counted, 40)

    told: defaultdict[str, list[int]] = defaultdict(list)
    for token in tokens(text):
        told[token.term].append(token.position + 40)
    assert counted == told
    assert all(place < following for places in told.values() for place in places)
    assert all(places == sorted(places) for places in counted.values())


@given(TEXTS)
def test_a_token_slices_to_a_spelling_of_its_term(text: str) -> None:
    for token in tokens(text):
        raw = text[token.start : token.end]
        assert raw == raw.strip()
        assert token.term in fold_roughly(raw)


@given(TEXTS)
def test_the_quick_look_never_misses_a_word(text: str) -> None:
    rough = fold_roughly(text)

    assert all(token.term in rough for token in tokens(text))

"""What a typed word is looked for as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.query import parse
from arkiv.domain.query_tree import Phrase, Prefix, Word
from arkiv.search.expansion import Meanings, narrowed
from arkiv.search.inflections import forms
from arkiv.search.wanted import Wanted
from fakes.library import TODAY
from fakes.words import FakeWords

LETTERS = st.text("abdegilnoprstuæøåäöü", min_size=1, max_size=14)
TONGUES = st.sampled_from(("no", "sv", "da", "nl", "de", "en"))


def expanded(word: str, words: str, *languages: str) -> set[str]:
    """What the word finds among these words, itself apart."""
    one = meant(word, words, *languages)
    return {" ".join(other.terms) for other in one.alternatives}


def meant(word: str, words: str, *languages: str) -> Wanted:
    one = Meanings(FakeWords([words.split()]), languages).wanted(Word(word))
    assert one is not None
    return one


@pytest.mark.parametrize(
    ("language", "word", "others"),
    [
        ("nb", "leie", "leien leier"),
        ("nb", "leietakere", "leietaker leietakerne"),
        ("nb", "avtalt", "avtale"),
        ("nb", "regler", "regel reglene"),
        ("nb", "rommet", "rom rommene"),
        ("nn", "leigetakaren", "leigetakar leigetakarane"),
        ("nl", "opzeggen", "opzegging opgezegd opzegt"),
        ("nl", "opgezegd", "opzeggen opzegging"),
        ("nl", "huur", "huren"),
        ("nl", "zekerheden", "zekerheid"),
        ("nl", "brieven", "brief"),
        ("en", "terminate", "termination terminated"),
        ("en", "warranties", "warranty"),
        ("en", "paid", "pay payment"),
        ("de", "kündigung", "gekundigt kundigen"),
        ("sv", "avtal", "avtalet avtalen"),
        ("da", "opsigelse", "opsigelsen opsigelser"),
    ],
)
def test_a_word_finds_its_other_forms(language: str, word: str, others: str) -> None:
    assert expanded(word, others, language) == set(others.split())


@pytest.mark.parametrize(
    ("language", "word", "others"),
    [
        ("en", "termination", "terminal determine"),
        ("en", "term", "determine terminal"),
        ("en", "import", "important"),
        ("nl", "huur", "huurder"),
        ("nb", "tale", "avtale"),
        ("nb", "sikring", "forsikring"),
        ("nl", "gemeente", "menen"),
    ],
)
def test_a_word_that_only_looks_alike_is_another_word(
    language: str, word: str, others: str
) -> None:
    assert expanded(word, others, language) == set()


@pytest.mark.parametrize(
    ("language", "word", "found"),
    [
        ("nb", "avtale", "leieavtalen"),
        ("nb", "oppsigelse", "oppsigelsesfrist"),
        ("nl", "huur", "huurprijs"),
        ("nl", "termijn", "opzegtermijnen"),
        ("de", "vertrag", "mietvertrag"),
    ],
)
def test_a_word_finds_the_words_it_is_part_of(language: str, word: str, found: str) -> None:
    parts = "leie frist prijs opzeg miete miet"

    assert found in expanded(word, f"{parts} {found}", language)


def test_english_writes_its_compounds_apart() -> None:
    assert expanded("term", "long longterm", "en") == set()


@pytest.mark.parametrize(
    ("typed", "held"),
    [("Aarhus", "arhus"), ("Århus", "aarhus"), ("foer", "for"), ("fravaer", "fravar")],
)
def test_letters_that_are_spelled_out_find_the_letter(typed: str, held: str) -> None:
    assert held in expanded(typed, held, "da")


def test_the_word_is_worth_more_than_a_form_and_a_form_more_than_a_compound() -> None:
    one = meant("avtale", "avtale avtalen leieavtale leie", "nb")

    assert [other.terms for other in one.alternatives] == [("avtalen",), ("leieavtale",)]
    form, compound = one.alternatives
    assert 1 > form.weight > compound.weight > 0
    assert narrowed(one).alternatives == (form,)


def test_a_form_means_so_only_in_its_own_language() -> None:
    one = meant("leie", "leien", "nb", "en")

    assert one.alternatives[0].languages == frozenset(("nb",))


@given(TONGUES, LETTERS)
def test_a_word_is_a_form_of_itself(tongue: str, word: str) -> None:
    assert word in forms(word, tongue)


@given(LETTERS, st.lists(LETTERS))
def test_what_is_quoted_or_begun_is_found_as_it_stands(word: str, words: list[str]) -> None:
    meanings = Meanings(FakeWords([words]), ("nb", "nl"))

    for node in (Phrase(word), Prefix(word)):
        one = meanings.wanted(node)
        assert one is not None
        assert one.alternatives == ()


@given(st.text(max_size=40), st.lists(LETTERS))
def test_any_text_is_expanded_without_fault(typed: str, words: list[str]) -> None:
    meanings = Meanings(FakeWords([words]), ("nb", "nl", "de", "en"))

    one = meanings.wanted(Word(typed))

    assert one is None or all(other.terms != one.terms for other in one.alternatives)


def test_what_is_left_out_is_not_looked_for() -> None:
    meanings = Meanings(FakeWords([["rent"]]), ("en",))

    assert [one.terms for one in meanings.sought(parse("lease -rent", TODAY))] == [("lease",)]

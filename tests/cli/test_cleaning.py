"""Nothing that came from a file may steer the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.cleaning import clean

ANYTHING = st.text(st.characters())  # lone surrogates too


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain.pdf", "plain.pdf"),
        ("Øst Eiendom – ærlig €", "Øst Eiendom – ærlig €"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x9b31mred", "�31mred"),
        ("del\x7f", "del␡"),
        ("cod\u202efdp.exe", "cod�fdp.exe"),
        ("zero\u200bwidth\ufeff", "zero·width·"),
        ("soft\xadhyphen", "soft-hyphen"),
        ("lone \udce6 surrogate", "lone � surrogate"),
        ("one\r\ntwo\tthree\u2028four", "one  two three four"),
    ],
)
def test_what_steers_or_hides_becomes_visible(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_line_breaks_of_every_kind_are_kept_on_request() -> None:
    assert clean("a\r\nb\rc\nd\x85e\u2029f\x0cg", keep_newlines=True) == "a \nb\nc\nd\ne\nf\ng"


@given(ANYTHING)
def test_every_offset_still_holds(text: str) -> None:
    assert len(clean(text)) == len(text)
    assert len(clean(text, keep_newlines=True)) == len(text)


@given(ANYTHING)
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    cleaned = clean(text)

    cleaned.encode("utf-8")
    assert {unicodedata.category(c) for c in cleaned}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text, keep_newlines=True)

    assert clean(once, keep_newlines=True) == once

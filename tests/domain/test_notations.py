from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arkiv.domain.notations import MARKS, notations
from arkiv.domain.typed_notations import forms_of, typed_end, typed_half

TEXTS = st.text(
    st.one_of(
        st.sampled_from("0123456789 .,-/'’:%\u00a0\n_AKTRkr€$"), st.characters(codec="utf-8")
    ),
    max_size=60,
)


def forms(text: str) -> dict[str, tuple[str, ...]]:
    return {text[one.start : one.end]: one.forms for one in notations(text)}


@pytest.mark.parametrize(
    "text",
    [
        "4.1.2 og 10.1 og § 9-2",
        "2026 og 2024–2026",
        "12,50 %, 12.5% og 10 000 prosent",
        "kl. 16.30 og 08:00",
        "avsnitt 10.11.2012.3",
        "1.10.11.2012",
        "32.01.2026 og 2026-13-01",
        "30. februar 2026",
        "30-day, COVID-19 og ISO 27001",
        "12 måneder 2026",
        "06 123 45",
        "12345",
        "9" * 5000 + ",50",
    ],
)
def test_what_only_looks_like_an_amount_a_day_or_a_reference_is_none(text: str) -> None:
    assert forms(text) == {}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1.250", ("=1250", "=1.25")),
        ("1,250", ("=1250", "=1.25")),
        ("1 250", ("=1250",)),
        ("0,250", ("=0.25",)),
        ("750.000", ("=750000",)),
        ("3/4/2026", ("@2026-04-03", "@2026-03-04")),
        ("13/4/2026", ("@2026-04-13",)),
        ("4/13/2026", ("@2026-04-13",)),
        ("3.4.2026", ("@2026-04-03",)),
        ("31.12.99", ("@1999-12-31",)),
        ("KTR-2023/017", ("#ktr2023017", "#2023017")),
    ],
)
def test_what_can_be_read_in_two_ways_has_the_forms_of_both(
    text: str, read: tuple[str, ...]
) -> None:
    assert forms(f"se {text}, og") == {text: read}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("800 33 000", {"800 33 000": ("#80033000",)}),
        ("+47 912 34 567", {"912 34 567": ("#91234567",)}),
        ("i 2024 250 000 kr", {"250 000": ("=250000",)}),
        ("100.000-200.000", {"100.000": ("=100000",), "200.000": ("=200000",)}),
        ("1 250 000 2 500 000", {"1 250 000": ("=1250000",), "2 500 000": ("=2500000",)}),
        ("12 500 avtaler", {"12 500": ("=12500",)}),
    ],
)
def test_numbers_that_stand_together_are_told_apart(
    text: str, read: dict[str, tuple[str, ...]]
) -> None:
    assert forms(text) == read


@given(TEXTS)
@example("1 000-2023/017 december 31, 2026")
@example("x²1 000,50 e\u03011 000")
def test_notations_stand_in_order_and_at_the_beginning_of_words(text: str) -> None:
    found = notations(text)

    assert all(before.end <= after.start for before, after in pairwise(found))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start].isalnum()
        assert not (one.start and text[one.start - 1].isalnum())
        assert one.forms
        assert all(form[0] in MARKS and len(form) > 1 for form in one.forms)


@given(TEXTS)
def test_what_is_typed_is_read_to_a_place_between_words(text: str) -> None:
    end = typed_end(text, 0)

    assert end is None or 0 < end <= len(text)
    assert all(isinstance(form, str) and form for form in forms_of(text))
    typed_half(text, 0)


@pytest.mark.parametrize(
    "typed", ["1 234 567,50", "31. desember 2026", "KTR-2023/017", "923 609 016", "MNOK 2,5"]
)
def test_what_is_typed_has_a_form_of_what_is_written(typed: str) -> None:
    (written,) = notations(f"den {typed}")

    assert set(written.forms) & set(forms_of(typed))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("1 234 567,50 leie", "1 234 567,50"),
        ("NOK 1.234.567,50 leie", "NOK 1.234.567,50"),
        ("31 december 2026 OR leie", "31 december 2026"),
        ("december 31 2026", "december 31 2026"),
        ("KTR 2023 017", "KTR 2023 017"),
        ("2,5 mill. kroner leie", "2,5 mill. kroner"),
        ("1 250*", "1 250"),
    ],
)
def test_typed_spaces_belong_to_an_amount_a_day_or_a_reference(typed: str, first: str) -> None:
    end = typed_end(typed, 0)

    assert typed[:end] == first


@pytest.mark.parametrize("typed", ["leie 12", "12 leie", "2026", "4.1.2", "covid-19", "may", "§"])
def test_mere_words_have_no_forms(typed: str) -> None:
    assert forms_of(typed) == ()


@pytest.mark.parametrize(
    "text",
    ["100 " * 50_000 + "%", "2023-" * 50_000, "1" * 200_000, "a-" * 100_000 + "1", "1." * 100_000],
    ids=["groups", "references", "digits", "letters", "clauses"],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()

    notations(text)

    assert time.process_time() - start < 2

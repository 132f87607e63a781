"""Every cue reads its examples with their values and refuses what it must."""

from __future__ import annotations

import pytest

from arkiv.domain.documents import Page
from arkiv.domain.facts_json import value_to_json
from arkiv.extract.amounts import value_of
from arkiv.extract.cues_loader import (
    LANGUAGES,
    Cue,
    CueError,
    Language,
    any_of,
    read_language,
)
from arkiv.extract.dates import days_of, first_and_last
from arkiv.extract.durations import duration_of
from arkiv.extract.law import place_of
from arkiv.extract.matching import Hit, Reader, matches_in
from arkiv.extract.normalise import normalise
from arkiv.extract.payment import payment_days_of
from arkiv.extract.price_adjustment import year_day_of

CUES = [(language, cue) for language in LANGUAGES.values() for cue in language.cues]
IDS = [cue.id for _, cue in CUES]
WITHOUT_REFUSALS = 0
"""So many cues have no text that looks like them and means something else; it may only fall."""


def _reader(text: str, language: Language) -> Reader:
    return Reader.of(normalise((Page(1, text),)), language)


def _hits(cue: Cue, reader: Reader) -> list[Hit]:
    return [Hit(cue, match) for match in matches_in(cue, reader.text, 0, reader.marks)]


def _value(hit: Hit, text: str, language: Language) -> str:
    """The value a hit stands for, spelled as in the TOML files."""
    order = True if language.code == "en" else None
    if hit.cue.value is not None and hit.cue.field != "value":
        return hit.cue.value
    if hit.cue.field == "price_adjustment":
        return str(year_day_of(hit))
    if words := hit.group("date") or hit.group("date2"):
        return str(days_of(words, order)[0])
    if period := first_and_last(hit.any_group("period") or ""):
        return str(period[hit.cue.field != "effective_date"])
    if hit.cue.field == "payment_days":
        return str(payment_days_of(_reader(text, language))[0].value)
    if words := hit.any_group("duration"):
        return str(duration_of(words, language.words))
    if nth := hit.group("nth") or hit.group("nth2"):
        return f"P{(language.ordinals | {str(n): n for n in range(30)})[nth.lower()]}Y"
    if hit.group("money"):
        money = value_to_json(value_of(_reader(text, language))[0].value)
        return f"{money['amount']} {money['currency']} {money['per']}"
    if words := hit.group("place") or hit.group("place2") or hit.group("place3"):
        return str(place_of(words, language))
    return str(hit.group("name") or hit.any_group("times"))


@pytest.mark.parametrize(("language", "cue"), CUES, ids=IDS)
def test_cue_reads_its_examples(language: Language, cue: Cue) -> None:
    assert cue.reads, "a cue without an example"
    for text, expected in cue.reads:
        hits = _hits(cue, _reader(text, language))
        assert hits, text
        assert _value(hits[0], text, language) == expected, text


@pytest.mark.parametrize(("language", "cue"), CUES, ids=IDS)
def test_cue_refuses_what_it_must(language: Language, cue: Cue) -> None:
    for text in cue.refuses:
        assert not _hits(cue, _reader(text, language)), text


def test_every_cue_refuses_something_that_looks_like_it() -> None:
    without = [cue.id for _, cue in CUES if not cue.refuses]

    assert len(without) <= WITHOUT_REFUSALS, without


def test_cue_ids_are_unique_and_name_their_language() -> None:
    assert len(set(IDS)) == len(IDS)
    assert all(cue.id.startswith(language.code + ".") for language, cue in CUES)


def test_a_broken_cue_is_named_with_its_file() -> None:
    broken = (
        _LEAST
        + """
        [[cue]]
        id = "xx.term.broken"
        field = "term"
        near = ["term"]
        pattern = "(unclosed"
    """
    )

    with pytest.raises(CueError, match=r"xx\.toml.*xx\.term\.broken"):
        read_language("xx", broken)


_LEAST = """
    title_words = ["agreement"]
    roles = []
    months = [["january"], ["february"], ["march"], ["april"], ["may"], ["june"], ["july"],
        ["august"], ["september"], ["october"], ["november"], ["december"]]
    [numbers]
    one = 1
    [units]
    Y = ["year"]
    [places]
    [patterns]
"""


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("legal_forms = ['(unclosed']", r"xx\.toml.*legal_forms.*\(unclosed"),
        ("no_such_list = ['x']", r"xx\.toml.*no_such_list"),
    ],
)
def test_a_broken_pattern_is_named_with_its_file_and_list(line: str, named: str) -> None:
    with pytest.raises(CueError, match=named):
        read_language("xx", _LEAST + line)


@pytest.mark.parametrize("months", ['[["january"]]', '["january"]', "[]"])
def test_a_language_has_twelve_months(months: str) -> None:
    head, rest = _LEAST.split("months = ")
    text = f"{head}months = {months}\n[numbers]{rest.split('[numbers]')[1]}"

    with pytest.raises(CueError, match=r"xx\.toml.*months"):
        read_language("xx", text)


def test_the_patterns_of_all_languages_are_read_together() -> None:
    every = any_of("between").split("|")

    assert {"between", "mellom", "tussen", "mellan", "mellem", "zwischen"} <= set(every)

"""Cues that a person adds: they read, they are told apart, and a broken file is named."""

from __future__ import annotations

import re

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Field, Finding
from arkiv.domain.values import Duration
from arkiv.extract.cues_loader import LANGUAGES
from arkiv.extract.own_cues import BUILT_IN, Cues, with_own
from arkiv.extract.pipeline import extract
from arkiv.extract.version import cues_version

_OWN = """
    [[cue]]
    id = "own.club.term"
    field = "term"
    near = ["spilletid"]
    pattern = '''spilletiden\\b~<DURATION>'''
    score = 0.9
"""
_CONTRACT = """Samarbeidsavtale
Avtalen er inngått mellom Nordlys Idrettslag og Vestavind Sport AS den 3. mars 2025.
Spilletiden er fire år. Partene skal møtes hvert år for å gjennomgå samarbeidet.
Tvister løses ved forhandlinger.
"""


def _term(cues: Cues) -> Finding | None:
    read = extract(Reading((Page(1, _CONTRACT),), 1), "avtale.pdf", cues)
    return next((found for found in read.findings if found.field is Field.TERM), None)


def test_an_own_cue_reads_what_the_others_do_not() -> None:
    own = with_own({"nb.toml": _OWN})

    found = _term(own)

    assert _term(BUILT_IN) is None
    assert found is not None and found.value == Duration.parse("P4Y")
    assert found.sources[0].cue == "own.club.term"


def test_own_cues_change_the_version_and_taking_them_away_gives_the_old_one_back() -> None:
    one = with_own({"nb.toml": _OWN}).version
    other = with_own({"nb.toml": _OWN.replace("0.9", "0.8")}).version

    assert len({one, other, cues_version()}) == 3
    assert with_own({}).version == BUILT_IN.version == cues_version()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("nb.toml", "own.club", "nb.club", r"nb\.toml: cue nb\.club\.term: .*own\."),
        ("nb.toml", "~<DURATION>", "(", r"nb\.toml: cue own\.club\.term: "),
        ("nb.toml", 'field = "term"', 'field = "trem"', r"cue own\.club\.term: .*trem"),
        ("nb.toml", 'near = ["spilletid"]', "", r"cue own\.club\.term: near is missing"),
        ("nb.toml", '["spilletid"]', "[]", r"cue own\.club\.term: near "),
        ("nb.toml", '["spilletid"]', '["Spilletid"]', r"cue own\.club\.term: near .*lower case"),
        ("nb.toml", "0.9", "9", r"cue own\.club\.term: score"),
        ("nb.toml", "score", "scores", r"cue own\.club\.term: .*scores"),
        ("nb.toml", "[[cue]]", "[cue]", r"nb\.toml: .*two brackets"),
        ("nb.toml", "[[cue]]", 'roles = ["x"]\n[[cue]]', r"nb\.toml: .*roles"),
        ("nb.toml", "[[cue]]", "[[cue", r"nb\.toml: "),
        ("xx.toml", "", "", r"xx\.toml: .*nb\.toml"),
    ],
)
def test_a_file_that_does_not_hold_is_named_and_left_out(
    name: str, old: str, new: str, said: str
) -> None:
    cues = with_own({name: _OWN.replace(old, new), "en.toml": ""})

    assert len(cues.faults) == 1
    assert re.search(said, cues.faults[0]), cues.faults[0]
    assert cues.languages["nb"] == LANGUAGES["nb"]


def test_a_broken_file_does_not_take_the_others_with_it() -> None:
    cues = with_own({"nb.toml": _OWN, "nl.toml": "[[cue"})

    assert _term(cues) is not None
    assert [fault.split(":")[0] for fault in cues.faults] == ["nl.toml"]


def test_no_two_own_cues_have_the_same_id() -> None:
    cues = with_own({"nb.toml": _OWN + _OWN})

    assert "another cue has this id" in cues.faults[0]

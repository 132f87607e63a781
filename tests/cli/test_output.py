"""Data goes to stdout, talk to stderr, and neither can steer the terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.cli.output import _escaped, colour, print_json, put_text, say
from arkiv.cli.tables import Column, cells, cut, layout

HOSTILE = "\x1b]0;owned\x07Lease \u202efdp\udcff [/b]\x9b31m"


def test_json_of_hostile_text_is_clean_and_the_same_when_parsed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_json({"file": HOSTILE, "name": "Leieavtale Ærlig"})

    printed = capsys.readouterr().out
    assert json.loads(printed) == {"file": HOSTILE, "name": "Leieavtale Ærlig"}
    assert "Ærlig" in printed
    assert printed.replace("\n", "").isprintable()


@given(st.text())
def test_json_of_any_text_parses_back(text: str) -> None:
    spelled = _escaped(json.dumps(text, ensure_ascii=False))

    categories = {unicodedata.category(character) for character in spelled}
    assert categories.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert json.loads(spelled) == text


def test_talk_goes_to_stderr_and_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    say(HOSTILE)

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.rstrip("\n").isprintable()


def test_contract_text_keeps_its_lines_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put_text("one\ntwo\x1b[2J\n")

    assert capsys.readouterr().out == "one\ntwo␛[2J\n\n"


def test_no_colour_where_stdout_is_no_terminal() -> None:
    assert colour("text", fg="red") == "text"


def test_columns_stand_under_each_other_in_cells_not_characters() -> None:
    columns = (Column("ID", right=True), Column("TITLE"), Column("STATUS"))

    lines = layout(columns, [("7", "契約", "active"), ("12", "Lease", "expired")], None)

    assert lines == ["ID  TITLE  STATUS", " 7  契約   active", "12  Lease  expired"]


def test_a_wide_table_is_cut_in_the_columns_that_give_way() -> None:
    columns = (Column("ID"), Column("TITLE", gives_way=True), Column("STATUS"))

    lines = layout(columns, [("1", "A very long title indeed", "active")], 25)

    assert lines[1] == "1   A very long…   active"
    assert max(map(cells, lines)) <= 25


@given(st.text(), st.integers(2, 30))
def test_a_cut_text_is_never_wider_than_asked(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width

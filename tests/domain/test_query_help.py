"""What the page and the help say of the query language is so."""

from __future__ import annotations

import re
import runpy
from datetime import date
from pathlib import Path

import pytest

from arkiv.domain.query import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, parse
from arkiv.domain.query_fields import FIELDS
from arkiv.domain.query_help import EXAMPLES, QueryExample

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "queries.md").read_text("utf-8")


def test_the_page_has_every_name_as_it_is_understood() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "query_tables.py"))

    assert tool["filled"](PAGE) == PAGE, "python tools/query_tables.py writes it anew"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.query)
def test_an_example_of_the_help_can_be_typed(example: QueryExample) -> None:
    parse(f"{example.query} ", TODAY)


def test_what_the_page_shows_can_be_typed() -> None:
    shown = re.findall(r"`([^`]+)`", PAGE)
    queries = [one for one in shown if re.match(r"[a-zø]+:\S|\"|-\w", one)]

    for query in set(queries) - {"tittle:lease", "expires:<9"}:
        parse(f"{query} ", TODAY)
    assert len(queries) > 60


def test_the_page_knows_the_limits() -> None:
    assert f"{MAX_LENGTH} characters, {MAX_TERMS} words and values, and {MAX_DEPTH} brack" in PAGE


def test_every_field_is_explained_in_a_sentence() -> None:
    assert [field.names.en[0] for field in FIELDS if not field.means.endswith(".")] == []

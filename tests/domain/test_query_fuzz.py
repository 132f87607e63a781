"""Laws of the query language: it never fails otherwise than it says, and never takes long."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arkiv.domain.query import MAX_LENGTH, QueryError, parse
from arkiv.domain.query_fields import FIELDS
from arkiv.domain.query_tree import And, Everything, Node, Not, Or

TODAY = date(2026, 11, 22)
SECONDS = 0.05

NAMES = [f"{name}:" for field in FIELDS for name in field.names]
PIECES = st.sampled_from(
    (
        *(
            "(",
            ")",
            '"',
            "“",
            "-",
            "*",
            ":",
            "OR ",
            "AND ",
            "NOT ",
            " ",
            ", ",
            ",",
            "..",
            "<",
            ">=",
        ),
        *("2027", "-13-45", "90d", "9999y", "1m", "Q1", "-90d", "31.02.2027", "0000", "next-"),
        *("NOK ", "kr ", "€", "1 234 567,50", "١٢", "٣d", "½", "\0", "\ud800", "\u00ad", "a", "ſ"),
        *("İ", "ı", "K", "1.2,3", "w", "ja", "#17", "neste måned", "31 december 2026", "KTR-2/1"),
    )
)
QUERIES = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(PIECES, st.sampled_from(NAMES)), max_size=14).map("".join),
)
DAYS = st.dates()


def took(text: str, today: date = TODAY) -> float:
    """CPU seconds; a query that is refused takes them too."""
    started = time.thread_time()
    try:
        parse(text, today)
    except QueryError as error:
        problem: QueryError | None = error
    else:
        problem = None
    seconds = time.thread_time() - started
    if problem is not None:
        assert 0 <= problem.position <= len(text)
        assert str(problem).endswith((".", "?"))
    return seconds


def meaning(text: str) -> Node | None:
    """None: it is refused."""
    try:
        return parse(text, TODAY).root
    except QueryError:
        return None


@given(QUERIES, DAYS)
@settings(max_examples=800, deadline=None)
def test_parsing_raises_nothing_but_its_own_error_and_is_quick(text: str, today: date) -> None:
    if took(text, today) > SECONDS:
        assert min(took(text, today) for _ in range(3)) < SECONDS


@given(QUERIES)
@settings(max_examples=200, deadline=None)
def test_what_is_read_is_a_value_and_keeps_its_text(text: str) -> None:
    if meaning(text) is None:
        return

    query = parse(text, TODAY)

    assert query.text == text
    assert hash(query) == hash(parse(text, TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500,
        ")" * 500,
        "-" * 500,
        '"' * 500,
        "a" * 500,
        "*" * 500,
        "," * 500,
        "type:" + "," * 490,
        "type:(" * 80,
        "value:" + "1 234 " * 80,
        "value:" + "1.234" * 90,
        "value:" + "1" * 490,
        "expires:" + "1" * 490,
        "expires:" + "." * 490,
        "expires:<" + "m" * 490,
        "a" * 490 + ":b",
        "a-" * 240 + ":b",
        "type:" + "e" * 490,
        "is:" + "trashd" * 80,
        "OR " * 166,
        "NOT " * 125,
        "- " * 250,
        "a:" * 250,
        "\u00ad" * 500,
        "1 000 " * 80,
        "31 " * 160,
    ],
)
def test_hostile_queries_are_read_at_once(text: str) -> None:
    assert len(text) <= MAX_LENGTH

    assert min(took(text) for _ in range(3)) < SECONDS


@given(QUERIES)
@settings(max_examples=200, deadline=None)
def test_not_not_is_nothing(text: str) -> None:
    if len(text) > 200 or meaning(f"({text})") is None:
        return

    assert meaning(f"--({text})") == meaning(f"({text})")


@given(QUERIES)
@settings(max_examples=200, deadline=None)
def test_brackets_around_everything_change_nothing(text: str) -> None:
    balanced = text.replace("(", "").replace(")", "").replace('"', "").replace("“", "") + " "
    if len(balanced) > 400 or meaning(balanced) is None:
        return

    assert meaning(f"({balanced})") == meaning(balanced)


@given(QUERIES)
@settings(max_examples=200, deadline=None)
def test_a_tree_has_no_empty_parts(text: str) -> None:
    def check(node: Node) -> None:
        if isinstance(node, Not):
            assert not isinstance(node.part, Everything)
            check(node.part)
        if isinstance(node, And | Or):
            assert len(node.parts) > 1
            for part in node.parts:
                assert not isinstance(part, Everything)
                check(part)

    if (root := meaning(text)) is not None:
        check(root)


@given(st.sampled_from(NAMES), st.integers(0, 40))
def test_every_name_of_a_field_answers_while_it_is_typed(name: str, length: int) -> None:
    assert meaning(f"lease {name[:length]}") is not None

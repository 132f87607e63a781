from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from arkiv.domain.query import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, Query, QueryError, parse
from arkiv.domain.query_tree import (
    AmountRange,
    And,
    Column,
    DateField,
    DateRange,
    Everything,
    Flag,
    Is,
    Node,
    Not,
    Numbered,
    Or,
    Phrase,
    Prefix,
    Presence,
    TextField,
    Value,
    Word,
)

TODAY = date(2026, 11, 22)
DUE_THEN = DateRange(DateField.DUE, date(2027, 1, 31), date(2027, 1, 31))
A, B, C = Word("a"), Word("b"), Word("c")


def root(text: str) -> Node:
    return parse(text, TODAY).root


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Everything()),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a OR b c", And((Or((A, B)), C))),
        ("(a b) OR c", Or((And((A, B)), C))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("--a", A),
        ("a -(b c)", And((A, Not(And((B, C)))))),
        ("a-b", Word("a-b")),
        ("a or b", And((A, Word("or"), B))),
        ('"a b"', Phrase("a b")),
        ("“a b”", Phrase("a b")),
        ("a*", Prefix("a")),
        ("title:a", Word("a", TextField.TITLE)),
        ('party:"a b"', Phrase("a b", TextField.PARTIES)),
        ("title:a*", Prefix("a", TextField.TITLE)),
        ("tag:Øst", Value(Column.TAG, ("Øst",))),
        ("tag:ø*", Value(Column.TAG, ("ø",), beginning=True)),
        ("type:lease", Value(Column.DOCUMENT_TYPE, ("lease",))),
        ("type:leas", Value(Column.DOCUMENT_TYPE, ("lease", "lease_equipment"))),
        ("is:trashed", Is(Flag.TRASHED)),
        ("has:expires", Presence("expiration_date", True)),
        ("missing:notice_period", Presence("notice_period", False)),
        ("missing:note", Presence("note", False)),
        ("type:lease,nda", Value(Column.DOCUMENT_TYPE, ("lease", "nda"))),
        ("tag:a,b", Value(Column.TAG, ("a", "b"))),
        ('tag:"a,b"', Value(Column.TAG, ("a,b",))),
        ('tag:"a b",c', Value(Column.TAG, ("a b", "c"))),
        ("-tag:a,b", Not(Value(Column.TAG, ("a", "b")))),
        ("tag:a, b", And((Value(Column.TAG, ("a",)), B))),
        (
            "type:(lease OR nda)",
            Or((Value(Column.DOCUMENT_TYPE, ("lease",)), Value(Column.DOCUMENT_TYPE, ("nda",)))),
        ),
        ("title:(a OR b)", Or((Word("a", TextField.TITLE), Word("b", TextField.TITLE)))),
        ("title:(a -b)", And((Word("a", TextField.TITLE), Not(Word("b", TextField.TITLE))))),
        ("title:(a tag:b)", And((Word("a", TextField.TITLE), Value(Column.TAG, ("b",))))),
        ("title:(a) b", And((Word("a", TextField.TITLE), B))),
        ("title:1 234 567,50 b", And((Word("1 234 567,50", TextField.TITLE), B))),
        ("title:1 234 5", Prefix("1 234 5", TextField.TITLE)),
        ("title:1,5", Word("1,5", TextField.TITLE)),
        ("id:17", Numbered((17,))),
        ("id:17,#18", Or((Numbered((17,)), Numbered((18,))))),
        ("reviewed:no", Not(Is(Flag.REVIEWED))),
        ("reviewed:ja", Is(Flag.REVIEWED)),
        ("signed:yes", Is(Flag.SIGNED)),
        ("is:signed", Is(Flag.SIGNED)),
        ("is:overdue", Is(Flag.OVERDUE)),
        ("overdue:no", Not(Is(Flag.OVERDUE))),
        ("due:overdue", Is(Flag.OVERDUE)),
        ("-due:overdue", Not(Is(Flag.OVERDUE))),
        ("overdue", Word("overdue")),
        ("due:over", Everything()),
        ("due:2027-01-31,overdue", Or((DUE_THEN, Is(Flag.OVERDUE)))),
        ("law:norge", Value(Column.GOVERNING_LAW, ("norge", "Norway"))),
        ("notice-period:x", Word("notice-period:x")),
        ("document-type:lease", Value(Column.DOCUMENT_TYPE, ("lease",))),
        ("http://x.no", Word("http://x.no")),
        ("kl 12:30", And((Word("kl"), Word("12:30")))),
        ("Re: a", And((Word("Re:"), A))),
    ],
)
def test_a_query_is_read_into_its_tree(text: str, expected: Node) -> None:
    assert root(text) == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a OR", "a"),
        ("OR a", "a"),
        ("a -", "a"),
        ("a (", "a"),
        ("(a b", "a b"),
        ("a )", "a"),
        ("a ()", "a"),
        ('"a b', '"a b"'),
        ('a "', "a"),
        ("a title:", "a"),
        ("a expires:", "a"),
        ("a expires:<", "a"),
        ("a expires:20", "a"),
        ("a expires:2027-", "a"),
        ("a expires:<9", "a"),
        ("a value:", "a"),
        ("a value:>", "a"),
        ("a value:1.", "a"),
        ("a value:>1mi", "a"),
        ("a value:N", "a"),
        ("a value:1 234 5", "a"),
        ("a value:>1m N", "a value:>1m"),
        ("a value:>1m NO", "a value:>1m"),
        ("a expires:31 de", "a"),
        ("a expires:31. december 20", "a"),
        ("a expires:dece", "a"),
        ("a expires:next-mo", "a"),
        ("a expires:2026..20", "a"),
        ("a expires:2027-q", "a"),
        ("a expires:<3mån", "a"),
        ("a utløper:ida", "a"),
        ("a reviewed:ne", "a"),
        ("a type:lease,", "a type:lease"),
        ("a type:(", "a"),
        ("a type:(lease OR", "a type:lease"),
        ("a id:", "a"),
        ("a is:tr", "a"),
        ("a has:val", "a"),
        ("a *", "a"),
    ],
)
def test_what_is_half_typed_is_understood_as_far_as_it_goes(text: str, meant: str) -> None:
    assert root(text) == root(meant)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("expires:2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("expires:2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("expires:2027-01-31", date(2027, 1, 31), date(2027, 1, 31)),
        ("expires:31.01.2027", date(2027, 1, 31), date(2027, 1, 31)),
        ("expires:<90d", TODAY, date(2027, 2, 20)),
        ("expires:>3m", date(2027, 2, 23), None),
        ("due:<30d", TODAY, date(2026, 12, 22)),
        ("due:2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("signed:<1y", date(2025, 11, 22), TODAY),
        ("signed:>1y", None, date(2025, 11, 21)),
        ("expires:<2027", None, date(2026, 12, 31)),
        ("expires:<=2027", None, date(2027, 12, 31)),
        ("expires:>2027", date(2028, 1, 1), None),
        ("expires:>=2027", date(2027, 1, 1), None),
        ("expires:2026..2027", date(2026, 1, 1), date(2027, 12, 31)),
        ("expires:..2027", None, date(2027, 12, 31)),
        ("expires:2027..", date(2027, 1, 1), None),
        ("expires:next-month", date(2026, 12, 1), date(2026, 12, 31)),
        ("expires:this-year", date(2026, 1, 1), date(2026, 12, 31)),
        ("expires:today", TODAY, TODAY),
        ("expires:31.1.27", date(2027, 1, 31), date(2027, 1, 31)),
        ("expires:31 december 2026", date(2026, 12, 31), date(2026, 12, 31)),
        ("utløper:31. desember 2026", date(2026, 12, 31), date(2026, 12, 31)),
        ("verloopt:maart-2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("expires:<=mars 2027", None, date(2027, 3, 31)),
        ('expires:"31 december 2026"', date(2026, 12, 31), date(2026, 12, 31)),
        ("expires:31-01-2027", date(2027, 1, 31), date(2027, 1, 31)),
        ("expires:01.2027", date(2027, 1, 1), date(2027, 1, 31)),
        ("expires:this-quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("expires:next-quarter", date(2027, 1, 1), date(2027, 3, 31)),
        ("signed:last-quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("expires:Q1-2027", date(2027, 1, 1), date(2027, 3, 31)),
        ("expires:2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("expires:q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("expires:2027Q1..2027Q2", date(2027, 1, 1), date(2027, 6, 30)),
        ("expires:<2q", TODAY, date(2027, 5, 22)),
        ("expires:>=3m", date(2027, 2, 22), None),
        ("expires:-90d..today", date(2026, 8, 24), TODAY),
        ("expires:>-90d", date(2026, 8, 25), None),
        ("expires:<3mnd", TODAY, date(2027, 2, 22)),
        ("expires:<1år", TODAY, date(2027, 11, 22)),
        ("expires:<2weken", TODAY, date(2026, 12, 6)),
        ('expires:"next month"', date(2026, 12, 1), date(2026, 12, 31)),
        ("utløper:neste-måned", date(2026, 12, 1), date(2026, 12, 31)),
        ("utloeper:neste_maaned", date(2026, 12, 1), date(2026, 12, 31)),
        ("verloopt:volgendemaand", date(2026, 12, 1), date(2026, 12, 31)),
        ("expires:9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_days_become_ranges_with_both_ends_included(
    text: str, first: date | None, last: date | None
) -> None:
    fields = {"signed": DateField.AGREEMENT_DATE, "due": DateField.DUE}
    field = fields.get(text.partition(":")[0], DateField.EXPIRES)

    assert root(text) == DateRange(field, first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("value:>1m", AmountRange(Decimal(10**6), None, low_included=False)),
        ("value:<=1,5m", AmountRange(None, Decimal(1500000))),
        ("value:>1m NOK", AmountRange(Decimal(10**6), None, False, currency="NOK")),
        ("value:NOK 100000..500000", AmountRange(Decimal(10**5), Decimal(500000), currency="NOK")),
        ("value:1.234.567,50", AmountRange(Decimal("1234567.5"), Decimal("1234567.5"))),
        ("value:1,234,567.50", AmountRange(Decimal("1234567.5"), Decimal("1234567.5"))),
        ("value:100.000", AmountRange(Decimal(10**5), Decimal(10**5))),
        ("value:EUR", AmountRange(None, None, currency="EUR")),
        ("value:>€1m", AmountRange(Decimal(10**6), None, False, currency="EUR")),
        ("value:€>1m", AmountRange(Decimal(10**6), None, False, currency="EUR")),
        ("value:>1 234 567,50", AmountRange(Decimal("1234567.5"), None, low_included=False)),
        ("value:100 000..500 000", AmountRange(Decimal(10**5), Decimal(500000))),
        ("verdi:>1,5mill NOK", AmountRange(Decimal(1500000), None, False, currency="NOK")),
        ("waarde:2mln", AmountRange(Decimal(2000000), Decimal(2000000))),
        ("value:5000,-", AmountRange(Decimal(5000), Decimal(5000))),
        ('value:">1m NOK"', AmountRange(Decimal(10**6), None, False, currency="NOK")),
    ],
)
def test_amounts_become_ranges(text: str, expected: AmountRange) -> None:
    assert root(text) == expected


def test_a_word_after_a_currency_is_not_its_amount() -> None:
    assert root("value:EUR 1* sla") == And(
        (AmountRange(None, None, currency="EUR"), Prefix("1"), Word("sla"))
    )


def test_a_crown_is_norwegian_swedish_or_danish() -> None:
    assert root("value:>1m kr") == Or(
        tuple(
            AmountRange(Decimal(10**6), None, low_included=False, currency=crown)
            for crown in ("NOK", "SEK", "DKK")
        )
    )


def test_a_word_after_an_amount_is_not_its_currency() -> None:
    assert root("value:>1m sla") == And(
        (AmountRange(Decimal(10**6), None, low_included=False), Word("sla"))
    )


@pytest.mark.parametrize(
    ("text", "position", "suggestion"),
    [
        ("a tittle:b", 2, "title:"),
        ("zzqq:b", 0, None),
        ("a type:leese", 7, "lease"),
        ("status:foo", 7, None),
        ("is:trahsed", 3, "trashed"),
        ("has:valeu", 4, "value"),
        ("expires:soon", 8, "<90d"),
        ("expires:2027-02-30", 8, "<90d"),
        ("value:much", 6, ">1m"),
        ("type:lease,leese", 11, "lease"),
        ("type:(lease OR leese)", 15, "lease"),
        ("reviewed:perhaps", 9, "yes"),
        ("id:x17", 3, None),
        ("utlopr:2027", 0, "utløper:"),
        ("(" * (MAX_DEPTH + 1), MAX_DEPTH, None),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH, None),
    ],
)
def test_an_error_names_the_place_and_what_was_meant(
    text: str, position: int, suggestion: str | None
) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text, TODAY)

    assert raised.value.position == position
    assert raised.value.suggestion == suggestion
    assert str(raised.value).endswith((".", "?"))


def test_terms_are_counted_up_to_the_limit() -> None:
    parse(" ".join(["a"] * MAX_TERMS), TODAY)

    with pytest.raises(QueryError):
        parse(" ".join(["a"] * (MAX_TERMS + 1)), TODAY)


def test_queries_are_values() -> None:
    assert hash(parse("a OR b", TODAY)) == hash(parse("a OR b", TODAY))
    assert parse("a", TODAY) == Query("a", A)
    assert parse("a", TODAY).text == "a"

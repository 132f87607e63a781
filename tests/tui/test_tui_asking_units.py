"""What stands behind the search field, without a screen."""

from __future__ import annotations

from datetime import date

import pytest

from arkiv.domain.query import QueryError, parse
from arkiv.domain.searching import Facet, FacetCount
from arkiv.labels import value_label
from arkiv.services.finding import Selection
from arkiv.services.ways_out import _with_a_word_less, without
from arkiv.tui.correcting import corrected, pointed
from arkiv.tui.inquiry import Whole
from arkiv.tui.ordering import in_order

TODAY = date(2026, 12, 1)


def order(facet: Facet, *values: str) -> list[str]:
    counts = [FacetCount(value, 9 - n) for n, value in enumerate(values)]
    return [count.value for count in in_order(facet, counts, TODAY)]


def test_years_and_amounts_stand_as_they_run_and_what_has_none_stands_last() -> None:
    assert order(Facet.SIGNED_YEAR, "2020", "", "2026", "2019") == ["2026", "2020", "2019", ""]
    assert order(Facet.EXPIRY_YEAR, "2025", "2030", "", "2026", "2020") == [
        "2026", "2030", "2025", "2020", "",
    ]  # fmt: skip
    bands = ("NOK 1m..10m", "EUR 0..10k", "NOK 0..10k", "NOK 10m..", "NOK 100k..1m")
    assert order(Facet.VALUE_BAND, *bands) == [
        "EUR 0..10k", "NOK 0..10k", "NOK 100k..1m", "NOK 1m..10m", "NOK 10m..",
    ]  # fmt: skip
    assert order(Facet.DUE, "365d", "90d", "overdue", "30d") == ["overdue", "30d", "90d", "365d"]
    assert order(Facet.TAG, "b", "a") == ["b", "a"]


def test_what_is_due_reads_in_days() -> None:
    assert value_label(Facet.DUE, "30d") == "next 30 days"
    assert value_label(Facet.DUE, "overdue") == "overdue"
    assert value_label(Facet.DUE, "7d") == "7d"


def test_a_band_reads_as_a_range() -> None:
    assert value_label(Facet.VALUE_BAND, "NOK 100k..1m") == "NOK 100k–1m"
    assert value_label(Facet.VALUE_BAND, "NOK 10m..") == "NOK 10m or more"


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("is:reviewd", "is:reviewed"),
        ("rent (is:reviewd OR tag:x)", "rent (is:reviewed OR tag:x)"),
        ("partie:nordlys rent", "parties:nordlys rent"),
        ('status:"expierd" rent', None),
    ],
)
def test_a_query_is_mended_where_it_is_wrong(typed: str, better: str | None) -> None:
    with pytest.raises(QueryError) as refused:
        parse(typed, TODAY)

    mended = corrected(typed, refused.value, TODAY)

    if better is not None:
        assert mended == better
    if mended is not None:
        parse(mended, TODAY)


def test_a_sentence_stands_at_its_mark_wherever_there_is_room() -> None:
    assert pointed("wrong", 5, 40) == "     ▲ wrong"
    assert pointed("wrong", 30, 35) == " " * 24 + "wrong ▲"
    assert pointed("quite wrong", 6, 14) == "      ▲\nquite wrong"


def test_values_are_offered_by_any_of_their_words() -> None:
    counts = (FacetCount("Øst Eiendom AS", 3), FacetCount("Vest Eiendom AS", 1), FacetCount("", 9))
    whole = Whole(9, {Facet.COUNTERPARTY: counts})

    assert whole.values(Facet.COUNTERPARTY, "eie") == ["Øst Eiendom AS", "Vest Eiendom AS"]
    assert whole.values(Facet.COUNTERPARTY, "ves") == ["Vest Eiendom AS"]
    assert whole.values(Facet.TAG, "x") == []


def test_a_row_of_words_is_tried_with_one_less() -> None:
    assert list(_with_a_word_less('tag:x "two words"')) == ['"two words"', "tag:x"]
    assert list(_with_a_word_less("one")) == []
    assert list(_with_a_word_less("a OR b")) == []


def test_a_filter_is_dropped_from_either_side() -> None:
    both = Selection({Facet.TAG: frozenset({"a", "b"})}, {Facet.STATUS: frozenset({"ended"})})

    assert without(both, Facet.TAG, "a").include == {Facet.TAG: frozenset({"b"})}
    assert without(both, Facet.STATUS, "ended").exclude == {}

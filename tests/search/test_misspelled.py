"""What may have been meant: near words for those that no contract has."""

from __future__ import annotations

import random
import time

import pytest

from arkiv.domain.facts import Facts
from arkiv.domain.index_port import Index
from arkiv.domain.query import parse
from arkiv.domain.query_tree import TextField
from arkiv.domain.values import Party
from arkiv.errors import Cancelled
from arkiv.search.misspelled import Neighbours
from fakes.library import TODAY, Library
from fakes.words import FakeWords
from search.test_index_port import Make, fed, library, make

__all__ = ["library", "make"]

_SECONDS = 0.03


@pytest.fixture
def index(make: Make, library: Library) -> Index:
    party = Party("Nordlys Drift AS", "supplier", None)
    library.put(
        1, "Leieavtale for lokaler i Oslo, årsleie NOK 12 000", facts=Facts(parties=(party,))
    )
    library.put(2, "Rammeavtale om levering", "levering levering", title="Rammeavtale")
    library.put(3, "Leveranse og levering, løpende husleie", notes=("ring Gundersen",))
    return fed(make(library), library)


def meant(index: Index, text: str) -> tuple[str, ...]:
    return index.suggest(parse(text, TODAY), TODAY)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rammeavtlae", "rammeavtale"),
        ("Ramavtale", "rammeavtale"),
        ("lokaker oslo", "lokaler oslo"),
        ("lokaker olso", "lokaler oslo"),
        ("årslleie", "arsleie"),
        ("nordlis", "nordlys"),
        ("party:nordlis OR party:drfit", "party:nordlys OR party:drift"),
        ('"leveransse og levering"', '"leveranse og levering"'),
        ("(lokaker OR levrring) -husleie", "(lokaler OR levering) -husleie"),
        ("title:ramemavtale", "title:rammeavtale"),
        ("note:gunderson", "note:gundersen"),
    ],
)
def test_a_near_word_stands_in_the_place_of_an_unknown_one(
    index: Index, typed: str, first: str
) -> None:
    assert meant(index, typed)[:1] == (first,)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "oslo husleie",
        "leieavtalen",
        "avtaler",
        "lokalr",
        "osl",
        "-olso",
        "olso*",
        "zebra",
        "12 001",
        "lokaker type:nda",
        "gundersin",
        "title:olso",
    ],
)
def test_nothing_is_offered_for_what_is_known_short_left_out_or_near_to_nothing(
    index: Index, typed: str
) -> None:
    assert meant(index, typed) == ()


def test_at_most_three_are_offered_nearest_first_and_each_finds_something(
    make: Make, library: Library
) -> None:
    library.put(1, "pumpe pumpa pumps kumper rumpe pump pumpes")
    library.put(2, "pumps pumps")
    library.put(3, "pumper", trashed=True)
    index = fed(make(library), library)

    assert meant(index, "pumpx") == ("pumps", "pump", "pumpa")
    assert meant(index, "tumpe") == ("pumpe", "rumpe")


def test_what_was_just_filed_is_offered(make: Make, library: Library) -> None:
    library.put(1, "lease")
    index = fed(make(library), library)
    assert meant(index, "franchice") == ()

    library.put(2, "franchise")
    fed(index, library)

    assert meant(index, "franchice") == ("franchise",)


def test_nobody_waits_for_an_offer_that_is_not_wanted_any_more(index: Index) -> None:
    with pytest.raises(Cancelled):
        index.suggest(parse("lokaker", TODAY), TODAY, lambda: True)


def test_the_nearest_of_many_words_are_found_at_once() -> None:
    chance = random.Random(1)
    letters = "etaoinsrhldkmgp"
    words = {"".join(chance.choices(letters, k=chance.randint(3, 16))) for _ in range(60_000)}
    fields = {field: FakeWords([words, ["oppsigelsesfrist"]]) for field in TextField}
    neighbours = Neighbours(fields)
    neighbours.near("oppsigelsefrist", None)

    started = time.process_time()
    near = neighbours.near("oppsiglesesfrist", None)

    assert near == ["oppsigelsesfrist"]
    assert time.process_time() - started < _SECONDS

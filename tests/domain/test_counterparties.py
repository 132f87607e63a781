"""One party is known again across contracts, by its number and else by its name."""

from __future__ import annotations

import pytest

from arkiv.domain.counterparties import counterparties, name_key, one_spelling, party_keys
from arkiv.domain.values import Party


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nord AS", "NORD A/S"),
        ("Nord B.V.", "Nord BV"),
        ("Nord, Inc.", "Nord Incorporated"),
        ("Nord Company Limited", "Nord Co. Ltd."),
        ("Hansen & Sønn AS", "Hansen og Sønn AS"),
        ("Jansen en Zonen", "Jansen & Zonen"),
        ("O’Neill  AS", "O'Neill AS"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("other", ["Nord ANS", "Nord Holding AS", "Nordlys AS", "Nord"])
def test_other_names_and_other_forms_are_others(other: str) -> None:
    assert name_key("Nord AS") != name_key(other)


def test_the_number_tells_before_the_name() -> None:
    old, new = Party("Nord AS", None, "923 609 016"), Party("Nordlys AS", None, "923609016")
    namesake = Party("Nord AS", None, "999999190")

    keys = party_keys([old, new, namesake])

    assert keys[old] == keys[new] != keys[namesake]


def test_a_name_without_a_number_goes_with_the_only_number_of_that_name() -> None:
    numbered, bare = Party("Nord AS", None, "923609016"), Party("NORD A/S", "leier")

    keys = party_keys([numbered, bare])

    assert keys[numbered] == keys[bare]


def test_a_name_with_two_numbers_stays_by_itself() -> None:
    parties = [Party("Nord AS", None, "1"), Party("Nord AS", None, "2"), Party("Nord AS")]

    assert len(set(party_keys(parties).values())) == 3


def test_our_own_side_is_known_in_another_spelling() -> None:
    us, them = Party("NORD A/S"), Party("Sør AS")

    assert counterparties([us, them], ["Nord AS"], []) == (them,)
    assert counterparties([Party("X", None, "923 609 016"), them], [], ["923609016"]) == (them,)
    assert counterparties([us], ["Nord AS"], []) == (us,)


def test_the_commonest_spelling_stands_for_all() -> None:
    parties = [Party("Nord AS"), Party("NORD A/S"), Party("Nord AS"), Party("Sør AS")]

    assert one_spelling(parties) == {
        "Nord AS": "Nord AS",
        "NORD A/S": "Nord AS",
        "Sør AS": "Sør AS",
    }


def test_a_name_of_two_parties_stands_for_neither() -> None:
    assert one_spelling([Party("Nord AS", None, "1"), Party("Nord AS", None, "2")]) == {}

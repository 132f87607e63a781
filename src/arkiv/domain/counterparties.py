"""Which parties are the same across contracts, and which of a contract are the other side."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from arkiv.domain.values import Party

__all__ = ["counterparties", "name_key", "number_key", "one_spelling", "party_keys"]


def counterparties(
    parties: Iterable[Party], own_names: Iterable[str], own_org_numbers: Iterable[str]
) -> tuple[Party, ...]:
    """The parties that are not our own side, in order.

    All of them while no own name or number is set, and where every party is our own side: a
    contract inside the house still has two ends.
    """
    everybody = tuple(parties)
    names = {name_key(name) for name in own_names}
    numbers = {number_key(number) for number in own_org_numbers}
    others = tuple(
        party
        for party in everybody
        if name_key(party.name) not in names
        and (party.org_number is None or number_key(party.org_number) not in numbers)
    )
    return others or everybody


def party_keys(parties: Iterable[Party]) -> dict[Party, str]:
    """A key for each party, the same for all spellings of one.

    Parties with an organisation number are told apart by it. One without a number goes with those
    of its name when they all have the same number, else it goes by its name.
    """
    everybody = set(parties)
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for party in everybody:
        if party.org_number:
            numbers[name_key(party.name)].add(number_key(party.org_number))
    return {party: _key(party, numbers) for party in everybody}


def one_spelling(parties: Iterable[Party]) -> dict[str, str]:
    """For each name the commonest spelling of that party, where the name means one party only.

    The parties come as often as they occur; of equally common spellings it is the first by name.
    """
    counts = Counter(parties)
    keys = party_keys(counts)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for party, count in counts.items():
        names[keys[party]][party.name] += count
        meant[party.name].add(keys[party])
    common = {
        key: min(spelled, key=lambda name: (-spelled[name], name)) for key, spelled in names.items()
    }
    return {name: common[next(iter(of))] for name, of in meant.items() if len(of) == 1}


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """The same for spellings of one name: case, dots, commas, quotes, and how its form is written.

    The legal form itself stays: Nord AS and Nord ANS are two.
    """
    folded = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    plain = re.sub(r"[.’'\"“”«»]", "", re.sub(r"[,;()]", " ", folded))
    words = re.sub(r"\ba\s?/\s?s\b", "as", plain).split()
    return " ".join(_FORMS.get(word, word) for word in words)


def number_key(number: str) -> str:
    """The digits and letters of an organisation number."""
    return "".join(character for character in number if character.isalnum()).upper()


def _key(party: Party, numbers: dict[str, set[str]]) -> str:
    if party.org_number:
        return f"no {number_key(party.org_number)}"
    name = name_key(party.name)
    known = numbers.get(name, set())
    return f"no {next(iter(known))}" if len(known) == 1 else name


_FORMS = {
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "og": "and",
    "och": "and",
    "und": "and",
    "en": "and",
    "aktieselskab": "as",
    "aksjeselskap": "as",
    "aktiebolag": "ab",
}
"""Words of names that are written out or shortened as one likes, and joining words."""

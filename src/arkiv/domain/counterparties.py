"""Which parties of a contract are the other side."""

from __future__ import annotations

from collections.abc import Iterable

from arkiv.domain.values import Party

__all__ = ["counterparties"]


def counterparties(
    parties: Iterable[Party], own_names: Iterable[str], own_org_numbers: Iterable[str]
) -> tuple[Party, ...]:
    """The parties that are not our own side, in order.

    All of them while no own name or number is set, and where every party is our own side: a
    contract inside the house still has two ends.
    """
    everybody = tuple(parties)
    names = {_spelled(name) for name in own_names}
    numbers = {_digits(number) for number in own_org_numbers}
    others = tuple(
        party
        for party in everybody
        if _spelled(party.name) not in names
        and (party.org_number is None or _digits(party.org_number) not in numbers)
    )
    return others or everybody


def _spelled(name: str) -> str:
    return " ".join(name.casefold().replace(".", "").replace(",", " ").split())


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isalnum())

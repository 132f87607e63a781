"""The parties of small invented contracts, one for each way of naming them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import shown_facts
from arkiv.extract.pipeline import extract

_FILE = Path(__file__).with_name("openings.toml")


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a contract and who its parties are."""

    id: str
    language: str
    text: str
    parties: tuple[str, ...]


def _openings() -> list[Opening]:
    spelled = tomllib.loads(_FILE.read_text(encoding="utf-8"))["contract"]
    return [
        Opening(each["id"], each["language"], each["text"].strip(), tuple(each["parties"]))
        for each in spelled
    ]


@pytest.mark.parametrize("opening", _openings(), ids=lambda opening: opening.id)
def test_parties_of_an_opening(opening: Opening) -> None:
    reading = Reading((Page(1, opening.text),), 1)

    facts = shown_facts(extract(reading, "contract.pdf").findings)

    assert facts.language == opening.language
    assert tuple(party.name for party in facts.parties) == opening.parties

"""The titles of small invented title pages, one for each way of setting them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import shown_facts
from arkiv.extract.pipeline import extract

_FILE = Path(__file__).with_name("titles.toml")


def _pages() -> list[tuple[str, str]]:
    spelled = tomllib.loads(_FILE.read_text(encoding="utf-8"))["page"]
    return [(each["text"].strip(), each["title"]) for each in spelled]


@pytest.mark.parametrize(("text", "title"), _pages(), ids=[title for _, title in _pages()])
def test_title_of_a_page(text: str, title: str) -> None:
    reading = Reading((Page(1, text),), 1)

    facts = shown_facts(extract(reading, "contract.pdf").findings)

    assert facts.title == title

"""The documents name what there is: every command, facet, order and fault, and no dead link."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from arkiv.cli.main import cli
from arkiv.domain.faults import FaultCode
from arkiv.domain.searching import Facet, SortKey

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")


def test_every_command_has_its_place_and_an_example() -> None:
    for name in cli.list_commands(click.Context(cli)):
        assert f"**`arkiv {name}" in COMMANDS_PAGE
        assert re.search(rf"^(.*\| )?arkiv (--root \S+ )?{name}\b", COMMANDS_PAGE, re.MULTILINE)


@pytest.mark.parametrize("names", [Facet, SortKey, FaultCode])
def test_every_name_that_is_promised_is_written_down(
    names: type[Facet] | type[SortKey] | type[FaultCode],
) -> None:
    assert [str(name) for name in names if f"`{name}`" not in COMMANDS_PAGE] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8"))
    inside = [target for target in targets if not target.startswith("https://")]

    assert [target for target in inside if not (document.parent / target).exists()] == []


def test_the_architecture_names_only_modules_there_are() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", page)

    found = [n for n in named if (ROOT / n).exists() or (ROOT / "src" / "arkiv" / n).exists()]

    assert len(named) > 20
    assert found == named

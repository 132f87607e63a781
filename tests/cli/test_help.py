"""The command line explains itself, and does so without loading what it does not need."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from arkiv.cli.main import cli, run
from arkiv.domain.searching import Facet, SortKey

COMMANDS = [
    *("init", "demo", "status", "ingest", "watch", "retry", "unlock", "extract"),
    *("search", "show", "original", "deadlines", "attention", "review"),
    *("confirm", "correct", "reject"),
    *("tag", "untag", "retag", "note", "notes", "trash", "untrash", "purge", "history"),
    *("audit", "reindex", "verify", "backup", "restore"),
]
HEAVY = {"textual", "rich", "whoosh", "pypdf", "pypdfium2", "numpy", "docx", "apsw", "watchdog"}


COMMANDS_PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def every_command() -> dict[str, click.Command]:
    """With those of groups, as ``deadline done``; a group has no options of its own."""
    found: dict[str, click.Command] = {}
    for name in cli.list_commands(click.Context(cli)):
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": each for sub, each in command.commands.items()}
        else:
            found[name] = command
    return found


def imported_by(*command_lines: list[str]) -> set[str]:
    """The top-level packages that are loaded after `arkiv` ran with these, one after the other."""
    code = "import sys; from arkiv.cli.main import run; [run(a.split()) for a in sys.argv[1:]]"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; print(*sys.modules)", *map(" ".join, command_lines)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_every_promised_command_is_there() -> None:
    assert set(COMMANDS) <= set(cli.list_commands(click.Context(cli)))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command_shows_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0

    text = capsys.readouterr().out
    assert re.search(rf"Examples?:\n(  .*\n)*  .*arkiv .*{name}", text)


def test_help_lists_every_command_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0

    text = capsys.readouterr().out
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z]", text, re.MULTILINE)


@pytest.mark.parametrize(("name", "command"), every_command().items())
def test_the_page_of_commands_has_it_with_every_option(name: str, command: click.Command) -> None:
    page = COMMANDS_PAGE.read_text(encoding="utf-8")
    group, _space, sub = name.partition(" ")
    sub = "" if name == "notes list" else sub  # which is typed as `arkiv notes ID`

    assert re.search(rf"`arkiv {group} [a-z|]*\b{sub}\b" if sub else rf"`arkiv {group}\b", page)
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            (long,) = [word for word in option.opts if word.startswith("--")]
            assert re.search(rf"{long}(?![a-z-])", page), long


def test_help_loads_none_of_the_heavy_libraries() -> None:
    every_help = [["--help"], *([name, "--help"] for name in COMMANDS)]

    loaded = imported_by(*every_help)

    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_without_a_command_and_a_terminal_it_prints_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([]) == 0

    assert "Usage: arkiv" in capsys.readouterr().out


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0

    assert re.fullmatch(r"arkiv \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_mistyped_command_is_a_usage_error_with_a_suggestion(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["serch"]) == 2

    assert "search" in capsys.readouterr().err


def test_an_unknown_facet_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "--facet", "colour=red"]) == 2

    said = capsys.readouterr().err
    assert all(facet in said for facet in Facet)


def test_an_unknown_order_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "--sort", "colour"]) == 2

    said = capsys.readouterr().err
    assert all(key in said for key in SortKey)


@pytest.mark.parametrize("typed", ["0", "-1", "abc", "#", "1.5", "9" * 40, "１"])
def test_what_is_no_id_is_a_usage_error(typed: str) -> None:
    assert run(["show", "--", typed]) == 2


def test_a_completion_script_is_printed_for_bash() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from arkiv.__main__ import main; main()"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"_ARKIV_COMPLETE": "zsh_source"},
    )

    assert "_ARKIV_COMPLETE" in done.stdout

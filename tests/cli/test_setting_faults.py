"""A fault in arkiv.toml stops what needs the setting, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.workspaces import Shell

FILE = "archive/settings/arkiv.toml"
LEADS = '[lead_times.type]\nleese = "6m"\n'
CYCLES = '[review_cycle]\ndefault = "soon"\n'
NO_TOML = "[own_side\n"
WHERE = {
    LEADS: f"{FILE}, lead_times.type.leese: ",
    CYCLES: f"{FILE}, review_cycle.default: “soon” ",
    NO_TOML: f"{FILE}: Expected ",
}
EVERY_DAY = (
    ("search", "leie"),
    ("search", "leie", "--json"),
    ("show", "2"),
    ("status",),
    ("verify",),
    ("tag", "2", "rent"),
    ("history",),
    ("export", "list.csv", "--columns", "id,title", "--replace"),
)


@pytest.fixture
def shell(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    return shell


def settings(shell: Shell, text: str) -> None:
    (shell.root / "archive" / "settings").mkdir(exist_ok=True)
    (shell.root / FILE).write_text(text, "utf-8")


@pytest.mark.parametrize("text", WHERE)
@pytest.mark.parametrize("command", EVERY_DAY, ids=" ".join)
def test_a_command_that_needs_no_such_setting_goes_on_and_says_one_line(
    shell: Shell, command: tuple[str, ...], text: str
) -> None:
    said = shell(*command)
    before = shell.err.splitlines()
    settings(shell, text)

    assert bool(shell(*command)) == bool(said)

    (line,) = [line for line in shell.err.splitlines() if FILE in line]
    assert line.startswith(WHERE[text])
    assert "Until it is mended" in line
    assert len(shell.err.splitlines()) <= len(before) + 1


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (LEADS, ("attention",)),
        (LEADS, ("export", "due.ics", "--within", "9y")),
        (CYCLES, ("attention",)),
        (CYCLES, ("deadlines",)),
        (CYCLES, ("deadlines", "--json")),
        (CYCLES, ("export", "due.ics")),
        (CYCLES, ("export", "list.csv", "--columns", "id,next_due")),
        (CYCLES, ("search", "due:<90d")),
        (CYCLES, ("search", "leie -is:overdue")),
        (CYCLES, ("search", "--facet", "due!=overdue")),
        (CYCLES, ("search", "--sort", "due")),
        (NO_TOML, ("deadlines",)),
        (NO_TOML, ("attention",)),
    ],
)
def test_a_command_that_needs_the_setting_refuses_and_names_file_and_key(
    shell: Shell, text: str, command: tuple[str, ...]
) -> None:
    shell("deadline", "add", "2", "Call the landlord", "--on", "2030-01-31")
    settings(shell, text)

    assert shell(*command, code=2) == ""

    (line,) = shell.err.splitlines()
    assert line.startswith(WHERE[text])
    assert not Path("due.ics").exists() and not Path("list.csv").exists()


def test_without_lead_times_the_dates_are_told_and_when_they_are_announced_is_not(
    shell: Shell,
) -> None:
    shell("deadline", "add", "2", "Call the landlord", "--on", "2026-12-31")
    before = shell.json("deadlines")["deadlines"]
    settings(shell, LEADS)

    after = shell.json("deadlines")["deadlines"]

    assert [each["date"] for each in after] == [each["date"] for each in before]
    assert all(each["remind_on"] for each in before)
    assert [each["remind_on"] for each in after] == [None] * len(before)


def test_without_the_review_cycle_no_next_review_is_made_up(shell: Shell) -> None:
    settings(shell, '[review_cycle]\ndefault = "1y"\n')
    shell("review", "2")
    assert shell.json("show", "2")["next_review"] is not None
    assert "due" in shell.json("search", "leie")["facets"]

    settings(shell, CYCLES)

    shown = shell.json("show", "2")
    assert shown["next_review"] is None
    assert shown["warnings"][-1].startswith(WHERE[CYCLES])
    assert "due" not in shell.json("search", "leie")["facets"]
    assert "next review is due" not in shell("review", "2") + shell.err
    assert shell.json("status")["setting_faults"] == [shown["warnings"][-1]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[lead_time]\ndefault = "6m"\n', f"{FILE}: lead_time is not known"),
        ('[own_side]\nname = ["Tallbrua"]\n', f"{FILE}: own_side.name is not known"),
        ('[own_side]\nnames = "Tallbrua"\n', f"{FILE}: own_side.names should be a list"),
        ('own_side = "Tallbrua"\n', f"{FILE}: own_side should be a table"),
        ('lead_times = "6m"\n', f"{FILE}: lead_times should be a table"),
    ],
)
def test_what_does_not_count_is_said(shell: Shell, text: str, words: str) -> None:
    settings(shell, text)

    shell("search", "leie")

    assert words in shell.err


def test_settings_that_can_be_read_are_not_talked_of(shell: Shell) -> None:
    settings(
        shell,
        'theme = "arkiv-light"\n[own_side]\nnames = ["A"]\norg_numbers = [923609016, "1"]\n'
        '[lead_times]\ndefault = "60d"\n[review_cycle.type]\nlease = "1y"\n',
    )

    shell("search", "leie")

    assert FILE not in shell.err
    assert shell.json("status")["setting_faults"] == []

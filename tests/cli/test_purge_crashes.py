"""A purge that is killed is finished by the next command, wherever it was; others go on."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from arkiv.bootstrap import Archive, open_archive
from arkiv.domain.attention_items import Attention
from arkiv.domain.identity import ContractId
from arkiv.intake.locks import take_lock
from arkiv.workspace import Workspace
from cli.forbidden import SECRET, STEPS, TITLE, file_forbidden, holding, others
from cli.workspaces import Shell, watching

TODAY = date(2026, 12, 1)
KILLED = """
import os, signal, sys
from arkiv.bootstrap import open_archive
from arkiv.workspace import Workspace
from pathlib import Path

root, number, title, step = sys.argv[1:]
stop = lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == step else None
with open_archive(Workspace(Path(root)), actor="kari", checkpoint=stop) as archive:
    archive.purging.purge(int(number), title)
"""


@pytest.fixture
def secret(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    monkeypatch.setenv("LANGUAGE", "en")
    return file_forbidden(shell, tmp_path / "outside")


def killed(root: Path, contract: str, step: str) -> int:
    arguments = [str(root), contract, TITLE, step]
    return subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False).returncode


@pytest.mark.parametrize("steps", [*[(step,) for step in STEPS], STEPS], ids=str)
def test_what_a_kill_leaves_the_next_start_finishes(
    shell: Shell, secret: str, steps: tuple[str, ...]
) -> None:
    before = others(shell)
    for step in steps:  # the second and later ones in what the start before had to finish
        assert killed(shell.root, secret, step) == -signal.SIGKILL

    shell("status")

    assert holding(shell.root) == []
    shell("show", secret, code=1)
    assert "by kari" in shell.err
    assert others(shell) == before
    assert shell.json("verify")["damages"] == []
    with open_archive(Workspace(shell.root)) as again:
        assert again.record.purges.asked() == ()
    kinds = [event["kind"] for event in shell.json("history", secret)["events"]]
    assert kinds.count("purged") == 1


def test_a_start_leaves_a_purge_to_the_process_that_is_at_it(shell: Shell, secret: str) -> None:
    assert killed(shell.root, secret, "purge asked") == -signal.SIGKILL

    with take_lock(shell.root / "archive"):
        assert shell.json("show", secret)["title"] == TITLE

    shell("show", secret, code=1)


@pytest.fixture
def watcher(shell: Shell) -> Iterator[subprocess.Popen[str]]:
    with watching(shell.root) as process:
        yield process


def test_a_watcher_goes_on_and_brings_nothing_back(
    shell: Shell, secret: str, watcher: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert watcher.stdout is not None

    shell("purge", secret, "--title", TITLE)

    assert holding(shell.root) == []
    other = tmp_path / "outside" / "other.docx"
    other.write_bytes((tmp_path / "outside" / f"{SECRET}.docx").read_bytes())
    other.rename(shell.root / "inbox" / "other.docx")
    again = int(secret) + 1
    assert watcher.stdout.readline() == f"filed #{again}  other.docx\n"
    assert watcher.stdout.readline() == f"read #{again}  other.docx\n"
    watcher.send_signal(signal.SIGTERM)
    assert watcher.wait(60) == 0
    assert shell.json("show", str(again))["tags"] == []
    shell("purge", str(again), "--title", TITLE)
    assert holding(shell.root) == []


def test_an_archive_that_was_open_brings_nothing_back_when_it_closes(
    shell: Shell, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arkiv.search.rowstore._WORTH_KEEPING", 1)
    number = ContractId(int(secret))
    with open_archive(Workspace(shell.root)) as open_one, open_archive(Workspace(shell.root)) as b:
        assert open_one.finder.search(SECRET, TODAY).total == 1
        assert b.finder.search(SECRET, TODAY).total == 1
        assert all(number in contracts for contracts in told(open_one))
        shell("purge", secret, "--title", TITLE)
        assert open_one.finder.search(SECRET, TODAY).total == 0
        assert open_one.finder.preview(number, SECRET, TODAY) is None
        assert not any(number in contracts for contracts in told(open_one))

    assert holding(shell.root) == []


def told(archive: Archive) -> tuple[set[ContractId], set[ContractId]]:
    """The contracts that have dates, and those that need a human."""
    due = {each.summary.id for each in archive.agenda.every(TODAY, date(2030, 1, 1))}
    return due, {
        item.contract.id for item in archive.attention.items(TODAY) if isinstance(item, Attention)
    }

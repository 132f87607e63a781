"""`arkiv watch` and `arkiv demo` as processes: what they print, and how they end."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from arkiv.cli.main import run
from cli.workspaces import LEASE, Shell, watching

LONGEST_SECONDS = 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert run(["init", str(tmp_path / "w")]) == 0
    return tmp_path / "w"


@pytest.fixture
def watcher(root: Path) -> Iterator[subprocess.Popen[str]]:
    with watching(root) as process:
        yield process


def test_a_dropped_file_is_one_line_filed_and_one_line_read(
    root: Path, watcher: subprocess.Popen[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert watcher.stdout is not None
    (root / "inbox" / "lease.pdf").write_bytes(LEASE)

    assert watcher.stdout.readline() == "filed #1  lease.pdf\n"
    assert watcher.stdout.readline() == "read #1  lease.pdf\n"
    status = Shell(root, capsys).json("status")
    assert status["watcher"]["pid"] == watcher.pid


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(watcher: subprocess.Popen[str], number: int) -> None:
    watcher.send_signal(number)

    assert watcher.wait(LONGEST_SECONDS) == 0


def test_it_ends_with_its_parent(watcher: subprocess.Popen[str]) -> None:
    assert watcher.stdin is not None

    watcher.stdin.close()

    assert watcher.wait(LONGEST_SECONDS) == 0


def test_it_ends_when_nobody_reads_what_it_prints(
    root: Path, watcher: subprocess.Popen[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert watcher.stdout is not None
    watcher.stdout.close()
    (root / "inbox" / "lease.pdf").write_bytes(LEASE)

    assert watcher.wait(LONGEST_SECONDS) == 0

    assert Shell(root, capsys).json("status")["inbox"]["faults"] == []


def test_a_second_watcher_is_told_of_the_first(
    root: Path, watcher: subprocess.Popen[str], capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(root, capsys)

    shell("watch", code=5)

    assert str(watcher.pid) in shell.err


def test_it_ends_when_its_parent_is_killed(root: Path) -> None:
    child = [sys.executable, "-m", "arkiv", "--root", str(root), "watch", "--with-parent"]
    code = (
        "import subprocess, sys, time\n"
        "p = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)\n"
        "p.stdout.readline(); print(p.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, *child], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()

    deadline = time.monotonic() + LONGEST_SECONDS
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _runs(pid)


def test_the_demo_files_every_sample_and_again_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "demo"
    shell = Shell(root, capsys)

    shown = shell("demo")
    before = shell.json("status")["documents"], shell.json("verify")["head"]
    shell("demo")

    assert before[0]["total"] >= 12
    assert (shell.json("status")["documents"], shell.json("verify")["head"]) == before
    assert "$ arkiv search" in shown
    assert "scan" in shown.lower()
    assert "damaged" in shown


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"

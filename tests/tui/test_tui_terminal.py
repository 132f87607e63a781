"""The whole thing in a real terminal, with real processes."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from arkiv.processes import ProcessId, is_alive
from arkiv.tui.watching import ChildWatcher
from tui.stage import small_archive

TMUX = shutil.which("tmux")


class Terminal:
    """A tmux server of its own with one window."""

    def __init__(self, folder: Path, command: list[str], columns: int, lines: int) -> None:
        self._socket = str(folder / "tmux.sock")
        environment = {**os.environ, "TERM": "screen-256color", "ARKIV_TODAY": "2026-12-01"}
        self._run(
            "-f", "/dev/null", "new-session", "-d", "-s", "arkiv",
            "-x", str(columns), "-y", str(lines), *command,
            environment=environment,
        )  # fmt: skip

    def _run(self, *arguments: str, environment: dict[str, str] | None = None) -> str:
        assert TMUX is not None
        command = [TMUX, "-u", "-S", self._socket, *arguments]
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        return done.stdout.decode()

    def press(self, *keys: str) -> None:
        self._run("send-keys", "-t", "arkiv", *keys)

    def resize(self, columns: int, lines: int) -> None:
        self._run("resize-window", "-t", "arkiv", "-x", str(columns), "-y", str(lines))

    def text(self) -> str:
        return self._run("capture-pane", "-p", "-t", "arkiv")

    def wait_for(self, words: str, seconds: float = 40) -> str:
        end = time.monotonic() + seconds
        while words not in (text := self.text()):
            assert time.monotonic() < end, text
            time.sleep(0.1)
        return text

    def runs(self) -> bool:
        return bool(self._run("list-panes", "-t", "arkiv"))

    def close(self) -> None:
        self._run("kill-server")


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    with small_archive(tmp_path / "ws") as archive:
        yield archive.workspace.root


@pytest.mark.skipif(TMUX is None, reason="needs tmux (apt-get install tmux)")
def test_search_open_resize_and_quit_in_tmux(tmp_path: Path, root: Path) -> None:
    program = "from arkiv.__main__ import main; main()"
    command = [sys.executable, "-c", program, "--root", str(root)]
    terminal = Terminal(tmp_path, command, 80, 24)
    try:
        terminal.wait_for("Leieavtale Kaigata 12")
        terminal.press("oppsigelse skal")
        terminal.wait_for("Results 1 ")
        terminal.press("Enter")
        terminal.wait_for("7.1 Oppsigelse")
        terminal.resize(120, 40)
        terminal.press("Escape")
        terminal.wait_for("─ Facets ─")
        terminal.press("6")
        terminal.wait_for("Incoming")
        terminal.wait_for("● watching")
        terminal.press("q")
        end = time.monotonic() + 20
        while terminal.runs() and time.monotonic() < end:
            time.sleep(0.1)
        assert not terminal.runs()
    finally:
        terminal.close()


def test_it_ends_when_the_terminal_is_gone_and_no_signal_came(root: Path) -> None:
    program = "from arkiv.__main__ import main; main()"
    leader, follower = pty.openpty()
    with subprocess.Popen(  # in no session of the terminal's: nobody sends it a signal
        [sys.executable, "-c", program, "--root", str(root)],
        stdin=follower, stdout=follower, stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", "ARKIV_TODAY": "2026-12-01"},
    ) as process:  # fmt: skip
        os.close(follower)
        shown = b""
        while b"Leieavtale" not in shown:
            shown += os.read(leader, 65_536)
        os.close(leader)
        try:
            assert process.wait(timeout=20) == 128 + signal.SIGHUP
        finally:
            process.kill()


def test_the_watcher_of_the_terminal_ends_with_it(root: Path) -> None:
    child = ChildWatcher(root)
    child.keep(watcher_alive=False)
    assert child._child is not None
    process = ProcessId(child._child.pid, _started(child._child.pid))
    assert is_alive(process)

    child.keep(watcher_alive=False)  # harmless: one is enough
    assert child._child.pid == process.pid
    child.stop()

    assert not is_alive(process)


def test_no_watcher_is_started_beside_another(root: Path) -> None:
    child = ChildWatcher(root)

    child.keep(watcher_alive=True)

    assert child._child is None


def _started(pid: int) -> str:
    stat = Path(f"/proc/{pid}/stat")
    return stat.read_text().rpartition(")")[2].split()[19] if stat.exists() else ""

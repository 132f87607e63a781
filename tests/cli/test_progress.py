"""How far a command has come, for people who look and for logs."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from arkiv.cli.progress import ProgressBar


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def printed_in_terminal(code: str, **environment: str) -> str:
    """What a terminal of 60 columns gets from a program."""
    master, slave = pty.openpty()
    ours = {"COLUMNS": "60", "TERM": "xterm-256color", "NO_COLOR": ""}
    done = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=os.environ | ours | environment,
    )
    os.close(slave)
    received = b""
    while True:
        try:
            chunk = os.read(master, 4096)
        except OSError:  # Linux's way of saying that the other end is closed
            break
        if not chunk:
            break
        received += chunk
    os.close(master)
    assert done.wait() == 0
    return received.decode()


def test_without_a_terminal_a_line_comes_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()

    with ProgressBar("Filing", clock) as bar:
        for done in range(31):
            clock.seconds = done
            bar.step(done, 100, "lease.pdf")

    said = capsys.readouterr().err.splitlines()
    assert said == ["Filing: 10 of 100", "Filing: 20 of 100", "Filing: 30 of 100"]


def test_what_must_not_be_missed_is_a_clean_line_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with ProgressBar("Filing") as bar:
        bar.line("\x1b[2Jlease.pdf: damaged")

    assert capsys.readouterr().err == "␛[2Jlease.pdf: damaged\n"


def test_in_a_terminal_the_bar_fits_the_line_is_clean_and_goes_away() -> None:
    code = (
        "from arkiv.cli.progress import ProgressBar\n"
        "with ProgressBar('Filing') as bar:\n"
        "    bar.step(3, 3, '\\x1b]0;owned\\x07' + 'long ' * 40)"
    )

    printed = printed_in_terminal(code)

    drawn, cleared = printed.split("\r\x1b[K")[1:]
    assert "Filing: 3 of 3" in drawn
    assert len(drawn) < 60
    assert drawn.isprintable()
    assert cleared == ""


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, "\x1b[31mred\x1b[0m"), ({"NO_COLOR": "1"}, "red"), ({"TERM": "dumb"}, "red")],
)
def test_colour_is_for_terminals_that_want_it(environment: dict[str, str], expected: str) -> None:
    code = "from arkiv.cli.output import colour, put; put(colour('red', fg='red'))"

    assert printed_in_terminal(code, **environment).strip() == expected

"""The exit codes are promises: each kind of trouble has its own, and says what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from arkiv.cli.main import run
from arkiv.errors import ArkivError, BadInput, Busy, Damaged, NotFound, NoWorkspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name in ("archive", "inbox"):
        (tmp_path / name).mkdir()
    return tmp_path


def opening_raises(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_archive(*_args: Any, **_kwargs: Any) -> None:
        raise error

    monkeypatch.setattr("arkiv.bootstrap.open_archive", open_archive)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ArkivError("It went wrong."), 1),
        (NotFound("It went wrong."), 1),
        (BadInput("It went wrong."), 2),
        (Damaged("It went wrong."), 3),
        (NoWorkspace("It went wrong."), 4),
        (Busy("It went wrong."), 5),
        (KeyboardInterrupt(), 130),
    ],
)
def test_each_kind_of_error_has_its_exit_code(
    error: BaseException,
    code: int,
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opening_raises(error, monkeypatch)

    assert run(["--root", str(workspace), "status"]) == code

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.strip() == str(error)


def test_a_bug_leaves_one_sentence_and_its_traceback_in_the_log(
    workspace: Path,
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("ARKIV_DEBUG", raising=False)
    opening_raises(ZeroDivisionError("a bug"), monkeypatch)

    assert run(["--root", str(workspace), "status"]) == 1

    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "ZeroDivisionError" in log.read_text()


def test_no_workspace_is_told_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--root", str(tmp_path / "nowhere"), "status"]) == 4

    assert "arkiv init" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest"],
        ["search", "--limit", "-1"],
        ["search", "--limit", "many"],
        ["show"],
        ["show", "twelve"],
        ["tag", "12"],
        ["note", "12"],
        ["deadlines", "--within", "soon"],
        ["nonsense"],
        ["--nonsense"],
    ],
)
def test_a_wrong_command_line_is_a_usage_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2

    assert capsys.readouterr().out == ""


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m arkiv --help; echo $? >&2"

    done = subprocess.run(
        ["bash", "-c", f"({command}) | true"], capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "0"

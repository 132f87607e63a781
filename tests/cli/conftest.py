"""What tests of the command line share: a log of their own and a workspace with five documents."""

from __future__ import annotations

import contextlib
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from arkiv.cli.logs import log_file
from cli.workspaces import Shell, make_sources, make_workspace


@pytest.fixture(autouse=True)
def log(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Where the log of this test goes; the logging of the test run stays as it was."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    with kept_logging():
        yield log_file()


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the five documents; not to be written to."""
    folder = tmp_path_factory.mktemp("filed")
    with kept_logging(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        return make_workspace(folder / "w", make_sources(folder / "sources"))


@pytest.fixture
def shell(filed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Types commands for a copy of the filled workspace, at tmp_path / "copy"."""
    return Shell(shutil.copytree(filed, tmp_path / "copy"), capsys)


@contextlib.contextmanager
def kept_logging() -> Iterator[None]:
    """Takes the handlers away again that a command has put in place."""
    root, ours = logging.getLogger(), logging.getLogger("arkiv")
    before, levels = list(root.handlers), (root.level, ours.level)
    yield
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(levels[0])
    ours.setLevel(levels[1])

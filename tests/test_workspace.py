"""Finding and making workspaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from arkiv.errors import NoWorkspace
from arkiv.workspace import find_workspace, init_workspace


def test_a_fresh_pair_of_folders_is_a_workspace(tmp_path: Path) -> None:
    for name in ("archive", "inbox"):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".gitkeep").touch()
    workspace = find_workspace(tmp_path)
    assert workspace.index.is_dir()


def test_a_workspace_is_found_from_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARKIV_ROOT", raising=False)
    made = init_workspace(tmp_path / "contracts")
    below = made.inbox / "lease" / "2026"
    below.mkdir(parents=True)
    assert find_workspace(start=below) == made


def test_the_folder_named_goes_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, other = init_workspace(tmp_path / "a"), init_workspace(tmp_path / "b")
    monkeypatch.setenv("ARKIV_ROOT", str(other.root))
    assert find_workspace(named.root) == named
    assert find_workspace() == other


def test_a_folder_with_other_things_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "holiday.jpg").touch()
    with pytest.raises(NoWorkspace, match="holds other things"):
        init_workspace(tmp_path)
    with pytest.raises(NoWorkspace, match="arkiv init"):
        find_workspace(tmp_path)


def test_missing_folders_are_made_again(tmp_path: Path) -> None:
    workspace = init_workspace(tmp_path)
    workspace.record.touch()
    workspace.inbox.rmdir()
    assert find_workspace(tmp_path).inbox.is_dir()


def test_the_index_is_for_its_owner_only(tmp_path: Path) -> None:
    workspace = init_workspace(tmp_path)
    assert workspace.index.stat().st_mode & 0o777 == 0o700

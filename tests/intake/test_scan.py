from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from arkiv.domain.faults import FaultCode
from arkiv.intake.scan import scan


def _touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_files_come_in_order_with_the_folder_they_lie_in(tmp_path: Path) -> None:
    _touch(tmp_path / "leases" / "oslo" / "b.pdf")
    _touch(tmp_path / "a.pdf")

    found = scan(tmp_path).files

    assert [(one.relative, one.name, one.folder) for one in found] == [
        ("a.pdf", "a.pdf", ""),
        ("leases/oslo/b.pdf", "b.pdf", "leases/oslo"),
    ]


def test_a_file_renamed_away_keeps_the_folder_it_was_dropped_in(tmp_path: Path) -> None:
    _touch(tmp_path / ".taken" / "1f" / "leases" / "b.pdf")
    _touch(tmp_path / ".taken" / "2e" / "c.pdf")

    assert [one.folder for one in scan(tmp_path).files] == ["leases", ""]


def test_hidden_things_are_counted_and_hidden_folders_not_entered(tmp_path: Path) -> None:
    _touch(tmp_path / ".hidden.pdf")
    _touch(tmp_path / ".git" / "a.pdf")
    _touch(tmp_path / "Thumbs.db")
    _touch(tmp_path / "a.pdf.part")

    seen = scan(tmp_path)

    assert [one.relative for one in seen.ignored] == [".git", ".hidden.pdf", "Thumbs.db"]
    assert [one.relative for one in seen.unfinished] == ["a.pdf.part"]
    assert seen.files == ()


def test_links_fifos_and_sockets_are_obstacles_and_no_link_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    inbox = tmp_path / "inbox"
    _touch(outside / "secret.pdf")
    inbox.mkdir()
    (inbox / "file.pdf").symlink_to(outside / "secret.pdf")
    (inbox / "folder").symlink_to(outside)
    os.mkfifo(inbox / "pipe.pdf")
    monkeypatch.chdir(inbox)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.pdf")

        seen = scan(inbox)

    assert seen.files == ()
    assert {one.found.relative: one.fault.code for one in seen.obstacles} == {
        "file.pdf": FaultCode.SYMLINK,
        "folder": FaultCode.SYMLINK,
        "pipe.pdf": FaultCode.NOT_A_FILE,
        "socket.pdf": FaultCode.NOT_A_FILE,
    }


def test_a_folder_that_cannot_be_listed_is_named_and_the_rest_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _touch(tmp_path / "closed" / "a.pdf")
    _touch(tmp_path / "open" / "b.pdf")
    listing = os.scandir

    def guarded(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "scandir", guarded)

    seen = scan(tmp_path)

    assert [one.relative for one in seen.files] == ["open/b.pdf"]
    assert [(one.found.relative, one.fault.code) for one in seen.obstacles] == [
        ("closed", FaultCode.UNREADABLE)
    ]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        scan(tmp_path / "gone")

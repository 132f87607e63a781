"""The vault: one suite for the fake and the real one, and what only files can show."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from arkiv.domain.filing_ports import SourceChanged, Vault
from arkiv.domain.identity import Sha256
from arkiv.vault import FileVault
from fakes.vault import FakeVault

CONTENT = b"%PDF-1.7 a contract"
SHA = Sha256(hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture(params=["fake", "files"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    return FakeVault() if request.param == "fake" else FileVault(tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path)


def test_put_returns_hash_and_size_and_the_object_verifies(vault: Vault) -> None:
    assert vault.put(io.BytesIO(CONTENT), ".pdf") == (SHA, len(CONTENT))
    assert vault.verify(SHA, ".pdf") is None
    assert list(vault.objects()) == [(SHA, ".pdf")]


def test_put_starts_at_the_beginning_wherever_the_source_stands(vault: Vault) -> None:
    source = io.BytesIO(CONTENT)
    source.read(7)

    assert vault.put(source, ".pdf")[0] == SHA


def test_the_same_bytes_again_are_one_object(vault: Vault) -> None:
    first = vault.put(io.BytesIO(CONTENT), ".pdf")

    assert vault.put(io.BytesIO(CONTENT), ".pdf") == first
    assert list(vault.objects()) == [(SHA, ".pdf")]


def test_an_object_that_is_not_there_is_damage(vault: Vault) -> None:
    damage = vault.verify(SHA, ".pdf")

    assert damage is not None
    assert (damage.what, damage.subject) == ("original_missing", SHA)


def test_objects_of_an_empty_vault_are_none(vault: Vault) -> None:
    assert list(vault.objects()) == []


def _damage(vault: FakeVault | FileVault) -> None:
    if isinstance(vault, FakeVault):
        vault.damage(SHA, ".pdf", b"rot")
    else:
        path = vault.path(SHA, ".pdf")
        path.chmod(0o644)
        path.write_bytes(b"rot")


def test_a_damaged_object_is_named_and_healed_by_the_same_bytes(
    vault: FakeVault | FileVault,
) -> None:
    vault.put(io.BytesIO(CONTENT), ".pdf")
    _damage(vault)
    damage = vault.verify(SHA, ".pdf")
    assert damage is not None and damage.what == "original_altered"

    vault.put(io.BytesIO(CONTENT), ".pdf")

    assert vault.verify(SHA, ".pdf") is None


def test_an_object_lies_under_its_hash_and_is_read_only(files: FileVault, tmp_path: Path) -> None:
    files.put(io.BytesIO(CONTENT), ".pdf")

    path = tmp_path / SHA[:2] / f"{SHA}.pdf"
    assert path.read_bytes() == CONTENT
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_a_sound_object_is_not_written_again(files: FileVault) -> None:
    files.put(io.BytesIO(CONTENT), ".pdf")
    before = files.path(SHA, ".pdf").stat().st_ino

    files.put(io.BytesIO(CONTENT), ".pdf")

    assert files.path(SHA, ".pdf").stat().st_ino == before


class _Restless(io.FileIO):
    """A file that somebody writes to while it is read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path

    def read(self, size: int = -1) -> bytes:  # type: ignore[override]
        chunk = super().read(size)
        with self._path.open("ab") as other:
            other.write(b"." if chunk and self._path.stat().st_size < 100 else b"")
        return chunk or b""


def test_a_file_altered_during_the_copy_is_not_kept(files: FileVault, tmp_path: Path) -> None:
    source = tmp_path / "moving.pdf"
    source.write_bytes(CONTENT)

    with _Restless(source) as moving, pytest.raises(SourceChanged):
        files.put(moving, ".pdf")

    assert list(files.objects()) == []
    assert list((tmp_path / ".stage").iterdir()) == []


def test_a_failed_write_leaves_neither_object_nor_staging(
    files: FileVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        files.put(io.BytesIO(CONTENT), ".pdf")

    assert list(files.objects()) == []
    assert list((tmp_path / ".stage").iterdir()) == []


def test_bytes_and_folders_are_synced_before_put_returns_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, Path.rename

    def synced(descriptor: int) -> None:
        steps.append("sync " + Path(f"/proc/self/fd/{descriptor}").readlink().parent.name)
        sync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    archive = tmp_path / "archive"
    archive.mkdir()

    FileVault(archive).put(io.BytesIO(CONTENT), ".pdf")

    # the staged copy, the archive for the new folder, the rename, the object's folder
    assert steps == ["sync .stage", f"sync {tmp_path.name}", "rename", "sync archive"]


def test_a_second_process_syncs_again_what_a_killed_one_may_not_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FileVault(tmp_path).put(io.BytesIO(CONTENT), ".pdf")
    synced: list[str] = []
    monkeypatch.setattr(
        os, "fsync", lambda fd: synced.append(Path(f"/proc/self/fd/{fd}").readlink().name)
    )

    FileVault(tmp_path).put(io.BytesIO(CONTENT), ".pdf")

    assert synced[1:] == [tmp_path.name, SHA[:2]]


def test_sweep_clears_staging_and_never_an_object(files: FileVault, tmp_path: Path) -> None:
    files.put(io.BytesIO(CONTENT), ".pdf")
    (tmp_path / ".stage" / "left").write_bytes(b"half")

    assert files.sweep() == 1
    assert list(files.objects()) == [(SHA, ".pdf")]


def test_what_is_not_named_as_an_object_is_none(files: FileVault, tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "notes.txt").touch()
    (tmp_path / "ab" / f"{'cd' * 32}.pdf").touch()
    (tmp_path / "settings").mkdir()

    assert list(files.objects()) == []


@pytest.mark.parametrize(
    "point", ["staged", "archived"], ids=["before the rename", "after the rename"]
)
def test_stopping_at_a_point_leaves_only_what_the_next_put_completes(
    tmp_path: Path, point: str
) -> None:
    class Stopped(BaseException):
        pass

    def stop_at(wanted: str) -> Callable[[str], None]:
        def check(name: str) -> None:
            if name == wanted:
                raise Stopped

        return check

    with pytest.raises(Stopped):
        FileVault(tmp_path, stop_at(point)).put(io.BytesIO(CONTENT), ".pdf")

    assert FileVault(tmp_path).put(io.BytesIO(CONTENT), ".pdf")[0] == SHA
    assert FileVault(tmp_path).verify(SHA, ".pdf") is None

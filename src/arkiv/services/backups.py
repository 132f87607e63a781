"""A copy of everything that matters as one file, made while everything runs, and back again."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from arkiv.domain.filing_ports import Vault
from arkiv.domain.ports import Record
from arkiv.domain.trail_ports import Heads
from arkiv.errors import BadInput, Damaged
from arkiv.intake.locks import backup_lock
from arkiv.texts import _
from arkiv.workspace import Workspace, init_workspace

__all__ = ["BackupSummary", "Backups", "restore"]

_MANIFEST = "arkiv-backup.json"
_FORMAT = 1
_RECORD = "archive/arkiv.db"
_ORIGINAL = re.compile(r"archive/[0-9a-f]{2}/([0-9a-f]{64})\.(?:pdf|docx)")
_HEAD = re.compile(r"archive/heads/[0-9a-z][0-9a-z-]*")
_SETTING = re.compile(r"archive/settings/(?!.*(?:^|/)\.\.(?:/|$)).+")

OnStep = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """What is in a backup."""

    originals: int
    bytes: int
    head: str
    """The trail's newest event at that moment: number and hash."""


@dataclass(frozen=True, slots=True)
class Backups:
    """Makes backups of one workspace."""

    workspace: Workspace
    record: Record
    vault: Vault
    heads: Heads

    def backup(self, file: Path, on_step: OnStep) -> BackupSummary:
        """Write a new file; complete and on the disk when this returns.

        The record is copied first and the originals after it: but for a purge, which waits,
        originals are only ever added, so each row of the copy has its file. Raises BadInput when
        the file exists, Busy during a purge, Damaged when an original no longer has its hash; then
        no file is left.
        """
        if file.exists():
            raise BadInput(_("{file} exists already. Choose another name.").format(file=file))
        partial = file.with_name(file.name + ".part")
        try:
            with backup_lock(self.workspace.archive), partial.open("xb") as target:
                summary = self._write(target, on_step)
                target.flush()
                os.fsync(target.fileno())
            partial.rename(file)
        finally:
            partial.unlink(missing_ok=True)
        _sync_folder(file.parent)
        return summary

    def _write(self, target: IO[bytes], on_step: OnStep) -> BackupSummary:
        with (
            tempfile.TemporaryDirectory(dir=self.workspace.stage) as folder,
            tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            copy = Path(folder) / "arkiv.db"
            # Before the record is copied: each head must be on the trail of the copy.
            heads = tuple(self.heads.every())
            seq, digest = self.record.events.head()
            self.record.copy_to(copy)
            originals = sorted(self.vault.objects())
            manifest = {
                "format": _FORMAT,
                "head": f"{seq}:{digest}",
                "originals": len(originals),
            }
            _add_bytes(tar, _MANIFEST, json.dumps(manifest, indent=1).encode())
            tar.add(copy, _RECORD, recursive=False)
            size = copy.stat().st_size
            for name, number, hash_ in heads:
                size += _add_bytes(tar, f"archive/heads/{name}", f"{number}:{hash_}\n".encode())
            for setting in self._settings():
                tar.add(setting, f"archive/settings/{setting.relative_to(self.workspace.settings)}")
                size += setting.stat().st_size
            for done, (sha256, extension) in enumerate(originals, 1):
                size += _add_original(tar, self.vault.path(sha256, extension), sha256)
                on_step(done, len(originals))
        return BackupSummary(len(originals), size, f"{seq}:{digest}")

    def _settings(self) -> Iterator[Path]:
        for path in sorted(self.workspace.settings.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path


def restore(file: Path, root: Path, on_step: OnStep) -> BackupSummary:
    """Lay a backup out as a workspace; nothing that is there already is replaced.

    The record comes last, so that a restore that was cut off is no workspace and can be repeated.
    Raises BadInput when the file is no backup or a record is there already, Damaged when an
    original in it does not have its hash.
    """
    workspace = Workspace(root.absolute())
    if workspace.record.exists():
        raise BadInput(
            _("{folder} holds an archive already. Restore into an empty folder.").format(
                folder=root
            )
        )
    try:
        with tarfile.open(file, "r:") as tar:
            manifest = _manifest(tar, file)
            workspace.make_folders()
            return _lay_out(tar, workspace, manifest, on_step)
    except (tarfile.TarError, EOFError) as error:
        raise _no_backup(file) from error


def _lay_out(
    tar: tarfile.TarFile, workspace: Workspace, manifest: dict[str, Any], on_step: OnStep
) -> BackupSummary:
    originals = size = 0
    record = workspace.stage / "restored.db"
    for member in tar:
        content = tar.extractfile(member)
        if content is None or member.name == _MANIFEST:
            continue
        target = workspace.root / member.name
        if original := _ORIGINAL.fullmatch(member.name):
            _copy(content, target, original[1])
            originals += 1
            on_step(originals, manifest["originals"])
        elif member.name == _RECORD:
            record.unlink(missing_ok=True)
            _copy(content, record, None)
        elif _SETTING.fullmatch(member.name) or _HEAD.fullmatch(member.name):
            _copy(content, target, None)
        size += member.size
    if not record.exists() or originals != manifest["originals"]:
        raise Damaged(_("The backup is not whole; restore from another one."))
    _remember(workspace, manifest["head"])
    record.rename(workspace.record)
    _sync_folder(workspace.archive)
    init_workspace(workspace.root)
    return BackupSummary(originals, size, manifest["head"])


def _remember(workspace: Workspace, head: str) -> None:
    """The backup's own head, so that a verify of what was restored holds the record against it."""
    if not head.startswith("0:"):
        content = io.BytesIO(f"{head}\n".encode())
        _copy(content, workspace.heads / "backup", None)


def _copy(content: IO[bytes], target: Path, sha256: str | None) -> None:
    """Durable when it returns; a file that is there already is left as it is."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".part")
    digest = hashlib.sha256()
    with partial.open("wb") as out:
        while chunk := content.read(1 << 20):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if sha256 is not None:
        if digest.hexdigest() != sha256:
            partial.unlink()
            raise Damaged(
                _("The backup is damaged: {name} does not have its hash.").format(name=target.name)
            )
        partial.chmod(0o444)
    partial.rename(target)
    _sync_folder(target.parent)


def _manifest(tar: tarfile.TarFile, file: Path) -> dict[str, Any]:
    first = tar.next()
    content = tar.extractfile(first) if first is not None and first.name == _MANIFEST else None
    if content is None:
        raise _no_backup(file)
    manifest: dict[str, Any] = json.load(content)
    if manifest.get("format") != _FORMAT:
        raise BadInput(
            _("{file} was made by a newer Arkiv. Update Arkiv and try again.").format(file=file)
        )
    return manifest


def _no_backup(file: Path) -> BadInput:
    return BadInput(
        _("{file} is not a whole backup made by `arkiv backup`. Try another one.").format(file=file)
    )


class _Hashing(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size)
        self.digest.update(chunk)
        return chunk


def _add_original(tar: tarfile.TarFile, path: Path, sha256: str) -> int:
    with path.open("rb") as source:
        member = tar.gettarinfo(arcname=f"archive/{sha256[:2]}/{path.name}", fileobj=source)
        hashing = _Hashing(source)
        tar.addfile(member, hashing)
    if hashing.digest.hexdigest() != sha256:
        raise Damaged(
            _(
                "The original {name} no longer has its hash. `arkiv verify` lists what is wrong."
            ).format(name=path.name)
        )
    return member.size


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> int:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
    return member.size


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

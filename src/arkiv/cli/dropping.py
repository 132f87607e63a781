"""Dropping a folder's files into the inbox and having each filed, read and made searchable."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from arkiv.cli.output import say
from arkiv.cli.progress import ProgressBar
from arkiv.cli.stopping import stop_on_interrupt
from arkiv.cli.watching import activity_line
from arkiv.domain.identity import Sha256
from arkiv.intake.activity import Activity, Outcome
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive

__all__ = ["drop_and_file"]


def drop_and_file(archive: Archive, folder: Path) -> None:
    """Copy the files that are not in the archive yet into the inbox, and have the inbox emptied.

    Raises KeyboardInterrupt when it is stopped.
    """
    fresh = _not_filed(archive, _contracts_in(folder))
    for file in fresh:
        _drop(file, archive.workspace.inbox / file.relative_to(folder))
    if not fresh:
        say(_("The sample contracts are in the archive already."))
        return
    said = ngettext(
        "{n} sample contract dropped into the inbox.",
        "{n} sample contracts dropped into the inbox.",
        len(fresh),
    )
    say(said.format(n=len(fresh)))
    _file(archive, len(fresh))


def _file(archive: Archive, total: int) -> None:
    read: list[str] = []

    def follow(activity: Activity) -> None:
        bar.line(activity_line(activity))
        if activity.outcome in {Outcome.READ, Outcome.FAULT}:
            read.append(activity.name)
        bar.step(len(read), total, activity.name)

    with stop_on_interrupt() as stop, ProgressBar(_("Filing")) as bar:
        bar.step(0, total)
        archive.filing.empty_inbox(stop, follow)
    if stop.is_set():
        raise KeyboardInterrupt


def _contracts_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in {".pdf", ".docx"})


def _not_filed(archive: Archive, files: Iterable[Path]) -> list[Path]:
    documents = archive.record.documents
    return [file for file in files if documents.get(_hash_of(file)) is None]


def _hash_of(file: Path) -> Sha256:
    return Sha256(hashlib.sha256(file.read_bytes()).hexdigest())


def _drop(file: Path, target: Path) -> None:
    """Under a name that waits until the copy is whole, as browsers do."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".part")
    shutil.copyfile(file, partial)
    partial.rename(target)

"""Dropping a folder's files into the inbox and waiting until each is filed, read and searchable."""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from arkiv.cli.output import say
from arkiv.cli.progress import ProgressBar
from arkiv.cli.stopping import stop_on_interrupt
from arkiv.domain.documents import DocumentState
from arkiv.domain.identity import Sha256
from arkiv.errors import Busy
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive

__all__ = ["drop_and_file"]

_SECONDS_BETWEEN_LOOKS = 0.1
_LONGEST_SECONDS = 120.0


def drop_and_file(archive: Archive, folder: Path) -> None:
    """Copy the files that are not in the archive yet into the inbox and have them filed.

    What files them is the ordinary watcher: the one that runs already, else one for the meantime.
    Raises KeyboardInterrupt when it is stopped.
    """
    fresh = _not_filed(archive, _contracts_in(folder))
    if not fresh:
        say(_("The sample contracts are in the archive already."))
        return
    said = ngettext(
        "{n} sample contract into the inbox …", "{n} sample contracts into the inbox …", len(fresh)
    )
    say(said.format(n=len(fresh)))
    for file in fresh.values():
        _drop(file, archive.workspace.inbox / file.relative_to(folder))
    with stop_on_interrupt() as stop, ProgressBar(_("Filing")) as bar:
        watcher = threading.Thread(target=_watch, args=(archive, stop, bar), name="watch")
        watcher.start()
        finished = _wait(archive, tuple(fresh), stop, bar)
        interrupted = stop.is_set()
        stop.set()
        watcher.join()
    if interrupted:
        raise KeyboardInterrupt
    if not finished:
        say(_("Some are not read yet; `arkiv status` says which."))


def _contracts_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in {".pdf", ".docx"})


def _not_filed(archive: Archive, files: Iterable[Path]) -> dict[Sha256, Path]:
    hashed = {Sha256(hashlib.sha256(file.read_bytes()).hexdigest()): file for file in files}
    return {
        sha256: file
        for sha256, file in hashed.items()
        if archive.record.documents.get(sha256) is None
    }


def _drop(file: Path, target: Path) -> None:
    """Under a name that waits until the copy is whole, as browsers do."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".part")
    shutil.copyfile(file, partial)
    partial.rename(target)


def _watch(archive: Archive, stop: threading.Event, bar: ProgressBar) -> None:
    from arkiv.cli.watching import activity_line

    try:
        archive.filing.watch(stop, lambda activity: bar.line(activity_line(activity)))
    except Busy:
        stop.wait()  # the watcher that runs already does the work


def _wait(
    archive: Archive, dropped: tuple[Sha256, ...], stop: threading.Event, bar: ProgressBar
) -> bool:
    """Whether every file was read and is searchable before time was up."""
    deadline = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < deadline:
        done = sum(_is_read(archive, sha256) for sha256 in dropped)
        bar.step(done, len(dropped))
        if done == len(dropped):
            return archive.indexing.catch_up()
        if stop.wait(_SECONDS_BETWEEN_LOOKS):
            return False
    return False


def _is_read(archive: Archive, sha256: Sha256) -> bool:
    document = archive.record.documents.get(sha256)
    return document is not None and document.state is not DocumentState.STORED

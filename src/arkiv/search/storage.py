"""The index's folder: generations side by side, which one is current, and what reaches the disk."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from arkiv.errors import Busy, IndexUnusable
from arkiv.search.schema import FileStorage
from arkiv.texts import _

__all__ = ["DurableStorage", "Generations"]

_GONE = ".gone"
_GENERATION = re.compile(r"gen-(\d+)")


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's files, on the disk before the table of contents names them.

    Whoosh itself never calls fsync; after a power cut a table of contents may then be empty.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._new: set[str] = set()

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        self._new.add(name)
        return super().create_file(name, *args, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        for name in self._new:
            with contextlib.suppress(FileNotFoundError):
                _sync(Path(self.folder, name))
        self._new.clear()
        super().rename_file(oldname, newname, safe=safe)
        _sync(Path(self.folder))


class Generations:
    """``gen-<n>`` folders and ``CURRENT``, a file that names the one to read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Path | None:
        """None: there is no index yet. Raises IndexUnusable when the one named is not there."""
        name = self._named()
        while name is not None and not (self._folder / name).is_dir():
            if (again := self._named()) == name:
                raise IndexUnusable(_("The index is incomplete; it is made again."))
            name = again  # a rebuild has just ended
        return None if name is None else self._folder / name

    @contextmanager
    def building(self, timeout_seconds: float) -> Iterator[Path]:
        """An empty folder that becomes current when the block ends well, and goes when it fails.

        What killed builds left is removed, and every generation but the new one and the one
        before, which somebody may still be reading. Raises Busy when another build does not end in
        time.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)  # Whoosh files hold pickles: whoever writes here runs code
        with _locked(self._folder, timeout_seconds):
            before = self._current_name()
            self._remove_all_but({before})
            fresh = self._folder / f"gen-{self._highest() + 1}"
            fresh.mkdir(mode=0o700)
            try:
                yield fresh
                self._make_current(fresh)
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            self._remove_all_but({before, fresh.name})

    def forget_earlier(self, timeout_seconds: float) -> None:
        """Remove all but the current one, also from under who reads or writes it; as building().

        Raises Busy where something of it cannot be removed.
        """
        with _locked(self._folder, timeout_seconds):
            current = self._current_name()
            self._remove_all_but({current})
            if any(path.name != current for path in self._folder.glob("gen-*")):
                raise Busy(_("The old index cannot be removed; see who is using it."))

    def _named(self) -> str | None:
        try:
            name = (self._folder / "CURRENT").read_text().strip()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise IndexUnusable(
                _("The index cannot be read ({error}); it is made again.").format(error=error)
            ) from error
        if _GENERATION.fullmatch(name) is None:
            raise IndexUnusable(_("The index is incomplete; it is made again."))
        return name

    def _make_current(self, fresh: Path) -> None:
        pending = self._folder / "CURRENT.new"
        pending.write_text(fresh.name)
        _sync(pending)
        _sync(self._folder)
        pending.replace(self._folder / "CURRENT")
        _sync(self._folder)

    def _current_name(self) -> str:
        try:
            current = self.current()
        except IndexUnusable:
            return ""
        return current.name if current else ""

    def _all(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if _GENERATION.fullmatch(path.name)]

    def _highest(self) -> int:
        return max((int(path.name.partition("-")[2]) for path in self._all()), default=0)

    def _remove_all_but(self, names: set[str]) -> None:
        """Each under another name first, where whoever still writes to it puts nothing more."""
        self._remove_gone()
        for path in self._all():
            if path.name not in names:
                with contextlib.suppress(OSError):
                    path.rename(path.with_suffix(_GONE))
        self._remove_gone()

    def _remove_gone(self) -> None:
        for path in self._folder.glob(f"*{_GONE}"):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(folder: Path, timeout_seconds: float) -> Iterator[None]:
    """One build at a time; the kernel lets go when the process ends, however it ends."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(descriptor, timeout_seconds)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, timeout_seconds: float) -> None:
    until = time.monotonic() + timeout_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy(
                    _("Another Arkiv is making the index again. Wait until it is done.")
                ) from None
        time.sleep(0.05)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

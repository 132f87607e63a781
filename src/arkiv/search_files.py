"""Saved searches as files that a person can read and write: one TOML file each."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arkiv.domain.saved import BrokenSearch, SavedSearch, name_from
from arkiv.domain.searching import Facet, SortKey
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["SearchFiles"]

_KEYS = {"title", "query", "sort", "descending", "include", "exclude"}
_LARGEST = 64 * 1024
_FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """The folder of saved searches; it is made when the first one is saved."""

    folder: Path

    def every(self) -> tuple[tuple[SavedSearch, ...], tuple[BrokenSearch, ...]]:
        """By name; a file that cannot be used stands among the broken ones, with the reason."""
        found: dict[str, SavedSearch] = {}
        broken: list[BrokenSearch] = []
        for path in self._paths():
            try:
                search = _read(path)
                if search.name in found:
                    raise BadInput(_("another file has the same name"))
                found[search.name] = search
            except (BadInput, OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                broken.append(BrokenSearch(path.name, str(error)))
        return tuple(found[name] for name in sorted(found)), tuple(broken)

    def put(self, search: SavedSearch) -> Path:
        """Write it, over an earlier one of its name; durable when the path is returned."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path_of(search.name) or self.folder / f"{search.name}.toml"
        part = self.folder / f".{search.name}.part"
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_written(search))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync(self.folder)
        return path

    def forget(self, name: str) -> Path | None:
        """Move its file into a folder beside it, where nobody looks for it; None: there is none."""
        path = self._path_of(name)
        if path is None:
            return None
        aside = self.folder / _FORGOTTEN
        aside.mkdir(exist_ok=True)
        target = _free(aside, path)
        path.rename(target)
        _sync(aside)
        _sync(self.folder)
        return target

    def _paths(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*.toml") if not path.name.startswith("."))

    def _path_of(self, name: str) -> Path | None:
        return next((path for path in self._paths() if _name(path) == name), None)


def _name(path: Path) -> str | None:
    """None where no saved search can be called that."""
    try:
        return name_from(path.stem)
    except BadInput:
        return None


def _free(folder: Path, path: Path) -> Path:
    """A path in the folder that nothing lies at."""
    target, number = folder / path.name, 2
    while target.exists():
        target, number = folder / f"{path.stem} {number}.toml", number + 1
    return target


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# --- reading ------------------------------------------------------------------------------------


def _read(path: Path) -> SavedSearch:
    """Raises BadInput, OSError, UnicodeDecodeError or TOMLDecodeError."""
    name = name_from(path.stem)
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise BadInput(_("the file is too large for a saved search"))
    said = tomllib.loads(content.decode("utf-8-sig"))
    if unknown := sorted(said.keys() - _KEYS):
        raise BadInput(
            _("“{key}” is not known; there are: {names}").format(
                key=unknown[0], names=", ".join(sorted(_KEYS))
            )
        )
    descending = said.get("descending")
    if not isinstance(descending, bool | None):
        raise BadInput(_("“descending” is true or false"))
    return SavedSearch(
        name,
        _text(said, "title") or path.stem,
        _text(said, "query"),
        _choice(said, "include"),
        _choice(said, "exclude"),
        _sort(_text(said, "sort") or SortKey.RELEVANCE),
        descending,
    )


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key, "")
    if not isinstance(value, str):
        raise BadInput(_("“{key}” is a text in quotes").format(key=key))
    return value


def _sort(name: str) -> SortKey:
    if name not in set(SortKey):
        raise BadInput(
            _("“{name}” is no order; there are: {names}").format(
                name=name, names=", ".join(SortKey)
            )
        )
    return SortKey(name)


def _choice(said: Mapping[str, Any], key: str) -> dict[Facet, frozenset[str]]:
    table = said.get(key, {})
    if not isinstance(table, dict):
        raise BadInput(
            _("[{key}] is a heading, with a facet on each line under it").format(key=key)
        )
    return {_facet(name): _values(name, values) for name, values in table.items()}


def _facet(name: str) -> Facet:
    if name not in set(Facet):
        raise BadInput(
            _("“{name}” is no facet; there are: {names}").format(name=name, names=", ".join(Facet))
        )
    return Facet(name)


def _values(name: str, values: object) -> frozenset[str]:
    listed = values if isinstance(values, list) else [values]
    if not all(isinstance(value, str) for value in listed):
        raise BadInput(_("“{key}” is a list of texts in quotes").format(key=name))
    return frozenset(listed)


# --- writing ------------------------------------------------------------------------------------


def _written(search: SavedSearch) -> str:
    lines = [
        _("# A saved search. You may edit it; `arkiv search --list-saved` says what is wrong."),
        f"title = {_quoted(search.title)}",
        f"query = {_quoted(search.query)}",
        f"sort = {_quoted(search.sort)}",
    ]
    if search.descending is not None:
        lines.append(f"descending = {str(search.descending).lower()}")
    for heading, chosen in (("include", search.include), ("exclude", search.exclude)):
        if chosen:
            lines += ["", f"[{heading}]", *_table(chosen)]
    return "\n".join(lines) + "\n"


def _table(chosen: Mapping[Facet, frozenset[str]]) -> list[str]:
    return [
        f"{facet} = [{', '.join(_quoted(value) for value in sorted(chosen[facet]))}]"
        for facet in Facet
        if chosen.get(facet)
    ]


def _quoted(text: str) -> str:
    """A basic string of TOML 1.0: JSON's, but DEL must be escaped and surrogates cannot be."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")

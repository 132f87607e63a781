"""Cues that a person adds to those of a language, and what is wrong with a file of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from arkiv.extract.cue_files import CueError, read_toml
from arkiv.extract.cues_loader import LANGUAGES, Cue, Language, read_cue
from arkiv.extract.version import cues_version

__all__ = ["BUILT_IN", "OWN", "Cues", "with_own"]

OWN = "own."
"""How the ids of a person's cues begin, so that the evidence tells whose they are."""
_FIELDS = frozenset(cue.field for language in LANGUAGES.values() for cue in language.cues)


@dataclass(frozen=True, slots=True)
class Cues:
    """What a document is read with."""

    languages: Mapping[str, Language]
    """By code."""
    version: str
    faults: tuple[str, ...] = ()
    """A sentence for each file that was left out, with its name and the cue."""


BUILT_IN = Cues(LANGUAGES, cues_version())
"""Those that come along."""


def with_own(written: Mapping[str, str]) -> Cues:
    """Adds the cues of files by name, such as ``nb.toml``; a file that does not hold is left out.

    A person's cues stand before those that come along where their scores are the same.
    """
    languages, used, faults = dict(LANGUAGES), {}, []
    ids: set[str] = set()
    for name, text in sorted(written.items()):
        try:
            language = _extended(name, text, ids)
        except CueError as error:
            faults.append(str(error))
            continue
        languages[language.code] = language
        used[name] = text
    return Cues(languages, cues_version(used), tuple(faults))


def _extended(name: str, text: str, ids: set[str]) -> Language:
    language = LANGUAGES.get(name.removesuffix(".toml"))
    if language is None:
        known = ", ".join(f"{code}.toml" for code in LANGUAGES)
        raise CueError(f"{name}: no language has this name; use one of {known}")
    cues = tuple(_cues(name, read_toml(name, text), language))
    for cue in cues:
        if cue.id in ids:
            raise CueError(f"{name}: cue {cue.id}: another cue has this id")
        ids.add(cue.id)
    return replace(language, cues=(*cues, *language.cues))


def _cues(name: str, spelled: dict[str, Any], language: Language) -> Iterator[Cue]:
    if other := sorted(spelled.keys() - {"cue"}):
        raise CueError(f"{name}: only [[cue]] entries can be added, not {', '.join(other)}")
    entries = spelled.get("cue", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CueError(f"{name}: write [[cue]] with two brackets")
    for entry in entries:
        cue = read_cue(name, entry, language.words)
        if not cue.id.startswith(OWN):
            raise CueError(f"{name}: cue {cue.id}: the id must begin with {OWN}")
        if cue.field not in _FIELDS:
            raise CueError(f"{name}: cue {cue.id}: no field is called {cue.field}")
        yield cue

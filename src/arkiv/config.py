"""The settings in archive/settings/arkiv.toml, with their defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["SETTINGS_FILE", "Config", "load_config"]

SETTINGS_FILE = "archive/settings/arkiv.toml"
"""From the workspace: what people are told to mend."""
_KEYS = ("own_side", "theme", "lead_times", "review_cycle")
_OWN_KEYS = ("names", "org_numbers")


@dataclass(frozen=True, slots=True)
class Config:
    """What a person may set; every field has a default."""

    own_names: tuple[str, ...] = ()
    """Our own side's names; until one is set all parties count as counterparties."""
    own_org_numbers: tuple[str, ...] = ()
    theme: str = ""
    """Empty: Arkiv's own."""
    lead_times: Any = field(default_factory=dict)
    """As written; services/lead_times.py reads them."""
    review_cycle: Any = field(default_factory=dict)
    """As lead_times."""
    unread: str = ""
    """Why the file can't be read at all: what people set is then not known."""
    faults: tuple[str, ...] = ()
    """What else of it doesn't count, and why, a sentence each."""


def load_config(settings: Path) -> Config:
    """Reads arkiv.toml in that folder; without one, the defaults. Raises nothing.

    A fault is for whoever needs what is written there; the rest of the archive works without.
    """
    try:
        with (settings / "arkiv.toml").open("rb") as file:
            said = tomllib.load(file)
    except FileNotFoundError:
        return Config()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        until = _(
            "Until it is mended, nobody can say which dates are to be announced or when the next "
            "reviews are due, and all parties count as counterparties."
        )
        reason = error.strerror if isinstance(error, OSError) else error
        return Config(unread=f"{SETTINGS_FILE}: {reason}. {until}")
    names, numbers, faults = _own_side(said.get("own_side", {}))
    return Config(
        own_names=names,
        own_org_numbers=numbers,
        theme=str(said.get("theme", "")),
        lead_times=said.get("lead_times", {}),
        review_cycle=said.get("review_cycle", {}),
        faults=(*_not_known(said, _KEYS), *faults),
    )


def _own_side(said: Any) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Names, numbers and faults; with one neither names nor numbers count."""
    try:
        if not isinstance(said, Mapping):
            raise BadInput(_("own_side should be a table, as in [own_side]."))
        found = _texts(said, "names"), _texts(said, "org_numbers")
    except BadInput as error:
        until = _("Until it is mended, all parties count as counterparties.")
        return (), (), (f"{SETTINGS_FILE}: {error} {until}",)
    return *found, tuple(_not_known(said, _OWN_KEYS, "own_side."))


def _texts(said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Numbers as texts. Raises BadInput."""
    each = said.get(key, [])
    if not isinstance(each, list) or not all(type(one) in (str, int) for one in each):
        words = _('own_side.{key} should be a list, as in {key} = ["…"].')
        raise BadInput(words.format(key=key))
    return tuple(map(str, each))


def _not_known(said: Mapping[str, Any], keys: Sequence[str], above: str = "") -> Iterator[str]:
    for key in said:
        if key not in keys:
            words = _("{file}: {key} is not known and does not count; there are {keys}.")
            yield words.format(file=SETTINGS_FILE, key=f"{above}{key}", keys=", ".join(keys))

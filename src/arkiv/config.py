"""The settings in archive/settings/arkiv.toml, with their defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["Config", "load_config"]


@dataclass(frozen=True, slots=True)
class Config:
    """What a person may set; every field has a default."""

    own_names: tuple[str, ...] = ()
    """Our own side's names; until one is set all parties count as counterparties."""
    own_org_numbers: tuple[str, ...] = ()
    theme: str = ""
    """Empty: Arkiv's own."""
    lead_times: Mapping[str, Any] = field(default_factory=dict)
    """As written; services/lead_times.py reads them."""
    review_cycle: Mapping[str, Any] = field(default_factory=dict)
    """As lead_times."""


def load_config(settings: Path) -> Config:
    """Reads arkiv.toml in that folder; without one, the defaults. Raises BadInput."""
    path = settings / "arkiv.toml"
    try:
        with path.open("rb") as file:
            said = tomllib.load(file)
    except FileNotFoundError:
        return Config()
    except tomllib.TOMLDecodeError as error:
        raise BadInput(_("{path}: {error}.").format(path=path, error=error)) from error
    own = said.get("own_side", {})
    return Config(
        own_names=tuple(own.get("names", ())),
        own_org_numbers=tuple(str(number) for number in own.get("org_numbers", ())),
        theme=str(said.get("theme", "")),
        lead_times=said.get("lead_times", {}),
        review_cycle=said.get("review_cycle", {}),
    )

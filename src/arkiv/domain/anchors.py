"""A passage of a contract that somebody pointed at: what a note is about, what proves an answer."""

from __future__ import annotations

from dataclasses import dataclass

from arkiv.domain.facts import Source
from arkiv.domain.identity import Sha256

__all__ = ["BY_HAND", "Anchor"]

BY_HAND = "person"
"""The cue of a source that a person chose."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words in one document, as they stood there then."""

    document: Sha256
    source: Source
    """By its words the passage is found again after another reading."""

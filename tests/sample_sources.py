"""The sources of the sample contracts, with what each contract says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from arkiv.domain.facts import Facts
from arkiv.domain.facts_json import facts_from_json
from arkiv.samples import sample_folder

__all__ = ["SampleSource", "readable_samples", "sample_sources"]

_SOURCES = Path(__file__).parents[1] / "tools" / "samples"


@dataclass(frozen=True, slots=True)
class SampleSource:
    """One sample: where it was built and the facts a careful reader takes from it."""

    file: str
    """Relative to the folder of samples."""
    expected: Facts | None
    """None for the scan and the damaged file, which say nothing to a machine."""

    @property
    def path(self) -> Path:
        return sample_folder() / self.file


def sample_sources() -> tuple[SampleSource, ...]:
    """Every sample, in the order of the sources' names."""
    return tuple(_source(path) for path in sorted(_SOURCES.glob("*.toml")))


def readable_samples() -> tuple[SampleSource, ...]:
    """Those with text in them."""
    return tuple(source for source in sample_sources() if source.expected is not None)


def _source(path: Path) -> SampleSource:
    spelled = tomllib.loads(path.read_text("utf-8"))
    expected = spelled["expected"]
    return SampleSource(spelled["file"], facts_from_json(expected) if expected else None)

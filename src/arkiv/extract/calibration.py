"""From a rule's score to a confidence that says how often such a value is right.

Two numbers a field (Platt 1999): the log-odds of the score times ``slope`` plus ``shift``.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from arkiv.domain.facts import Field

__all__ = ["CALIBRATION", "IDENTITY", "Curve", "calibrated", "read_calibration"]

_LOWEST, _HIGHEST = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class Curve:
    """The two numbers of one field."""

    slope: float
    shift: float


IDENTITY = Curve(1.0, 0.0)
"""The score as it is."""


def calibrated(score: float, curve: Curve) -> float:
    """0 to 1, rounded to three digits; a higher score is never a lower confidence."""
    if curve == IDENTITY:
        return round(score, 3)
    bounded = min(max(score, _LOWEST), _HIGHEST)
    odds = curve.slope * math.log(bounded / (1 - bounded)) + curve.shift
    return round(1 / (1 + math.exp(-odds)), 3)


def read_calibration(text: str) -> dict[Field, Curve]:
    """The curves of a file; raises ValueError, naming the field, for one that would turn around."""
    curves = {}
    for name, numbers in tomllib.loads(text).items():
        curve = Curve(float(numbers["slope"]), float(numbers["shift"]))
        if curve.slope < 0 or not math.isfinite(curve.slope + curve.shift):
            raise ValueError(f"calibration.toml: {name}: the slope must be 0 or more")
        curves[Field(name)] = curve
    return curves


_TEXT = (resources.files("arkiv.extract") / "calibration.toml").read_text(encoding="utf-8")

CALIBRATION: Mapping[Field, Curve] = read_calibration(_TEXT)
"""The fields that are fitted; the others keep their scores."""

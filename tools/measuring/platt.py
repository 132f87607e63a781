"""Fits two numbers a field so that a confidence says how often such a value is right."""

from __future__ import annotations

import math
from collections.abc import Sequence

from arkiv.extract.calibration import IDENTITY, Curve, calibrated
from measuring.judging import Judged

__all__ = ["fitted", "log_loss"]

_FEWEST = 20
_STEPS = 50
_PULL = 0.5
"""How strongly the slope is held near 1, in observations; keeps a perfect split finite."""


def fitted(values: Sequence[Judged]) -> Curve:
    """By Newton's method on smoothed targets (Platt 1999); the identity for too few values.

    A field whose scores do not tell right from wrong gets the slope 0: how often it is right.
    """
    if len(values) < _FEWEST:
        return IDENTITY
    curve = _newton(values, slope_is_free=True)
    return curve if curve.slope > 0 else _newton(values, slope_is_free=False)


def log_loss(values: Sequence[Judged], curve: Curve) -> float:
    """The mean over the values; lower is better."""
    losses = []
    for value in values:
        sure = min(max(calibrated(value.confidence, curve), 0.001), 0.999)
        losses.append(-math.log(sure if value.right else 1 - sure))
    return sum(losses) / len(losses)


def _newton(values: Sequence[Judged], slope_is_free: bool) -> Curve:
    right = sum(value.right for value in values)
    targets = ((right + 1) / (right + 2), 1 / (len(values) - right + 2))
    slope, shift = (1.0 if slope_is_free else 0.0), 0.0
    for _step in range(_STEPS):
        down_slope, down_shift = (_PULL * (slope - 1) if slope_is_free else 0.0), 0.0
        bend_slope, bend_both, bend_shift = (_PULL if slope_is_free else 1.0), 0.0, 1e-9
        for value in values:
            odds = _odds(value.confidence) if slope_is_free else 0.0
            sure = 1 / (1 + math.exp(-(slope * odds + shift)))
            miss = sure - (targets[0] if value.right else targets[1])
            weight = sure * (1 - sure)
            down_slope += miss * odds
            down_shift += miss
            bend_slope += weight * odds * odds
            bend_both += weight * odds
            bend_shift += weight
        determinant = bend_slope * bend_shift - bend_both * bend_both
        slope -= (bend_shift * down_slope - bend_both * down_shift) / determinant
        shift -= (bend_slope * down_shift - bend_both * down_slope) / determinant
    return Curve(round(slope, 3), round(shift, 3))


def _odds(score: float) -> float:
    bounded = min(max(score, 0.01), 0.99)
    return math.log(bounded / (1 - bounded))

"""A rule's score becomes a confidence by two numbers a field, and keeps its order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.facts import Field
from arkiv.extract.calibration import (
    CALIBRATION,
    IDENTITY,
    Curve,
    calibrated,
    read_calibration,
)

_SCORES = st.floats(0, 1)
_CURVES = st.builds(Curve, st.floats(0, 20), st.floats(-20, 20))


def test_a_field_that_is_not_fitted_keeps_its_score() -> None:
    assert calibrated(0.8123, IDENTITY) == 0.812


def test_a_shift_moves_the_confidence_and_a_slope_of_nothing_makes_it_constant() -> None:
    assert calibrated(0.5, Curve(1.0, 2.197)) == 0.9
    assert calibrated(0.1, Curve(0.0, 2.197)) == calibrated(1.0, Curve(0.0, 2.197)) == 0.9


@given(_SCORES, _SCORES, _CURVES)
def test_a_higher_score_is_never_a_lower_confidence(one: float, other: float, curve: Curve) -> None:
    low, high = sorted((one, other))

    assert 0 <= calibrated(low, curve) <= calibrated(high, curve) <= 1


def test_a_file_of_curves_is_read() -> None:
    read = read_calibration("[term]\nslope = 1.5\nshift = -0.25\n")

    assert read == {Field.TERM: Curve(1.5, -0.25)}


@pytest.mark.parametrize(
    "text",
    [
        "[term]\nslope = -1\nshift = 0\n",
        "[term]\nslope = nan\nshift = 0\n",
        "[x]\nslope=1\nshift=0",
    ],
)
def test_a_curve_that_turns_around_or_has_no_field_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"term|x"):
        read_calibration(text)


def test_the_curves_that_come_along_say_something() -> None:
    assert all(calibrated(0.99, curve) > 0.5 for curve in CALIBRATION.values())

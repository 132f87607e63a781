from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from arkiv.intake.opening import Lease
from arkiv.intake.scan import Found, Stamp
from arkiv.intake.settling import Look, Pace, Rest, Settling

FILE = Found(Path("/inbox/a.pdf"), "a.pdf", Stamp(0o100644, 7, 100, 5))
GOOD = Look(Lease.GRANTED, tail_is_whole=True)


@dataclass
class Clock:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _after(clock: Clock, seconds: float, look: Look) -> Rest:
    settling = Settling(Pace(), clock)
    settling.keep_only([FILE])
    clock.seconds += seconds
    settling.keep_only([FILE])
    return settling.rest(FILE, lambda _found: look)


@pytest.mark.parametrize(
    ("look", "seconds", "rest"),
    [
        (GOOD, 1.9, Rest.WAIT),
        (GOOD, 2.0, Rest.TAKE),
        (Look(Lease.UNKNOWN, True), 9.9, Rest.WAIT),
        (Look(Lease.UNKNOWN, True), 10.0, Rest.TAKE),
        (Look(Lease.GRANTED, False), 59.9, Rest.WAIT),
        (Look(Lease.GRANTED, False), 60.0, Rest.TAKE_INCOMPLETE),
        (Look(Lease.UNKNOWN, False), 60.0, Rest.TAKE_INCOMPLETE),
        (Look(Lease.REFUSED, True), 29.9, Rest.WAIT),
        (Look(Lease.REFUSED, True), 30.0, Rest.STILL_WRITTEN),
        (Look(Lease.REFUSED, True), 599.9, Rest.STILL_WRITTEN),
        (Look(Lease.REFUSED, True), 600.0, Rest.TAKE_INCOMPLETE),
    ],
)
def test_rest_by_what_is_known(clock: Clock, look: Look, seconds: float, rest: Rest) -> None:
    assert _after(clock, seconds, look) is rest


@pytest.mark.parametrize("mtime", [0, 2**62])
def test_a_file_dated_long_ago_or_in_the_future_settles_like_any_other(
    clock: Clock, mtime: int
) -> None:
    file = replace(FILE, stamp=replace(FILE.stamp, mtime_ns=mtime))
    settling = Settling(Pace(), clock)
    settling.keep_only([file])
    assert settling.rest(file, lambda _found: GOOD) is Rest.WAIT

    clock.seconds += 2

    assert settling.rest(file, lambda _found: GOOD) is Rest.TAKE


def test_every_change_starts_the_wait_again(clock: Clock) -> None:
    settling = Settling(Pace(), clock)
    settling.keep_only([FILE])
    clock.seconds += 1.5
    grown = replace(FILE, stamp=replace(FILE.stamp, size=200))
    settling.keep_only([grown])
    clock.seconds += 1.5

    assert settling.rest(grown, lambda _found: GOOD) is Rest.WAIT


def test_a_file_is_not_opened_before_it_has_been_quiet(clock: Clock) -> None:
    settling = Settling(Pace(), clock)
    settling.keep_only([FILE])
    clock.seconds += 1.9

    def look(_found: Found) -> Look:
        raise AssertionError("opened too early")

    assert settling.rest(FILE, look) is Rest.WAIT


def test_the_next_look_is_due_when_the_next_step_is_reached(clock: Clock) -> None:
    settling = Settling(Pace(), clock)
    assert settling.seconds_to_next() is None
    settling.keep_only([FILE])
    clock.seconds += 0.5
    assert settling.seconds_to_next() == 1.5
    clock.seconds += 2.5
    assert settling.seconds_to_next() == 7.0

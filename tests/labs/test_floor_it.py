"""Descent with a floor: the published cycle, how it scales, when it stops, and the noisy version over seeds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.labs.floor_it import LAB, raised
from tutor.labs.frame import Frame
from tutor.labs.knobs import Number
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart

SEEDS = 10


def descend(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def test_floor_of_one_half_ends_in_the_published_cycle() -> None:
    frame = descend()
    assert frame.readout("low") == pytest.approx(-0.0217, abs=5e-5)
    assert frame.readout("high") == pytest.approx(0.0283, abs=5e-5)
    assert frame.readout("high") - frame.readout("low") == pytest.approx(frame.readout("step_length"), rel=1e-12)
    assert frame.series[0].y[-1] == pytest.approx(frame.readout("high"), rel=1e-12)
    assert frame.series[0].y[-2] == pytest.approx(frame.readout("low"), rel=1e-12)


def test_plain_descent_shrinks_by_a_constant_factor() -> None:
    frame = descend()
    assert frame.readout("plain_end") == pytest.approx(0.9**60, rel=1e-12)
    assert frame.readout("plain_end") == pytest.approx(0.0018, abs=5e-5)


def test_no_floor_is_plain_descent() -> None:
    floored, plain, floored_noisy, plain_noisy = descend(floor=0, noise=1.0).series
    np.testing.assert_array_equal(floored.y, plain.y)
    np.testing.assert_array_equal(floored_noisy.y, plain_noisy.y)


@pytest.mark.parametrize(("floor", "rate"), [(1.0, 0.1), (0.5, 0.2), (0.1, 0.5), (2.0, 0.05)])
def test_jumps_are_as_long_as_rate_times_floor(floor: float, rate: float) -> None:
    frame = descend(floor=floor, rate=rate, steps=200)
    assert frame.readout("high") - frame.readout("low") == pytest.approx(floor * rate, rel=1e-9)
    assert frame.readout("low") < 0.0 < frame.readout("high")


@pytest.mark.parametrize(
    ("gradient", "floor", "expected"), [(0.1, 0.5, 0.5), (-0.1, 0.5, -0.5), (0.7, 0.5, 0.7), (0.0, 0.5, 0.0)]
)
def test_small_gradients_are_raised_large_ones_kept_and_zero_has_no_sign(
    gradient: float, floor: float, expected: float
) -> None:
    assert raised(gradient, floor) == expected


def test_start_that_lands_exactly_on_zero_stops() -> None:
    frame = descend(start=1, rate=1)
    assert frame.series[0].y.tolist() == [1.0] + [0.0] * 60
    assert frame.notes == ("It stands exactly on 0, where a gradient has no sign to raise.",)


def test_rate_above_two_leaves_the_valley() -> None:
    frame = descend(rate=3)
    assert abs(frame.readout("end")) > 1e17
    assert frame.notes == ("The learning rate is above 2: descent leaves the valley, floor or no floor.",)


def test_floor_makes_noise_worse() -> None:
    """The same noise, but where it is below the floor every step has its full length."""
    frames = [descend(seed, steps=1_000) for seed in range(SEEDS)]
    for frame in frames:
        assert frame.readout("noisy_size") > 1.2 * frame.readout("plain_noisy_size")
    # x <- 0.9 x - 0.1 n comes to rest at the variance 0.01 * 0.04 / (1 - 0.81); mean |x| is sqrt(2 / pi) of its root.
    # Ten times 500 steps with a memory of ten give that to about 5 %.
    at_rest = np.sqrt(0.01 * 0.04 / 0.19 * 2.0 / np.pi)
    assert np.mean([frame.readout("plain_noisy_size") for frame in frames]) == pytest.approx(at_rest, rel=0.1)


def test_seed_draws_the_noise_and_nothing_else() -> None:
    first, same, other = (descend(seed).series for seed in (1, 1, 2))
    for line in (2, 3):
        assert first[line].y.tobytes() == same[line].y.tobytes() != other[line].y.tobytes()
    for line in (0, 1):
        assert first[line].y.tobytes() == other[line].y.tobytes()


@pytest.mark.parametrize("knob", ["floor", "rate", "start", "noise", "steps"])
def test_limits_of_the_knobs_give_finite_ways(knob: str) -> None:
    limits = LAB.knob(knob)
    assert isinstance(limits, Number)
    for value in (limits.low, limits.high):
        for line in descend(**{"noise": 2.0, "steps": 1_000} | {knob: value}).series:
            assert np.isfinite(line.y).all()


def test_figures_are_the_whole_way_its_end_and_the_noisy_one() -> None:
    whole, end, noisy = descend(steps=100).figures
    assert isinstance(whole, Chart)
    assert isinstance(end, Chart)
    assert isinstance(noisy, Chart)
    assert [line.name for line in whole.series] == ["floored", "plain"]
    assert end.title == "x in the last 20 steps"
    assert end.series[0].x.tolist() == list(range(80, 101))
    np.testing.assert_array_equal(end.series[0].y, whole.series[0].y[80:])
    assert [line.name for line in noisy.series] == ["floored_noisy", "plain_noisy"]
    assert noisy.title == "x by step, gradients with noise 0.2"

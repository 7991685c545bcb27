"""Inputs with a common mean: the published steps and curvatures, and what centering and the rate do."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.shifted_inputs import LAB
from tutor.plots.figure import Chart


def valley(*kept: str, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, kept))


@pytest.mark.parametrize(("mean", "steps", "condition"), [(0, 1, 1), (1, 17, 3), (3, 123, 19), (5, 335, 51)])
def test_steps_and_condition_number_are_the_published_ones(mean: float, steps: int, condition: float) -> None:
    frame = valley(mean=mean)
    assert frame.readout("steps") == steps
    assert frame.readout("condition") == pytest.approx(condition, rel=1e-9)


@pytest.mark.parametrize("mean", [0.5, 2.0, 4.0, 10.0])
def test_curvatures_are_one_and_one_plus_twice_the_squared_mean(mean: float) -> None:
    frame = valley(mean=mean)
    assert frame.readout("curvature_low") == pytest.approx(1.0, rel=1e-12)
    assert frame.readout("curvature_high") == pytest.approx(1.0 + 2.0 * mean**2, rel=1e-12)


def test_second_moments_are_those_of_drawn_inputs() -> None:
    x = np.random.default_rng(0).normal(3.0, 1.0, (200_000, 2))
    low, high = np.linalg.eigvalsh(x.T @ x / len(x))
    assert valley().readout("curvature_low") == pytest.approx(low, rel=0.02)  # the standard error is 0.3 %
    assert valley().readout("curvature_high") == pytest.approx(high, rel=0.02)


@pytest.mark.parametrize("mean", [0.0, 3.0, 10.0])
def test_with_the_mean_taken_off_one_step_is_enough(mean: float) -> None:
    frame = valley(mean=mean, center="yes")
    assert (frame.readout("steps"), frame.readout("condition")) == (1, 1.0)


def test_slow_direction_shrinks_by_18_nineteenths_a_step() -> None:
    frame = valley()
    assert frame.readout("step_size") == pytest.approx(1 / 19)
    assert frame.readout("slow_factor") == pytest.approx(18 / 19)
    losses = frame.series[0].y
    assert losses[2:] / losses[1:-1] == pytest.approx((18 / 19) ** 2)  # the fast direction is done after one step


def test_rate_near_its_limit_makes_a_zigzag() -> None:
    w1, w2 = (valley(rate=1.9).series[1].x, valley(rate=1.9).series[1].y)
    along_the_mean = (w1 + w2)[:20]
    assert np.all(np.diff(np.sign(along_the_mean)) != 0)


def test_rate_above_two_diverges_and_says_so() -> None:
    frame = valley(rate=2.1)
    assert frame.readout("steps") == math.inf
    assert frame.notes == ("It diverges: the steps are too long for the largest curvature.",)
    assert math.isfinite(frame.readout("loss"))


def test_who_is_slow_says_so() -> None:
    frame = valley(mean=10, rate=0.1)
    assert frame.readout("steps") == math.inf
    assert frame.notes == ("Not there within 3000 steps.",)
    assert valley().notes == ()


def test_lines_end_with_the_step_that_reaches_the_goal() -> None:
    losses, path = valley().series
    assert losses.y[-1] < 1e-6 <= losses.y[-2]
    assert len(losses.y) == len(path.x) == 124
    assert (path.x[0], path.y[0]) == (1.0, -0.5)
    assert losses.y[0] == pytest.approx(0.5 * (1 + 0.25 + 9 * 0.25))  # half of |e|^2 + m^2 (sum e)^2


def test_kept_inputs_are_drawn_and_counted_beside_the_present_ones() -> None:
    frame = valley("0:no", "5:no", "3:yes", "3:no")
    loss, path = frame.figures
    assert isinstance(loss, Chart)
    assert isinstance(path, Chart)
    assert [line.label for line in loss.series] == ["mean 0", "mean 5", "mean 3 taken off", "mean 3"]
    assert [mark.y for mark in loss.marks] == [1e-6]
    assert [(mark.x, mark.y) for mark in path.marks] == [(0.0, 0.0)]
    names = ["steps", "steps[0:no]", "steps[5:no]", "steps[3:yes]"]
    assert [frame.readout(name) for name in names] == [123, 1, 335, 1]


@pytest.mark.parametrize("rate", [0.1, 2.5])
@pytest.mark.parametrize("mean", [0.0, 10.0])
def test_limits_of_the_knobs_give_finite_lines(mean: float, rate: float) -> None:
    for line in valley(mean=mean, rate=rate).series:
        assert np.isfinite(line.y).all()

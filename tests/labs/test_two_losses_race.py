"""The race of two losses: the published step counts, pushes against difference quotients, what the picture shows."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.two_losses_race import LAB, STEPS, cross_entropy_delta, squared_error_delta
from tutor.plots.figure import Chart


def race(**params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params))


@pytest.mark.parametrize(
    ("start", "cross_entropy", "squared_error"),
    [(-2, (2, 6), (8, 43)), (-5, (3, 7), (85, 119)), (-10, (6, 10), (11_034, 11_068))],
)
def test_steps_to_half_and_to_nine_tenths_are_the_published_ones(
    start: float, cross_entropy: tuple[int, int], squared_error: tuple[int, int]
) -> None:
    frame = race(start=start)
    assert (frame.readout("cross_entropy_half"), frame.readout("cross_entropy_certain")) == cross_entropy
    assert (frame.readout("squared_error_half"), frame.readout("squared_error_certain")) == squared_error


def test_first_push_at_minus_ten_is_22_000_times_weaker_for_squared_error() -> None:
    frame = race()
    assert frame.readout("cross_entropy_delta") == pytest.approx(-0.999955, abs=5e-7)
    assert frame.readout("squared_error_delta") == pytest.approx(-4.53937e-5, rel=2e-6)
    assert frame.readout("delta_ratio") == pytest.approx(22_028, abs=1)


@pytest.mark.parametrize("z", [-10.0, -2.0, 0.0, 3.0])
def test_pushes_are_what_difference_quotients_of_the_losses_say(z: float) -> None:
    h = 1e-5

    def p(at: float) -> float:
        return 1.0 / (1.0 + math.exp(-at))

    cross_entropy = (math.log(p(z - h)) - math.log(p(z + h))) / (2 * h)
    squared_error = ((1 - p(z + h)) ** 2 - (1 - p(z - h)) ** 2) / (4 * h)
    assert cross_entropy_delta(z) == pytest.approx(cross_entropy, rel=1e-6)
    assert squared_error_delta(z) == pytest.approx(squared_error, abs=1e-11)  # rounding: 1e-16 over h


def test_losses_are_closest_at_the_start_zero_where_they_are_a_factor_four_apart() -> None:
    ratios = [race(start=z).readout("delta_ratio") for z in (-1, -0.5, 0)]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[-1] == 4.0


def test_half_is_reached_when_p_is_above_it_for_the_first_time() -> None:
    frame = race(start=-5, rate=0.5)
    for line in frame.series[:2]:
        steps = int(frame.readout(f"{line.name.removeprefix('p_')}_half"))
        assert line.x[steps - 1] == steps
        assert line.y[steps - 2] <= 0.5 < line.y[steps - 1]


def test_doubling_the_rate_halves_the_wait_on_the_plateau() -> None:
    slow, fast = (race(start=-8, rate=rate).readout("squared_error_half") for rate in (1, 2))
    assert slow / fast == pytest.approx(2.0, rel=0.01)  # only the last few steps are not on the plateau


def test_who_does_not_arrive_says_so() -> None:
    frame = race(start=-12)
    assert frame.readout("squared_error_half") == frame.readout("squared_error_certain") == math.inf
    assert frame.readout("cross_entropy_half") == 7
    assert frame.notes == ("inf: not within 12\u00a0000 steps, where the lab ends.",)
    assert race().notes == ()


@pytest.mark.parametrize("rate", [0.01, 10.0])
@pytest.mark.parametrize("start", [-12.0, 0.0])
def test_both_lines_rise_all_the_way_at_every_limit_of_the_knobs(start: float, rate: float) -> None:
    for line in race(start=start, rate=rate).series[:2]:
        assert len(line.y) == STEPS
        assert np.all(np.diff(line.y) >= 0.0)
        assert 0.0 < line.y[0] <= line.y[-1] <= 1.0


def test_figures_are_the_race_and_the_push_with_the_start_marked() -> None:
    race_chart, push = race(start=-5).figures
    assert isinstance(race_chart, Chart)
    assert isinstance(push, Chart)
    assert [line.label for line in race_chart.series] == ["cross-entropy", "squared error"]
    assert [(axis.low, axis.high) for axis in (race_chart.x, race_chart.y)] == [(1.0, 12_000.0), (0.0, 1.0)]
    assert [(mark.label, mark.x) for mark in push.marks] == [("start −5", -5.0)]
    cross_entropy, squared_error = push.series
    assert np.all(cross_entropy.y > squared_error.y), "they never touch"

"""The bias graveyard: the published table of dead and active shares, and fewer witnesses."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
import pytest

from tutor.functions import normal_cdf
from tutor.labs.bias_graveyard import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart

SEEDS = 5


@cache
def buried(*drawn: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, drawn, seed))


def mean(readout: str, **params: Any) -> float:
    return float(np.mean([buried(seed=seed, **params).readout(readout) for seed in range(SEEDS)]))


# b, inputs, dead share, mean active share; 1000 examples
TABLE = [
    (0.0, 1, 0.0, 0.50),
    (0.0, 100, 0.0, 0.50),
    (0.1, 1, 0.0, 0.57),
    (0.1, 10, 0.0, 0.53),
    (-1.0, 1, 0.17, 0.16),
    (-1.0, 2, 0.04, 0.19),
    (-1.0, 10, 0.0, 0.23),
    (-2.0, 1, 0.35, 0.07),
    (-2.0, 2, 0.16, 0.07),
    (-2.0, 10, 0.004, 0.08),
    (-3.0, 1, 0.515, 0.03),
    (-3.0, 2, 0.35, 0.03),
    (-3.0, 10, 0.09, 0.02),
    (-5.0, 1, 0.75, 0.005),
    (-5.0, 2, 0.71, 0.0034),
    (-5.0, 10, 0.69, 0.001),
    (-5.0, 100, 0.78, 0.0003),
    (-10.0, 1, 0.99, 0.0),
    (-10.0, 10, 1.0, 0.0),
]


@pytest.mark.parametrize(("b", "inputs", "dead", "active"), TABLE)
def test_shares_are_those_of_the_published_table(b: float, inputs: int, dead: float, active: float) -> None:
    """With one or two inputs all units hang on the few largest examples: five data sets differ by 0.04."""
    assert mean("dead_share", b=b, inputs=inputs) == pytest.approx(dead, abs=0.05 if inputs < 10 else 0.02)
    assert mean("active_share", b=b, inputs=inputs) == pytest.approx(active, abs=0.0005 if active < 0.01 else 0.02)


def test_fewer_examples_bury_more_units() -> None:
    assert mean("dead_share", b=-3) == pytest.approx(0.09, abs=0.02)
    assert mean("dead_share", b=-3, examples=100) == pytest.approx(0.37, abs=0.05)
    for seed in range(SEEDS):
        all_of_them, some = (buried(seed=seed, b=-3, examples=n).series[0].y for n in (1000, 100))
        assert np.all(some >= all_of_them)  # the hundred are among the thousand


@pytest.mark.parametrize("b", [-1, -2, -3])
def test_active_share_of_many_inputs_is_that_of_a_normal_sum(b: int) -> None:
    assert mean("active_share", b=b, inputs=100) == pytest.approx(normal_cdf(b / math.sqrt(2)), rel=0.02)


@pytest.mark.parametrize("b", [-1, -2, -3])
def test_active_share_of_two_inputs_is_that_of_laplace(b: int) -> None:
    """w1 x1 + w2 x2 of four N(0, 1) numbers has the density e^-|z| / 2."""
    assert mean("active_share", b=b, inputs=2) == pytest.approx(0.5 * math.exp(b), rel=0.05)


def test_lines_pass_through_the_readouts() -> None:
    frame = buried(b=-2.5, inputs=2, seed=3)
    dead, active = frame.series
    place = dead.x.tolist().index(-2.5)
    assert dead.y[place] == frame.readout("dead_share")
    assert active.y[place] == pytest.approx(frame.readout("active_share"), abs=1e-12)
    assert np.all(np.diff(dead.y) <= 0.0)
    assert np.all(np.diff(active.y) >= 0.0)


def test_chosen_bias_is_marked_in_both_pictures() -> None:
    for figure in buried("10:100", "10:1000", b=-3).figures:
        assert isinstance(figure, Chart)
        assert [(mark.label, mark.x) for mark in figure.marks] == [("b = −3", -3.0)]
        assert [one.label for one in figure.series] == ["10 inputs, 100 examples", "10 inputs, 1\u00a0000 examples"]


def test_ends_of_the_knobs_count_whole_units() -> None:
    assert buried(b=-10, examples=10).readout("dead_share") == 1.0
    assert buried(b=1, inputs=1, examples=10).readout("dead_share") < 0.05

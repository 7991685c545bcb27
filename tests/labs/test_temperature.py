"""The temperature lab: the published table of factors, what T leaves alone, and what few examples do to an ECE."""

from __future__ import annotations

import math
from functools import cache
from statistics import median
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.temperature import LAB
from tutor.nn.calibration import COLDEST, HOTTEST
from tutor.plots.figure import Chart

SEEDS = range(5)


@cache
def run(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def middle(name: str, seeds: range = SEEDS, **params: Any) -> float:
    return median(run(seed, **params).readout(name) for seed in seeds)


# Factor, ECE, fitted T, NLL and NLL with T, mean confidence; medians of ten seeds with 10 000 examples.
TABLE = [
    pytest.param(0.5, 0.103, 0.49, 0.504, 0.464, 0.675, marks=pytest.mark.slow),
    pytest.param(1.0, 0.008, 0.99, 0.464, 0.464, 0.778, marks=pytest.mark.slow),
    pytest.param(2.0, 0.095, 1.97, 0.542, 0.464, 0.872, marks=pytest.mark.slow),
    (3.0, 0.134, 2.96, 0.689, 0.464, 0.911),
    pytest.param(5.0, 0.168, 4.93, 1.036, 0.464, 0.946, marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("factor", "ece", "temperature", "nll", "nll_after", "confidence"), TABLE)
def test_factor_gives_the_published_table(
    factor: float, ece: float, temperature: float, nll: float, nll_after: float, confidence: float
) -> None:
    """One sample of 10 000 has an accuracy, and so an ECE, that strays by 0.004; and an NLL that strays by 0.02 k."""
    assert middle("ece", factor=factor) == pytest.approx(ece, abs=0.006)
    assert middle("temperature", factor=factor) == pytest.approx(temperature, rel=0.04)
    assert middle("nll", factor=factor) == pytest.approx(nll, rel=0.04)
    assert middle("nll_after", factor=factor) == pytest.approx(nll_after, rel=0.02)
    assert middle("mean_confidence", factor=factor) == pytest.approx(confidence, abs=0.003)
    assert middle("ece_after", factor=factor) == pytest.approx(0.010, abs=0.004)


def test_accuracy_is_the_same_for_every_factor_and_every_temperature() -> None:
    found = {run(3, factor=factor).readout(name) for factor in (0.5, 10) for name in ("accuracy", "accuracy_after")}
    assert max(found) - min(found) < 1e-12  # summed bin by bin
    assert middle("accuracy") == pytest.approx(0.7774, abs=0.005)  # one sample strays by 0.004


def test_temperature_brings_the_mean_confidence_to_the_accuracy() -> None:
    for seed in SEEDS:
        frame = run(seed, factor=5)
        assert frame.readout("mean_confidence") > frame.readout("accuracy") + 0.15
        assert frame.readout("mean_confidence_after") == pytest.approx(frame.readout("accuracy"), abs=0.015)


# A perfect model: how large its ECE is for so many examples.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("examples", "ece", "chance"), [(50, 0.123, 0.15), (100, 0.084, 0.1), (300, 0.049, 0.1), (1000, 0.028, 0.1)]
)
def test_few_examples_give_a_perfect_model_an_error(examples: int, ece: float, chance: float) -> None:
    """Over 60 seeds the mean is known to a twentieth. The formula takes the mean of fitted T, a little off for 50."""
    found = [run(seed, factor=1, examples=examples) for seed in range(60)]
    assert np.mean([frame.readout("ece") for frame in found]) == pytest.approx(ece, rel=0.1)
    assert np.mean([frame.readout("chance_error") for frame in found]) == pytest.approx(ece, rel=chance)


def test_many_examples_leave_a_perfect_model_a_hundredth() -> None:
    assert middle("ece", factor=1) == pytest.approx(0.008, abs=0.004)
    assert middle("chance_error") == pytest.approx(0.0085, abs=0.0005)


def test_more_bins_make_chance_larger() -> None:
    assert run(examples=500, bins=50).readout("chance_error") > 1.5 * run(examples=500, bins=5).readout("chance_error")


def test_few_examples_are_told_and_many_are_not() -> None:
    (note,) = run(examples=100).notes
    assert note.startswith("With so few examples even honest probabilities have an ECE of about 0.0")
    assert run(examples=2000).notes == ()


def charts(frame: Frame) -> tuple[Chart, Chart]:
    diagram, curve = frame.figures
    assert isinstance(diagram, Chart)
    assert isinstance(curve, Chart)
    return diagram, curve


def test_diagram_shows_both_answers_and_the_diagonal() -> None:
    diagram, _ = charts(run())
    before, after, honest = diagram.series
    assert (honest.stroke, honest.x.tolist(), honest.y.tolist()) == ("dashed", [0.5, 1.0], [0.5, 1.0])
    assert after.label == "fitted, T = 2.96"
    gaps = [np.abs(line.y - line.x)[2:].mean() for line in (before, after)]
    assert gaps[0] > 0.1
    assert gaps[1] < 0.03
    assert (before.y[1:] < before.x[1:]).all(), "below the diagonal: too sure"


def test_diagram_keeps_a_bin_that_is_rarely_right_in_view() -> None:
    diagram, _ = charts(run(examples=50, bins=50))
    assert diagram.y.low == min(line.y.min() for line in diagram.series)
    assert diagram.y.low < 0.4


def test_curve_is_lowest_at_the_marked_temperature() -> None:
    for factor in (0.5, 3.0, 10.0):
        frame = run(factor=factor)
        _, chart = charts(frame)
        (curve,), (mark,) = chart.series, chart.marks
        assert mark.x == frame.readout("temperature")
        assert curve.x[curve.y.argmin()] == pytest.approx(mark.x, rel=0.2)  # its points are 33 % apart


@pytest.mark.parametrize("seed", [0, 17])
@pytest.mark.parametrize("factor", [0.5, 10.0])
def test_extreme_settings_stay_finite(factor: float, seed: int) -> None:
    frame = run(seed, factor=factor, examples=50, bins=50)
    assert all(math.isfinite(readout.value) for readout in frame.readouts)
    assert COLDEST < frame.readout("temperature") < HOTTEST


def test_same_seed_gives_the_same_bits_and_another_seed_does_not() -> None:
    first, again = (last_frame(LAB, LAB.setting({"examples": 500}, seed=4)) for _ in range(2))
    assert first.readouts == again.readouts
    assert first.readouts != run(5, examples=500).readouts

"""Far away: the published confidences on circles, straight lines against a bound, and what no temperature repairs."""

from __future__ import annotations

import math
from functools import cache
from statistics import median
from typing import Any

import numpy as np
import pytest
from field_points import share_on_their_side

from tutor.labs.far_away import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart, Field

SEEDS = range(5)


@cache
def run(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def line(name: str, frame: Frame) -> dict[float, float]:
    """The y values of a series by their x, as far as that is a round number."""
    (found,) = (line for line in frame.series if line.name == name)
    return dict(zip(found.x.round(6).tolist(), found.y.tolist(), strict=True))


# Radius, mean confidence of ReLU and of tanh; the tolerance is what other draws of data and weights make of a median.
PUBLISHED = [
    (1, 0.913, 0.902, 0.03),
    (2, 0.987, 0.984, 0.01),
    (5, 0.996, 0.994, 0.004),
    (10, 0.998, 0.996, 0.003),
    (100, 0.9998, 0.998, 0.003),
    (1000, 0.9998, 0.998, 0.003),
]


@pytest.mark.slow
@pytest.mark.parametrize(("radius", "relu", "tanh", "tolerance"), PUBLISHED)
def test_circles_have_the_published_confidence(radius: int, relu: float, tanh: float, tolerance: float) -> None:
    found = {
        name: median(run(seed, radius=radius).readout(f"confidence_{name}") for seed in SEEDS)
        for name in ("relu", "tanh")
    }
    assert found == pytest.approx({"relu": relu, "tanh": tanh}, abs=tolerance)


@pytest.mark.slow
def test_at_radius_100_both_are_sure_and_relu_is_surer() -> None:
    for seed in SEEDS:
        frame = run(seed, radius=100)
        assert frame.readout("confidence_relu") > 0.999
        assert 0.98 < frame.readout("confidence_tanh") < frame.readout("confidence_relu")


def test_far_out_the_relu_logit_grows_like_the_radius_and_the_tanh_logit_not_at_all() -> None:
    for seed in SEEDS:
        at = {radius: run(seed, radius=radius) for radius in (100, 1000)}
        relu, tanh = (at[1000].readout(f"logit_{n}") / at[100].readout(f"logit_{n}") for n in ("relu", "tanh"))
        assert relu == pytest.approx(10.0, rel=0.01)  # but for the biases
        assert tanh == pytest.approx(1.0, rel=0.01)


def test_tanh_logit_never_passes_its_bound_and_the_relu_logit_does() -> None:
    for seed in SEEDS:
        frame = run(seed)
        bound = frame.readout("bound_tanh")
        assert max(line("logit_tanh", frame).values()) < bound
        assert max(line("logit_relu", frame).values()) > 100.0 * bound


@pytest.mark.slow
def test_no_temperature_stays_cool_far_enough_out() -> None:
    """T = 10 moves the curve of ReLU ten times as far out; tanh stays below what its bound allows."""
    for seed in SEEDS:
        frame = run(seed, radius=1000, temperature=10)
        assert frame.readout("confidence_relu") > 0.999
        cap = 1.0 / (1.0 + math.exp(-frame.readout("bound_tanh") / 10.0))
        assert frame.readout("confidence_tanh") < cap < 0.95
    assert run(radius=1, temperature=10).readout("confidence_relu") < 0.8


def test_temperature_leaves_logits_alone() -> None:
    warm, cold = run(radius=5, temperature=20), run(radius=5)
    for name in ("logit_relu", "logit_tanh", "bound_tanh"):
        assert warm.readout(name) == cold.readout(name)


def test_readouts_lie_on_the_curves() -> None:
    frame = run(radius=10, temperature=2)
    for name in ("confidence_relu", "confidence_tanh", "logit_relu", "logit_tanh"):
        assert line(name, frame)[10.0] == pytest.approx(frame.readout(name), rel=1e-12)


def test_charts_run_over_the_same_radii_and_mark_the_present_one() -> None:
    for chart in run(radius=20).figures[:2]:
        assert isinstance(chart, Chart)
        assert (chart.x.scale, chart.x.low, chart.x.high) == ("log", 1.0, 1000.0)
        assert [line.label for line in chart.series] == ["relu", "tanh"]
        assert (chart.marks[0].label, chart.marks[0].x) == ("radius 20", 20)


def field(frame: Frame) -> Field:
    found = frame.figures[-1]
    assert isinstance(found, Field)
    return found


def test_field_is_as_large_as_the_circle_but_never_smaller_than_the_data() -> None:
    assert field(run()).x.high == 2.5
    afar = field(run(radius=100))
    assert (afar.x.low, afar.y.high) == (-100, 100)
    assert np.mean(np.abs(afar.values) > 0.99) > 0.9
    near = np.concatenate([cloud.x for cloud in afar.clouds])
    assert len(near) == 300
    assert np.abs(near).max() < 3.0


def test_field_agrees_with_the_classes_of_the_data() -> None:
    assert share_on_their_side(field(run())) > 0.9


def test_same_setting_gives_the_same_bits_whatever_was_asked_before() -> None:
    first = run(7, radius=3)
    run(7, radius=300, temperature=5)
    again = last_frame(LAB, LAB.setting({"radius": 3}, seed=7))
    assert first.readouts == again.readouts
    assert first.readouts != run(8, radius=3).readouts


@pytest.mark.parametrize("radius", [1, 1000])
@pytest.mark.parametrize("temperature", [1, 100])
def test_extreme_settings_stay_finite(radius: int, temperature: int) -> None:
    frame = run(radius=radius, temperature=temperature)
    assert all(math.isfinite(readout.value) for readout in frame.readouts)
    assert frame.notes == ()

"""The lab `propagate`: the published tables of fifty layers, and measurement beside prediction."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.propagate import LAB
from tutor.labs.running import last_frame
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.propagation import propagate
from tutor.plots.figure import Chart


def pushed(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def within(found: float, published: float, factor: float) -> bool:
    return abs(math.log(found / published)) < math.log(factor)


# Fifty layers of 256 units, five nets: s, rms at the top, ratio of delta and of g, layer 1 over layer 50.
DEEP = [
    ("relu", 2.0, 0.841, 1.05, 1.24, 1.8),
    ("relu", 1.0, 2.5e-8, 4.4e-8, 1.24, 1.8),
    ("leaky-0.2", 1.923, 0.882, 1.08, 1.23, 1.8),
    ("tanh", 1.0, 0.097, 0.119, 1.23, 1.5),
    ("tanh", 25.0 / 9.0, 0.651, 83.0, 127.0, 1.5),
    ("elu", 2.0, 4.22, 15.0, 3.6, 1.8),
    ("elu", 1.551, 0.795, 2.05, 2.5, 1.8),
    ("selu", 1.0, 0.995, 5.8, 5.8, 1.5),
    ("selu", 2.0, 36.8, 226.0, 6.4, 1.8),
    ("gelu", 2.352, 38.7, 71.0, 2.0, 2.0),
    ("softplus", 2.0, 3.35, 0.025, 0.0073, 4.0),
    ("sigmoid", 1.0, 0.513, 1.6e-31, 3.1e-31, 1.5),
]


@pytest.mark.slow
@pytest.mark.parametrize(("activation", "s", "size", "delta", "gradient", "factor"), DEEP)
def test_fifty_layers_give_the_published_table(
    activation: str, s: float, size: float, delta: float, gradient: float, factor: float
) -> None:
    frame = pushed(activation=activation, s=s, width=256, depth=50, nets=5)
    assert within(frame.readout("activation_top"), size, factor)
    assert within(frame.readout("delta_ratio"), delta, factor)
    assert within(frame.readout("weight_gradient_ratio"), gradient, factor)


@pytest.mark.slow
def test_gelu_with_two_over_n_fades() -> None:
    """Single nets end anywhere from 1e-6 to 0.1; the mean of five differs by a factor of ten from seed to seed."""
    for seed in range(3):
        frame = pushed(seed, activation="gelu", s=2, width=256, depth=50, nets=5)
        assert within(frame.readout("activation_top"), 2.4e-5, 30.0)


# What the recursions say, without any network: rms at the top and ratio of delta, fifty layers.
PREDICTED = [
    ("sigmoid", 1.0, 1.7e-31, 0.02),
    ("tanh", 1.0, 0.12, 0.02),
    ("tanh", 25.0 / 9.0, 80.0, 0.02),
    ("relu", 2.0, 1.0, 1e-9),
    ("relu", 1.0, 4.2e-8, 0.01),
    ("relu", 1.0 / 3.0, 8.7e-20, 0.01),
    ("elu", 2.0, 14.0, 0.02),
    ("selu", 1.0, 5.5, 0.02),
    ("selu", 0.5625, 0.253, 0.005),
]


@pytest.mark.parametrize(("activation", "s", "ratio", "tolerance"), PREDICTED)
def test_recursions_predict_the_published_ratios(activation: str, s: float, ratio: float, tolerance: float) -> None:
    frame = pushed(activation=activation, s=s, depth=50, width=8)
    assert frame.readout("delta_ratio_theory") == pytest.approx(ratio, rel=tolerance)


def test_relu_with_a_smaller_numerator_shrinks_by_its_root_in_each_layer() -> None:
    two, one = (pushed(s=s) for s in (2, 1))
    assert one.readout("activation_top") / two.readout("activation_top") == pytest.approx(0.5**5, rel=1e-12)
    assert one.readout("activation_top_theory") == pytest.approx(0.5**5, rel=1e-9)
    assert one.readout("chi_top") == pytest.approx(0.5, rel=1e-9)


@pytest.mark.parametrize("activation", ["relu", "leaky-0.2", "tanh", "selu", "silu", "sigmoid"])
def test_ten_nets_of_ten_layers_lie_near_the_prediction(activation: str) -> None:
    """Single nets of 64 units stray by exp(0.35) at most, the mean of ten by exp(0.11): four of these."""
    frame = pushed(activation=activation, nets=10)
    for name in ("activation_top", "delta_ratio"):
        assert within(frame.readout(name), frame.readout(f"{name}_theory"), 1.6)


def test_several_nets_are_told_by_their_geometric_mean() -> None:
    nets = [
        propagate(
            ACTIVATIONS["relu"],
            "standard",
            np.random.default_rng([7, net]),
            width=64,
            depth=10,
            batch=256,
            scale=math.sqrt(2 / 64),
        )
        for net in range(3)
    ]
    frame = pushed(7, nets=3)
    for name in ("activation", "delta"):
        sizes = next(one.y for one in frame.series if one.name == name)
        product = math.prod(getattr(net, name) for net in nets)
        np.testing.assert_allclose(sizes, product ** (1 / 3), rtol=1e-12)


def test_charts_lay_the_prediction_over_the_measurement() -> None:
    for figure in pushed().figures:
        assert isinstance(figure, Chart)
        assert [(one.label, one.stroke) for one in figure.series] == [("measured", "line"), ("predicted", "dashed")]
        assert [len(one.y) for one in figure.series] == [10, 10]


@pytest.mark.parametrize("activation", LAB.knob("activation").options)  # type: ignore[union-attr]
@pytest.mark.parametrize("s", [0.1, 30.0])
def test_extremes_warn_of_nothing(activation: str, s: float) -> None:
    frame = pushed(activation=activation, s=s, depth=50, width=8)
    assert all(not math.isnan(readout.value) for readout in frame.readouts)

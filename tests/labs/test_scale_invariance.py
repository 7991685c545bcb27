"""Scale invariance: below a batch norm only the direction of W counts, over seeds; the engine's net as the oracle."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.scale_invariance import EXAMPLES, INPUTS, LAB, UNITS
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.batch_norm import BatchNorm1d
from tutor.nn.layer import Layer
from tutor.nn.linear import Linear
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.plots.figure import Chart

SEEDS = range(6)


def scaled(alpha: float = 1.0, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params | {"alpha": alpha}, seed=seed))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("alpha", [0.1, 2, 5, 10])
def test_batch_norm_keeps_the_loss_and_divides_the_gradient_by_alpha(alpha: float, seed: int) -> None:
    frame = scaled(alpha, seed)
    assert frame.readout("loss") == pytest.approx(scaled(1, seed).readout("loss"), rel=1e-12)
    assert frame.readout("loss_ratio") == pytest.approx(1.0, rel=1e-12)
    assert frame.readout("gradient_ratio") == pytest.approx(1 / alpha, rel=1e-11)
    assert frame.readout("turn_ratio") == pytest.approx(1 / alpha**2, rel=1e-11)


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_is_orthogonal_to_the_weights_of_every_unit(seed: int) -> None:
    assert scaled(2, seed).readout("cosine") < 1e-14
    assert scaled(2, seed, norm="none").readout("cosine") > 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_without_batch_norm_larger_weights_change_the_loss_and_do_not_shrink_the_gradient(seed: int) -> None:
    frame = scaled(10, seed, norm="none")
    assert frame.readout("loss_ratio") > 1.5
    assert frame.readout("gradient_ratio") > 1.0


def test_epsilon_breaks_the_invariance_of_small_weights_first() -> None:
    small, large = (abs(scaled(alpha, epsilon="0.1").readout("loss_ratio") - 1.0) for alpha in (0.1, 10))
    assert small > 0.02 > 0.005 > large
    assert abs(scaled(0.1, epsilon="1e-5").readout("loss_ratio") - 1.0) < 1e-3


def oracle(alpha: float, norm: str, seed: int) -> tuple[float, float]:
    """Loss and gradient norm of the same net made of the engine's layers."""
    rng = np.random.default_rng(seed)
    x, w = rng.normal(size=(EXAMPLES, INPUTS)), rng.normal(0, np.sqrt(2 / INPUTS), (INPUTS, UNITS))
    v = rng.normal(0, 1 / np.sqrt(UNITS), (UNITS, 1))
    norms: list[Layer] = [BatchNorm1d(UNITS)] if norm == "batch" else []
    first = Linear(alpha * w, np.zeros((1, UNITS)))
    net = Network([first, *norms, ActivationLayer((ACTIVATIONS["relu"],)), Linear(v, np.zeros((1, 1)))])
    targets, loss = (x[:, :1] > 0).astype(float), BinaryCrossEntropy()
    outputs = net.forward(x)
    net.backward(loss.delta(outputs, targets))
    return float(loss.value(outputs, targets)), float(np.linalg.norm(first.weight.gradient))


@pytest.mark.parametrize("norm", ["batch", "none"])
@pytest.mark.parametrize("alpha", [0.1, 1, 5])
def test_engine_gives_the_same_loss_and_gradient(alpha: float, norm: str) -> None:
    frame = scaled(alpha, 3, norm=norm, epsilon="1e-5")
    found = frame.readout("loss"), frame.readout("gradient_norm")
    assert found == pytest.approx(oracle(alpha, norm, 3), rel=1e-11)


def test_chart_is_a_level_loss_and_a_gradient_that_falls_one_decade_a_decade() -> None:
    frame = scaled(2)
    chart = frame.figures[0]
    assert isinstance(chart, Chart)
    assert (chart.x.scale, chart.y.scale) == ("log", "log")
    assert [mark.x for mark in chart.marks] == [2]
    losses, gradients = chart.series
    np.testing.assert_allclose(losses.y, losses.y[0], rtol=1e-12)
    np.testing.assert_allclose(gradients.y * gradients.x, gradients.y[0] * gradients.x[0], rtol=1e-11)


def test_weight_norm_grows_with_alpha() -> None:
    assert scaled(10).readout("weight_norm") == pytest.approx(10 * scaled(1).readout("weight_norm"), rel=1e-14)


def test_same_setting_gives_the_same_bits() -> None:
    assert scaled(0.3, 2).readouts == scaled(0.3, 2).readouts

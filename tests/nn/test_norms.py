"""Normalization layers against what is worked out by hand; their gradients are held against differences elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
from nn_samples import H

from tutor.errors import TutorError
from tutor.nn.arrays import Array
from tutor.nn.batch_norm import BatchNorm1d
from tutor.nn.layer import Layer
from tutor.nn.layer_norm import LayerNorm
from tutor.nn.linear import Linear
from tutor.nn.losses import MeanSquaredError
from tutor.nn.network import Network

BATCH = np.array([[1.0], [2.0], [3.0], [6.0]])


def normalized(gamma: float = 1.0, beta: float = 0.0) -> BatchNorm1d:
    layer = BatchNorm1d(1)
    layer.gamma.value[:], layer.beta.value[:] = gamma, beta
    layer.allocate(BATCH.shape, BATCH.dtype)
    return layer


def test_batch_of_four_is_normalized_as_worked_out() -> None:
    """Mean 3, biased variance 3.5; the fifth decimals differ by epsilon."""
    np.testing.assert_allclose(normalized().forward(BATCH)[:, 0], [-1.0690, -0.5345, 0.0, 1.6036], atol=6e-5)
    np.testing.assert_allclose(normalized(2.0, 1.0).forward(BATCH)[:, 0], [-1.1381, -0.0690, 1.0, 4.2071], atol=6e-5)


def test_batch_of_four_goes_backward_as_worked_out() -> None:
    layer = normalized(2.0)
    layer.forward(BATCH)
    gradient = layer.backward(np.array([[1.0], [0.0], [0.0], [0.0]]))
    np.testing.assert_allclose(gradient[:, 0], [0.49634, -0.41998, -0.26726, 0.19090], atol=5e-6)
    assert layer.gamma.gradient.item() == pytest.approx(-1.0690, abs=5e-5)
    assert layer.beta.gradient.item() == 1.0


@pytest.mark.parametrize(
    ("batches", "mean", "var"), [(1, 0.30, 1.3667), (5, 1.2285, 2.5015), (10, 1.9540, 3.3882), (50, 2.9845, 4.6478)]
)
def test_running_statistics_take_a_tenth_of_each_batch(batches: int, mean: float, var: float) -> None:
    layer = normalized()
    for _ in range(batches):
        layer.forward(BATCH)
    assert layer.running_mean.value.item() == pytest.approx(mean, abs=5e-5)
    assert layer.running_var.value.item() == pytest.approx(var, abs=5e-5)


def test_evaluation_uses_the_running_statistics() -> None:
    layer = normalized()
    layer.forward(BATCH)
    layer.is_training = False
    assert layer.forward(BATCH)[2, 0] == pytest.approx(2.3096, abs=5e-5)
    assert layer.running_mean.value.item() == pytest.approx(0.30)


def test_evaluation_before_training_changes_nothing_up_to_epsilon() -> None:
    layer = normalized()
    layer.is_training = False
    np.testing.assert_allclose(layer.forward(BATCH), BATCH, rtol=6e-6)


def test_batch_of_one_is_refused_in_training_only() -> None:
    layer = BatchNorm1d(2)
    layer.allocate((1, 2), np.dtype(np.float64))
    with pytest.raises(TutorError, match=r"^A batch of one has no variance to normalize with\. Use batches of two"):
        layer.forward(np.ones((1, 2)))
    layer.is_training = False
    np.testing.assert_allclose(layer.forward(np.ones((1, 2))), 1.0, rtol=6e-6)


def test_layer_norm_gives_each_example_mean_0_and_variance_1() -> None:
    x = np.random.default_rng(0).normal(3.0, 5.0, (6, 40))
    layer = LayerNorm(40)
    layer.allocate(x.shape, x.dtype)
    y = layer.forward(x)
    np.testing.assert_allclose(y.mean(axis=1), 0.0, atol=1e-14)
    np.testing.assert_allclose(y.var(axis=1), 1.0, rtol=1e-5)


@pytest.mark.parametrize("norm", [BatchNorm1d, LayerNorm])
def test_normalized_inputs_learn_their_scale(norm: type[Layer]) -> None:
    """The norm comes first, so that the linear layer has to hand down its dL/dx."""
    rng, loss = np.random.default_rng(0), MeanSquaredError()
    network = Network([norm(3), Linear(rng.normal(size=(3, 2)), np.zeros((1, 2)))])  # type: ignore[call-arg]
    x, y = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    network.backward(loss.delta(network.forward(x), y))
    found: Array = network.gradient.copy()
    for index in range(6):  # three scales, three shifts
        start, values = network.values[index], []
        for moved in (start + H, start - H):
            network.values[index] = moved
            values.append(float(loss.value(network.forward(x), y)))
        network.values[index] = start
        assert found[index] == pytest.approx((values[0] - values[1]) / (2 * H), abs=1e-9)

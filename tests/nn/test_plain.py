"""The plain network makes the same steps as the engine."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.nn.datasets import moons
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.optimizers import SGD
from tutor.nn.perceptron import Perceptron
from tutor.nn.plain import PlainNetwork
from tutor.nn.training import Plan, train

MOONS = moons(100, 0.15, np.random.default_rng(0))


@pytest.mark.parametrize("sizes", [(2, 1), (2, 16, 1), (2, 16, 16, 16, 1)])
def test_plain_network_follows_the_engine_to_the_last_digits(sizes: tuple[int, ...]) -> None:
    """Two hundred steps; only the order of sums differs."""
    plain = PlainNetwork(sizes, np.random.default_rng(0))
    fast = Perceptron(sizes, "relu").build(np.random.default_rng(1))
    for weight, start in zip(fast.weights, plain.weights, strict=True):
        weight[:] = start
    records = train(fast, MOONS, BinaryCrossEntropy(), SGD(0.2), Plan(200))
    losses = [plain.step(MOONS.x, MOONS.y, 0.2) for _ in range(200)]
    np.testing.assert_allclose([record.loss for record in records][:-1], losses, rtol=0.0, atol=1e-12)
    for weight, own in zip((*fast.weights, *fast.biases), (*plain.weights, *plain.biases), strict=True):
        np.testing.assert_allclose(weight, own, rtol=0.0, atol=1e-12)
    assert losses[-1] < 0.6 * losses[0]


def test_plain_network_starts_from_he_weights() -> None:
    plain = PlainNetwork((50, 200, 1), np.random.default_rng(0))
    assert np.var(plain.weights[0]) == pytest.approx(2.0 / 50, rel=0.06)  # 10 000 draws: four standard errors
    assert not any(bias.any() for bias in plain.biases)

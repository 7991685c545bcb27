"""Small networks with data, far from kinks, and the oracle of every gradient."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from tutor.nn.activation_layer import ActivationLayer, PRelu
from tutor.nn.arrays import Array
from tutor.nn.datasets import Dataset
from tutor.nn.layer import Layer
from tutor.nn.losses import BinaryCrossEntropy, CrossEntropy, Loss, MeanSquaredError
from tutor.nn.network import Network
from tutor.nn.perceptron import Norm, Perceptron

H = 1e-5
NEAR_KINK = 1e-3  # a difference quotient moves no pre-activation here by that much
KINKED = ("relu", "leaky-relu", "prelu", "elu", "selu")

LOSSES: dict[str, tuple[type[Loss], int]] = {
    "bce": (BinaryCrossEntropy, 1),
    "ce": (CrossEntropy, 3),
    "mse": (MeanSquaredError, 2),
}
"""Name -> loss and the number of outputs it is tried with."""


def targets(loss: str, count: int, rng: np.random.Generator) -> Array:
    """Random labels, one-hot rows or values, as the loss wants them."""
    outputs = LOSSES[loss][1]
    if loss == "ce":
        return np.eye(outputs)[rng.integers(0, outputs, count)]
    return rng.integers(0, 2, (count, 1)).astype(float) if loss == "bce" else rng.normal(size=(count, outputs))


def problem(loss: str, seed: int, inputs: int = 3, count: int = 6) -> Dataset:
    """Random inputs with targets for the loss."""
    rng = np.random.default_rng([seed, 1])
    return Dataset(rng.normal(size=(count, inputs)), targets(loss, count, rng))


def away_from_kinks(
    activation: str, norm: Norm = "none", loss: str = "bce", is_residual: bool = False, depth: int = 2
) -> tuple[Network, Dataset]:
    """A network with random biases and data such that nothing that enters a kinked activation is close to 0."""
    for seed in range(200):
        rng = np.random.default_rng(seed)
        sizes = (3, *[4] * depth, LOSSES[loss][1])
        network = Perceptron(sizes, activation, "xavier", norm, is_residual).build(rng)
        network.values += 0.3 * rng.normal(size=network.values.shape)  # biases, scales and slopes off their defaults
        data = problem(loss, seed)
        network.forward(data.x)
        if activation not in KINKED or all(np.abs(z).min() > NEAR_KINK for z in entering_activations(network)):
            return network, data
    raise AssertionError("every one of two hundred networks stands on a kink")


def entering_activations(network: Network) -> list[Array]:
    """What entered each activation in the last forward pass."""
    pairs: list[tuple[Layer, Layer]] = list(pairwise(network.leaves))
    return [before.output for before, leaf in pairs if isinstance(leaf, ActivationLayer | PRelu)]


def difference_quotients(network: Network, data: Dataset, loss: Loss) -> Array:
    """dL/dtheta by centered differences, all parameters at once: one run for each that is moved, up and down."""
    values, statistics = network.values, network.statistics
    moves = H * np.eye(values.size)
    moved = np.concatenate([values + moves, values - moves])
    network.bind(moved, np.tile(statistics, (len(moved), 1)))
    losses = loss.value(network.forward(data.x), data.y)
    network.bind(values, statistics)
    up, down = np.split(losses, 2)
    return (up - down) / (2 * H)


def gradient(network: Network, data: Dataset, loss: Loss) -> Array:
    """dL/dtheta by backpropagation."""
    network.backward(loss.delta(network.forward(data.x), data.y))
    return network.gradient.copy()

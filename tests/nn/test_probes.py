"""Probes: what they say of layers whose insides are known."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.nn.datasets import moons
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD
from tutor.nn.perceptron import Perceptron
from tutor.nn.probes import gradient_sizes, probe_layers, update_ratios
from tutor.nn.training import Plan, train

X = np.random.default_rng(1).normal(size=(500, 2))


def network(activation: str, *widths: int, norm: str = "none") -> Network:
    return Perceptron((2, *widths, 1), activation, norm=norm).build(np.random.default_rng(0))  # type: ignore[arg-type]


def test_shares_are_of_the_slopes_on_all_examples() -> None:
    net = network("tanh", 6, 5)
    net.weights[1][:] *= 20.0
    first, second = probe_layers(net, X)
    a = np.tanh(X @ net.weights[0])
    slopes = 1.0 - np.tanh(a @ net.weights[1]) ** 2
    assert first.flat_share == np.mean(1.0 - a**2 < 0.05)
    assert second.flat_share == np.mean(slopes < 0.05) > 0.1


def test_units_below_zero_for_every_example_are_dead() -> None:
    net = network("relu", 8)
    net.biases[0][0, :3] = -100.0
    (layer,) = probe_layers(net, X)
    assert layer.dead_share == 3 / 8
    assert layer.flat_share == pytest.approx(3 / 8 + 5 / 8 * 0.5, abs=0.05)  # of the others every second pair is off


def test_no_unit_is_dead_for_one_batch_only() -> None:
    """Alive for a single example out of 500 is alive."""
    net = network("relu", 1)
    net.weights[0][:], net.biases[0][:] = [[1.0], [0.0]], -np.sort(X[:, 0])[-2]
    assert probe_layers(net, X)[0].dead_share == 0.0
    assert probe_layers(net, np.sort(X, axis=0)[:-2])[0].dead_share == 1.0


def test_saturated_is_not_dead() -> None:
    net = network("tanh", 4)
    net.biases[0][:] = 10.0
    (layer,) = probe_layers(net, 0.1 * X)
    assert (layer.flat_share, layer.dead_share) == (1.0, 0.0)


@pytest.mark.parametrize(("activation", "flat"), [("prelu", 0.0), ("leaky-relu", 0.5), ("identity", 0.0)])
def test_learned_and_fixed_slopes_are_looked_at(activation: str, flat: float) -> None:
    (layer,) = probe_layers(network(activation, 64), X)
    assert layer.flat_share == pytest.approx(flat, abs=0.02)


def test_normalized_layers_are_probed_behind_their_normalization() -> None:
    """What enters the activation counts: pushed far down by the normalization's shift, every unit is dead."""
    net = network("relu", 8, norm="batch")
    net.layers[1].parameters[1].value[:] = -100.0
    assert probe_layers(net, X)[0].dead_share == 1.0


def test_gradient_and_update_sizes_are_those_of_the_step() -> None:
    net, data = network("tanh", 6, 5), moons(50, 0.1, np.random.default_rng(0))
    before = tuple(weight.copy() for weight in net.weights)
    records = train(net, data, BinaryCrossEntropy(), SGD(0.5), Plan(1))
    assert gradient_sizes(net).tolist() == [0.0, 0.0, 0.0]
    next(records)
    sizes = gradient_sizes(net)
    assert (sizes > 0.0).all()
    next(records)
    scales = [np.sqrt(np.mean(weight**2)) for weight in before]
    np.testing.assert_allclose(update_ratios(net, before), 0.5 * sizes / scales, rtol=1e-10)


def test_what_enters_an_activation_comes_from_behind_the_normalization() -> None:
    net = network("relu", 8, 6, norm="batch")
    net.forward(100.0 + X)
    for entering in net.activation_inputs:
        assert entering.mean(axis=0) == pytest.approx(0.0, abs=1e-6)
    plain = network("relu", 8, 6)
    plain.forward(X)
    assert all(map(np.array_equal, plain.activation_inputs, plain.pre_activations))

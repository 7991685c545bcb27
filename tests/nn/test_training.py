"""Gradient descent: against published step counts and by hand, to the last bit, and into the infinite."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import root_mean_square
from tutor.nn.datasets import Dataset, moons
from tutor.nn.losses import binary_cross_entropy, binary_cross_entropy_delta
from tutor.nn.network import Network
from tutor.nn.training import Diverged, Record, train

MOONS = moons(100, 0.15, np.random.default_rng(0))


def network(name: str = "tanh", init: str = "xavier", *, width: int = 16, depth: int = 2, seed: int = 0) -> Network:
    return Network(2, width, depth, ACTIVATIONS[name], init, np.random.default_rng(seed))


def records(net: Network, *, rate: float = 0.1, steps: int = 50, data: Dataset = MOONS) -> list[Record]:
    return list(train(net, data, learning_rate=rate, steps=steps))


@pytest.mark.parametrize(("start", "half", "nine_tenths"), [(-2.0, 2, 6), (-5.0, 3, 7), (-10.0, 6, 10)])
def test_one_neuron_learns_in_the_published_number_of_steps(start: float, half: int, nine_tenths: int) -> None:
    """One weight, one bias, x = 1, target 1, learning rate 1; the steps until p > 0.5 and p > 0.9."""
    neuron = Network(1, 1, 0, ACTIVATIONS["identity"], "zeros", np.random.default_rng(0))
    neuron.weights[0][:] = start
    one = Dataset(np.ones((1, 1)), np.ones((1, 1)))
    probabilities = [math.exp(-record.loss) for record in records(neuron, rate=1.0, steps=15, data=one)]
    assert [p > 0.5 for p in probabilities].index(True) == half
    assert [p > 0.9 for p in probabilities].index(True) == nine_tenths


def test_a_step_is_the_gradient_times_the_rate() -> None:
    net = network()
    before = [weight.copy() for weight in net.weights]
    pre_activations, activations = net.forward(MOONS.x)
    gradients, _ = net.backward(pre_activations, activations, binary_cross_entropy_delta(pre_activations[-1], MOONS.y))
    first, last = records(net, rate=0.3, steps=1)
    assert first.loss == binary_cross_entropy(pre_activations[-1], MOONS.y)
    assert first.first_gradient == root_mean_square(gradients[0])
    for weight, start, gradient in zip(net.weights, before, gradients, strict=True):
        np.testing.assert_array_equal(weight, start - 0.3 * gradient)
    assert last.loss == binary_cross_entropy(net.logits(MOONS.x), MOONS.y), "the last record is of the net as it is"


def test_biases_learn_too() -> None:
    net = network()
    records(net, steps=1)
    assert all(bias.any() for bias in net.biases)


@pytest.mark.parametrize("name", ["tanh", "relu", "gelu", "selu"])
def test_training_lowers_the_loss_at_every_small_step(name: str) -> None:
    losses = [record.loss for record in records(network(name), rate=0.05, steps=100)]
    assert all(later < earlier for earlier, later in pairwise(losses))
    assert losses[-1] < 0.6 * losses[0]


def test_records_count_from_0_to_the_last_step() -> None:
    found = records(network(), steps=7)
    assert [record.step for record in found] == list(range(8))
    assert all(record.diverged is None for record in found)
    assert len(records(network(), steps=0)) == 1


def test_same_seed_gives_the_same_run_to_the_last_bit() -> None:
    one, other = network("gelu", "lsuv"), network("gelu", "lsuv")
    assert records(one) == records(other)
    for weight, twin in zip(one.weights, other.weights, strict=True):
        np.testing.assert_array_equal(weight, twin)
    assert records(network(seed=1)) != records(network(seed=2))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_exploding_run_ends_with_a_record_that_says_where(name: str) -> None:
    """No exception, and no warning: numpy's are errors here."""
    found = records(network(name, "standard", depth=12), rate=1e6, steps=400)
    if name in ("sigmoid", "tanh"):  # bounded activations and a logistic loss stay finite, however wild
        assert all(math.isfinite(record.loss) for record in found)
        return
    last = found[-1]
    assert isinstance(last.diverged, Diverged)
    assert last.step == last.diverged.step < 400
    assert 1 <= last.diverged.layer <= 13
    assert not math.isfinite(last.loss)
    assert all(record.diverged is None and math.isfinite(record.loss) for record in found[:-1])
    expected = f"diverged at step {last.step}: the pre-activations of layer {last.diverged.layer} are no longer finite"
    assert str(last.diverged) == expected


def test_divergence_names_the_first_layer_that_is_not_finite() -> None:
    net = network("relu", "he", depth=4)
    net.weights[2][:] = 1e200
    net.weights[3][:] = 1e200
    (record,) = records(net)
    assert record.diverged == Diverged(0, 4, "pre-activations")


def test_logits_whose_mean_overflows_end_the_run_as_well() -> None:
    net = network()
    net.biases[-1][:] = 1.7e308
    (record,) = records(net)
    assert record.diverged == Diverged(0, 3, "pre-activations")


def test_deep_sigmoid_nets_stall_at_ln_2() -> None:
    stuck = records(network("sigmoid", "xavier", depth=10), steps=100)[-1]
    assert stuck.loss == pytest.approx(math.log(2.0), abs=2e-3)
    assert stuck.first_gradient < 1e-6

"""Gradient descent: against published step counts and by hand, to the last bit, and into the infinite."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import root_mean_square
from tutor.nn.datasets import Dataset, moons
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD
from tutor.nn.perceptron import Perceptron
from tutor.nn.records import Diverged, Record
from tutor.nn.training import Plan, train

MOONS = moons(100, 0.15, np.random.default_rng(0))


def network(name: str = "tanh", init: str = "xavier", *, width: int = 16, depth: int = 2, seed: int = 0) -> Network:
    return Perceptron((2, *[width] * depth, 1), name, init).build(np.random.default_rng(seed))


def records(net: Network, *, rate: float = 0.1, steps: int = 50, data: Dataset = MOONS) -> list[Record]:
    return list(train(net, data, BinaryCrossEntropy(), SGD(rate), Plan(steps)))


@pytest.mark.parametrize(("start", "half", "nine_tenths"), [(-2.0, 2, 6), (-5.0, 3, 7), (-10.0, 6, 10)])
def test_one_neuron_learns_in_the_published_number_of_steps(start: float, half: int, nine_tenths: int) -> None:
    """One weight, one bias, x = 1, target 1, learning rate 1; the steps until p > 0.5 and p > 0.9."""
    neuron = Perceptron((1, 1), "identity").build(np.random.default_rng(0))
    neuron.values[:] = start, 0.0
    one = Dataset(np.ones((1, 1)), np.ones((1, 1)))
    probabilities = [math.exp(-record.loss) for record in records(neuron, rate=1.0, steps=15, data=one)]
    assert [p > 0.5 for p in probabilities].index(True) == half
    assert [p > 0.9 for p in probabilities].index(True) == nine_tenths


def test_a_step_is_the_gradient_times_the_rate() -> None:
    net, loss = network(), BinaryCrossEntropy()
    before = net.values.copy()
    outputs = net.forward(MOONS.x)
    net.backward(loss.delta(outputs, MOONS.y))
    gradient, start = net.gradient.copy(), float(loss.value(outputs, MOONS.y))
    first, last = records(net, rate=0.3, steps=1)
    assert first.loss == start
    assert first.first_gradient == root_mean_square(gradient[:32])
    np.testing.assert_array_equal(net.values, before - 0.3 * gradient)
    assert last.loss == float(loss.value(net.predict(MOONS.x), MOONS.y)), "the last record is of the net as it is"


def test_gradient_can_be_looked_at_beside_its_record() -> None:
    net = network()
    for record in train(net, MOONS, BinaryCrossEntropy(), SGD(0.1), Plan(3, clip=lambda gradient: gradient.fill(0.0))):
        assert record.first_gradient == root_mean_square(net.linears[0].weight.gradient)


def test_predicting_between_steps_changes_nothing() -> None:
    watched, alone = network(), network()
    for record, other in zip(
        train(watched, MOONS, BinaryCrossEntropy(), SGD(0.1), Plan(20)), records(alone, steps=20), strict=True
    ):
        watched.predict(MOONS.x[:7])
        assert record == other


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


@pytest.mark.parametrize(("every", "shown"), [(3, [0, 3, 6, 7]), (7, [0, 7]), (100, [0, 7])])
def test_looking_less_often_shows_the_same_run(every: int, shown: list[int]) -> None:
    plan = Plan(7, every)
    found = list(train(network(), MOONS, BinaryCrossEntropy(), SGD(0.1), plan))
    assert found == [record for record in records(network(), steps=7) if record.step in shown]


def test_batches_are_the_same_for_the_same_generator() -> None:
    plan = Plan(30, batch_size=16)
    runs = [
        list(train(network(), MOONS, BinaryCrossEntropy(), SGD(0.1), plan, np.random.default_rng(seed)))
        for seed in (0, 0, 1)
    ]
    assert runs[0] == runs[1] != runs[2]
    assert runs[0][-1].loss < runs[0][0].loss


def test_same_seed_gives_the_same_run_to_the_last_bit() -> None:
    one, other = network("gelu", "lsuv"), network("gelu", "lsuv")
    assert records(one) == records(other)
    np.testing.assert_array_equal(one.values, other.values)
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
    what = "activations" if name == "prelu" else "pre-activations"  # a learned slope explodes first
    expected = f"diverged at step {last.step}: the {what} of layer {last.diverged.layer} are no longer finite"
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


def test_gradient_that_overflows_ends_the_run_and_is_named() -> None:
    """Finite logits, but an error signal of 1e200 times 1e200 on its way down to layer 2."""
    net = network("identity", depth=3)
    net.values[:] = 0.0
    net.weights[2][:], net.weights[3][:] = 1e200, 1e200
    (record,) = records(net)
    assert record.diverged == Diverged(0, 2, "gradients")


def test_divergence_between_two_looks_is_told_at_its_step() -> None:
    often, seldom = (
        list(train(network("relu", "standard", depth=12), MOONS, BinaryCrossEntropy(), SGD(1e6), Plan(400, every)))
        for every in (1, 50)
    )
    assert often[-1].diverged == seldom[-1].diverged is not None
    assert often[-1].step == seldom[-1].step


def test_plateau_is_told_after_a_hundred_steps_without_gain_and_ends_with_the_next() -> None:
    asleep = records(network("sigmoid", "xavier", depth=10), steps=150)
    statuses = [record.status for record in asleep]
    start = statuses.index("plateau")
    assert 100 <= start < 150
    assert set(statuses[:start]) == {"ok"}
    assert {record.status for record in records(network(), steps=300)} == {"ok"}


def test_deep_sigmoid_nets_stall_at_ln_2() -> None:
    stuck = records(network("sigmoid", "xavier", depth=10), steps=100)[-1]
    assert stuck.loss == pytest.approx(math.log(2.0), abs=2e-3)
    assert stuck.first_gradient < 1e-6

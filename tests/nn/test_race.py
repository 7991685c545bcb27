"""Races: stacked runs are the runs alone, and no run touches another."""

from __future__ import annotations

import copy
import math
from functools import partial

import numpy as np
import pytest
from nn_samples import LOSSES, problem

from tutor.errors import TutorError
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.nn.clipping import clip_grad_norm_, clip_grad_value_
from tutor.nn.datasets import moons
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD, Adam, Optimizer
from tutor.nn.perceptron import Norm, Perceptron
from tutor.nn.race import race, stack
from tutor.nn.records import Diverged
from tutor.nn.training import Plan, train, train_stack

MOONS = moons(60, 0.15, np.random.default_rng(0))
TOLERANCE = 1e-12  # the same products of the same numbers; only sums over a flat vector may be cut elsewhere
FIXED = tuple(name for name in ACTIVATIONS if name != "prelu")


def network(activation: str = "tanh", seed: int = 0, depth: int = 2, norm: Norm = "none", outputs: int = 1) -> Network:
    sizes = (2, *[8] * depth, outputs)
    return Perceptron(sizes, activation, norm=norm).build(np.random.default_rng(seed))


@pytest.mark.parametrize("optimizer", [SGD(0.1), SGD(0.05, 0.9), SGD(0.05, 0.9, True), Adam(0.01)])
@pytest.mark.parametrize("norm", ["none", "batch", "batch-after", "layer"])
@pytest.mark.parametrize("loss", LOSSES)
def test_stacked_runs_equal_separate_ones(loss: str, norm: Norm, optimizer: Optimizer) -> None:
    """Every fixed activation in one stack; parameters, running statistics and losses after fifteen steps."""
    kind, outputs = LOSSES[loss]
    data = problem(loss, 0, inputs=2, count=20)
    plan = Plan(15, 15, batch_size=7, clip=partial(clip_grad_norm_, limit=0.5))
    together = [network(name, seed, norm=norm, outputs=outputs) for seed, name in enumerate(FIXED)]
    alone = [network(name, seed, norm=norm, outputs=outputs) for seed, name in enumerate(FIXED)]
    for shown in race(together, data, kind(), optimizer, plan):
        last = shown
    for raced, single, record in zip(together, alone, last, strict=True):
        *_, own = train(single, data, kind(), copy.deepcopy(optimizer), plan, np.random.default_rng(0))
        np.testing.assert_allclose(raced.values, single.values, rtol=0.0, atol=TOLERANCE)
        np.testing.assert_allclose(raced.statistics, single.statistics, rtol=0.0, atol=TOLERANCE)
        assert record.loss == pytest.approx(own.loss, abs=TOLERANCE)
        assert record.first_gradient == pytest.approx(own.first_gradient, abs=TOLERANCE)


def test_one_run_that_explodes_touches_no_other() -> None:
    """To the last bit: beside a run of infinities and nan, with clipping by norm and by value."""
    for clip in (None, partial(clip_grad_norm_, limit=0.01), partial(clip_grad_value_, limit=0.01)):
        plan = Plan(50, clip=clip)
        calm = [network("relu", 1), network("relu", 2)]
        twins = [network("relu", 1), network("relu", 3), network("relu", 2)]
        twins[1].values[:] = 1e200
        *_, quiet = race(calm, MOONS, BinaryCrossEntropy(), SGD(0.1), plan)
        *_, loud = race(twins, MOONS, BinaryCrossEntropy(), SGD(0.1), plan)
        assert loud[1].diverged == Diverged(0, 2, "pre-activations")
        assert math.isnan(loud[1].loss)
        assert (loud[0], loud[2]) == quiet
        np.testing.assert_array_equal(twins[0].values, calm[0].values)
        np.testing.assert_array_equal(twins[2].values, calm[1].values)


def test_residual_networks_race_too() -> None:
    nets, twins = (
        [
            Perceptron((2, 8, 8, 1), name, norm="batch", is_residual=True).build(np.random.default_rng(0))
            for name in FIXED
        ]
        for _ in range(2)
    )
    *_, _ = race(nets, MOONS, BinaryCrossEntropy(), SGD(0.1), Plan(15))
    for raced, single in zip(nets, twins, strict=True):
        *_, _ = train(single, MOONS, BinaryCrossEntropy(), SGD(0.1), Plan(15))
        np.testing.assert_allclose(raced.values, single.values, rtol=0.0, atol=TOLERANCE)


@pytest.mark.parametrize("activation", ["gelu", "elu", "sigmoid", "softplus"])
def test_nan_stays_in_its_run_under_normalization_and_adam(activation: str) -> None:
    nets = [network(activation, seed, norm="batch") for seed in range(3)]
    nets[1].values[5] = math.nan
    *_, last = race(nets, MOONS, BinaryCrossEntropy(), Adam(0.01), Plan(20))
    assert [record.diverged is None for record in last] == [True, False, True]
    assert np.isfinite(nets[0].values).all()
    assert np.isfinite(nets[2].statistics).all()


def test_networks_of_different_shapes_race_in_stacks_of_their_own() -> None:
    def line_up() -> list[Network]:
        return [network(depth=2), network("prelu", depth=2), network(depth=3), network("relu", depth=2)]

    raced = line_up()
    *_, last = race(raced, MOONS, BinaryCrossEntropy(), SGD(0.1), Plan(30))
    for record, net, single in zip(last, raced, line_up(), strict=True):
        *_, own = train(single, MOONS, BinaryCrossEntropy(), SGD(0.1), Plan(30))
        assert record.loss == pytest.approx(own.loss, abs=TOLERANCE)
        np.testing.assert_allclose(net.values, single.values, rtol=0.0, atol=TOLERANCE)


def test_race_ends_when_every_run_has_ended_and_each_keeps_its_last_record() -> None:
    early, late = network("relu", 0), network("leaky-relu", 1, depth=3)
    early.values[:] = 1e200
    shown = list(race([early, late], MOONS, BinaryCrossEntropy(), SGD(1e6), Plan(500)))
    assert len(shown) < 500
    assert all(record.diverged for record in shown[-1])
    assert {records[0].step for records in shown} == {0}
    assert shown[-1][1].step == len(shown) - 1


def test_runs_of_a_stack_may_have_learning_rates_of_their_own() -> None:
    rates = (0.01, 0.1, 0.5)
    stacked = stack([network() for _ in rates])
    optimizer = SGD(np.array(rates)[:, None])
    *_, last = train_stack(stacked, MOONS, BinaryCrossEntropy(), optimizer, Plan(25))
    for record, rate in zip(last, rates, strict=True):
        *_, own = train(network(), MOONS, BinaryCrossEntropy(), SGD(rate), Plan(25))
        assert record.loss == pytest.approx(own.loss, abs=TOLERANCE)


def test_runs_may_see_data_of_their_own() -> None:
    data = [moons(20, 0.1, np.random.default_rng(seed)) for seed in range(2)]
    stacked = stack([network(seed=seed) for seed in range(2)])
    x, y = np.stack([d.x for d in data]), np.stack([d.y for d in data])
    *_, last = train_stack(stacked, type(data[0])(x, y), BinaryCrossEntropy(), SGD(0.1), Plan(10))
    for seed, record in enumerate(last):
        *_, own = train(network(seed=seed), data[seed], BinaryCrossEntropy(), SGD(0.1), Plan(10))
        assert record.loss == pytest.approx(own.loss, abs=TOLERANCE)


def test_stacking_shares_the_numbers_with_the_networks() -> None:
    nets = [network(seed=seed) for seed in range(3)]
    before = [net.values.copy() for net in nets]
    stacked = stack(nets)
    assert stacked.values.shape == (3, before[0].size)
    for run, net in enumerate(nets):
        np.testing.assert_array_equal(net.values, before[run])
        stacked.values[run] += 1.0
        np.testing.assert_array_equal(net.weights[0], before[run][:16].reshape(2, 8) + 1.0)


def test_stack_predicts_what_its_networks_predict() -> None:
    nets = [network(name, seed, norm="batch") for seed, name in enumerate(("tanh", "tanh", "relu"))]
    stacked = stack(nets)
    expected: list[Array] = [net.predict(MOONS.x) for net in nets]
    np.testing.assert_allclose(stacked.predict(MOONS.x), expected, rtol=0.0, atol=TOLERANCE)


def test_networks_that_differ_in_shape_or_type_are_not_stacked() -> None:
    single = Perceptron((2, 8, 8, 1), "tanh").build(np.random.default_rng(0), np.float32)
    for other in (network(depth=3), network(norm="layer"), network("prelu"), single):
        with pytest.raises(TutorError, match=r"^Networks of different layers cannot be stacked\. Race those"):
            stack([network(), other])

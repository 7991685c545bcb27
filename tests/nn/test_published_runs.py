"""Training runs that the lessons quote: counts and ranges over seeds, many runs in one stack."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

import numpy as np
import pytest

from tutor.nn.arrays import Array
from tutor.nn.clipping import clip_grad_norm_
from tutor.nn.datasets import Dataset, moons, xor
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.optimizers import SGD, Adam, Optimizer
from tutor.nn.perceptron import Norm, Perceptron
from tutor.nn.probes import probe_layers
from tutor.nn.race import race, stack
from tutor.nn.training import Plan, train_stack

MOONS = moons(300, 0.15, np.random.default_rng(0))
LN_2 = math.log(2.0)
TWO_WIDE = (2, 64, 64, 1)
TEN_DEEP = (2, *[32] * 10, 1)


@dataclass(frozen=True)
class Outcome:
    """Of the runs with one learning rate: median loss, how many exploded, median dead share of first and last layer."""

    loss: float
    exploded: int
    first_dead: float
    last_dead: float


def sweep(
    net: Perceptron,
    rates: tuple[float, ...],
    steps: int,
    *,
    seeds: int,
    make: Callable[[Array], Optimizer] = SGD,
    clip: float | None = None,
    data: Dataset = MOONS,
) -> dict[float, Outcome]:
    """Every rate with every seed in one stack, all examples at each step."""
    networks = [net.build(np.random.default_rng(seed)) for _ in rates for seed in range(seeds)]
    optimizer = make(np.repeat(rates, seeds)[:, None])
    plan = Plan(steps, steps, clip=clip and partial(clip_grad_norm_, limit=clip))
    (last,) = deque(train_stack(stack(networks), data, BinaryCrossEntropy(), optimizer, plan), maxlen=1)
    outcomes = {}
    for number, rate in enumerate(rates):
        own = slice(number * seeds, (number + 1) * seeds)
        losses = [math.inf if record.diverged else record.loss for record in last[own]]
        probes = [probe_layers(network, data.x) for network in networks[own]]
        first, top = (median(probe[layer].dead_share for probe in probes) for layer in (0, -1))
        outcomes[rate] = Outcome(median(losses), losses.count(math.inf), first, top)
    return outcomes


@pytest.mark.parametrize(
    ("activation", "width", "solved"),
    [
        ("identity", 4, 0),
        ("relu", 2, 10),
        ("relu", 4, 36),
        ("relu", 8, 49),
        ("tanh", 2, 32),
        ("tanh", 4, 50),
        ("sigmoid", 4, 49),
    ],
)
def test_xor_is_learned_from_the_published_number_of_fifty_starts(activation: str, width: int, solved: int) -> None:
    """Rate 0.5, 2000 steps; here exactly, and three either way where floats round otherwise."""
    net, data = Perceptron((2, width, 1), activation, "he" if activation == "relu" else "xavier"), xor()
    networks = [net.build(np.random.default_rng(seed)) for seed in range(50)]
    (last,) = deque(race(networks, data, BinaryCrossEntropy(), SGD(0.5), Plan(2_000, 2_000)), maxlen=1)
    answers = [network.predict(data.x) > 0.0 for network in networks]
    assert sum(bool(np.all(answer == (data.y > 0.5))) for answer in answers) == pytest.approx(solved, abs=3)
    if activation == "identity":
        assert [record.loss for record in last] == pytest.approx([LN_2] * 50, abs=1e-6)


@pytest.mark.slow
def test_large_rates_kill_relu_units_and_then_the_net() -> None:
    """2 x 64 ReLU, He, 300 steps."""
    found = sweep(Perceptron(TWO_WIDE, "relu"), (0.1, 0.3, 2.0, 5.0, 10.0), 300, seeds=5)
    assert found[0.1].loss == pytest.approx(0.143, abs=0.03)  # depends on the moons drawn, by a fifth
    assert found[0.3].loss < 0.06
    assert found[2.0].loss < 0.03
    assert found[2.0].last_dead == pytest.approx(0.28, abs=0.2)
    assert found[5.0].loss > 0.3
    assert found[5.0].first_dead > 0.3
    assert found[10.0].loss > 0.6
    assert found[10.0].last_dead > 0.95
    assert found[0.1].first_dead == found[0.3].first_dead == 0.0


@pytest.mark.slow
@pytest.mark.parametrize(("norm", "clip"), [("none", 1.0), ("batch", None)])
def test_clipping_or_normalization_bears_the_rate_that_kills(norm: Norm, clip: float | None) -> None:
    found = sweep(Perceptron(TWO_WIDE, "relu", norm=norm), (5.0,), 300, seeds=5, clip=clip)[5.0]
    assert found.loss < 0.03
    assert found.first_dead < 0.1
    assert 0.1 < found.last_dead < 0.5


@pytest.mark.slow
def test_leaky_units_do_not_die_and_so_the_net_explodes() -> None:
    found = sweep(Perceptron(TWO_WIDE, "leaky-relu"), (5.0, 10.0), 300, seeds=5)
    assert min(found[5.0].exploded, found[10.0].exploded) >= 3


@pytest.mark.slow
def test_adam_kills_units_too() -> None:
    found = sweep(Perceptron(TWO_WIDE, "relu"), (0.01, 0.1), 300, seeds=5, make=Adam)
    assert max(outcome.loss for outcome in found.values()) < 0.01
    assert found[0.1].first_dead == pytest.approx(0.20, abs=0.08)
    assert found[0.1].last_dead == pytest.approx(0.50, abs=0.12)


@pytest.mark.slow
def test_clipping_saves_deep_nets_from_large_steps_up_to_a_point() -> None:
    """10 x 32 ReLU, He, 300 steps: rate 1 explodes, with a limit of 1 it learns; rate 3 needs a limit of 0.1."""
    deep = Perceptron(TEN_DEEP, "relu")
    assert sweep(deep, (1.0,), 300, seeds=4)[1.0].exploded >= 2
    assert sweep(deep, (0.3, 1.0), 300, seeds=4, clip=1.0)[1.0].loss < 0.04
    assert sweep(deep, (3.0,), 300, seeds=4, clip=1.0)[3.0].loss == pytest.approx(LN_2, abs=0.01)
    assert sweep(deep, (3.0,), 300, seeds=4, clip=0.1)[3.0].loss < 0.04


@pytest.mark.slow
@pytest.mark.parametrize("init", ["he", "pytorch"])
def test_normalized_deep_nets_learn_at_every_rate_from_either_start(init: str) -> None:
    found = sweep(Perceptron(TEN_DEEP, "relu", init, "batch"), (0.1, 1.0), 300, seeds=3)
    assert max(outcome.loss for outcome in found.values()) < 0.02


@pytest.mark.slow
def test_adam_trains_what_gradient_descent_cannot() -> None:
    """Sigmoid from Xavier at depth 5, ReLU from PyTorch's default at depth 10; both stay at ln 2 without Adam."""
    shallow, deep = Perceptron((2, *[32] * 5, 1), "sigmoid", "xavier"), Perceptron(TEN_DEEP, "relu", "pytorch")
    assert sweep(shallow, (0.01,), 1_000, seeds=3, make=Adam)[0.01].loss < 0.03
    assert sweep(deep, (0.01,), 500, seeds=3, make=Adam)[0.01].loss < 0.03
    for net in (shallow, deep):
        assert sweep(net, (0.1,), 500, seeds=3)[0.1].loss == pytest.approx(LN_2, abs=2e-3)

"""A hundred steps of training, parameter for parameter, against what PyTorch makes of the same start and data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from nn_samples import LOSSES
from trajectory_cases import CHECKPOINTS, LIMITS, LOSS_EVERY, MOMENTUM, RATES, STEPS, Case, cases

from tutor.nn.arrays import Array
from tutor.nn.clipping import clip_grad_norm_, clip_grad_value_
from tutor.nn.datasets import Dataset
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD, Adam, Optimizer
from tutor.nn.perceptron import Perceptron
from tutor.nn.training import Plan, train

REFERENCE = Path(__file__).parents[1] / "data" / "trajectories" / "reference.npz"
CLIPS = {
    "none": None,
    "norm": partial(clip_grad_norm_, limit=LIMITS["norm"]),
    "value": partial(clip_grad_value_, limit=LIMITS["value"]),
}


@pytest.fixture(scope="module")
def reference() -> Mapping[str, Array]:
    with np.load(REFERENCE) as file:
        return dict(file)


def network_of(case: Case) -> Network:
    norm = "batch" if case.norm == "batch" else "none"
    network = Perceptron(case.sizes, case.activation, norm=norm).build(np.random.default_rng(0))
    for linear, (weight, bias) in zip(network.linears, case.start(), strict=True):
        linear.weight.value[:], linear.bias.value[:] = weight, bias
    return network


def optimizer_of(case: Case) -> Optimizer:
    rate, decay = RATES[case.optimizer], case.weight_decay
    if case.optimizer == "adam":
        return Adam(rate, weight_decay=decay)
    momentum = 0.0 if case.optimizer == "sgd" else MOMENTUM
    return SGD(rate, momentum, case.optimizer == "nesterov", decay)


def tolerance(case: Case) -> float:
    """Rounding differs in the order of sums; normalization divides it by a deviation, Adam by the gradient's size."""
    if case.norm == "batch":
        return 1e-5 if case.optimizer == "adam" else 1e-8
    return 1e-10 if case.optimizer == "adam" else 1e-12


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_parameters_follow_pytorch(case: Case, reference: Mapping[str, Array]) -> None:
    network, data = network_of(case), Dataset(*case.data())
    plan = Plan(STEPS, LOSS_EVERY, clip=CLIPS[case.clip])
    losses, kept = [], []
    for record in train(network, data, LOSSES[case.loss][0](), optimizer_of(case), plan):
        losses.append(record.loss)
        if record.step in CHECKPOINTS:
            kept.append(network.values.copy())
    np.testing.assert_allclose(kept, reference[f"{case.name}/values"], rtol=0.0, atol=tolerance(case))
    np.testing.assert_allclose(losses, reference[f"{case.name}/losses"], rtol=0.0, atol=tolerance(case))
    np.testing.assert_allclose(network.statistics, reference[f"{case.name}/statistics"], rtol=0.0, atol=tolerance(case))
    assert np.abs(kept[-1] - kept[0]).max() > 1e-2, "a run that stands still proves nothing"


def test_cases_pair_every_choice_with_every_other() -> None:
    choices = [(c.activation, c.norm, c.optimizer, c.clip, c.loss, bool(c.weight_decay)) for c in cases()]
    for one, other in combinations(range(6), 2):
        found = {(choice[one], choice[other]) for choice in choices}
        assert len(found) == len({c[one] for c in choices}) * len({c[other] for c in choices}), (one, other)


def test_reference_is_of_the_pytorch_that_is_quoted(reference: Mapping[str, Array]) -> None:
    assert str(reference["torch"]).startswith("2.13.0")
    assert REFERENCE.stat().st_size < 1_000_000

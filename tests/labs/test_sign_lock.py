"""The sign lock: the published shares over seeds, one example against chance, and what the figures show."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.sign_lock import BATCHES, LAB
from tutor.plots.figure import Bars, Chart

SEEDS = 5


def lock(*kept: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, kept, seed))


def typical(**params: Any) -> float:
    return float(np.mean([lock(seed=seed, **params).readout("locked_share") for seed in range(SEEDS)]))


# Five times 2048 steps: three standard errors are 1.5 % of steps at 54 %, 0.9 % at 9 %, 0.13 % at 0.2 %.
@pytest.mark.parametrize(
    ("activation", "low", "high"), [("sigmoid", 0.51, 0.56), ("relu", 0.08, 0.10), ("tanh", 0.0005, 0.004)]
)
def test_batches_of_32_give_the_published_shares(activation: str, low: float, high: float) -> None:
    assert low < typical(activation=activation) < high


@pytest.mark.parametrize("activation", ["sigmoid", "relu", "softplus"])
def test_one_example_with_inputs_of_one_sign_is_always_locked(activation: str) -> None:
    assert lock(activation=activation, batch=1).readout("locked_share") == 1.0


@pytest.mark.parametrize("activation", ["tanh", "identity"])
@pytest.mark.parametrize("batch", [1, 8])
def test_odd_activations_lock_as_often_as_coins_agree(activation: str, batch: int) -> None:
    frame = lock(activation=activation, batch=batch, inputs=5)
    chance = frame.readout("chance")
    assert chance == 2 * 0.5**5
    deviation = np.sqrt(chance * (1 - chance) / frame.readout("steps"))
    assert frame.readout("locked_share") == pytest.approx(chance, abs=4 * deviation)


def test_two_gaussian_inputs_lock_as_their_correlation_says() -> None:
    """Large batches make the gradient Gaussian with covariance E[a a]; of two components with correlation r the
    signs agree with probability 1/2 + arcsin(r) / pi. Sigmoid: r = 0.25 / 0.2934."""
    expected = 0.5 + np.arcsin(0.25 / 0.2934) / np.pi
    assert typical(inputs=2, batch=64) == pytest.approx(expected, abs=0.025)  # four standard errors of 5120 steps


def test_more_inputs_and_larger_batches_loosen_the_lock() -> None:
    by_inputs = [lock(inputs=inputs).readout("locked_share") for inputs in (2, 5, 10, 50)]
    by_batch = [lock(batch=batch).readout("locked_share") for batch in (1, 2, 4, 8)]
    assert by_inputs == sorted(by_inputs, reverse=True)
    assert by_batch == sorted(by_batch, reverse=True)


def test_curve_holds_the_readout_where_the_batch_is_on_it() -> None:
    frame = lock(activation="relu", batch=16)
    (line,) = frame.series
    assert line.x.tolist() == list(BATCHES)
    assert line.y[BATCHES.index(16)] == frame.readout("locked_share")
    chart = frame.figures[0]
    assert isinstance(chart, Chart)
    assert [(mark.label, mark.x) for mark in chart.marks] == [("batch 16", 16.0)]


def test_last_examples_that_fill_no_batch_are_left_out() -> None:
    assert lock(batch=100).readout("steps") == 655


def test_gradient_to_look_at_is_of_one_sign_for_one_example() -> None:
    one, many = (lock(batch=batch, activation="relu").figures[1] for batch in (1, 32))
    assert isinstance(one, Bars)
    assert isinstance(many, Bars)
    assert one.title == "The gradient of one step, 1 example"
    assert len({np.sign(bar.value) for bar in one.bars} - {0.0}) == 1
    assert len({np.sign(bar.value) for bar in many.bars}) == 2
    assert [bar.label for bar in many.bars][-1] == "∂L/∂w₁₀"


def test_same_seed_draws_the_same_examples_for_every_activation() -> None:
    frame = lock("relu", "sigmoid", seed=3)
    assert [line.name for line in frame.series] == ["locked[relu]", "locked[sigmoid]"]
    assert frame.readout("locked_share[relu]") == lock(activation="relu", seed=3).readout("locked_share")
    assert frame.series[1].y.tobytes() == lock(seed=3).series[0].y.tobytes() != lock(seed=4).series[0].y.tobytes()

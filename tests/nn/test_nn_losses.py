"""The logistic loss against its naive form where that works, and stable where it does not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.nn.losses import binary_cross_entropy, binary_cross_entropy_delta


def loss(z: float, y: float) -> float:
    return binary_cross_entropy(np.array([[z]]), np.array([[y]]))


@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
def test_loss_is_the_naive_one_at_moderate_logits(y: float) -> None:
    for z in np.linspace(-15.0, 15.0, 61).tolist():
        p = 1.0 / (1.0 + math.exp(-z))
        naive = -y * math.log(p) - (1.0 - y) * math.log(1.0 - p)
        assert loss(z, y) == pytest.approx(naive, rel=1e-9, abs=1e-9)  # 1 - p keeps nine digits at z = 15


@pytest.mark.parametrize(
    ("z", "y", "expected"),
    [
        (0.0, 1.0, math.log(2.0)),
        (-1000.0, 1.0, 1000.0),
        (40.0, 0.0, 40.0),
        (1e4, 0.0, 1e4),
        (-1e4, 1.0, 1e4),
        (1e4, 1.0, 0.0),
        (-1e4, 0.0, 0.0),
        (40.0, 1.0, 4.248354255e-18),
        (-40.0, 0.0, 4.248354255e-18),
        (1e300, 0.0, 1e300),
    ],
)
def test_loss_neither_overflows_nor_loses_its_tail(z: float, y: float, expected: float) -> None:
    with np.errstate(all="raise", under="ignore"):
        assert loss(z, y) == pytest.approx(expected, rel=1e-9, abs=0.0)


def test_loss_is_the_mean_over_examples() -> None:
    z, y = np.array([[0.0], [2.0], [-3.0]]), np.array([[1.0], [0.0], [0.0]])
    parts = [loss(*pair) for pair in zip(z[:, 0].tolist(), y[:, 0].tolist(), strict=True)]
    assert binary_cross_entropy(z, y) == pytest.approx(sum(parts) / 3.0, rel=1e-15)


def test_delta_is_the_derivative_by_each_logit() -> None:
    rng = np.random.default_rng(0)
    z, y, h = rng.normal(size=(4, 1)), np.array([[0.0], [1.0], [1.0], [0.0]]), 1e-5
    delta = binary_cross_entropy_delta(z, y)
    assert delta.shape == (4, 1)
    for i in range(4):
        step = np.zeros((4, 1))
        step[i] = h
        quotient = (binary_cross_entropy(z + step, y) - binary_cross_entropy(z - step, y)) / (2 * h)
        assert delta[i, 0] == pytest.approx(quotient, abs=1e-10)


@pytest.mark.parametrize(
    ("z", "expected"), [(0.0, -0.5), (-2.0, -0.880797), (-5.0, -0.993307), (-10.0, -0.999955), (-1e4, -1.0), (1e4, 0.0)]
)
def test_delta_is_the_error_itself_however_flat_the_sigmoid(z: float, expected: float) -> None:
    with np.errstate(all="raise", under="ignore"):
        delta = binary_cross_entropy_delta(np.array([[z]]), np.array([[1.0]]))
    assert delta.item() == pytest.approx(expected, abs=5e-7)

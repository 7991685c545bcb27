"""The losses against their naive forms where those work, and stable where they do not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from nn_samples import LOSSES, targets

from tutor.nn.losses import BinaryCrossEntropy, CrossEntropy, MeanSquaredError, softmax


def logistic(z: float, y: float) -> float:
    return float(BinaryCrossEntropy().value(np.array([[z]]), np.array([[y]])))


@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
def test_logistic_loss_is_the_naive_one_at_moderate_logits(y: float) -> None:
    for z in np.linspace(-15.0, 15.0, 61).tolist():
        p = 1.0 / (1.0 + math.exp(-z))
        naive = -y * math.log(p) - (1.0 - y) * math.log(1.0 - p)
        assert logistic(z, y) == pytest.approx(naive, rel=1e-9, abs=1e-9)  # 1 - p keeps nine digits at z = 15


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
def test_logistic_loss_neither_overflows_nor_loses_its_tail(z: float, y: float, expected: float) -> None:
    with np.errstate(all="raise", under="ignore"):
        assert logistic(z, y) == pytest.approx(expected, rel=1e-9, abs=0.0)


@pytest.mark.parametrize(
    ("z", "expected"), [(0.0, -0.5), (-2.0, -0.880797), (-5.0, -0.993307), (-10.0, -0.999955), (-1e4, -1.0), (1e4, 0.0)]
)
def test_logistic_delta_is_the_error_itself_however_flat_the_sigmoid(z: float, expected: float) -> None:
    with np.errstate(all="raise", under="ignore"):
        delta = BinaryCrossEntropy().delta(np.array([[z]]), np.array([[1.0]]))
    assert delta.item() == pytest.approx(expected, abs=5e-7)


def test_cross_entropy_and_its_delta_are_the_published_ones() -> None:
    z, y = np.array([[2.0, 1.0, 0.0]]), np.array([[0.0, 0.0, 1.0]])
    assert float(CrossEntropy().value(z, y)) == pytest.approx(2.4076, abs=5e-5)
    np.testing.assert_allclose(CrossEntropy().delta(z, y), [[0.6652, 0.2447, -0.9100]], atol=5e-5)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_cross_entropy_of_far_logits_is_finite(dtype: type[np.floating]) -> None:  # type: ignore[type-arg]
    z, y = np.array([[1e4, -1e4, 0.0]], dtype), np.array([[0.0, 1.0, 0.0]], dtype)
    with np.errstate(all="raise", under="ignore"):
        assert float(CrossEntropy().value(z, y)) == 2e4
        np.testing.assert_array_equal(CrossEntropy().delta(z, y), [[1.0, -1.0, 0.0]])


def test_softmax_does_not_change_when_all_logits_move() -> None:
    rows = np.array([[2.0, 1.0, 0.0], [102.0, 101.0, 100.0], [1000.0, 999.0, 998.0]])
    np.testing.assert_allclose(softmax(rows), [[0.66524, 0.24473, 0.09003]] * 3, atol=5e-6)


def test_squared_error_is_the_mean_over_all_entries_without_a_half() -> None:
    z, y = np.array([[1.0, 2.0], [3.0, 4.0]]), np.zeros((2, 2))
    assert float(MeanSquaredError().value(z, y)) == 7.5
    np.testing.assert_array_equal(MeanSquaredError().delta(z, y), z / 2.0)


@pytest.mark.parametrize("name", LOSSES)
def test_delta_is_the_derivative_of_the_value(name: str) -> None:
    loss, outputs = LOSSES[name]
    rng, h = np.random.default_rng(0), 1e-5
    z, y = rng.normal(size=(4, outputs)), targets(name, 4, rng)
    delta = loss().delta(z, y)
    for index in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[index] = h
        quotient = (loss().value(z + step, y) - loss().value(z - step, y)) / (2 * h)
        assert delta[index] == pytest.approx(float(quotient), abs=1e-10)


@pytest.mark.parametrize("name", LOSSES)
def test_runs_have_a_loss_each(name: str) -> None:
    loss, outputs = LOSSES[name]
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(3, 4, outputs)), targets(name, 4, rng)
    np.testing.assert_allclose(loss().value(z, y), [float(loss().value(run, y)) for run in z], rtol=1e-14)
    np.testing.assert_allclose(loss().delta(z, y), np.stack([loss().delta(run, y) for run in z]), rtol=1e-14)
